"""A lead's desk that is offered what was spoilt: it is refused in a sentence, or taken and everything still stands."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from fuzz.seeds import Seed
from peerdesk.desk.bringing_in import bring_in
from peerdesk.desk.desk import Desk, open_here
from peerdesk.domain.kinds import KINDS
from peerdesk.errors import PeerDeskError
from peerdesk.export.package.reader import OpenedPackage, open_package
from peerdesk.keys.signing import PACKAGE, verify
from tests.people import LEAD, Clock
from tests.storage.by_hand import rebuilt_rows_of, rows_of

MET_AT = "2025-10-14T12:00:00Z"
ROOM = Path("/dev/shm")


class FlawError(Exception):
    """Something hostile did what it may not."""


@dataclass(frozen=True)
class Victim:
    """The lead's desk, and a place for files that are given to her."""

    folder: Path
    desk: Desk
    seed: Seed
    accepted: object

    def look(self, data: bytes) -> bool:
        """Open a file as the reader does; return whether it was taken for what Ben gave.

        Raises:
            FlawError: it was taken for something else, or refused without a sentence.
        """
        try:
            with self._open(data) as package:
                if says(package) != self.accepted:
                    raise FlawError("changed, and believed")
        except PeerDeskError as error:
            must_speak(error)
            return False
        return True

    def peep(self, data: bytes) -> bool:
        """Open a file that may rightly say something else, and read all of it; return whether it was taken."""
        try:
            with self._open(data) as package:
                says(package)
        except PeerDeskError as error:
            must_speak(error)
            return False
        return True

    def take(self, data: bytes, *, keep: bool) -> bool:
        """Bring a file in, for good or only to look; return whether it was taken."""
        try:
            with self._open(data) as package, self.desk.acting.sessions.write() as session:
                bring_in(session, package, confirmed=True, met_at=MET_AT)
                if keep:
                    session.commit()
        except PeerDeskError as error:
            must_speak(error)
            return False
        return True

    def must_stand(self) -> None:
        """Read everything that pages read, and make the tables anew.

        Raises:
            FlawError: the tables differ from those that were there.
        """
        read_everything(self.desk, self.seed.scope)
        with self.desk.acting.sessions.write() as session:  # never committed
            if rows_of(session) != rebuilt_rows_of(session):
                raise FlawError("tables made anew differ")

    def holds(self) -> str:
        """Return the digest of all that the desk holds."""
        return repr(self.desk.keeping.digest())

    @contextmanager
    def _open(self, data: bytes) -> Iterator[OpenedPackage]:
        path = self.folder / "given.peerdesk"
        path.write_bytes(data)
        key = self.seed.keys[LEAD].openssh_pem()
        with open_package(path, lambda signature, message: verify(signature, PACKAGE, message).key_id, key) as package:
            yield package


@contextmanager
def victim(seed: Seed) -> Iterator[Victim]:
    """Open a copy of the lead's desk."""
    with tempfile.TemporaryDirectory(prefix="fuzz-", dir=ROOM if ROOM.is_dir() else None) as folder:
        home = Path(folder)
        shutil.copytree(seed.folder, home / "desk")
        desk = open_here(home / "desk", seed.shelf, Clock(datetime(2025, 10, 14, 12, tzinfo=UTC)))
        try:
            one = Victim(home, desk, seed, None)
            with one._open(seed.closed) as package:
                accepted = says(package)
            yield Victim(home, desk, seed, accepted)
        finally:
            desk.close()


def says(package: OpenedPackage) -> object:
    """Return all that a package gives."""
    lines = [list(part()) for part in (package.entries, package.words, package.seals, package.badges)]
    documents = [package.document(name) for name in package.document_names]
    return package.info, package.sender, package.sender_badge, lines, list(package.attachments()), documents


def must_speak(error: PeerDeskError) -> None:
    """Hold a refusal to its form: one sentence, one remedy.

    Raises:
        FlawError: it has none.
    """
    if not (error.message.strip().endswith((".", "?")) and error.remedy.strip()):
        raise FlawError(f"refused without a sentence: {error!r}")


def read_everything(desk: Desk, scope: str) -> None:
    """Ask a desk all that pages ask; what cannot be shown is refused in a sentence."""
    _ask(lambda: desk.plan.reviews(), lambda: desk.plan.look(scope), lambda: desk.people.all())
    _ask(lambda: desk.capture.pictures(scope), lambda: desk.findings.citations(scope), lambda: desk.clocks.odd(scope))
    _ask(lambda: desk.reports.sections(scope), lambda: desk.replies.all(scope), lambda: desk.reports.page(scope))
    _ask(lambda: desk.reports.material(scope), lambda: desk.reports.report(scope, "for checking"))
    _ask(lambda: desk.search.find("they", scope), lambda: desk.search.ids("kind:note aloud", scope))
    _ask(lambda: desk.history.deleted(scope))
    for one in (*desk.capture.notes(scope), *desk.findings.all(scope)):
        _ask(partial(desk.history.of, one.record_id), partial(desk.history.versions, one.record_id))
    for kind in KINDS.values():
        _ask(partial(desk.plan.one, kind.value, scope))


def _ask(*questions: Callable[[], object]) -> None:
    for question in questions:
        try:
            question()
        except PeerDeskError as error:
            must_speak(error)
