"""The register of schools: imported as it is downloaded, searched as a name is typed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from peerdesk.domain.school import School
from peerdesk.errors import NotARegisterError
from peerdesk.intake.register import Register, RowFinding
from peerdesk.intake.register import open_register as open_download
from peerdesk.storage.schools import find_school, open_register, put_schools, search_schools, what_is_unsound

FILE = "register.db"


@dataclass(frozen=True)
class Imported:
    """What came of importing a register: how many schools, and what could not be read."""

    schools: int
    findings: tuple[RowFinding, ...]


class Schools:
    """The schools that a person can choose from."""

    def __init__(self, folder: Path) -> None:
        """Keep them in a data folder; nothing is read or made until somebody asks."""
        self._path = folder / FILE

    def import_register(self, path: Path, progress: Callable[[int, int], None] | None = None) -> Imported:
        """Take in a register as it was downloaded, in one transaction; schools that are here already are renewed.

        Args:
            path: the file, .csv or .zip.
            progress: told the bytes read and the bytes in all; may raise to end it.

        Raises:
            NotARegisterError: it is no register, or cannot be read; nothing was taken in.
            StorageError: it cannot be kept.
        """
        try:
            with open_download(path, progress) as register:
                return self._take_in(register)
        except OSError as error:
            raise NotARegisterError(
                f"The file “{path.name}” cannot be read.",
                "Look whether it is still there, and choose it again.",
                detail=str(error),
            ) from error

    def _take_in(self, register: Register) -> Imported:
        engine = open_register(self._path)
        try:
            with Session(engine) as session, session.begin():
                count = put_schools(session, register)
            return Imported(count, tuple(register.findings))
        finally:
            engine.dispose()

    def school(self, urn: str) -> School | None:
        """Return a school, or None if the register has not been imported or does not have it."""
        if not self._path.exists():
            return None
        engine = open_register(self._path)
        try:
            with Session(engine) as session:
                return find_school(session, urn)
        finally:
            engine.dispose()

    def what_is_unsound(self) -> str:
        """Return what is wrong with the list, in the database's words; "" if nothing is, or there is none."""
        return what_is_unsound(self._path) if self._path.exists() else ""

    def find(self, words: str) -> list[School]:
        """Return the schools that match what was typed so far."""
        if not self._path.exists():
            return []
        engine = open_register(self._path)
        try:
            with Session(engine) as session:
                return list(search_schools(session, words))
        finally:
            engine.dispose()
