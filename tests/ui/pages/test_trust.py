"""Trust and erasing in front of the window: what a person sees of a badge, lets in, ends, and erases."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk, start_here
from peerdesk.ui.dialogs.all_versions import AllVersionsSheet
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.dialogs.end_part import EndPartSheet
from peerdesk.ui.dialogs.erasing import CertificateSheet, ErasedListSheet, EraseSheet, WhichSheet
from peerdesk.ui.dialogs.held_work import HeldSheet
from peerdesk.ui.dialogs.two_versions import SettleSheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.notes import NotesPage
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_team import MemberRow, TeamPart, read_badge
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.sheet import Sheet
from tests.people import BEN, CARA, LEAD, Clock, Shelf, Team, take
from tests.storage.pen import Pen
from tests.ui.accessibility import find_faults
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import FONTS, Pages
from tests.ui.plain_words import jargon_in

FORBIDDEN = ("package", "merge", "preview", "conflict", "digest", "receipt", " key", "revoke", "failed", "invalid")
Open = Callable[..., Pages]


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, jobs: JobRunner) -> Iterator[Open]:
    def open_it(page_class: Callable[[Desk, JobRunner, Theme], Page], desk: Desk, scope: str) -> Pages:
        page = page_class(desk, jobs, theme)
        show_review = getattr(page, "show_review")  # noqa: B009 - each of them has it
        show_review(scope)
        return show_alone(qtbot, theme, jobs, page)

    yield open_it
    jobs.wait_idle()


@pytest.fixture
def eve(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "eve", Shelf(), "Eve Hart", Clock())
    yield desk
    desk.close()


def sheet_of(pages: Pages, kind: type[Sheet]) -> Sheet:
    pages.settle()
    sheet = next(one for one in pages.window.findChildren(kind) if one.isVisible())
    assert find_faults(sheet) == []
    assert jargon_in(words_in(sheet), FORBIDDEN) == []
    return sheet


def words_in(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisible())


def do(pages: Pages, name: str) -> None:
    next(one for one in pages.page.commands() if one.name == name).act()
    pages.settle()


def team_part(pages: Pages) -> TeamPart:
    assert isinstance(pages.page, PlanPage)
    pages.page.show_part("team")
    pages.settle()
    part = pages.page.parts["team"]
    assert isinstance(part, TeamPart)
    return part


def row_of(part: TeamPart, name: str) -> MemberRow:
    return next(row for row in part.rows() if isinstance(row, MemberRow) and getattr(row.record, "name", "") == name)


def test_somebody_is_added_and_the_words_are_compared_later(
    team: Team, eve: Desk, tmp_path: Path, open_page: Open
) -> None:
    pages = open_page(PlanPage, team.lead, team.scope)
    part = team_part(pages)
    file = eve.people.write_file(tmp_path)
    read_badge(part, part.acts, file, part._add_badge, team.scope)
    sheet = sheet_of(pages, BadgeWordsSheet)
    assert isinstance(sheet, BadgeWordsSheet)
    pages.click(sheet.later_button)
    pages.settle()
    row = row_of(part, "Eve Hart")
    assert row.badge.text() == "Badge added, not confirmed yet"
    pages.click(row.compare)
    sheet = sheet_of(pages, BadgeWordsSheet)
    assert isinstance(sheet, BadgeWordsSheet)
    assert not sheet.later_button.isVisible()
    sheet.field.setText(eve.people.words(eve.identity.key_id))
    pages.click(sheet.add_button)
    pages.settle()
    assert row_of(part, "Eve Hart").badge.text() == "Badge confirmed"
    assert not row_of(part, "Eve Hart").compare.isVisible()


def test_a_second_ben_cannot_be_added_without_words(team: Team, tmp_path: Path, open_page: Open) -> None:
    false = start_here(tmp_path / "false", Shelf(), BEN, Clock())
    pages = open_page(PlanPage, team.lead, team.scope)
    part = team_part(pages)
    read_badge(part, part.acts, false.people.write_file(tmp_path), part._add_badge, team.scope)
    sheet = sheet_of(pages, BadgeWordsSheet)
    assert isinstance(sheet, BadgeWordsSheet)
    assert not sheet.later_button.isVisible()
    false.close()


def test_the_lead_ends_a_part_and_gives_it_back(team: Team, open_page: Open) -> None:
    team.ben.capture.keep_note(team.scope, text="before")
    team.hand(team.ben, team.lead)
    pages = open_page(PlanPage, team.lead, team.scope)
    part = team_part(pages)
    pages.click(row_of(part, BEN).end)
    sheet = sheet_of(pages, EndPartSheet)
    assert isinstance(sheet, EndPartSheet)
    assert "stays as it is" in words_in(sheet)
    pages.click(sheet.end_button)
    pages.settle()
    row = row_of(part, BEN)
    assert row.badge.text() == "Part ended on Tuesday 14 October 2025: Their laptop is lost or was stolen"
    assert (row.end.isVisible(), row.again.isVisible()) == (False, True)
    assert len(team.lead.capture.notes(team.scope)) == 1
    pages.click(row.again)
    pages.settle()
    assert team.lead.vouching.standings(team.scope)[team.ben.identity.key_id].ended_at == ""
    assert row_of(part, BEN).badge.text() == "Badge confirmed"
    assert find_faults(pages.window) == []


def test_a_deputy_is_told_whose_it_is_to_end_a_part(team: Team, open_page: Open) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(next(one for one in plan.members if one.name == CARA), role="deputy")
    team.hand(team.lead, team.cara)
    pages = open_page(PlanPage, team.cara, team.scope)
    part = team_part(pages)
    row = row_of(part, BEN)
    assert row.badge.text() == f"Badge confirmed. {LEAD} gave this part, and alone can end it"
    assert jargon_in(row.badge.text(), FORBIDDEN) == []
    for one in (row, row_of(part, LEAD)):
        assert not any(button.isVisible() for button in (one.end, one.new_badge, one.remove, one.again))
        assert not one.part.isEnabled()
    assert find_faults(pages.window) == []


def test_what_can_be_done_about_a_badge_has_room_in_large_text(
    team: Team, eve: Desk, open_page: Open, theme: Theme
) -> None:
    team.lead.people.add(eve.people.mine)
    team.lead.plan.add_member(team.scope, "Eve Hart", "reviewer", key=eve.identity.key_id)
    theme.choose(Choice("light", contrast=False, scale=2.0))
    pages = open_page(PlanPage, team.lead, team.scope)
    row = row_of(team_part(pages), "Eve Hart")
    pages.window.resize(1280, 720)
    pages.settle()
    assert pages.window.width() == 1280
    assert row.badge.text() == "Badge added, not confirmed yet"
    for one in (row.badge, row.compare, row.new_badge, row.end):
        assert one.isVisible()
        assert one.width() >= one.sizeHint().width(), "nothing is cut off"
        assert row.rect().contains(QRect(one.mapTo(row, QPoint()), one.size()))


def test_what_waits_is_read_and_let_in(team: Team, eve: Desk, open_page: Open) -> None:
    pen = Pen(eve, team.scope)
    take(team.lead, pen.parcel(*(pen.revise({"text": f"Eve saw {number}"}) for number in range(14))))
    pages = open_page(PlanPage, team.lead, team.scope)
    part = team_part(pages)
    assert part.waiting.text() == "Waiting for you: 14"
    pages.click(part.waiting)
    sheet = sheet_of(pages, HeldSheet)
    assert isinstance(sheet, HeldSheet)
    said = words_in(sheet)
    assert "Eve saw 0" in said
    assert "and 2 more" in said
    assert eve.people.words(eve.identity.key_id) in said
    pages.click(sheet.buttons[0])
    pages.settle()
    assert len(team.lead.capture.notes(team.scope)) == 14
    assert not part.waiting.isVisible()


def test_a_changed_badge_stops_with_both_words(team: Team, tmp_path: Path, open_page: Open) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    false = start_here(tmp_path / "false", Shelf(), BEN, Clock())
    briefing = tmp_path / "b.peerdesk"
    team.lead.packages.give(team.scope, "briefing", briefing)
    words = team.lead.people.words(team.lead.identity.key_id)
    false.packages.merge(false.packages.preview(briefing), typed_words=words)
    pen = Pen(false, team.scope)
    take(false, pen.parcel(pen.revise({"text": "not Ben's"})))
    to = [team.lead.people.mine, team.cara.people.mine]
    false.packages.give(team.scope, "team", stick / "x.peerdesk", to=to)
    for desk, may in ((team.cara, False), (team.lead, True)):
        pages = open_page(SharePage, desk, team.scope)
        assert isinstance(pages.page, SharePage)
        pages.page.use_folder(stick)
        pages.settle()
        pages.settle()
        said = words_in(pages.page)
        assert "Stop: Ben Okoro has another badge here." in said
        for one in (false, team.ben):
            assert one.people.words(one.identity.key_id) in said
        assert pages.page.ui.contents.words.isVisible() is may
        assert not pages.page.ui.bring.isEnabled()
    assert isinstance(pages.page, SharePage)
    pages.page.ui.contents.words.setText(false.people.words(false.identity.key_id))
    assert pages.page.ui.bring.isEnabled()
    pages.click(pages.page.ui.bring)
    pages.settle()
    assert team.lead.capture.notes(team.scope) == []
    assert len(team.lead.vouching.held(team.scope)) == 1
    false.close()


def test_nothing_is_brought_in_under_a_stop(team: Team, tmp_path: Path, open_page: Open) -> None:
    stick = tmp_path / "STICK"
    stick.mkdir()
    false = start_here(tmp_path / "false", Shelf(), BEN, Clock())
    team.lead.packages.give(team.scope, "briefing", tmp_path / "b.peerdesk")
    words = team.lead.people.words(team.lead.identity.key_id)
    false.packages.merge(false.packages.preview(tmp_path / "b.peerdesk"), typed_words=words)
    false.packages.give(team.scope, "briefing", stick / "false.peerdesk")  # it holds nothing new
    team.cara.capture.keep_note(team.scope, text="Cara's")
    team.cara.packages.give(team.scope, "team", stick / "cara.peerdesk")
    pages = open_page(SharePage, team.lead, team.scope)
    assert isinstance(pages.page, SharePage)
    pages.page.use_folder(stick)
    pages.settle()
    pages.settle()
    for name, may in (("false", False), ("cara", True)):
        pages.page.ui.list.choose([str(stick / f"{name}.peerdesk")])
        pages.settle()
        assert ("Stop: Ben Okoro has another badge here" in words_in(pages.page.ui.contents)) is not may
        assert pages.page.ui.bring.isEnabled() is may
    false.close()


def test_a_name_says_that_it_is_not_confirmed(team: Team, eve: Desk, open_page: Open) -> None:
    team.lead.people.add(eve.people.mine)
    team.lead.plan.add_member(team.scope, "Eve Hart", "reviewer", key=eve.identity.key_id)
    pen = Pen(eve, team.scope)
    take(team.lead, pen.parcel(pen.revise({"text": "seen", "seen_at": "2025-10-14T09:00"})))
    pages = open_page(NotesPage, team.lead, team.scope)
    assert isinstance(pages.page, NotesPage)
    row = pages.page.list.notes_model.rows()[-1]
    pages.page.list.choose([row.key])
    assert "Eve Hart (not confirmed yet)" in words_in(pages.page.detail)


def test_a_note_is_erased_and_the_certificate_is_kept(team: Team, open_page: Open) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text="Zanzibar said so")
    team.hand(team.ben, team.lead)
    pages = open_page(NotesPage, team.ben, team.scope)
    assert isinstance(pages.page, NotesPage)
    pages.page.list.choose([record_id])
    do(pages, "notes.erase")
    asked = sheet_of(pages, EraseSheet)
    assert isinstance(asked, EraseSheet)
    assert "Zanzibar said so" in words_in(asked)
    assert "There is no way back" in words_in(asked)
    assert pages.window.focusWidget() is not asked.erase_button  # Enter keeps it
    pages.click(asked.erase_button)
    shown = sheet_of(pages, CertificateSheet)
    said = words_in(shown)
    assert f"The laptop of {LEAD}" in said
    assert "Zanzibar" not in said
    assert team.ben.capture.note(record_id) is None
    shown.reject()
    do(pages, "notes.erased")
    listed = sheet_of(pages, ErasedListSheet)
    assert isinstance(listed, ErasedListSheet)
    assert "by Ben Okoro" in words_in(listed)
    pages.click(listed.buttons[0])
    assert words_in(sheet_of(pages, CertificateSheet)) == said


def picture(colour: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    return out.getvalue()


def erase_which(pages: Pages, name: str, words: str) -> str:
    """Erase one of several things, by its words; return what the certificate says."""
    do(pages, name)
    which = sheet_of(pages, WhichSheet)
    assert isinstance(which, WhichSheet)
    pages.click(next(one for one in which.buttons if one.accessibleName().endswith(words)))
    asked = sheet_of(pages, EraseSheet)
    assert isinstance(asked, EraseSheet)
    assert words in words_in(asked)
    pages.click(asked.erase_button)
    shown = sheet_of(pages, CertificateSheet)
    said = words_in(shown)
    shown.reject()
    return said


def test_one_picture_of_a_note_is_erased_and_the_note_stays(team: Team, open_page: Open) -> None:
    ben = team.ben
    record_id, _ = ben.capture.keep_note(team.scope, text="two pictures")
    for colour in ("red", "blue"):
        note = ben.capture.note(record_id)
        assert note is not None
        ben.capture.add_picture(note, picture(colour), f"{colour}.png", f"a {colour} wall")
    gone = next(one for one in ben.capture.pictures(team.scope) if one.alt == "a red wall")
    pages = open_page(NotesPage, ben, team.scope)
    assert isinstance(pages.page, NotesPage)
    pages.page.list.choose([record_id])
    assert "a picture" in erase_which(pages, "notes.erase_picture", "a red wall")
    (left,) = ben.capture.pictures(team.scope)
    assert left.alt == "a blue wall"
    assert ben.capture.picture(gone.sha256) is None
    note = ben.capture.note(record_id)
    assert note is not None
    assert (note.text, note.pictures) == ("two pictures", (left.sha256,))
    do(pages, "notes.erase_picture")  # there is one left, so nobody asks which
    assert "a blue wall" in words_in(sheet_of(pages, EraseSheet))


def test_the_head_s_answer_is_erased(team: Team, open_page: Open) -> None:
    lead = team.lead
    for words in ("We recognise this.", "Zanzibar told you so."):
        with lead.acting.act("take down the head's answer") as act:
            act.add(team.scope, "reply", words=words, answered_on="2025-10-15")
    pages = open_page(lambda desk, jobs, theme: ReportPage(desk, jobs, theme, FONTS), lead, team.scope)
    assert "Zanzibar" in words_in(pages.page)
    erase_which(pages, "report.erase_reply", "Zanzibar told you so.")
    assert [one.words for one in lead.replies.all(team.scope)] == ["We recognise this."]
    pages.settle()
    assert "Zanzibar" not in words_in(pages.page)
    assert "We recognise this." in words_in(pages.page)


def test_what_the_head_said_of_a_message_is_erased_for_good(team: Team, open_page: Open) -> None:
    lead = team.lead
    finding, _ = lead.findings.add(team.scope, title="Talk comes first.", text="We saw it.", agreed=True)
    for words in ("That is us.", "Zanzibar told you so."):
        lead.feedback.take_down(team.scope, words, finding=finding)
    pages = open_page(FeedbackPage, lead, team.scope)
    assert isinstance(pages.page, FeedbackPage)
    pages.page.show_step(finding)
    pages.settle()
    said = erase_which(pages, "feedback.erase", "Zanzibar told you so.")
    assert "Zanzibar" not in said
    pages.settle()
    assert [one.words for one in lead.feedback.heard(team.scope)] == ["That is us."]
    do(pages, "feedback.erased")
    assert "its past: what the head said." in words_in(sheet_of(pages, ErasedListSheet))


def test_a_whole_review_is_removed(team: Team, open_page: Open) -> None:
    pages = open_page(PlanPage, team.cara, team.scope)
    do(pages, "plan.remove")
    asked = sheet_of(pages, EraseSheet)
    assert isinstance(asked, EraseSheet)
    assert "Saltmarsh Primary School" in words_in(asked)
    pages.click(asked.erase_button)
    assert "whole review" in words_in(sheet_of(pages, CertificateSheet))
    assert team.cara.plan.reviews() == []


def test_both_versions_are_marked_and_all_are_listed(team: Team, open_page: Open) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text="three pupils spoke")
    team.meet()
    for desk, text in ((team.ben, "three pupils spoke well"), (team.lead, "four pupils spoke")):
        note = desk.capture.note(record_id)
        assert note is not None
        desk.capture.change_note(note, text=text)
    team.meet()
    pages = open_page(NotesPage, team.lead, team.scope)
    do(pages, "notes.versions")
    listed = sheet_of(pages, AllVersionsSheet)
    assert isinstance(listed, AllVersionsSheet)
    marked = [label.text() for label in listed.findChildren(QLabel) if label.textFormat() == Qt.TextFormat.RichText]
    assert any("<b><u>four </u></b>pupils" in text for text in marked)
    pages.click(listed.buttons[0])
    sheet = sheet_of(pages, SettleSheet)
    assert isinstance(sheet, SettleSheet)
    assert "Two of you changed this" in words_in(sheet)
    sheet.thirds["text"].setPlainText("three or four pupils spoke")
    pages.click(sheet.keep)
    pages.settle()
    do(pages, "notes.versions")
    assert f"{LEAD} settled it on 14 October" in words_in(sheet_of(pages, AllVersionsSheet))
    assert CARA not in words_in(pages.window)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (BEN, "You changed this on two laptops. Which do you want?"),
        (LEAD, f"{BEN} changed this on two laptops. Which one is meant?"),
    ],
)
def test_one_person_s_two_laptops_are_not_two_people(
    team: Team, tmp_path: Path, open_page: Open, name: str, said: str
) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text="three pupils spoke")
    twin = team.put_back(f"{BEN} again", team.ben.keeping.back_up(), tmp_path / "twin")
    for desk, text in ((team.ben, "three pupils spoke well"), (twin, "four pupils spoke")):
        note = desk.capture.note(record_id)
        assert note is not None
        desk.capture.change_note(note, text=text)
    team.meet()
    pages = open_page(NotesPage, team.desks[name], team.scope)
    assert isinstance(pages.page, NotesPage)
    do(pages, "notes.versions")
    listed = sheet_of(pages, AllVersionsSheet)
    assert isinstance(listed, AllVersionsSheet)
    pages.click(listed.buttons[0])
    sheet = sheet_of(pages, SettleSheet)
    assert isinstance(sheet, SettleSheet)
    assert said in words_in(sheet)
    pages.click(next(one for one in sheet.choices["text"] if one.accessibleName().endswith("four pupils spoke")))
    pages.click(sheet.keep)
    pages.settle()
    note = team.desks[name].capture.note(record_id)
    assert note is not None
    assert (note.text, note.two_versions) == ("four pupils spoke", ())
