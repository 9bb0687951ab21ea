"""What goes out before a visit, written from a real desk."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from pypdf import PdfReader

from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.visit_pack import NoTimesError, file_name
from peerdesk.files import FileNotWrittenError
from tests.desk.test_context import WIDE
from tests.export.report.making import flaws
from tests.people import Clock, Shelf, Team


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "anita", Shelf(), "Anita", Clock())
    yield desk
    desk.close()


def begun(desk: Desk) -> ReviewPlan:
    scope, _ = desk.plan.begin(school_name="Wrenholt: St Éloi/1", school_urn="900001", days=("2027-03-09",))
    return plan_in(desk, scope)


def plan_in(desk: Desk, scope: str) -> ReviewPlan:
    plan = desk.plan.look(scope)
    assert plan is not None
    return plan


def test_the_figures_that_the_review_keeps_stand_in_the_pack(desk: Desk, tmp_path: Path) -> None:
    plan = begun(desk)
    desk.days.begin(plan)
    desk.in_context.store.bring_in(WIDE)
    figures, _ = desk.in_context.of_review((), "900001", "899")
    assert figures is not None
    desk.in_context.keep(plan.scope, figures, frozenset({"ks2.rwm.expected"}))
    path = desk.papers.write(plan_in(desk, plan.scope), "pack", tmp_path / "pack.pdf")
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages)
    assert "The school in figures" in said
    assert "74%" in said
    assert flaws(path.read_bytes()) == []


def test_without_figures_the_pack_says_nothing_of_them(desk: Desk) -> None:
    blocks = desk.papers.document(begun(desk), "pack").blocks
    assert not any("figures" in getattr(one, "text", "") for one in blocks)


def test_a_calendar_wants_a_day_and_a_file_wants_a_folder(desk: Desk, tmp_path: Path) -> None:
    plan = begun(desk)
    desk.papers.write_calendar(plan, tmp_path / "days.ics")  # before anything has a time
    assert (tmp_path / "days.ics").read_bytes().count(b"BEGIN:VEVENT") == len(plan.review.days)
    desk.plan.change(plan.review, days=())
    with pytest.raises(NoTimesError):
        desk.papers.write_calendar(plan_in(desk, plan.scope), tmp_path / "none.ics")
    assert not (tmp_path / "none.ics").exists()
    with pytest.raises(FileNotWrittenError):
        desk.papers.write(plan, "note", tmp_path / "nowhere" / "note.pdf")


def test_an_activity_that_was_moved_moves_in_a_calendar_that_has_it(desk: Desk, tmp_path: Path) -> None:
    scope = begun(desk).scope
    for title in ("Walk", "Books"):
        desk.plan.add(scope, "activity", title=title, time=("2027-03-09T09:00", "2027-03-09T09:30"))

    def events(name: str) -> dict[str, tuple[str, int, Any]]:
        path = desk.papers.write_calendar(plan_in(desk, scope), tmp_path / name)
        found = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
        return {
            str(one["summary"]): (str(one["uid"]), int(str(one["sequence"])), one.decoded("dtstart")) for one in found
        }

    before = events("before.ics")
    assert events("again.ics") == before
    walk = next(one for one in plan_in(desk, scope).activities if one.title == "Walk")
    desk.plan.change(walk, time=("2027-03-09T13:00", "2027-03-09T13:30"))
    after = events("after.ics")
    assert (after["Walk"][0], after["Books"]) == (before["Walk"][0], before["Books"])
    assert after["Walk"][1] > before["Walk"][1]
    assert after["Walk"][2] != before["Walk"][2]
    desk.keeping.undo()
    assert events("undone.ics")["Walk"][1] > after["Walk"][1]  # else a calendar would keep what was taken back


def test_a_file_s_name_can_be_kept_by_every_system(desk: Desk) -> None:
    assert file_name(begun(desk), "Visit pack", ".pdf") == "Visit pack Wrenholt St Éloi1 2027-03-09.pdf"


def test_what_the_office_needs_is_in_no_briefing(team: Team, tmp_path: Path) -> None:
    team.lead.papers.begin_letter(team.scope, cars="AB27 XYZ")
    team.lead.papers.begin_letter(team.scope, arrival="At the gate")
    letter = plan_in(team.lead, team.scope).letter
    assert letter is not None
    assert (letter.cars, letter.arrival) == ("AB27 XYZ", "At the gate")
    team.lead.packages.give(team.scope, "briefing", tmp_path / "Briefing.peerdesk")
    team.ben.packages.merge(team.ben.packages.preview(tmp_path / "Briefing.peerdesk"))
    theirs = plan_in(team.ben, team.scope)
    assert theirs.letter is None
    team.ben.papers.write(theirs, "pack", tmp_path / "pack.pdf")
    assert b"%PDF" in (tmp_path / "pack.pdf").read_bytes()


@pytest.mark.parametrize(
    ("purpose", "told"),
    [("validate", "To look at our self-evaluation with other eyes"), ("see our talk at work", "see our talk at work")],
)
def test_the_pack_says_what_the_visit_is_for(desk: Desk, tmp_path: Path, purpose: str, told: str) -> None:
    plan = begun(desk)
    desk.plan.change(plan.review, purpose=purpose)
    desk.plan.add(plan.scope, "question", text="To what extent do pupils talk?")
    path = desk.papers.write(plan_in(desk, plan.scope), "pack", tmp_path / "pack.pdf")
    said = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages).split())
    assert f"What the visit is for: {told}" in said
