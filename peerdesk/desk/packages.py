"""Giving and taking: what leaves the laptop, and what colleagues sent."""

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.bringing_in import BroughtIn, bring_in
from peerdesk.desk.changes import Changes
from peerdesk.desk.people import People, WordsDifferError
from peerdesk.desk.receipts import Receipt, ReceiptError, make_receipt, read_receipt
from peerdesk.domain.canonical import from_bytes, to_bytes
from peerdesk.domain.kinds import PackageKind, Release, briefing_kinds
from peerdesk.domain.review import Member, Picture
from peerdesk.domain.seals import MAX_ENTRIES, NAMESPACE, write_seal
from peerdesk.errors import PeerDeskError
from peerdesk.export.package.contents import Contents, PackageInfo
from peerdesk.export.package.reader import OpenedPackage, open_package
from peerdesk.export.package.writer import write_package
from peerdesk.keys.badge import Badge, same_words, words_of
from peerdesk.keys.signing import PACKAGE, verify
from peerdesk.storage.attachments import read_attachment
from peerdesk.storage.chunks import chunks
from peerdesk.storage.departure import Leaving, for_briefing, for_partnership, for_team, last_seal, newest_statement
from peerdesk.storage.entries import add_seals, mark_sealed, unsealed
from peerdesk.storage.passages import Passage, add_passage, put_receipt, read_passages
from peerdesk.storage.people import Person, put_person, read_person
from peerdesk.storage.reading import read_all

SUFFIX = ".peerdesk"


class UnknownSenderError(PeerDeskError):
    """The desk does not know the sender, and nobody has confirmed the badge that came along."""


class ChangedFileError(PeerDeskError):
    """What is to be brought in is not what was looked at."""


class ForTheRecordError(PeerDeskError):
    """Something that was made for a review team is not for the partnership's record, or the other way round."""


class NobodyToGiveToError(PeerDeskError):
    """There is nobody on the team for whom it could be closed."""


class MissingDocumentError(PeerDeskError):
    """A document that is to go along is not there."""


@dataclass(frozen=True)
class Preview:
    """What is in a file that somebody sent. Nothing of it is in the desk yet.

    Attributes:
        sender: name of the key that signed it.
        sender_name: as on their badge.
        sender_words: the six words to compare with what the sender reads aloud.
        known: the sender's badge is confirmed, so it can be brought in without typing the words.
        brought: what would come of it.
        been_here: it was brought in before.
    """

    path: Path
    manifest_hash: str
    scope: str
    kind: PackageKind
    made_at: str
    sender: str
    sender_name: str
    sender_words: str
    known: bool
    brought: BroughtIn
    been_here: bool


class Packages:
    """Gives and takes."""

    def __init__(
        self, acting: Acting, people: People, back_up: Callable[[], object], *, for_record: bool = False
    ) -> None:
        """Give and take on one desk, or for one record.

        Args:
            acting: where it is brought in.
            people: whose badges are known.
            back_up: makes a copy before anything is brought in.
            for_record: only what was made for the partnership is brought in; else only what was not.
        """
        self._acting, self._people, self._back_up, self._for_record = acting, people, back_up, for_record

    def give(
        self,
        scope: str,
        kind: PackageKind,
        out: Path,
        *,
        to: Sequence[Badge] = (),
        phrase: str | None = None,
        documents: Sequence[Path] = (),
    ) -> Passage:
        """Write what is to leave: sealed, signed, and closed to all but those it is for.

        Args:
            scope: of the review.
            kind: decides what it may hold.
            out: the file; an existing one is replaced.
            to: for whom; nobody named means everybody on the team whose badge is here (a briefing is then open).
            phrase: spoken words that open it, in place of people.
            documents: PDFs that go along, such as the report.

        Raises:
            NobodyToGiveToError: there is no badge to close it for.
            MissingDocumentError: a document is not where it was.
            PackageWriteError: it cannot be written there; nothing is left of it.
        """
        with self._acting.sessions.write.begin() as session:
            self._seal(session, scope)
            release = self.release_of(session, scope)
            leaving = _choose(session, scope, kind, release)
            team = self._team_badges(session, scope)
            pictures = _pictures(session, scope) if kind == "team" else {}
            recipients = list(to) or ([] if kind == "briefing" or phrase else team)
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
                sender_badge=self._people.mine.to_bytes(),
                entries=leaving.lines,
                words=[
                    to_bytes({"entry": entry, "field": name, "words": [said.salt, said.value]})
                    for entry, name, said in leaving.words
                ],
                seals=[_seal_line(seal.line, signature) for seal, signature in leaving.seals],
                badges=[badge.to_bytes() for badge in team],
                attachments={sha256: partial(_must_read, session, sha256) for sha256 in pictures},
                documents={_document_name(path): path.read_bytes for path in documents},
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
                {"entries": len(leaving.lines), "pictures": len(pictures)},
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

    def preview(self, path: Path, phrase: str | None = None) -> Preview:
        """Look at what is in a file: just what bringing it in would do, in a transaction that is rolled back.

        Raises:
            ForTheRecordError: it belongs into the partnership's record and this is none, or the other way round.
            PeerDeskError: it is no such file, was made for others, or is damaged; nothing was written.
        """
        with self._open(path, phrase) as package, self._acting.sessions.write() as session:
            return self._look_at(session, path, package)  # never committed: the session ends, and all is as it was

    def merge(self, preview: Preview, *, typed_words: str = "", phrase: str | None = None) -> tuple[Changes, Receipt]:
        """Bring in what was looked at, in one transaction, after a copy of the desk was made.

        Args:
            preview: what the person saw.
            typed_words: the sender's six words as heard, where the sender is not known yet.
            phrase: spoken words that open it.

        Raises:
            ChangedFileError: the file is another one now.
            UnknownSenderError: the sender is not known and no words were typed.
            WordsDifferError: the words are not the sender's.
        """
        if not preview.known and not typed_words:
            raise UnknownSenderError(
                "PeerDesk has not met this sender.", "Ask them for their six badge words, and type them here."
            )
        if typed_words and not same_words(typed_words, preview.sender):
            raise WordsDifferError(
                "These are not the words of the sender's badge.",
                "Ask them to read them once more; if they differ, don't bring this in.",
            )
        self._back_up()
        with self._open(preview.path, phrase) as package:
            if package.manifest_hash != preview.manifest_hash:
                raise ChangedFileError(
                    "This file is not the one that you looked at.", "Look at what's in it again, then bring it in."
                )
            with self._acting.sessions.write.begin() as session:
                if typed_words:
                    self._confirm(session, package)
                brought = bring_in(session, package, confirmed=True, met_at=self._acting.stamp())
                receipt = make_receipt(self._acting.identity.private, package, brought.new_in_all, self._acting.stamp())
                add_passage(session, _passage_in(package, brought, receipt))
        return Changes(brought.records, brought.kinds), receipt

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
        """Return how much of a review the head has released, by the newest word that was taken down."""
        said = newest_statement(session, scope, "release")
        release: Release = said["what"] if said else "nothing"
        return release

    def _look_at(self, session: Session, path: Path, package: OpenedPackage) -> Preview:
        self._check_kind(package.info.kind)
        person = read_person(session, package.sender)
        badge = Badge.from_bytes(package.sender_badge)
        if badge.key.key_id != package.sender:
            raise UnknownSenderError("The badge in this file is not its sender's.", "Ask the sender for a new copy.")
        known = person is not None and bool(person.confirmed_how)
        been_here = any(
            one.manifest_hash == package.manifest_hash for one in read_passages(session, package.info.scope)
        )
        brought = bring_in(session, package, confirmed=known, met_at=self._acting.stamp())
        return Preview(
            path=path,
            manifest_hash=package.manifest_hash,
            scope=package.info.scope,
            kind=package.info.kind,
            made_at=package.info.made_at,
            sender=package.sender,
            sender_name=badge.name,
            sender_words=" ".join(words_of(package.sender)),
            known=known,
            brought=brought,
            been_here=been_here,
        )

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
    def _open(self, path: Path, phrase: str | None) -> Iterator[OpenedPackage]:
        identity = self._acting.identity.private.openssh_pem()
        with open_package(path, _signer, identity, phrase) as package:
            yield package

    def _confirm(self, session: Session, package: OpenedPackage) -> None:
        badge = Badge.from_bytes(package.sender_badge)
        put_person(session, Person(package.sender, badge.name, package.sender_badge, self._acting.stamp(), "words"))

    def _seal(self, session: Session, scope: str) -> None:
        """Seal what this person wrote and no seal lists yet."""
        private, author = self._acting.identity.private, self._acting.identity.key_id
        for part in chunks(unsealed(session, scope, author), MAX_ENTRIES):
            seal = write_seal(scope, author, last_seal(session, scope, author), self._acting.stamp(), part)
            add_seals(session, [(seal, private.sign(NAMESPACE, seal.line))])
            mark_sealed(session, part)

    def _team_badges(self, session: Session, scope: str) -> list[Badge]:
        """Return the badges of everybody on the team whose badge is here and confirmed, one's own among them."""
        people = (read_person(session, one.key) for one in read_all(session, Member, scope) if one.key)
        return [Badge.from_bytes(one.badge) for one in people if one is not None and one.confirmed_how]


def _choose(session: Session, scope: str, kind: PackageKind, release: Release) -> Leaving:
    if kind == "team":
        return for_team(session, scope)
    if kind == "briefing":
        return for_briefing(session, scope, briefing_kinds())
    return for_partnership(session, scope, release)


def _pictures(session: Session, scope: str) -> list[str]:
    named = {one.sha256 for one in read_all(session, Picture, scope) if one.sha256}
    return sorted(sha256 for sha256 in named if read_attachment(session, sha256) is not None)


def _document_name(path: Path) -> str:
    """Return the name that a document has in the package: small letters, so that it is one everywhere."""
    if not path.is_file():
        raise MissingDocumentError(
            f"“{path.name}” is not there any more.", "Make it again, then try again.", detail=str(path)
        )
    words = re.sub("[^a-z0-9]+", "-", path.stem.lower()).strip("-")[:40].strip("-")
    return f"document-{words}{path.suffix.lower()}"


def _must_read(session: Session, sha256: str) -> bytes:
    content = read_attachment(session, sha256)
    assert content is not None  # noqa: S101 - looked for in this same transaction
    return content


def _seal_line(line: bytes, signature: str) -> bytes:
    return to_bytes({"seal": from_bytes(line), "signature": signature})


def _signer(signature: str, message: bytes) -> str:
    return verify(signature, PACKAGE, message).key_id


def _passage_in(package: OpenedPackage, brought: BroughtIn, receipt: Receipt) -> Passage:
    return Passage(
        package.info.package_id,
        package.info.scope,
        "in",
        package.info.kind,
        package.sender,
        receipt.at,
        package.manifest_hash,
        {"new": brought.new_in_all, "same": brought.same, **{f"new {kind}": n for kind, n in brought.new.items()}},
        receipt.to_bytes().decode(),
    )
