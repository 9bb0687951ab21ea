"""The data that plans are coached by, from resources/plan."""

from pathlib import Path

from peerdesk.domain.coaching import FIELDS, LOOKS, WHENS, CoachRule
from peerdesk.domain.data_table import DataTable
from peerdesk.domain.purposes import Purpose
from peerdesk.domain.small_school import OnePersonWords, Role, Saying
from peerdesk.intake.data_files import read_data_file


def read_purposes(path: Path) -> tuple[Purpose, ...]:
    """Return what a review can be for.

    Raises:
        DataFileError: the file cannot be read, or something in it is missing or not known; says where.
    """
    return tuple(
        Purpose(
            purpose_id=row.only("id", "name", "about", "advice").text("id"),
            name=row.text("name"),
            about=row.text("about"),
            advice=row.text("advice"),
        )
        for row in read_data_file(path).only("purpose").tables("purpose")
    )


def read_coach(path: Path) -> tuple[CoachRule, ...]:
    """Return the coach's rules, in their order.

    Raises:
        DataFileError: the file cannot be read, or something in it is missing or not known; says where.
    """
    return tuple(_coach_rule(row) for row in read_data_file(path).only("rule").tables("rule"))


def read_one_person(path: Path) -> OnePersonWords:
    """Return how to speak of a small school.

    Raises:
        DataFileError: the file cannot be read, or something in it is missing or not known; says where.
    """
    top = read_data_file(path).only("most_in_a_class", "parts", "phase", "role", "phrase")
    table = top.table("parts")
    parts = {name: _part(table, name) for name in table.values}
    roles = tuple(
        Role(
            role_id=row.only("id", "name", "usual").text("id"),
            name=row.text("name"),
            usual=row.truth("usual", default=False),
        )
        for row in top.tables("role")
    )
    phases = {
        year: row.only("years", "name").text("name") for row in top.tables("phase") for year in row.texts("years")
    }
    whens = ("class", "small", *(role.role_id for role in roles))
    sayings = tuple(_saying(row, whens, parts) for row in top.tables("phrase"))
    return OnePersonWords(roles=roles, sayings=sayings, phases=phases, most_in_a_class=top.number("most_in_a_class"))


def _part(table: DataTable, name: str) -> str:
    """Return a part with the spaces at its ends: they belong to it."""
    value = table.values[name]
    if not isinstance(value, str):
        raise table.refusal(f"“{name}” ought to be words in quotation marks.")
    return value


def _coach_rule(row: DataTable) -> CoachRule:
    row.only(
        "id", "looks", "words", "may", "fields", "when", "why", "most_ands", "most_marks", "most_words", "good",
        "thought",
    )  # fmt: skip
    names = row.texts("fields")
    unknown = [one for one in names if one not in FIELDS]
    if unknown:
        raise row.refusal(f"a question has no “{unknown[0]}”.")
    return CoachRule(
        rule_id=row.text("id"),
        looks=row.choice("looks", LOOKS),
        words=row.texts("words"),
        may=row.texts("may"),
        fields=names,
        when=row.choice("when", WHENS, ""),
        why=row.text("why", ""),
        most_ands=row.number("most_ands", 0),
        most_marks=row.number("most_marks", 0),
        most_words=row.number("most_words", 0),
        good=row.text("good"),
        thought=row.text("thought"),
    )


def _saying(row: DataTable, whens: tuple[str, ...], parts: dict[str, str]) -> Saying:
    row.only("id", "when", "words", "instead", "why")
    try:
        return Saying(
            saying_id=row.text("id"),
            when=row.choice("when", whens),
            words=row.texts("words"),
            instead=row.text("instead"),
            why=row.text("why"),
            parts=parts,
        )
    except ValueError as reason:
        raise row.refusal(f"{reason}.") from reason
