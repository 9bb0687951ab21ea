"""Giving and taking: what leaves the laptop, and what colleagues sent."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.bringing_in import BroughtIn, bring_in
from peerdesk.desk.changes import Changes
from peerdesk.desk.leaving import attachments, choose, team_badges
from peerdesk.desk.leaving import documents as named_documents
from peerdesk.desk.people import People, say_words_differ
from peerdesk.desk.practice_mark import badge_along
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import Receipt, ReceiptError, make_receipt, passage_in, read_receipt
from peerdesk.desk.vouching import changed_from, has_part, is_stale, say_changed
from peerdesk.domain.canonical import from_bytes, to_bytes, to_kept_bytes
from peerdesk.domain.kinds import PackageKind, Release
from peerdesk.domain.releases import released
from peerdesk.domain.seals import MAX_ENTRIES, NAMESPACE, write_seal
from peerdesk.errors import PeerDeskError
from peerdesk.export.package.contents import Contents, PackageInfo, Progress
from peerdesk.export.package.reader import OpenedPackage, open_package, peek_package
from peerdesk.export.package.writer import write_package
from peerdesk.keys.badge import Badge, same_words, words_of
from peerdesk.keys.signing import PACKAGE, verify
from peerdesk.storage.chunks import chunks
from peerdesk.storage.connecting import much_at_hand
from peerdesk.storage.departure import last_seal, statements_in
from peerdesk.storage.entries import add_seals, mark_sealed, unsealed
from peerdesk.storage.passages import Passage, add_passage, put_receipt, read_passages
from peerdesk.storage.people import Person, put_person, read_person
from peerdesk.storage.releasing import goes_beyond, read_before
from peerdesk.storage.standing import rights_in

SUFFIX = ".peerdesk"


class UnknownSenderError(PeerDeskError):
    """The desk does not know the sender, and nobody has confirmed the badge that came along."""


class ChangedFileError(PeerDeskError):
    """What is to be brought in is not what was looked at."""


class ForTheRecordError(PeerDeskError):
    """Something that was made for a review team is not for the partnership's record, or the other way round."""


class BeyondReleaseError(PeerDeskError):
    """It holds more than the head released, or what no record holds."""


class NobodyToGiveToError(PeerDeskError):
    """There is nobody on the team for whom it could be closed."""


class Packages:
    """Gives and takes."""

    def __init__(
        self,
        acting: Acting,
        people: People,
        back_up: Callable[[], object],
        *,
        clear: Callable[[], object] = lambda: None,
        look_over: Callable[[Session], object] = lambda _: None,
        for_record: bool = False,
    ) -> None:
        """Give and take on one desk, or for one record.

        Args:
            acting: where it is brought in.
            people: whose badges are known.
            back_up: makes a copy before anything is brought in.
            clear: takes what was erased out of copies and logs, if that is owed.
            look_over: finds out, before anything leaves, what has to stay (`Safety.look_over_in`).
            for_record: only what was made for the partnership is brought in; else only what was not.
        """
        self._acting, self._people, self._back_up, self._for_record = acting, people, back_up, for_record
        self._clear, self._look_over = clear, look_over

    def give(
        self,
        scope: str,
        kind: PackageKind,
        out: Path,
        *,
        to: Sequence[Badge] = (),
        phrase: str | None = None,
        documents: Sequence[Path] = (),
        notes: bool = True,
    ) -> Passage:
        """Write what is to leave: sealed, signed, and closed to all but those it is for.

        Args:
            scope: of the review.
            kind: decides what it may hold.
            out: the file; an existing one is replaced.
            to: for whom; nobody named means everybody on the team whose badge is here (a briefing is then open).
            phrase: spoken words that open it, in place of people.
            documents: PDFs that go along, such as the report.
            notes: for a team, False withholds the words and pictures of everybody's notes: what the lead gives back.

        Raises:
            NobodyToGiveToError: there is no badge to close it for.
            MissingDocumentError: a document is not where it was.
            NotReleasedError: a document is not what the head released to the partnership.
            PackageWriteError: it cannot be written there; nothing is left of it.
        """
        self._people.renew_if_old()
        mine = badge_along(self._acting, self._people.mine)
        with self._acting.sessions.write.begin() as session:
            self._look_over(session)
            self.seal(session, scope)
            leaving = choose(session, scope, kind, notes=notes)
            team = team_badges(session, scope)
            files = attachments(session, scope, kind, notes=notes)
            recipients = [*to, self._people.mine] if to else [] if kind == "briefing" or phrase else team
            others = [badge for badge in recipients if badge.key.key_id != self._acting.identity.key_id]
            if not others and kind != "briefing" and phrase is None:
                raise NobodyToGiveToError(
                    "There is nobody yet to give this to.", "Add a colleague's badge first, then try again."
                )
            info = PackageInfo(
                package_id=str(UUID(bytes=self._acting.random(16), version=4)),
                kind=kind,
                scope=scope,
                sender=self._acting.identity.key_id,
                made_at=self._acting.stamp(),
            )
            contents = Contents(
                sender_badge=mine.to_bytes(),
                entries=leaving.lines,
                words=(
                    to_kept_bytes({"entry": entry, "field": name, "words": [said.salt, said.value]})
                    for entry, name, said in leaving.words
                ),
                seals=(_seal_line(seal.line, signature) for seal, signature in leaving.seals),
                badges=[badge.to_bytes() for badge in team] if kind != "partnership" else [],
                attachments=files,
                documents=named_documents(session, scope, kind, documents),
            )
            manifest_hash = write_package(
                out,
                info,
                contents,
                partial(self._acting.identity.private.sign, PACKAGE),
                [badge.key.line() for badge in {badge.key.key_id: badge for badge in recipients}.values()],
                phrase,
            )
            passage = Passage(
                info.package_id,
                scope,
                "out",
                kind,
                info.sender,
                info.made_at,
                manifest_hash,
                {"entries": len(leaving.lines), "pictures": len(files)},
            )
            add_passage(session, passage)
        return passage

    def check(self, path: Path, phrase: str | None = None) -> PackageInfo:
        """Check every byte of a file that somebody sent, and return what it says about itself.

        Raises:
            PeerDeskError: it is no such file, was made for others, or is damaged.
        """
        with self._open(path, phrase) as package:
            return package.info

    def peek(self, path: Path, phrase: str | None = None) -> tuple[PackageInfo, str]:
        """Return what a file says about itself, and the name on its sender's badge; what it holds is not looked at.

        Raises:
            PeerDeskError: it is no such file, was made for others, or its beginning is damaged.
        """
        info, badge = peek_package(path, _signer, self._acting.identity.private.openssh_pem(), phrase)
        return info, Badge.from_bytes(badge).name

    def preview(self, path: Path, phrase: str | None = None, *, pictures: bool = True) -> Preview:
        """Look at what is in a file: just what bringing it in would do, in a transaction that is rolled back.

        Args:
            path: the file.
            phrase: spoken words that open it.
            pictures: read these too; without, it is a first look, as quick at a large file as at a small one.

        Raises:
            ForTheRecordError: it belongs into the partnership's record and this is none, or the other way round.
            PeerDeskError: it is no such file, was made for others, or is damaged; nothing was written.
        """
        with self._open(path, phrase, pictures=pictures) as package, self._acting.sessions.write() as session:
            return self._look_at(session, path, package)  # never committed: the session ends, and all is as it was

    def merge(
        self,
        preview: Preview,
        *,
        typed_words: str = "",
        phrase: str | None = None,
        progress: Progress | None = None,
    ) -> tuple[Changes, Receipt]:
        """Bring in what was looked at, in one transaction, after a copy of the desk was made.

        Args:
            preview: what the person saw.
            typed_words: the sender's six words as heard, where the sender is not known yet.
            phrase: spoken words that open it.
            progress: told of bytes checked; what it raises ends the work, and nothing was brought in.

        Raises:
            ChangedFileError: the file is another one now.
            ChangedBadgeError: the sender is known here with another badge, and the lead has not decided about it.
            BeyondReleaseError: it is for the record and holds more than the head released.
            UnknownSenderError: the sender is not known and no words were typed.
            WordsDifferError: the words are not the sender's.
        """
        if preview.changed_from and not (typed_words and self._may_decide(preview.scope)):
            raise say_changed(preview.sender_name, preview.changed_from, preview.sender)
        if not preview.known and not typed_words:
            raise UnknownSenderError(
                "PeerDesk has not met this sender.", "Ask them for their six badge words, and type them here."
            )
        if typed_words and not same_words(typed_words, preview.sender):
            raise say_words_differ()
        self._back_up()
        with self._open(preview.path, phrase, progress) as package:
            if package.manifest_hash != preview.manifest_hash:
                raise ChangedFileError(
                    "This file is not the one that you looked at.", "Look at what's in it again, then bring it in."
                )
            with self._acting.sessions.write.begin() as session:
                if typed_words:
                    self._confirm(session, package)
                brought = self._bring_in(session, package)
                receipt = make_receipt(self._acting.identity.private, package, brought.new_in_all, self._acting.stamp())
                add_passage(session, passage_in(package, brought, receipt))
        self._clear()
        return Changes(brought.records, brought.kinds), receipt

    def readers(self, scope: str) -> frozenset[str]:
        """Return the keys of those for whom what is given to the team is closed."""
        with self._acting.look() as session:
            return frozenset(badge.key.key_id for badge in team_badges(session, scope))

    def passages(self, scope: str) -> list[Passage]:
        """Return what left and what came, oldest first."""
        with self._acting.look() as session:
            return read_passages(session, scope)

    def take_receipt(self, path: Path) -> Receipt:
        """Keep somebody's word that what this desk sent has arrived.

        Raises:
            ReceiptError: it is not signed, or not by somebody whose badge this desk has confirmed.
            NobodyToGiveToError: it is about something that this desk did not send.
        """
        receipt = read_receipt(path)
        with self._acting.sessions.write.begin() as session:
            person = read_person(session, receipt.by)
            if person is None or not person.confirmed_how:
                raise ReceiptError(
                    "This is the word of somebody whose badge is not confirmed here.",
                    "Add their badge first, then try again.",
                    detail=receipt.by,
                )
            if not put_receipt(session, receipt.package_id, receipt.to_bytes().decode()):
                raise NobodyToGiveToError(
                    "This is about something that you did not send.", "Ask your colleague which file they meant."
                )
        return receipt

    @staticmethod
    def release_of(session: Session, scope: str) -> Release:
        """Return how much of a review the head has released; of several answers that stand, the narrowest."""
        return released(statements_in(session, scope, "release")).what

    def _look_at(self, session: Session, path: Path, package: OpenedPackage) -> Preview:
        info, sender = package.info, package.sender
        self._check_kind(info.kind)
        badge = Badge.from_bytes(package.sender_badge)
        if badge.key.key_id != sender:
            raise UnknownSenderError("The badge in this file is not its sender's.", "Ask the sender for a new copy.")
        person = read_person(session, sender)
        confirmed = person is not None and bool(person.confirmed_how)
        stale = person is not None and is_stale(person, self._acting.now())
        known = (confirmed and not stale) or has_part(session, info.scope, sender)
        changed = changed_from(session, info.scope, sender, badge.name)
        been_here = any(one.manifest_hash == package.manifest_hash for one in read_passages(session, info.scope))
        brought = self._bring_in(session, package, pictures=False)
        rights = rights_in(session, info.scope)
        me = self._acting.identity.key_id
        return Preview(
            path=path,
            manifest_hash=package.manifest_hash,
            scope=info.scope,
            kind=info.kind,
            made_at=info.made_at,
            sender=sender,
            sender_name=badge.name,
            sender_words=" ".join(words_of(sender)),
            known=known and not changed,
            brought=brought,
            been_here=been_here,
            confirmed=confirmed,
            stale=stale,
            changed_from=changed,
            changed_words=" ".join(words_of(changed)) if changed else "",
            ended_at=rights.ended_at(sender) if rights else "",
            for_others=bool(info.recipients) and me not in info.recipients,
            mine_to_decide=self._may_decide(info.scope),
            is_whole=package.is_whole,
        )

    def _bring_in(self, session: Session, package: OpenedPackage, *, pictures: bool = True) -> BroughtIn:
        """Add what is in it; the sender's badge vouches for others only if it is confirmed by now."""
        person = read_person(session, package.sender)
        confirmed = person is not None and bool(person.confirmed_how)
        before = read_before(session)
        with much_at_hand(session):
            brought = bring_in(session, package, confirmed=confirmed, met_at=self._acting.stamp(), pictures=pictures)
        if self._for_record and goes_beyond(session, package.info.scope, before):
            raise BeyondReleaseError(
                "This holds more than the head released to the partnership, as far as is known here.",
                "Ask the lead to make it again; nothing of it was kept.",
            )
        return brought

    def _may_decide(self, scope: str) -> bool:
        """Say whether this desk's person decides about a changed badge: the lead does, and who has no review yet."""
        with self._acting.look() as session:
            rights = rights_in(session, scope)
        return rights is None or rights.role_of(self._acting.identity.key_id) == "lead"

    def _check_kind(self, kind: PackageKind) -> None:
        if self._for_record and kind != "partnership":
            raise ForTheRecordError(
                "This was made for a review team and not for the partnership.",
                "Ask the lead for what the head has released.",
            )
        if kind == "partnership" and not self._for_record:
            raise ForTheRecordError(
                "This was made for the partnership and not for a review team.",
                "Bring it into the partnership's record.",
            )

    @contextmanager
    def _open(
        self, path: Path, phrase: str | None, progress: Progress | None = None, *, pictures: bool = True
    ) -> Iterator[OpenedPackage]:
        identity = self._acting.identity.private.openssh_pem()
        with open_package(path, _signer, identity, phrase, progress, pictures=pictures) as package:
            yield package

    def _confirm(self, session: Session, package: OpenedPackage) -> None:
        badge = Badge.from_bytes(package.sender_badge)
        put_person(session, Person(package.sender, badge.name, package.sender_badge, self._acting.stamp(), "words"))

    def seal(self, session: Session, scope: str) -> None:
        """Seal what this person wrote and no seal lists yet."""
        private, author = self._acting.identity.private, self._acting.identity.key_id
        for part in chunks(unsealed(session, scope, author), MAX_ENTRIES):
            seal = write_seal(scope, author, last_seal(session, scope, author), self._acting.stamp(), part)
            add_seals(session, [(seal, private.sign(NAMESPACE, seal.line))])
            mark_sealed(session, part)


def _seal_line(line: bytes, signature: str) -> bytes:
    return to_bytes({"seal": from_bytes(line), "signature": signature})


def _signer(signature: str, message: bytes) -> str:
    return verify(signature, PACKAGE, message).key_id
