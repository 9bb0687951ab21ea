"""The frameworks at hand: those that came with PeerDesk, and the person's own beside their notes.

They say nothing about anybody, so they lie in plain files that can be passed on as they are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_reading import from_json
from peerdesk.domain.review import KeptFramework
from peerdesk.errors import FrameworkError, PeerDeskError
from peerdesk.export.frameworks import write_framework, write_json, write_template
from peerdesk.files import write_whole
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources

FOLDER, REMOVED = "frameworks", "removed"
CORE = "core_enquiry.toml"
_KEPT_AS = (".toml", ".json")


@dataclass(frozen=True)
class Shelved:
    """A framework at hand.

    Attributes:
        file: where it lies.
        own: the person brought it in or wrote it; else it came with PeerDesk.
    """

    framework: Framework
    file: Path
    own: bool

    @property
    def name(self) -> str:
        """Names this version of it among all others."""
        return f"{self.framework.framework_id}@{self.framework.version}"


@dataclass(frozen=True)
class Shelf:
    """All frameworks at hand, and the files beside them that cannot be read, each with what is wrong."""

    frameworks: tuple[Shelved, ...]
    spoilt: tuple[tuple[Path, PeerDeskError], ...] = ()

    def find(self, name: str) -> Shelved | None:
        """Return the framework of a name ("core-enquiry@1"), or of an id its newest version here; None if none is."""
        found = [one for one in self.frameworks if name in (one.name, one.framework.framework_id)]
        return max(found, key=lambda one: _in_numbers(one.framework.version), default=None)


class Library:
    """Reads frameworks, takes them in, writes them, and finds the one of a review."""

    def __init__(self, folder: Path, shipped: Path | None = None) -> None:
        """Keep a person's own in a data folder; nothing is read or made until somebody asks."""
        self._own = folder / FOLDER
        self._shipped = shipped or resources() / FOLDER
        self._read_body = lru_cache(maxsize=8)(from_json)

    def shelf(self) -> Shelf:
        """Return all frameworks: those that came with PeerDesk first, the core enquiry before all."""
        frameworks, spoilt = list[Shelved](), list[tuple[Path, PeerDeskError]]()
        for file in self._files():
            try:
                frameworks.append(Shelved(read_framework(file), file, file.parent == self._own))
            except FrameworkError as error:
                spoilt.append((file, error))
        return Shelf(tuple(frameworks), tuple(spoilt))

    def core(self) -> Framework:
        """Return the core enquiry, by which a review goes that names no other."""
        return _read_shipped(self._shipped / CORE)

    def of_review(self, kept: KeptFramework | None) -> Framework:
        """Return what a review is written in; the core enquiry if it has none, or one of a later PeerDesk."""
        return (self._readable(kept) if kept else None) or self.core()

    def can_read(self, kept: KeptFramework) -> bool:
        """Say whether this PeerDesk understands the framework that a review is written in."""
        return self._readable(kept) is not None

    def take_in(self, path: Path) -> Shelved:
        """Take in a framework from a file, whole or not at all; one that is here already is not taken in twice.

        Raises:
            FrameworkError: it cannot be read, or this version is here and says something else.
            FileNotWrittenError: it cannot be kept.
        """
        return self.keep(read_framework(path))

    def keep(self, framework: Framework) -> Shelved:
        """Keep a framework among the person's own.

        Raises:
            FrameworkError: this version is here already and says something else.
            FileNotWrittenError: it cannot be kept.
        """
        there = self.version(framework.framework_id, framework.version)
        if there is not None and there.framework == framework:
            return there
        if there is not None:
            raise FrameworkError(
                f"Version {framework.version} of “{there.framework.title}” is here already, and says something else.",
                "Raise the version, so that each review can tell which one it was written in.",
                detail=there.name,
            )
        self._own.mkdir(parents=True, exist_ok=True)
        file = _free(self._own, file_name_of(framework), ".json")
        write_whole(file, write_json(framework))
        return Shelved(framework, file, own=True)

    def version(self, framework_id: str, version: str) -> Shelved | None:
        """Return one version of a framework, if it is here."""
        wanted = (framework_id, version)
        found = (
            one for one in self.shelf().frameworks if (one.framework.framework_id, one.framework.version) == wanted
        )
        return next(found, None)

    def write(self, framework: Framework, path: Path) -> Path:
        """Write a framework as a file of the form that its ending names (.toml, .json, .xlsx).

        Raises:
            FrameworkError: no form has this ending.
            FileNotWrittenError: it cannot be written there.
        """
        write_whole(path, write_framework(framework, path.suffix))
        return path

    def write_template(self, path: Path) -> Path:
        """Write the spreadsheet to fill in (.xlsx, .csv).

        Raises:
            FrameworkError: no form has this ending.
            FileNotWrittenError: it cannot be written there.
        """
        write_whole(path, write_template(path.suffix))
        return path

    def remove(self, file: Path) -> Path:
        """Put one of the person's own away, into a folder beside the others; reviews that were written in it keep it.

        Returns:
            Where it lies now, to be brought in again.

        Raises:
            FrameworkError: it came with PeerDesk, or cannot be moved.
        """
        if not file.is_relative_to(self._own):
            raise FrameworkError("This framework came with PeerDesk and stays.", "Leave it; nobody has to use it.")
        try:
            away = self._own / REMOVED
            away.mkdir(exist_ok=True)
            return file.replace(_free(away, file.stem, file.suffix))
        except OSError as error:
            raise FrameworkError(
                "This framework cannot be removed now.",
                "Close what has it open, and try again.",
                detail=str(error),
            ) from error

    def _readable(self, kept: KeptFramework) -> Framework | None:
        try:
            return self._read_body(kept.body) if kept.body else None
        except FrameworkError:
            return None

    def _files(self) -> Iterator[Path]:
        yield self._shipped / CORE
        for folder in (self._shipped, self._own):
            if folder.is_dir():
                files = (one for one in folder.iterdir() if one.suffix in _KEPT_AS and one.is_file())
                yield from sorted(one for one in files if one.name != CORE or folder != self._shipped)


def _free(folder: Path, stem: str, ending: str) -> Path:
    """Return a name that no file in a folder has."""
    names = (f"{stem}{f' {number}' if number else ''}{ending}" for number in range(10_000))
    return next(folder / name for name in names if not (folder / name).exists())


def file_name_of(framework: Framework) -> str:
    """Return what a file of a framework is called, without an ending; every system can keep a file of that name."""
    words = f"{framework.framework_id} {framework.version}"
    return re.sub(r"[^a-z0-9.]+", "-", words.casefold()).strip("-.")[:80] or "framework"


@cache
def _read_shipped(path: Path) -> Framework:
    return read_framework(path)


def _in_numbers(version: str) -> tuple[tuple[int, int, str], ...]:
    """Return what sorts versions as people do: 2 before 10, 2026-2 before 2027-1."""
    parts = re.findall(r"\d+|\D+", version)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)
