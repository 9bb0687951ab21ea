"""Bringing files into the record: one, or a folder of them, each in one transaction, with a word of arrival beside it.

The same file brought by three people comes in once; files come in any order, over years; who is stopped in the middle
begins again, and what is in is passed over.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.bringing_in import BroughtIn, PurgedError, bring_in, uncollected
from peerdesk.desk.packages import BeyondReleaseError, ForTheRecordError, UnknownSenderError
from peerdesk.desk.people import say_words_differ
from peerdesk.desk.receipts import Receipt, make_receipt, passage_in
from peerdesk.desk.shared_folder import word_beside
from peerdesk.desk.vouching import ChangedBadgeError, changed_from, has_part, is_stale, say_changed
from peerdesk.domain.review import Review
from peerdesk.errors import PeerDeskError
from peerdesk.export.package.contents import Progress
from peerdesk.export.package.reader import OpenedPackage, open_package
from peerdesk.files import FileNotWrittenError, write_whole
from peerdesk.keys.badge import Badge, same_words
from peerdesk.keys.signing import PACKAGE, verify
from peerdesk.storage.connecting import much_at_hand
from peerdesk.storage.failures import BusyError, StorageError
from peerdesk.storage.holding import hold_scopes
from peerdesk.storage.passages import Passage, add_passage, read_passages
from peerdesk.storage.people import Person, put_person, read_person
from peerdesk.storage.purging import purged_in
from peerdesk.storage.reading import read_all
from peerdesk.storage.releasing import goes_beyond, read_before

ENDING = ".peerdesk"
Came = Literal["in", "in before", "waits", "refused"]
Step = Callable[[int, int, Path], object]
"""Told how many of how many files are done, and which is next; may raise to end it, and what is in stays in."""


@dataclass(frozen=True)
class Arrived:
    """What became of one file.

    Attributes:
        came: it is in; it was in before; it waits for somebody, and comes in when it is brought again; or it never
            will as it is.
        sentence, remedy: why, and what can be done; "" for what is simply in.
        school, urn: whose review it is, if it can be told; scope: of that review.
        new: how many entries were new; entries: how many it holds.
        waiting: parts that wait for something that has not come; held: parts by somebody who has no right to them.
        told: the word of arrival lies beside the file.
    """

    path: Path
    came: Came
    sentence: str = ""
    remedy: str = ""
    school: str = ""
    urn: str = ""
    scope: str = ""
    new: int = 0
    entries: int = 0
    waiting: int = 0
    held: int = 0
    told: bool = False
    receipt: bytes = b""


class Door:
    """The record's door: looks at each file once, and lets in what may come in."""

    def __init__(self, acting: Acting, before_first: Callable[[], object]) -> None:
        """Let in for one person; `before_first` is called before the first of them is written."""
        self._acting, self._before_first = acting, before_first

    def bring_all(
        self, paths: Iterable[Path], *, typed_words: str = "", step: Step = lambda *_: None
    ) -> Iterator[Arrived]:
        """Bring in files and folders of files, and yield what became of each, as soon as it is known.

        Args:
            paths: a folder stands for all that lies in it and below.
            typed_words: the six badge words of a sender who is not known yet.
            step: told of each before it is opened.

        Raises:
            StorageError: the record itself is gone, or may not be written; what came in before stays.
        """
        files = files_in(paths)
        for number, path in enumerate(files):
            step(number, len(files), path)
            yield self._one_of_many(path, typed_words)
        step(len(files), len(files), files[-1] if files else Path())

    def bring(self, path: Path, *, typed_words: str = "", progress: Progress | None = None) -> Arrived:
        """Bring in one file, and leave a word of arrival beside it.

        Raises:
            PeerDeskError: why it does not come in; nothing of it was kept.
        """
        self._before_first()
        identity = self._acting.identity.private.openssh_pem()
        with open_package(path, _signer, identity, None, progress) as package:
            _must_be_for_the_record(package)
            with uncollected(), self._acting.sessions.write.begin() as session:
                arrived = self._let_in(session, path, package, typed_words)
        return self._leave_word(arrived)

    def _one_of_many(self, path: Path, typed_words: str) -> Arrived:
        try:
            return self.bring(path, typed_words=typed_words)
        except (UnknownSenderError, ChangedBadgeError, BusyError) as error:
            return Arrived(path, "waits", error.message, error.remedy)
        except StorageError:
            raise  # the record itself is gone, full, or closed to this person: the next file would fare no better
        except PeerDeskError as error:
            return Arrived(path, "refused", error.message, error.remedy)

    def _let_in(self, session: Session, path: Path, package: OpenedPackage, typed_words: str) -> Arrived:
        info = package.info
        hold_scopes(session, [info.scope])
        passed = [one for one in read_passages(session, info.scope) if one.manifest_hash == package.manifest_hash]
        if info.scope in purged_in(session):
            raise PurgedError("This review was taken out of the record for good.", "Nothing of it was brought in.")
        if passed:
            word = _own(passed, self._acting.identity.key_id)
            arrived = Arrived(path, "in before", scope=info.scope, entries=info.entries, receipt=word)
            return _named(session, arrived)
        self._must_be_known(session, package, typed_words)
        brought = self._add(session, package)
        receipt = make_receipt(self._acting.identity.private, package, brought.new_in_all, self._acting.stamp())
        add_passage(session, passage_in(package, brought, receipt))
        return _named(
            session,
            Arrived(
                path,
                "in",
                _what_waits(brought),
                scope=info.scope,
                new=brought.new_in_all,
                entries=info.entries,
                waiting=brought.waiting,
                held=brought.held,
                receipt=receipt.to_bytes(),
            ),
        )

    def _must_be_known(self, session: Session, package: OpenedPackage, typed_words: str) -> None:
        """Raise if nobody here knows whose badge signed it, unless the words that were typed are that badge's."""
        sender, scope = package.sender, package.info.scope
        badge = Badge.from_bytes(package.sender_badge)
        if badge.key.key_id != sender:
            raise UnknownSenderError("The badge in this file is not its sender's.", "Ask the sender for a new copy.")
        if typed_words and same_words(typed_words, sender):
            stamp = self._acting.stamp()
            put_person(session, Person(sender, badge.name, package.sender_badge, stamp, "words"))
            return
        person = read_person(session, sender)
        if person is not None and person.confirmed_how and not is_stale(person, self._acting.now()):
            return
        if changed := changed_from(session, scope, sender, badge.name):
            raise say_changed(badge.name, changed, sender)
        if has_part(session, scope, sender):
            return
        if typed_words:
            raise say_words_differ()
        raise UnknownSenderError(
            f"Nobody here has met {badge.name}, who sent this.",
            "Ask them for their six badge words by telephone, and give them along.",
        )

    def _add(self, session: Session, package: OpenedPackage) -> BroughtIn:
        person, before = read_person(session, package.sender), read_before(session)
        confirmed = person is not None and bool(person.confirmed_how)
        with much_at_hand(session):
            brought = bring_in(session, package, confirmed=confirmed, met_at=self._acting.stamp())
        if goes_beyond(session, package.info.scope, before):
            raise BeyondReleaseError(
                "This holds more than the head released to the partnership, as far as is known here.",
                "Ask the lead to make it again; nothing of it was kept.",
            )
        return brought

    def _leave_word(self, arrived: Arrived) -> Arrived:
        if not arrived.receipt:
            return arrived
        try:
            write_whole(word_beside(arrived.path, self._acting.identity.badge.name), arrived.receipt)
        except FileNotWrittenError:
            return arrived
        return replace(arrived, told=True)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """Return the files that are meant, each once: those that are named, and in folders all that end as ours do."""
    found: dict[Path, None] = {}
    for path in paths:
        inside: Sequence[Path] = sorted(path.rglob(f"*{ENDING}")) if path.is_dir() else [path]
        found.update(dict.fromkeys(inside))
    return list(found)


def _must_be_for_the_record(package: OpenedPackage) -> None:
    if package.info.kind != "partnership":
        raise ForTheRecordError(
            "This was made for a review team and not for the partnership.",
            "Ask the lead for what the head has released.",
        )


def _what_waits(brought: BroughtIn) -> str:
    parts = []
    if brought.waiting:
        parts.append(f"{brought.waiting} parts wait for something that has not come yet")
    if brought.held:
        parts.append(f"{brought.held} parts wait, for whoever wrote them has no part in this review")
    return "; ".join(parts)[:1].upper() + "; ".join(parts)[1:] + ("." if parts else "")


def _named(session: Session, arrived: Arrived) -> Arrived:
    review = next(iter(read_all(session, Review, arrived.scope, for_report=True)), None)
    return arrived if review is None else replace(arrived, school=review.school_name, urn=review.school_urn)


def _own(passed: Iterable[Passage], me: str) -> bytes:
    """Return the word that this person gave before, for the same file; b"" if only others did."""
    lines = (line.encode() for one in passed for line in one.receipts)
    return next((line for line in lines if Receipt.from_bytes(line).by == me), b"")


def _signer(signature: str, message: bytes) -> str:
    return verify(signature, PACKAGE, message).key_id
