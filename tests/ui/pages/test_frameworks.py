"""Frameworks: what a person sees of them, brings in, compares, changes, and begins a review with."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_forms import FORMS
from peerdesk.domain.framework_reading import from_mapping
from peerdesk.export.frameworks import write_xlsx
from peerdesk.intake.frameworks import read_framework
from peerdesk.ui.dialogs.framework_versions import FrameworkVersionsSheet
from peerdesk.ui.dialogs.framework_whole import WholeFrameworkSheet
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.pages.framework_edit import FrameworkEditPage
from peerdesk.ui.pages.frameworks import FrameworksPage
from peerdesk.ui.pages.new_review import NewReviewSheet
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_school import SchoolPart
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.kept import KeptBox, KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.domain.test_framework import SMALL
from tests.ui.accessibility import find_faults
from tests.ui.pages.review_desk import TODAY, DictVault
from tests.ui.plain_words import jargon_in

FORBIDDEN = ("merge", "preview", "digest", "conflict", "package", "error", "invalid", "failed", "schema", "json")


@dataclass
class Sitting:
    """Somebody at the window of their own desk."""

    desk: Desk
    window: MainWindow

    def settle(self) -> None:
        for _ in range(3):
            assert self.window.jobs.wait_idle()
            QApplication.sendPostedEvents(None, 0)

    def go(self) -> FrameworksPage:
        page = self.window.show_page("frameworks")
        self.settle()
        assert isinstance(page, FrameworksPage)
        return page

    def edit(self, framework: Framework) -> FrameworkEditPage:
        """Begin a copy of a framework that is kept here."""
        self.desk.frameworks.keep(framework)
        page = self.go()
        page.refresh()
        self.settle()
        choose(page, framework.title)
        page.copy.click()
        self.settle()
        found = self.window.current_page()
        assert isinstance(found, FrameworkEditPage)
        return found


@pytest.fixture
def small() -> Framework:
    return from_mapping(SMALL)


@pytest.fixture
def sitting(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Sitting]:
    desk = start_here(tmp_path / "desk", DictVault(), "Anita", lambda: TODAY)
    window = build_window(desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    sitting = Sitting(desk, window)
    sitting.settle()
    yield sitting
    sitting.settle()
    window.close()
    desk.close()


def rows(page: FrameworksPage) -> list[str]:
    model = page.list.rows_model
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def choose(page: FrameworksPage, title: str) -> None:
    page.list.choose([next(row.key for row in page.list.rows_model.rows() if row.title == title)])


def words_in(root: QWidget) -> str:
    shown = [one.text() for kind in (Paragraph, Label) for one in root.findChildren(kind) if one.isVisible()]
    return "\n".join(shown)


def leave(field: KeptLine | KeptBox, words: str) -> None:
    """Type other words into a field, and leave it."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    field.clearFocus()


def test_the_list_says_of_each_what_it_is_and_where_it_comes_from(sitting: Sitting, small: Framework) -> None:
    sitting.desk.frameworks.keep(small)
    said = rows(sitting.go())
    assert said[0] == "Core enquiry, version 1 · of a school · ungraded · English, came with PeerDesk"
    assert said[-1] == "A small one, version 3 · of a school · 2 levels · English, your own"


def test_it_is_reached_from_home_from_the_plan_and_by_the_palette(sitting: Sitting) -> None:
    assert "frameworks.show" in {one.name for one in sitting.window.commands()}
    scope, _ = sitting.desk.plan.begin(school_name="Wrenholt")
    home = sitting.window.show_page("home")
    home.frameworks.click()  # type: ignore[attr-defined]
    sitting.settle()
    assert isinstance(sitting.window.current_page(), FrameworksPage)
    part = plan_of(sitting, scope)
    part.framework.all.click()
    sitting.settle()
    assert isinstance(sitting.window.current_page(), FrameworksPage)


def test_one_is_brought_in_and_chosen_or_refused_with_its_place(
    sitting: Sitting, small: Framework, tmp_path: Path
) -> None:
    page, file = sitting.go(), tmp_path / "ours.xlsx"
    file.write_bytes(write_xlsx(small))
    page.take_in(file)
    sitting.settle()
    row = page.list.chosen_row()
    assert row is not None
    assert (row.title, row.origin) == ("A small one", "your own")
    before = rows(page)
    (tmp_path / "bad.csv").write_text("[themes]\nid,name\ninward,\n[scale]\nkind\nnone\n", encoding="utf-8")
    page.take_in(tmp_path / "bad.csv")
    sitting.settle()
    assert "Sheet “themes”, row 3, column “name”: “name” is missing." in words_in(
        next(one for one in sitting.window.findChildren(FailureSheet) if one.isVisible())
    )
    assert rows(page) == before


def test_it_is_saved_as_a_file_and_the_template_too(sitting: Sitting, tmp_path: Path) -> None:
    page = sitting.go()
    chosen = page._chosen()
    assert chosen is not None
    for ending in ("xlsx", "json", "toml"):
        page.write(chosen, tmp_path / f"core.{ending}")
        sitting.settle()
        assert read_framework(tmp_path / f"core.{ending}") == sitting.desk.frameworks.core()
    page.write_template(tmp_path / "template.csv")
    sitting.settle()
    assert "[look-fors]" in (tmp_path / "template.csv").read_text(encoding="utf-8-sig")


def test_only_ones_own_can_be_removed(sitting: Sitting, small: Framework) -> None:
    sitting.desk.frameworks.keep(small)
    page = sitting.go()
    assert not page.remove.isVisible()
    choose(page, "A small one")
    assert page.remove.isVisible()
    page.remove.click()
    sitting.settle()
    assert "A small one" not in {row.title for row in page.list.rows_model.rows()}


def test_a_file_that_cannot_be_read_says_why(sitting: Sitting) -> None:
    folder = sitting.desk.folder / "frameworks"
    folder.mkdir()
    (folder / "by hand.toml").write_text('id = "x"\n', encoding="utf-8")
    page = sitting.go()
    choose(page, "by hand.toml")
    assert "“scale” is missing" in page.trouble.text()
    assert page.trouble.isVisible()
    assert not page.read.isVisible()


def test_one_is_read_in_full_names_in_the_place_of_ids(sitting: Sitting, small: Framework) -> None:
    sitting.desk.frameworks.keep(small)
    page = sitting.go()
    choose(page, "A small one")
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    sheet = next(one for one in sitting.window.findChildren(WholeFrameworkSheet) if one.isVisible())
    sheet.show_part("look-fors")
    sitting.settle()
    said = words_in(sheet)
    assert "Pupils talk first\nTheme: Looking Inward\nQuestion: To what extent does talk help?" in said
    assert "Do not conclude: from one lesson" in said
    sheet.show_part("guides")
    sitting.settle()
    assert "1. What helps?\nWho?" in words_in(sheet)
    assert find_faults(sheet) == []
    assert jargon_in(said, FORBIDDEN) == []


def test_two_versions_lie_side_by_side_with_the_words_that_differ_marked(sitting: Sitting, small: Framework) -> None:
    sitting.desk.frameworks.keep(small)
    later = replace(small, version="4", look_fors=(replace(small.look_fors[0], text="Pupils talk early"),))
    sitting.desk.frameworks.keep(later)
    page = sitting.go()
    page.list.choose([next(row.key for row in page.list.rows_model.rows() if "version 4" in row.about)])
    page.compare.click()
    sheet = next(one for one in sitting.window.findChildren(FrameworkVersionsSheet) if one.isVisible())
    sitting.settle()
    assert sheet.other.currentText() == "A small one · 3"
    assert sheet.summary.text() == "New here: 0. Not here any more: 1. Said otherwise: 2."
    marked = [one.text() for one in sheet.findChildren(MarkedWords)]
    assert "Pupils talk <b><u>first</u></b>" in marked
    assert "Pupils talk <b><u>early</u></b>" in marked
    assert "Not here any more: Pupils wait" in words_in(sheet)
    assert find_faults(sheet) == []


# Changing a copy


def test_a_copy_is_changed_by_keys_and_kept_under_the_next_version(sitting: Sitting, small: Framework) -> None:
    page = sitting.edit(small)
    version = page.fields.fields["version"]
    assert isinstance(version, KeptLine)
    leave(version, "4")
    sitting.settle()
    page.show_part("look-fors")
    page.add.click()
    sitting.settle()
    text = page.fields.fields["text"]
    assert text.hasFocus()
    assert isinstance(text, KeptBox)
    assert isinstance(page.fields.fields["id"], KeptLine)
    assert page.fields.fields["id"].text() == "L3"
    leave(text, "Pupils *laugh*")
    sitting.settle()
    assert page.list.current_row() is not None
    assert "Pupils laugh" in [page.list.model().index(at, 0).data() for at in range(page.list.model().rowCount())]
    page.finish.click()
    sitting.settle()
    found = sitting.desk.frameworks.version("small", "4")
    assert found is not None
    assert "Pupils *laugh*" in [one.text for one in found.framework.look_fors]
    listed = sitting.window.current_page()
    assert isinstance(listed, FrameworksPage)
    assert [one for one in rows(listed) if "A small one" in one] == [
        "A small one, version 3 · of a school · 2 levels · English, your own",
        "A small one, version 4 · of a school · 2 levels · English, your own",
    ]
    assert sitting.desk.framework_copies.all() == []


def test_what_cannot_be_meant_is_shown_where_it_stands(sitting: Sitting, small: Framework) -> None:
    page = sitting.edit(small)
    page.show_part("themes")
    page.add.click()
    sitting.settle()
    page.show_part("about")
    page.finish.click()
    sitting.settle()
    assert page.trouble.text() == "Themes · Name: “name” is missing."
    assert page.parts.value() == "themes"
    assert page.fields.fields["name"].hasFocus()
    name = page.fields.fields["name"]
    assert isinstance(name, KeptLine)
    leave(name, "Looking Up")
    sitting.settle()
    page.finish.click()
    sitting.settle()
    assert "version 3 is here already" in page.trouble.text()
    assert page.fields.fields["version"].hasFocus()


def test_what_was_begun_is_there_after_the_window_was_closed(
    sitting: Sitting, small: Framework, theme: Theme, qtbot: QtBot
) -> None:
    page = sitting.edit(small)
    title = page.fields.fields["title"]
    assert isinstance(title, KeptLine)
    leave(title, "Half a title")
    sitting.settle()
    sitting.window.close()
    window = build_window(sitting.desk, theme, lambda: TODAY, list)
    qtbot.addWidget(window)
    window.show()
    again = Sitting(sitting.desk, window)
    listed = again.go()
    assert rows(listed)[0] == "Half a title, version 3, not finished"
    listed.list.choose([listed.list.rows_model.rows()[0].key])
    listed.go_on.click()
    again.settle()
    found = window.current_page()
    assert isinstance(found, FrameworkEditPage)
    field = found.fields.fields["title"]
    assert isinstance(field, KeptLine)
    assert field.text() == "Half a title"
    window.close()


def test_a_row_that_was_taken_out_can_be_put_back_and_rows_move(sitting: Sitting, small: Framework) -> None:
    page = sitting.edit(small)
    page.show_part("look-fors")
    page.down.click()
    sitting.settle()
    assert [row.cells["id"] for row in page._shown()] == ["L2", "L1"]
    page.take_out.click()
    sitting.settle()
    assert [row.cells["id"] for row in page._shown()] == ["L2"]
    page.typed.buttons[0].click()
    sitting.settle()
    assert [row.cells["id"] for row in page._shown()] == ["L2", "L1"]


@pytest.mark.parametrize("scale", [1.0, 1.5, 2.0])
def test_everything_has_a_name_a_role_and_room(sitting: Sitting, small: Framework, theme: Theme, scale: float) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    sitting.window.resize(1093, 614)
    page = sitting.edit(small)
    for form in FORMS:
        page.show_part(form.name)
        sitting.settle()
        assert find_faults(page) == []
        assert jargon_in(words_in(page), FORBIDDEN) == []
        assert page.minimumSizeHint().width() <= page.width()
    listed = sitting.go()
    assert find_faults(listed) == []
    assert jargon_in(words_in(listed), FORBIDDEN) == []


# A review's framework


def plan_of(sitting: Sitting, scope: str) -> SchoolPart:
    page = sitting.window.show_page("plan")
    assert isinstance(page, PlanPage)
    page.show_review(scope)
    sitting.settle()
    part = page.parts["school"]
    assert isinstance(part, SchoolPart)
    return part


def test_a_review_is_begun_in_a_framework_of_ones_choice(sitting: Sitting, small: Framework) -> None:
    sitting.desk.frameworks.keep(small)
    sitting.window.show_page("home").ask_new()  # type: ignore[attr-defined]
    sitting.settle()
    sheet = next(one for one in sitting.window.findChildren(NewReviewSheet) if one.isVisible())
    assert sheet.framework.currentText() == "Core enquiry · 1"
    sheet.framework.show_value("small@3")
    QTest.keyClicks(sheet.school.line, "Holm Lane")
    sheet.begin.click()
    sitting.settle()
    review = sitting.desk.plan.reviews()[0]
    plan = sitting.desk.plan.look(review.scope)
    assert plan is not None
    assert plan.framework is not None
    assert (plan.framework.framework_id, plan.framework.version) == ("small", "3")


def test_another_is_chosen_after_notes_and_a_sentence_says_what_that_means(
    sitting: Sitting, small: Framework, qtbot: QtBot
) -> None:
    sitting.desk.frameworks.keep(small)
    scope, _ = sitting.desk.plan.begin(school_name="Wrenholt", framework=sitting.desk.frameworks.core())
    sitting.desk.capture.keep_note(scope, text="three books", seen_at="2027-03-09T09:05")
    part = plan_of(sitting, scope)
    assert part.framework.choice.currentText() == "Core enquiry · 1"
    said: list[str] = []
    page = sitting.window.current_page()
    assert page is not None
    page.toast_requested.connect(lambda text, _: said.append(text))
    part.framework.choice.setFocus()
    at = part.framework.choice.findData("small@3")
    part.framework.choice.setCurrentIndex(at)
    part.framework.choice.activated.emit(at)
    sitting.settle()
    assert said == [
        "The review is written in “A small one” from now on. What was noted stays as it is. "
        "Look whether the questions still belong to it."
    ]
    plan = sitting.desk.plan.look(scope)
    assert plan is not None
    assert sitting.desk.frameworks.of_review(plan.framework) == small
    assert part.framework.choice.currentText() == "A small one · 3"


def test_one_that_only_the_review_has_is_offered_first_and_can_be_read(sitting: Sitting, small: Framework) -> None:
    scope, _ = sitting.desk.plan.begin(school_name="Wrenholt", framework=small)
    part = plan_of(sitting, scope)
    assert part.framework.choice.itemText(0) == "A small one · 3"
    assert part.framework.choice.currentIndex() == 0
    sitting.desk.frameworks.keep(replace(small, version="4"))
    sitting.window.show_page("frameworks")
    plan_of(sitting, scope)
    assert part.framework.choice.findData("small@4") > 0
    part.framework.look.click()
    sheet = next(one for one in sitting.window.findChildren(WholeFrameworkSheet) if one.isVisible())
    assert sheet.accessibleName() == "A small one"
