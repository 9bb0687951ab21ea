import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from peerdesk.domain.authority import may
from peerdesk.domain.grammar import is_name
from peerdesk.domain.kinds import (
    JOTTING,
    KINDS,
    RELEASES,
    Release,
    briefing_kinds,
    partnership_fields,
    section_places,
    team_kinds,
)
from peerdesk.domain.review import Record

EVIDENCE = {"note", "attachment", "link", "finding", "citation", "jotting"}
MANUAL = Path(__file__).resolve().parents[2] / "docs" / "PACKAGE.md"


def test_each_kind_has_its_own_class_and_sound_names() -> None:
    values = [kind.value for kind in KINDS.values()]
    assert len(set(values)) == len(values)
    assert set(values) == set(Record.__subclasses__())
    for name, kind in KINDS.items():
        assert kind.name == name
        assert "order" in kind.field_names
        assert all(map(is_name, (name, *kind.field_names)))
        assert not set(kind.field_names) & {*kind.ends, "record_id", "scope", "author", "tips", "marked", "deleted"}


def test_no_kind_of_record_is_called_like_a_statement() -> None:
    assert not KINDS.keys() & {"found", "grant", "end", "admit", "erase", "signoff", "release"}


def test_a_private_line_leaves_in_no_package() -> None:
    assert JOTTING in KINDS
    assert set(team_kinds()) == KINDS.keys() - {JOTTING}
    assert JOTTING not in briefing_kinds()
    assert all(JOTTING not in partnership_fields(release) for release in RELEASES)


def test_a_briefing_holds_the_plan_and_no_evidence() -> None:
    assert not set(briefing_kinds()) & {*EVIDENCE, "section", "reply"}
    assert all(not may("reviewer", kind, own=False) for kind in briefing_kinds())


@pytest.mark.parametrize("release", RELEASES)
def test_a_partnership_gets_no_evidence_and_only_fields_that_there_are(release: Release) -> None:
    allowed = partnership_fields(release)
    assert not allowed.keys() & {*EVIDENCE, "activity", "reply"}
    assert not {"contacts", "purpose", "notes_go_on"} & {*allowed["review"]}
    for kind, names in allowed.items():
        assert set(names) <= {*KINDS[kind].field_names}
    assert bool(section_places(release)) == ("section" in allowed)


def test_each_release_lets_out_what_those_before_it_did_and_more() -> None:
    assert RELEASES == ("nothing", "themes", "summary", "report")
    assert set(partnership_fields("nothing")) == {"review", "member"}
    steps: Iterator[tuple[Release, Release]] = pairwise(RELEASES)
    for less, more in steps:
        assert partnership_fields(less).items() < partnership_fields(more).items()
        assert {*section_places(less)} <= {*section_places(more)}
    assert section_places("summary") == ("page",)
    assert {"page", "question", "opening"} < {*section_places("report")}


def test_the_manual_of_the_package_lists_every_kind_and_field() -> None:
    listed = {}
    for row in re.findall(r"^\| `(\w+)` \|(.*)\|$", MANUAL.read_text(encoding="utf-8").partition("## Kinds")[2], re.M):
        ends, fields, team, briefing, partnership = (cell.strip() for cell in row[1].split("|"))
        listed[row[0]] = (
            ends.split(),
            re.findall(r"\w+", fields),
            team == "yes",
            briefing.startswith("yes"),
            re.findall(r"`(\w+)`", partnership),
        )
    assert set(listed) == set(KINDS)
    whole = partnership_fields("report")
    for name, (ends, fields, team, briefing, partnership) in listed.items():
        assert team == (name in team_kinds())
        assert tuple(ends) == KINDS[name].ends
        assert {*fields, "order"} == {*KINDS[name].field_names}
        assert briefing == (name in briefing_kinds())
        assert partnership == [*whole.get(name, ())]
