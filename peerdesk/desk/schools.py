"""The register of schools: imported as it is downloaded, searched as a name is typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.school import FIELDS, Relations, School, SchoolLink, SchoolRow, pairs_of
from peerdesk.errors import NotARegisterError
from peerdesk.intake.register import REMEDY, Batch, Register, RowFinding, is_register
from peerdesk.intake.register import open_register as open_download
from peerdesk.intake.register_links import Links, is_links, open_links
from peerdesk.intake.tables import holds
from peerdesk.storage.school_index import SchoolIndex
from peerdesk.storage.schools import (
    find_links,
    find_related,
    find_school,
    find_schools,
    forget_heads,
    last_changes,
    open_register,
    put_links,
    put_schools,
    read_index,
    what_is_unsound,
)

FILE = "register.db"
LISTED = 20
_OLD_DAYS = 730  # a register that says nothing newer is said to be old


@dataclass(frozen=True)
class Imported:
    """What came of importing a register.

    Attributes:
        schools, links: how many of each.
        findings: what could not be read.
        newest: the last day on which the register changed anything, `YYYY-MM-DD`; "" if it does not say.
    """

    schools: int
    findings: tuple[RowFinding, ...]
    links: int = 0
    newest: str = ""

    def age(self, today: str) -> str:
        """Return a sentence about how old the list is, "" if it is not."""
        if not self.newest or (date.fromisoformat(today) - date.fromisoformat(self.newest)).days <= _OLD_DAYS:
            return ""
        return (
            f"Nothing in this list is newer than {day_in_words(self.newest)}: schools that opened or changed since are "
            "not in it as they are now."
        )


class Schools:
    """The schools that a person can choose from."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a data folder; nothing is read or made until somebody asks."""
        self._path = folder / FILE
        self._index: tuple[tuple[int, int], SchoolIndex] | None = None
        self._engine: Engine | None = None

    def import_register(
        self, path: Path, progress: Callable[[int, int], None] | None = None, *, heads: bool = False
    ) -> Imported:
        """Take in a register as it was downloaded, in one transaction; schools that are here already are renewed.

        The list of links between schools is taken in as well: a file of its own, or beside the register in one ZIP
        file.

        Args:
            path: the file, .csv or .zip.
            progress: told the bytes read and the bytes in all; may raise to end it.
            heads: keep the headteachers' names. Without it their columns are not read, and names that are here go.

        Raises:
            NotARegisterError: it is no register, cannot be read, or is older than what is here; nothing was taken in.
            StorageError: it cannot be kept.
        """
        try:
            return self._import(path, progress, heads=heads)
        except OSError as error:
            raise NotARegisterError(
                f"The file “{path.name}” cannot be read.",
                "Look whether it is still there, and choose it again.",
                detail=str(error),
            ) from error

    def _import(self, path: Path, progress: Callable[[int, int], None] | None, *, heads: bool) -> Imported:
        with ExitStack() as stack:
            links = stack.enter_context(open_links(path)) if holds(path, is_links) else None
            register = None
            if links is None or holds(path, is_register):
                register = stack.enter_context(open_download(path, progress, heads=heads))
            return self._take_in(register, links, heads=heads)

    def _take_in(self, register: Register | None, links: Links | None, *, heads: bool) -> Imported:
        schools, linked, newest = 0, 0, _Newest()
        with self._open() as session, session.begin():
            if register is not None:
                if not heads:
                    forget_heads(session)
                schools = put_schools(session, newest.watch(register.batches(), last_changes(session)))
                linked += put_links(session, register.links)
            if links is not None:
                linked += put_links(session, links)
        found = (*(register.findings if register else ()), *(links.findings if links else ()))
        return Imported(schools, found, linked, newest.day)

    def school(self, urn: str) -> School | None:
        """Return a school, or None if the register has not been imported or does not have it."""
        if not self._path.exists():
            return None
        with self._open() as session:
            return find_school(session, urn)

    def relations(self, school: School) -> Relations:
        """Return the schools that belong together with one: pairs, federation, trust, and what came before it."""
        if not self._path.exists():
            return Relations()
        with self._open() as session:
            links, others = find_links(session, school.urn), find_related(session, school)
            names = {one.urn: one.name for one in find_schools(session, [link.other for link in links])}
        return Relations(
            tuple(_named(link, names.get(link.other, "")) for link in links),
            pairs_of(school, others, links),
            tuple(one for one in others if school.federation and one.federation == school.federation),
            tuple(one for one in others if school.trust and one.trust == school.trust),
        )

    def before(self, urn: str) -> tuple[str, ...]:
        """Return the URNs of the schools that came before one, the latest first."""
        if not self._path.exists():
            return ()
        with self._open() as session:
            return tuple(dict.fromkeys(link.other for link in find_links(session, urn) if link.way == "before"))

    def what_is_unsound(self) -> str:
        """Return what is wrong with the list, in the database's words; "" if nothing is, or there is none."""
        return what_is_unsound(self._path) if self._path.exists() else ""

    def find(self, words: str) -> list[School]:
        """Return the schools that match what was typed so far."""
        if not self._path.exists():
            return []
        with self._open() as session:
            return list(find_schools(session, self._index_of(session).find(words, LISTED)))

    def _index_of(self, session: Session) -> SchoolIndex:
        """Return what schools are found by, read anew if the file is another than it was."""
        said = self._path.stat()
        state = (said.st_mtime_ns, said.st_size)
        if self._index is None or self._index[0] != state:
            self._index = (state, read_index(session))
        return self._index[1]

    @contextmanager
    def _open(self) -> Iterator[Session]:
        if self._engine is None or not self._path.exists():
            self._engine = open_register(self._path)
        with Session(self._engine) as session:
            yield session


class _Newest:
    """Watches that no school of a register is older than what is here."""

    def __init__(self) -> None:
        self.day = ""

    def watch(self, batches: Iterator[Batch], known: Mapping[str, str]) -> Iterator[Sequence[SchoolRow]]:
        for batch in batches:
            self.day = max(self.day, *(str(school[_CHANGED_ON]) for school in batch.schools), "")
            for row, school in zip(batch.rows, batch.schools, strict=True) if known else ():
                changed_on, here = str(school[_CHANGED_ON]), known.get(str(school[0]), "")
                if changed_on and changed_on < here:
                    raise _older(row, str(school[_NAME]), changed_on, here)
            yield batch.schools


_NAME, _CHANGED_ON = FIELDS.index("name"), FIELDS.index("changed_on")


def _older(row: int, name: str, changed_on: str, here: str) -> NotARegisterError:
    return NotARegisterError(
        f"Row {row}, column LastChangedDate: {name} is as of {day_in_words(changed_on)}; the list that is here knows "
        f"it as of {day_in_words(here)}.",
        f"This register is older than the one that is here, which stays as it is. {REMEDY}",
    )


def _named(link: SchoolLink, name: str) -> SchoolLink:
    return link if link.name or not name else SchoolLink(link.urn, link.other, name, link.way, link.words, link.since)
