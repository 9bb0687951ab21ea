"""What the check on notes looks for, from its file."""

import re
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import get_args

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.safety_check import About, SafetyCheck, SafetyPattern
from peerdesk.intake.data_files import read_data_file

ABOUTS: tuple[About, ...] = get_args(About)


def read_safety_check(path: Path) -> SafetyCheck:
    """Return the check that a file of phrases describes.

    Raises:
        DataFileError: the file cannot be read, or something in it is missing or not known; says where.
    """
    top = read_data_file(path).only("unless", "near", "no_slips", "same", "lists", "pattern")
    lists = _read_lists(top.table("lists"))
    same = top.table("same")
    near = top.number("near")
    everywhere = _phrases(top, top.texts("unless"), lists)
    patterns = [_pattern(row, lists, everywhere, near) for row in top.tables("pattern")]
    if not patterns:
        raise top.refusal("it says nothing to look for.")
    return SafetyCheck(patterns, {name: same.text(name) for name in same.values}, top.texts("no_slips"))


def _pattern(row: DataTable, lists: dict[str, list[str]], everywhere: list[str], near: int) -> SafetyPattern:
    row.only("id", "about", "near_one_another", "within", "in_order", "unless")
    groups = [_phrases(row, group.split("|"), lists) for group in row.texts("near_one_another")]
    if not groups:
        raise row.refusal("“near_one_another” is missing.", "near_one_another")
    return SafetyPattern(
        pattern_id=row.text("id"),
        about=row.choice("about", ABOUTS),
        groups=groups,
        within=row.number("within"),
        in_order=row.truth("in_order", default=False),
        unless=[*everywhere, *_phrases(row, row.texts("unless"), lists)],
        near=near,
    )


def _read_lists(table: DataTable) -> dict[str, list[str]]:
    """Return the lists that patterns name; one may name those before it."""
    lists: dict[str, list[str]] = {}
    for name in table.values:
        lists[name] = _phrases(table, table.texts(name), lists)
    return lists


def _phrases(row: DataTable, said: Iterable[str], lists: dict[str, list[str]]) -> list[str]:
    """Return phrases with the words of a list in place of each {list}."""
    phrases = []
    for one in said:
        pieces = re.split(r"\{(\w+)\}", one.strip())
        unknown = [name for name in pieces[1::2] if name not in lists]
        if unknown or not one.strip():
            raise row.refusal(f"there is no list “{unknown[0]}”." if unknown else "there is a phrase without words.")
        choices = [lists[piece] if at % 2 else [piece] for at, piece in enumerate(pieces)]
        phrases += ["".join(chosen) for chosen in product(*choices)]
    return phrases
