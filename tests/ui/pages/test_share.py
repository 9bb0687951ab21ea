"""Sharing over a stick, as four people with a laptop each do it."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import start_here
from peerdesk.errors import PeerDeskError
from peerdesk.files import FileNotWrittenError
from peerdesk.ui.dialogs.two_versions import TwoVersionsSheet
from peerdesk.ui.jobs import Progress
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.theme import Choice, Theme
from tests.people import BEN, CARA, LEAD, Clock, Shelf, Team, pack, take
from tests.ui.accessibility import find_faults
from tests.ui.pages.sharing import Open, give_notes
from tests.ui.plain_words import jargon_in

FORBIDDEN = ("package", "merge", "preview", "conflict", "digest", "receipt", " key", "failed", "invalid", "error")


def test_the_first_time_it_asks_for_the_stick(team: Team, sit_down: Open, stick: Path) -> None:
    sharing = sit_down(team.lead, team.scope, folder=None)
    assert sharing.ui.no_folder.isVisible()
    assert sharing.pages.window.focusWidget() is sharing.ui.no_folder.button
    sharing.page.use_folder(stick)
    sharing.pages.settle()
    sharing.pages.settle()
    assert sharing.ui.columns.isVisible()
    assert team.lead.keeping.setting("share.folder") == str(stick)


def test_the_lead_sees_what_is_there_before_anything_is_written(team: Team, sit_down: Open, stick: Path) -> None:
    give_notes(team.ben, team.scope, stick, "one", "two")
    before = team.lead.keeping.digest()
    sharing = sit_down(team.lead, team.scope)
    seen = sharing.words()
    assert f"Notes from {BEN}" in seen
    assert "2 new" in seen
    assert "0 of 3 are in. Next: Ben Okoro." in seen
    assert team.lead.keeping.digest() == before
    assert jargon_in(seen, FORBIDDEN) == []


def test_one_act_brings_in_all_and_says_that_none_was_lost(team: Team, sit_down: Open, stick: Path) -> None:
    files = [give_notes(desk, team.scope, stick, "one", "two") for desk in (team.ben, team.cara)]
    sharing = sit_down(team.lead, team.scope)
    assert sharing.ui.bring.text() == "Bring in all 2"
    sharing.pages.press((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    sharing.pages.settle()
    assert len(team.lead.capture.notes(team.scope)) == 4
    assert "Ben Okoro's notes are here: 2 new, none lost." in sharing.words()
    assert "2 of 3 are in. Next: Dan Reyes (in training)." in sharing.words()
    assert len(list(stick.glob("*, arrived at Anita Shah.arrived"))) == len(files)
    assert not sharing.ui.bring_row.isVisible()


def test_a_colleague_learns_that_it_arrived_at_the_lead_s(team: Team, sit_down: Open, stick: Path) -> None:
    file = give_notes(team.ben, team.scope, stick, "one")
    _, receipt = team.lead.packages.merge(team.lead.packages.preview(file))
    file.with_suffix(".arrived").write_bytes(receipt.to_bytes())
    sharing = sit_down(team.ben, team.scope)
    assert "arrived 09:" in sharing.words() or "arrived 10:" in sharing.words()
    assert "at the lead's" in sharing.words()
    assert sharing.ui.model.rowCount() == 1
    assert "Your notes. Yours, made" in sharing.words()
    assert "Arrived" in sharing.words()
    assert not sharing.ui.bring_row.isVisible()


def test_copying_one_s_own_says_what_leaves_and_for_whom(team: Team, sit_down: Open, stick: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="one")
    team.ben.capture.keep_jotting(team.scope, "only me")
    sharing = sit_down(team.ben, team.scope)
    assert "notes: 1" in sharing.ui.mine.what.text()
    assert all(name in sharing.ui.mine.what.text() for name in (LEAD, CARA))
    assert sharing.page.primary is sharing.ui.mine.copy
    assert not sharing.ui.mine.briefing.isVisible()
    sharing.pages.press((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    sharing.pages.settle()
    file = stick / "Notes from Ben Okoro, Saltmarsh Primary School.peerdesk"
    assert team.lead.packages.preview(file).brought.new["note"] == 1
    assert "Copied for Anita Shah" in sharing.pages.said[-1]
    assert "Copied" in sharing.ui.mine.last.text()


def test_nothing_is_closed_to_nobody(tmp_path: Path, sit_down: Open) -> None:
    desk = start_here(tmp_path / "alone", Shelf(), "Anita", Clock())
    scope, _ = desk.plan.begin(school_name="Fenwick")
    sharing = sit_down(desk, scope)
    assert not sharing.ui.mine.copy.isEnabled()
    assert "nobody on the team has given you a badge" in sharing.words()
    desk.close()


def test_the_lead_makes_the_briefing(team: Team, sit_down: Open, stick: Path, tmp_path: Path) -> None:
    sharing = sit_down(team.lead, team.scope)
    sharing.pages.click(sharing.ui.mine.briefing)
    newcomer = start_here(tmp_path / "new", Shelf(), "Nia", Clock())
    preview = newcomer.packages.preview(stick / "Briefing, Saltmarsh Primary School.peerdesk")
    assert preview.kind == "briefing"
    assert "Copied for whoever you give it to" in sharing.pages.said[-1]
    newcomer.close()


def test_a_briefing_from_somebody_one_has_not_met_waits_for_their_words(
    team: Team, sit_down: Open, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    team.lead.packages.give(team.scope, "briefing", stick / "Briefing.peerdesk")
    tom = start_here(tmp_path / "tom", Shelf(), "Tom", Clock())
    sharing = sit_down(tom)
    assert "You have not met" in sharing.words()
    words = tom.people.words(team.lead.identity.key_id)
    assert words not in sharing.words()  # only what is heard can be typed
    assert not sharing.ui.bring.isEnabled()
    sharing.ui.contents.words.setFocus()
    QTest.keyClicks(sharing.ui.contents.words, "six words that are not hers")
    sharing.pages.click(sharing.ui.bring)
    sheet = sharing.pages.window.findChild(FailureSheet)
    assert sheet is not None
    assert "not the words" in sheet.message.text()
    assert sharing.ui.contents.words.text() == "six words that are not hers"
    sheet.reject()
    assert tom.plan.reviews() == []
    sharing.ui.contents.words.setText(words)
    with qtbot.waitSignal(sharing.page.review_came) as came:
        sharing.pages.click(sharing.ui.bring)
    assert came.args == [team.scope]
    assert "The briefing from Anita Shah is here." in sharing.words()
    assert tom.plan.reviews()[0].school_name == "Saltmarsh Primary School"
    tom.close()


def test_what_is_no_such_file_says_why_and_harms_nothing(team: Team, sit_down: Open, stick: Path) -> None:
    (stick / "Holiday.peerdesk").write_bytes(b"a picture")
    damaged = give_notes(team.cara, team.scope, stick, "one")
    damaged.write_bytes(damaged.read_bytes()[:-200])
    (stick / "Odd.arrived").write_bytes(b"{}")
    give_notes(team.ben, team.scope, stick, "one")
    sharing = sit_down(team.lead, team.scope)
    assert sharing.ui.model.rowCount() == 3
    sharing.choose("Holiday")
    assert "This was not made by PeerDesk." in sharing.words()
    assert sharing.ui.bring.text() == "Bring in"
    sharing.pages.click(sharing.ui.bring)
    assert len(team.lead.capture.notes(team.scope)) == 1


def test_only_this_one_leaves_the_others_alone(team: Team, sit_down: Open, stick: Path) -> None:
    give_notes(team.ben, team.scope, stick, "one")
    give_notes(team.cara, team.scope, stick, "two")
    sharing = sit_down(team.lead, team.scope)
    sharing.choose("Cara")
    sharing.pages.click(sharing.ui.bring_one)
    assert [one.text for one in team.lead.capture.notes(team.scope)] == ["two"]


def test_a_stick_that_cannot_be_written_still_gives(
    team: Team, sit_down: Open, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise FileNotWrittenError("This file cannot be written there.", "Choose another folder.")

    give_notes(team.ben, team.scope, stick, "one")
    sharing = sit_down(team.lead, team.scope)
    monkeypatch.setattr("peerdesk.desk.shared_folder.write_whole", refuse)
    sharing.pages.click(sharing.ui.bring)
    assert "none lost" in sharing.words()
    assert "tell Ben Okoro yourself" in sharing.words()


def test_what_cannot_be_copied_says_so_and_can_be_tried_again(
    team: Team, sit_down: Open, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PeerDeskError("This stick can be read but not written on.", "Try another, or use a folder.")

    sharing = sit_down(team.ben, team.scope)
    monkeypatch.setattr(type(team.ben.packages), "give", refuse)
    sharing.pages.click(sharing.ui.mine.copy)
    sheet = sharing.pages.window.findChild(FailureSheet)
    assert sheet is not None
    assert sheet.remedy.text() == "Try another, or use a folder."
    sheet.reject()
    assert sharing.ui.mine.copy.isEnabled()


def test_a_stick_that_is_out_says_so(team: Team, sit_down: Open, stick: Path) -> None:
    sharing = sit_down(team.lead, team.scope)
    stick.rmdir()
    sharing.pages.click(sharing.ui.again)
    assert sharing.ui.gone.isVisible()
    stick.mkdir()
    sharing.pages.click(sharing.ui.again)
    assert sharing.ui.columns.isVisible()


def test_a_file_from_anywhere_is_shown_first(team: Team, sit_down: Open, stick: Path, tmp_path: Path) -> None:
    give_notes(team.ben, team.scope, stick, "one")
    elsewhere = tmp_path / "download"
    elsewhere.mkdir()
    file = give_notes(team.cara, team.scope, elsewhere, "two")
    sharing = sit_down(team.lead, team.scope)
    sharing.page.open_file(file)
    sharing.pages.settle()
    assert sharing.ui.contents.heading.text() == f"Notes from {CARA}"


def test_two_versions_are_said_and_listed(team: Team, sit_down: Open) -> None:
    note, _ = team.ben.capture.keep_note(team.scope, text="one")
    team.hand(team.ben, team.lead)
    for desk, text in ((team.ben, "one, said Ben"), (team.lead, "one, said Anita")):
        kept = desk.capture.note(note)
        assert kept is not None
        desk.capture.change_note(kept, text=text)
    team.hand(team.ben, team.lead)
    sharing = sit_down(team.lead, team.scope)
    assert sharing.ui.disputed.text() == "Two versions: 1"
    sharing.pages.click(sharing.ui.disputed)
    sheet = sharing.pages.window.findChild(TwoVersionsSheet)
    assert sheet is not None
    assert "About: text" in [label.text() for label in sheet.findChildren(QLabel)]


@pytest.mark.parametrize("choice", [Choice("light", contrast=False), Choice("dark", contrast=True, scale=2.0)])
def test_it_has_names_and_room(team: Team, sit_down: Open, stick: Path, theme: Theme, choice: Choice) -> None:
    give_notes(team.ben, team.scope, stick, "one")
    theme.choose(choice)
    sharing = sit_down(team.lead, team.scope)
    assert find_faults(sharing.page) == []
    hint = sharing.pages.window.minimumSizeHint()
    assert (hint.width() <= 1280, hint.height() <= 720) == (True, True)


def test_what_never_came_is_said_of_whom(team: Team, sit_down: Open) -> None:
    team.cara.capture.keep_note(team.scope, text="one")
    parcel = pack(team.cara, team.scope)
    take(team.lead, parcel.only(lines=lambda line: b'"note"' not in line))
    said = sit_down(team.lead, team.scope).words()
    assert "Something of Cara Lind's is missing: an earlier file of theirs never came." in said
    assert "Nothing missing" not in said
    assert "missing" not in sit_down(team.ben, team.scope).words()  # who is no lead is not alarmed


def test_a_laptop_that_was_put_back_is_said_without_alarm(team: Team, sit_down: Open, stick: Path) -> None:
    copy = team.ben.keeping.back_up()
    clone = team.put_back(f"{BEN} again", copy, team.folder / "clone")
    for desk in (team.ben, clone):
        give_notes(desk, team.scope, stick, "one").rename(stick / f"{desk.folder.name}.peerdesk")
    sharing = sit_down(team.lead, team.scope)
    sharing.pages.press((Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
    said = sharing.words()
    assert "Ben Okoro's notes come from two laptops, or from one that was put back from a copy." in said
    assert "Nothing missing since" in said
    assert len(team.lead.capture.notes(team.scope)) == 2


def test_who_came_before_lunch_is_not_in_at_lunch(team: Team, sit_down: Open, stick: Path) -> None:
    file = give_notes(team.ben, team.scope, stick, "one")
    team.lead.packages.merge(team.lead.packages.preview(file))
    team.clocks[LEAD].at += timedelta(hours=2)
    file = give_notes(team.cara, team.scope, stick, "two")
    team.lead.packages.merge(team.lead.packages.preview(file))
    said = sit_down(team.lead, team.scope).words()
    assert "1 of 3 are in. Next: Ben Okoro. Nothing from Ben Okoro since" in said


def test_colleagues_files_are_for_the_lead_and_come_in_only_one_by_one(team: Team, sit_down: Open, stick: Path) -> None:
    give_notes(team.ben, team.scope, stick, "one")
    sharing = sit_down(team.cara, team.scope)
    assert "For the lead, who brings all together" in sharing.words()
    assert sharing.page.primary is sharing.ui.mine.copy
    assert not sharing.ui.bring.isVisible()
    sharing.choose("Ben")
    sharing.pages.click(sharing.ui.bring_one)
    assert len(team.cara.capture.notes(team.scope)) == 1


def test_new_and_changed_are_counted_as_things(team: Team, sit_down: Open, stick: Path) -> None:
    note, _ = team.ben.capture.keep_note(team.scope, text="one")
    team.hand(team.ben, team.lead)
    for text in ("two", "three"):
        kept = team.ben.capture.note(note)
        assert kept is not None
        team.ben.capture.change_note(kept, text=text)
    give_notes(team.ben, team.scope, stick, "another")
    said = sit_down(team.lead, team.scope).words()
    assert "1 new, 1 changed" in said


def test_stopping_keeps_what_came_and_nothing_by_halves(
    team: Team, sit_down: Open, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for desk in (team.ben, team.cara):
        give_notes(desk, team.scope, stick, "one")
    sharing = sit_down(team.lead, team.scope)
    real = Progress.step

    def stop_at_the_second(progress: Progress, done: int, total: int, label: str = "") -> None:
        if done * 2 > total:
            progress.stop()  # as the Cancel button does
        real(progress, done, total, label)

    with monkeypatch.context() as patch:
        patch.setattr(Progress, "step", stop_at_the_second)
        sharing.ui.bring.click()
        assert sharing.page.jobs.wait_idle()
    sharing.page.refresh()
    sharing.pages.settle()
    assert len(team.lead.capture.notes(team.scope)) == 1
    assert "Stopped. Nothing was brought in by halves." in sharing.pages.said
    assert sharing.ui.bring.isEnabled()
    sharing.pages.click(sharing.ui.bring)
    assert len(team.lead.capture.notes(team.scope)) == 2


def test_one_bad_file_keeps_no_other_out(team: Team, sit_down: Open, stick: Path) -> None:
    files = [give_notes(desk, team.scope, stick, "one") for desk in (team.ben, team.cara)]
    sharing = sit_down(team.lead, team.scope)
    files[0].write_bytes(files[0].read_bytes()[:-200])
    sharing.pages.click(sharing.ui.bring)
    assert [one.author for one in team.lead.capture.notes(team.scope)] == [team.cara.identity.key_id]
    sheet = sharing.pages.window.findChild(FailureSheet)
    assert sheet is not None
    sheet.reject()


def test_after_writing_it_says_that_it_was_read_back_and_how_to_eject(
    team: Team, sit_down: Open, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ejected: list[Path] = []
    monkeypatch.setattr("peerdesk.desk.shared_folder.stick_of", lambda folder: folder)
    monkeypatch.setattr("peerdesk.ui.pages.share.can_eject", lambda: True)
    monkeypatch.setattr("peerdesk.ui.pages.share.eject", ejected.append)
    sharing = sit_down(team.ben, team.scope)
    assert not sharing.ui.mine.eject.isVisible()
    sharing.pages.click(sharing.ui.mine.copy)
    assert sharing.ui.mine.done.text().startswith(
        "Written and read back: it is whole. The stick may be taken out. Eject"
    )
    sharing.pages.click(sharing.ui.mine.eject)
    assert ejected == [stick]
    assert sharing.pages.said[-1] == "You can take the stick out now."
    assert not sharing.ui.mine.eject.isVisible()


def test_a_folder_on_this_computer_asks_for_no_ejecting(team: Team, sit_down: Open) -> None:
    sharing = sit_down(team.ben, team.scope)
    sharing.pages.click(sharing.ui.mine.copy)
    assert sharing.ui.mine.done.text() == "Written and read back: it is whole."
    assert not sharing.ui.mine.eject.isVisible()
