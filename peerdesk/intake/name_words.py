"""What the name guard knows, from resources/names and the words of the language."""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.names import NameGuard, NameWords, words_of_name
from peerdesk.domain.word_forms import ordinary
from peerdesk.errors import DataFileError
from peerdesk.intake.data_files import read_data_file


def read_name_guard(names: Path, dictionary: Path, roster: Mapping[str, str], own: Collection[str]) -> NameGuard:
    """Return the guard over names.

    Args:
        names: the folder with first_names.txt, surnames.txt and words.toml.
        dictionary: the words of the language, as spelling reads them (`.dic`).
        roster: names of people known to be there, and the role to say instead.
        own: the school's own words, and the framework's capitals that are nobody.

    Raises:
        DataFileError: a file cannot be read, or something in it is missing or not known; says where.
    """
    words = [line.partition("/")[0].strip() for line in _text(dictionary).splitlines()]
    small = frozenset(one for one in words if one.islower())
    capitals = frozenset(one.casefold() for one in words if one and not one.islower())
    return NameGuard(read_name_words(names), ordinary(small), ordinary(capitals), roster, own)


def read_name_words(names: Path) -> NameWords:
    """Return the lists of names, and what tells a name from a word.

    Raises:
        DataFileError: a file cannot be read, or something in it is missing or not known; says where.
    """
    top = read_data_file(names / "words.toml").only(
        "titles", "titles_and_words", "names_and_words", "never_by_capital", "certain_before", "certain_not", "before",
        "after", "in_a_year", "things", "capitals", "role", "not_names",
    )  # fmt: skip
    nobody = top.table("not_names")
    return NameWords(
        titles=frozenset(top.texts("titles")),
        titles_and_words=frozenset(top.texts("titles_and_words")),
        first_names=_listed(names / "first_names.txt"),
        surnames=_listed(names / "surnames.txt"),
        names_and_words=frozenset(top.texts("names_and_words")),
        never_by_capital=frozenset(top.texts("never_by_capital")),
        certain=top.texts("certain_before"),
        certain_not=frozenset(top.texts("certain_not")),
        before=top.texts("before"),
        after=frozenset(top.texts("after")),
        in_a_year=_pattern(top, "in_a_year"),
        things=frozenset(top.texts("things")),
        capitals=frozenset(top.texts("capitals")),
        roles=[
            (frozenset(row.only("instead", "words").texts("words")), row.text("instead")) for row in top.tables("role")
        ],
        not_names=frozenset(words_of_name(one) for group in nobody.values for one in nobody.texts(group)),
    )


def _pattern(top: DataTable, name: str) -> re.Pattern[str]:
    try:
        return re.compile(top.text(name))
    except re.error as reason:
        raise top.refusal(f"“{name}” cannot be looked for: {reason}.", name) from reason


def _listed(path: Path) -> frozenset[str]:
    """Return the names of a list; lines that begin with # are for its reader."""
    lines = (line for line in _text(path).splitlines() if not line.startswith("#"))
    return frozenset(name for line in lines for name in line.casefold().split())


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as reason:
        raise DataFileError(
            f"The file “{path.name}” cannot be read.",
            "Install PeerDesk again: this file came with it.",
            detail=str(reason),
        ) from reason
