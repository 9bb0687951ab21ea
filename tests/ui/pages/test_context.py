"""The school in context, as its lead chooses the figures and a reviewer sees them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk, start_here
from peerdesk.errors import Cancelled
from peerdesk.ui.dialogs.own_sheet import OwnSheetSheet, YearSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.context import ContextPage
from peerdesk.ui.theme import Choice, Theme
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import FONTS, TODAY, DictVault, Pages
from tests.ui.plain_words import jargon_in

DATA = Path(__file__).parents[2] / "data"
RESULTS = DATA / "results"
WIDE = RESULTS / "ks2_2025-2026_899.csv"
FORBIDDEN = (
    "desk",
    "merge",
    "preview",
    "seal",
    "roster",
    "revoke",
    "receipt",
    "package",
    "conflict",
    "invalid",
    "failed",
)


@dataclass
class InContext:
    """The page, alone in a window, and the desk behind it."""

    desk: Desk
    scope: str
    page: ContextPage
    pages: Pages

    def words(self) -> str:
        """Return all that can be read on the page."""
        return "\n".join(label.text() for label in self.page.findChildren(QLabel) if label.isVisible())

    def kept(self) -> set[str]:
        """Return the titles and years of what the review keeps."""
        plan = self.desk.plan.look(self.scope)
        assert plan is not None
        return {f"{one.title} {one.year}" for one in plan.contexts}

    def sheet(self, kind: type[Any]) -> Any:
        """Return the sheet that lies over the page."""
        return next(one for one in self.pages.window.findChildren(kind) if one.isVisible())


@pytest.fixture
def empty(tmp_path: Path, qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[InContext]:
    desk = start_here(tmp_path / "anita", DictVault(), "Anita", lambda: TODAY)
    scope, _ = desk.plan.begin(
        school_name="Wrenholt Primary School", school_urn="900001", school_authority="899", days=("2027-03-09",)
    )
    page = ContextPage(desk, jobs, theme, FONTS)
    page.show_review(scope)
    yield InContext(desk, scope, page, show_alone(qtbot, theme, jobs, page))
    jobs.wait_idle()
    desk.close()


@pytest.fixture
def full(empty: InContext) -> InContext:
    empty.desk.plan.import_schools(DATA / "register" / "all_columns.csv")
    empty.page.bringing.bring_in(WIDE)
    empty.pages.settle()
    return empty


def test_before_there_is_a_file_the_page_says_what_to_do(empty: InContext) -> None:
    assert "No figures yet." in empty.words()
    assert empty.page.bring.hasFocus()
    assert not empty.page.write.isEnabled()
    assert find_faults(empty.page) == []


def test_a_file_is_brought_in_and_the_school_stands_beside_others(full: InContext) -> None:
    said = full.words()
    assert full.pages.said[0].startswith("Key stage 2, 2025/26, 2024/25, 2023/24: 6 rows are here.")
    for words in ("Reach the expected standard in reading, writing and maths", "Fenmarch", "England", "not published"):
        assert words in said
    assert "one pupil is 7 points" in said
    assert "Key stage 2 2025/26: ks2_2025-2026_899.csv" in said
    assert "no grade is made of them" in said
    chart = full.page.view.by_group.chart
    assert "All pupils: Wrenholt Primary School 74%, Fenmarch 66%, England 64%" in chart.accessibleName()
    assert find_faults(full.page) == []
    assert jargon_in(said, FORBIDDEN) == []


def test_another_measure_is_chosen_by_keys(full: InContext) -> None:
    full.page.measure.setFocus()
    full.pages.press(Qt.Key.Key_Down)
    assert "Reach the higher standard in reading, writing and maths" in full.words()


def test_a_tick_keeps_figures_for_the_team_and_takes_them_out_again(full: InContext) -> None:
    assert "Nothing is ticked yet" in full.words()
    full.pages.click(full.page.keep)
    assert full.kept() == {"Key stage 2 2025/26", "Key stage 2 2024/25", "Key stage 2 2023/24"}
    full.page.refresh()
    full.pages.settle()
    assert "1 ticked." in full.words()
    assert full.page.keep.isChecked()
    full.pages.click(full.page.keep)
    assert full.kept() == set()


def test_a_laptop_without_the_files_shows_what_was_kept(full: InContext, tmp_path: Path) -> None:
    full.pages.click(full.page.keep)
    full.desk.in_context.store.drop(full.desk.in_context.store.sources()[0].source_id)
    full.page.refresh()
    full.pages.settle()
    full.page.measure.show_value("ks2.rwm.expected")
    full.pages.settle()
    assert "one pupil is 7 points" in full.words()
    assert "74%" in full.words()


def test_others_of_the_partnership_stand_below_each_other(full: InContext) -> None:
    full.page.whose.show_value("together")
    full.page.whose.picked.emit("together")
    full.page.other.line.setFocus()
    full.pages.type("pym jun")
    full.page.other.wanted.emit("pym jun")
    full.pages.settle()
    full.pages.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    said = full.words()
    assert "Pym Junior School" in said
    assert "65%" in said
    assert "The schools beside it stay on this laptop" in said
    full.pages.click(full.page.clear)
    assert full.desk.keeping.setting(f"context.others.{full.scope}") == ""


def test_a_file_that_says_no_year_asks_for_it(full: InContext, tmp_path: Path) -> None:
    file = tmp_path / "census.csv"
    file.write_text("URN,NOR,PNUMEAL\n900001,198,11.1%\n")
    full.page.bringing.bring_in(file)
    full.pages.settle()
    sheet = full.sheet(YearSheet)
    assert find_faults(sheet) == []
    full.pages.type("lately")
    full.pages.press(Qt.Key.Key_Return)
    assert sheet.isVisible()
    sheet.year.clear()
    full.pages.type("2024/25")
    full.pages.press(Qt.Key.Key_Return)
    assert full.desk.in_context.store.sources()[0].years == ("2024/25",)


def test_a_sheet_of_the_school_s_own_is_asked_about_once(full: InContext, tmp_path: Path) -> None:
    file, later = tmp_path / "Early years 2025-2026.csv", tmp_path / "Early years 2026-2027.csv"
    file.write_text("URN,Good level\n900001,71%\n899,68%\n")
    later.write_text("URN,Good level\n900001,75%\n")
    full.page.bringing.bring_in(file)
    full.pages.settle()
    sheet = full.sheet(OwnSheetSheet)
    assert find_faults(sheet) == []
    assert sheet.measures["URN"].value() == "=whose"
    full.pages.click(sheet.go)
    assert "Say of at least one column what it is." in sheet.answer.text()
    sheet.measures["Good level"].show_value("early.good")
    sheet.year.setText("2025/26")
    full.pages.click(sheet.go)
    full.page.measure.show_value("early.good")
    full.pages.settle()
    assert "71%" in full.words()
    assert "68%" in full.words()
    full.page.bringing.bring_in(later)
    full.pages.settle()
    again = full.sheet(OwnSheetSheet)
    assert again.measures["Good level"].value() == "early.good"
    again.year.setText("2026/27")
    full.pages.click(again.go)
    assert full.page.view.by_year.isVisible()


def test_a_file_that_cannot_be_read_is_said_and_all_stays(full: InContext, tmp_path: Path) -> None:
    before = full.words()
    mixed = tmp_path / "ks2_2021-2022.csv"
    mixed.write_bytes(WIDE.read_bytes())
    full.page.bringing.bring_in(mixed)
    full.pages.settle()
    failure = full.sheet(FailureSheet)
    assert "its name says 2021/22" in "\n".join(label.text() for label in failure.findChildren(QLabel))
    failure.accept()
    full.page.refresh()
    full.pages.settle()
    assert full.words() == before


def test_bringing_in_can_be_stopped(empty: InContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, steps = empty.desk.in_context.store, list[int]()
    real = store.bring_in

    def stopped(path: Path, progress: Any, **said: Any) -> Any:
        def step(done: int, total: int) -> None:
            steps.append(done)
            empty.page.jobs.hurry()
            progress(done, total)

        return real(path, step, **said)

    monkeypatch.setattr(store, "bring_in", stopped)
    empty.page.bringing.bring_in(WIDE)
    empty.pages.settle()
    assert steps
    assert store.sources() == []
    assert Cancelled.__name__ not in empty.words()


def test_what_is_ticked_is_written_as_a_pdf(full: InContext, tmp_path: Path) -> None:
    full.pages.click(full.page.keep)
    full.page.refresh()
    full.pages.settle()
    full.page.write_pdf(tmp_path / "context.pdf")
    full.pages.settle()
    said = " ".join(page.extract_text() for page in PdfReader(tmp_path / "context.pdf").pages)
    assert "Reach the expected standard in reading, writing and maths" in said
    assert "average scaled score" not in said
    assert full.pages.said[-1].startswith("Written: ")


def test_large_text_cuts_nothing_off(full: InContext, theme: Theme) -> None:
    theme.choose(Choice("light", contrast=False, scale=2.0))
    full.pages.settle()
    full.pages.window.resize(1093, 614)
    full.pages.settle()
    assert full.page.minimumSizeHint().width() <= 1093
    assert full.page.view.horizontalScrollBar().maximum() == 0


def test_somebody_who_does_not_lead_cannot_choose(full: InContext, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = full.desk.plan.look(full.scope)
    assert plan is not None
    member = next(one for one in plan.members if one.role == "lead")
    assert plan.me(member.key) is not None
    look = full.desk.plan.look
    monkeypatch.setattr(full.desk.plan, "look", lambda scope: replace(look(scope), my_role="reviewer"))  # type: ignore[type-var]
    full.page.refresh()
    full.pages.settle()
    assert not full.page.keep.isEnabled()
