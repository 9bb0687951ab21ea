"""What the school brings: tables whole or not at all, last year's review, a briefing that carries it on."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from openpyxl import load_workbook

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.before_the_visit import NoReviewInFileError
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.photographs import said_of_pictures
from peerdesk.domain.plan_sheets import COLUMNS, PlanSheetError
from peerdesk.domain.review import Review
from peerdesk.errors import PeerDeskError
from tests.people import Clock, Shelf

VIEWS = [
    ["Statement", "Characteristic", "Level", "Evidence"],
    ["Pupils talk before they write.", "Looking Inward", "", "any English lesson"],
    ["=1+1 is how it begins", "impact", "", ""],
    ["", "", "", ""],
    ["We learn from others.", "", "", ""],
]
ACTIONS = [
    ["Action", "Agreed on", "Who", "Due", "Where it stands"],
    ["Time for leaders", "March 2026", "headteacher", "July", "Partly"],
    ["A reading café", "", "", "", ""],
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "anita", Shelf(), "Anita", Clock())
    yield desk
    desk.close()


def plan_of(desk: Desk, scope: str) -> ReviewPlan:
    plan = desk.plan.look(scope)
    assert plan is not None
    return plan


def begin(desk: Desk, name: str = "Wrenholt", **said: Any) -> ReviewPlan:
    scope, _ = desk.plan.begin(school_name=name, days=("2027-03-09",), **said)
    return plan_of(desk, scope)


def write(path: Path, rows: list[list[str]]) -> Path:
    if path.suffix == ".csv":
        with path.open("w", encoding="cp1252", newline="") as file:
            csv.writer(file).writerows(rows)
        return path
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            for across, cell in enumerate(row):
                sheet.write_string(at, across, cell)
    return path


@pytest.mark.parametrize("name", ["views.xlsx", "views.csv"])
def test_what_the_school_says_comes_in_whole_and_once(desk: Desk, tmp_path: Path, name: str) -> None:
    plan = begin(desk)
    path = write(tmp_path / name, VIEWS)
    rows, _ = desk.before.bring_in(plan, "self_view", path)
    assert len(rows.rows) == 3
    views = plan_of(desk, plan.scope).self_views
    assert [(one.text, one.characteristic, one.evidence) for one in views] == [
        ("Pupils talk before they write.", "inward", "any English lesson"),
        ("=1+1 is how it begins", "impact", ""),
        ("We learn from others.", "", ""),
    ]
    again, _ = desk.before.bring_in(plan_of(desk, plan.scope), "self_view", path)
    assert again.rows == ()
    desk.keeping.undo()
    assert plan_of(desk, plan.scope).self_views == []


def test_actions_come_in_with_what_was_agreed(desk: Desk, tmp_path: Path) -> None:
    plan = begin(desk)
    desk.before.bring_in(plan, "action", write(tmp_path / "actions.xlsx", ACTIONS))
    first, second = plan_of(desk, plan.scope).actions
    assert (first.text, first.agreed_on, first.owner, first.due) == (
        "Time for leaders", "March 2026", "headteacher", "July",
    )  # fmt: skip
    assert (first.state, second.state) == ("partly done", "")


def test_levels_are_left_out_where_the_framework_has_none(desk: Desk, tmp_path: Path) -> None:
    plan = begin(desk)
    rows = [VIEWS[0], ["We know our school.", "", "Secure", ""]]
    found, _ = desk.before.bring_in(plan, "self_view", write(tmp_path / "views.csv", rows))
    assert found.noticed == "Levels were left out: this framework has none."
    assert plan_of(desk, plan.scope).self_views[0].level == ""


@pytest.mark.parametrize(
    ("rows", "holds"),
    [
        (
            [VIEWS[0], VIEWS[1], ["Words", "Leadership", "", ""]],
            "row 3, column “Characteristic”: there is no “Leadership” in this framework.",
        ),
        ([VIEWS[0], ["", "impact", "", ""]], "row 2, column “Statement”: there are no words."),
        ([["What", "Where"], ["a", "b"]], "has no column “Statement” in its first row."),
        ([VIEWS[0]], "has nothing under “Statement”."),
        ([VIEWS[0], *(["Words", "", "", ""] for _ in range(501))], "more than 500 rows"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_place_and_nothing_comes_in(
    desk: Desk, tmp_path: Path, rows: list[list[str]], holds: str
) -> None:
    plan = begin(desk)
    before = desk.keeping.digest()
    with pytest.raises(PlanSheetError) as refused:
        desk.before.bring_in(plan, "self_view", write(tmp_path / "views.xlsx", rows))
    assert holds in refused.value.message
    assert refused.value.remedy
    assert desk.keeping.digest() == before


def test_several_places_are_counted_and_all_of_them_named_in_the_details(desk: Desk, tmp_path: Path) -> None:
    rows = [ACTIONS[0], ["A", "", "", "", "perhaps"], ["B", "", "", "", "never"], ["", "May", "", "", ""]]
    with pytest.raises(PlanSheetError) as refused:
        desk.before.bring_in(begin(desk), "action", write(tmp_path / "actions.csv", rows))
    assert "row 2, column “Where it stands”: “perhaps” is none of “done”" in refused.value.message
    assert refused.value.message.endswith("There are 2 places more.")
    assert "row 4, column “Action”" in refused.value.detail


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04 no archive", b"%PDF-1.7 a report\n"])
def test_a_wrong_file_is_a_sentence(desk: Desk, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "views.xlsx"
    path.write_bytes(content)
    with pytest.raises(PlanSheetError):
        desk.before.bring_in(begin(desk), "self_view", path)
    with pytest.raises(PlanSheetError, match="cannot be read"):
        desk.before.bring_in(begin(desk), "self_view", tmp_path / "gone.csv")


def test_the_table_to_fill_in_comes_back_as_it_was_meant(desk: Desk, tmp_path: Path) -> None:
    plan = begin(desk)
    path = desk.before.write_template(plan, "self_view", tmp_path / "form.xlsx")
    book = load_workbook(path)
    page, words = book.worksheets
    headings = [cell.value for cell in page[1]]
    assert headings == ["Statement", "Characteristic", "Evidence"]  # the framework has no levels
    assert [row[0].value for row in words.iter_rows(min_row=2)] == [
        "Our Impact", "Looking Forward", "Looking Inward", "Looking Outward",
    ]  # fmt: skip
    page.append(["We talk first.", "Looking Forward", "books"])
    book.save(path)
    desk.before.bring_in(plan, "self_view", path)
    (view,) = plan_of(desk, plan.scope).self_views
    assert (view.text, view.characteristic, view.evidence) == ("We talk first.", "forward", "books")
    other = load_workbook(desk.before.write_template(plan, "action", tmp_path / "actions.xlsx"))
    assert [cell.value for cell in other.worksheets[0][1]] == [one.heading for one in COLUMNS["action"]]


def test_what_an_earlier_review_left_is_taken_over(desk: Desk) -> None:
    last = begin(desk, school_urn="125271")
    begin(desk, "Fenwick")
    now = begin(desk, "Wrenholt Primary", school_urn="125271")
    for text, state in (("Time for leaders", "not yet"), ("Talk first", "done"), ("A café", "replaced by the school")):
        desk.plan.add(last.scope, "action", text=text, state=state, owner="head")
    question, _ = desk.plan.add(last.scope, "question", text="To what extent…?")
    desk.findings.add(last.scope, question=question, kind="think_about", title="x", wondering="What would help?")
    earlier = desk.before.earlier(now.scope)
    assert [one.school_name for one in earlier] == ["Wrenholt", "Fenwick"]
    left = desk.before.left_by(earlier[0], now)
    assert [(one.text, one.wondered) for one in left] == [("Time for leaders", False), ("What would help?", True)]
    desk.before.take(now.scope, left)
    actions = plan_of(desk, now.scope).actions
    assert [(one.text, one.owner, one.agreed_on) for one in actions] == [
        ("Time for leaders", "head", ""),
        ("What would help?", "", "Tuesday 9 March 2027"),
    ]
    assert desk.before.left_by(earlier[0], plan_of(desk, now.scope)) == []
    desk.keeping.undo()
    assert plan_of(desk, now.scope).actions == []


def test_what_an_earlier_review_left_is_read_out_of_a_file_and_nothing_of_it_is_brought_in(
    desk: Desk, tmp_path: Path
) -> None:
    tom = start_here(tmp_path / "tom", Shelf(), "Tom", Clock())
    last = begin(desk)
    desk.people.add(tom.people.mine, typed_words=desk.people.words(tom.identity.key_id))
    desk.plan.add_member(last.scope, "Tom", "reviewer", key=tom.identity.key_id)
    for text, state in (("Time for leaders", "partly done"), ("Talk first", "done")):
        desk.plan.add(last.scope, "action", text=text, state=state, owner="head")
    file = tmp_path / "Briefing.peerdesk"
    desk.packages.give(last.scope, "briefing", file)
    now = begin(tom, "Wrenholt")
    before = tom.keeping.digest()
    found = tom.before.left_in(file, now)
    assert (found.sender, found.review.school_name) == ("Anita", last.review.school_name)
    assert [one.text for one in found.left] == ["Time for leaders"]
    assert tom.keeping.digest().says == before.says
    assert [one.scope for one in tom.plan.reviews()] == [now.scope]
    tom.before.take(now.scope, found.left)
    assert [(one.text, one.owner) for one in plan_of(tom, now.scope).actions] == [("Time for leaders", "head")]
    assert tom.before.left_in(file, plan_of(tom, now.scope)).left == []
    with pytest.raises(NoReviewInFileError):
        desk.before.left_in(file, last)  # it is the review that is planned
    damaged = write(tmp_path / "damaged.csv", VIEWS)
    with pytest.raises(PeerDeskError):
        tom.before.left_in(damaged, now)
    tom.close()


def test_several_stand_after_those_that_were_there_in_their_order(desk: Desk) -> None:
    plan = begin(desk)
    desk.plan.add(plan.scope, "action", text="first")
    desk.plan.add_several(plan.scope, "action", [{"text": f"{at}"} for at in range(12)])
    assert [one.text for one in plan_of(desk, plan.scope).actions] == ["first", *(f"{at}" for at in range(12))]
    before = desk.keeping.digest()
    desk.plan.add_several(plan.scope, "action", [])
    assert desk.keeping.digest().says == before.says


def test_a_briefing_carries_it_and_only_the_lead_writes_it(desk: Desk, tmp_path: Path) -> None:
    tom = start_here(tmp_path / "tom", Shelf(), "Tom", Clock())
    plan = begin(desk, invites="books", photographs="displays")
    desk.before.bring_in(plan, "self_view", write(tmp_path / "views.csv", VIEWS))
    desk.people.add(tom.people.mine, typed_words=desk.people.words(tom.identity.key_id))
    desk.plan.add_member(plan.scope, "Tom", "reviewer", key=tom.identity.key_id)
    desk.packages.give(plan.scope, "briefing", tmp_path / "Briefing.peerdesk")
    seen = tom.packages.preview(tmp_path / "Briefing.peerdesk")
    tom.packages.merge(seen, typed_words=tom.people.words(desk.identity.key_id))
    theirs = plan_of(tom, plan.scope)
    assert [one.text for one in theirs.self_views] == [row[0] for row in VIEWS[1:] if row[0]]
    assert theirs.review.invites == "books"
    assert tom.pictures.agreed(plan.scope).said.startswith("The school said yes to displays.")
    with pytest.raises(NotYoursError):
        tom.before.bring_in(theirs, "action", write(tmp_path / "actions.csv", ACTIONS))
    tom.close()


def test_nothing_may_be_photographed_until_the_school_says_more(desk: Desk) -> None:
    plan = begin(desk)
    assert desk.pictures.agreed(plan.scope).said.startswith("Nobody has said yet what may be photographed")
    desk.plan.change(plan.review, photographs="nothing")
    assert desk.pictures.agreed(plan.scope).said.startswith("The school asked that nothing be photographed")
    allowed = Review(record_id="r", scope="s", author="a", first_written_at="", photographs="work without names")
    assert "without names" in said_of_pictures(allowed)


def test_what_was_waved_away_is_remembered_and_says_nothing_of_the_text(desk: Desk) -> None:
    desk.waving.wave("0123456789abcdef")
    desk.waving.wave("0123456789abcdef")
    desk.waving.marks = frozenset()
    assert desk.waving.look() == {"0123456789abcdef"}
    before = desk.keeping.digest()
    desk.waving.wave("fedcba9876543210")
    assert desk.keeping.digest() == before


def test_numbers_of_the_register_make_a_small_school_likely(desk: Desk) -> None:
    small = desk.plan_words.made_likely("4-11", "198")
    assert small["one_class"] is True
    assert small["one_person"] == ("SENCO", "subject leaders", "early years leader", "phase leaders")
    assert desk.plan_words.made_likely("11-16", "900") == {"one_class": False, "one_person": ()}
    assert desk.plan_words.made_likely("", "")["one_class"] is False
