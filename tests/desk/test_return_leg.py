from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from peerdesk.desk.desk import Desk
from peerdesk.desk.shared_folder import copy_mine
from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.entries import read_kept_words
from peerdesk.storage.schema import WordsRow
from tests.people import BEN, CARA, Team, start_team

SAID = "Leon reads to his partner"


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path / "laptops")
    yield team
    team.close()


def send(team: Team, giver: Desk, out: Path, *takers: Desk, notes: bool = True) -> Path:
    giver.packages.give(team.scope, "team", out, notes=notes)
    for taker in takers:
        taker.packages.merge(taker.packages.preview(out))
    return out


def coverage(desk: Desk, scope: str) -> list[object]:
    plan = desk.plan.look(scope)
    assert plan is not None
    return list(look_at_coverage(plan.questions, desk.capture.notes(scope), plan.members))


def all_words(desk: Desk) -> str:
    with desk.acting.look() as session:
        return "\n".join(repr(read_kept_words(line).value) for line in session.scalars(select(WordsRow.line)))


def after_lunch(team: Team, folder: Path) -> None:
    """Ben and Cara took notes, and the lead has them."""
    said: dict[str, Any] = {"questions": team.questions[:1], "made_of_it": f"so {SAID}", "where": f"where {SAID}"}
    team.ben.capture.keep_note(team.scope, text=SAID, sign="yes", source="talk", voice="pupils", **said)
    team.ben.capture.keep_note(team.scope, text=SAID, sign="not_yet", questions=team.questions)
    team.cara.capture.keep_note(team.scope, text="Cara's own", sign="unsure", questions=team.questions[:1])
    for number, desk in enumerate((team.ben, team.cara)):
        send(team, desk, folder / f"to the lead {number}.peerdesk", team.lead)


def test_the_lead_gives_back_the_plan_coverage_and_findings_but_nobodys_words(team: Team, tmp_path: Path) -> None:
    after_lunch(team, tmp_path)
    team.lead.plan.unplanned(team.scope, "playground, TA")
    team.lead.findings.add(team.scope, title="Pairs talk", notes=[team.lead.capture.notes(team.scope)[0].record_id])
    send(team, team.lead, tmp_path / "back.peerdesk", team.cara, notes=False)
    plan = team.cara.plan.look(team.scope)
    assert plan is not None
    assert [one.title for one in plan.activities] == ["playground, TA"]
    assert [one.title for one in team.cara.findings.all(team.scope)] == ["Pairs talk"]
    assert coverage(team.cara, team.scope) == coverage(team.lead, team.scope)
    assert SAID in all_words(team.lead)
    assert SAID not in all_words(team.cara)
    assert SAID.encode() not in b"".join(path.read_bytes() for path in team.cara.folder.rglob("*") if path.is_file())
    assert "Cara's own" in [note.text for note in team.cara.capture.notes(team.scope)]
    assert team.cara.keeping.digest().holds == team.lead.keeping.digest().holds
    send(team, team.lead, tmp_path / "all.peerdesk", team.cara)  # the lead ticks it after all
    assert team.cara.keeping.digest() == team.lead.keeping.digest()


def test_what_a_colleague_passes_on_takes_no_words_away(team: Team, tmp_path: Path) -> None:
    after_lunch(team, tmp_path)
    send(team, team.lead, tmp_path / "back.peerdesk", team.cara, notes=False)
    before = team.lead.keeping.digest()
    send(team, team.cara, tmp_path / "again.peerdesk", team.lead, team.ben)
    assert team.lead.keeping.digest() == before
    assert SAID in [note.text for note in team.ben.capture.notes(team.scope)]


@pytest.mark.parametrize(("who", "ticked", "has"), [("lead", False, False), ("lead", True, True), (BEN, False, True)])
def test_only_the_lead_leaves_words_out_and_only_unless_ticked(
    team: Team, tmp_path: Path, who: str, ticked: bool, has: bool
) -> None:
    after_lunch(team, tmp_path)
    desk = team.lead if who == "lead" else team.desks[who]
    plan = desk.plan.look(team.scope)
    assert plan is not None
    path = copy_mine(desk, plan, "team", tmp_path, everybodys_notes=ticked)
    team.desks[CARA].packages.merge(team.cara.packages.preview(path))
    assert (SAID in all_words(team.cara)) == has
