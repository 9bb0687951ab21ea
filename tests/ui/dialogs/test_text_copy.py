from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.ui.dialogs import text_copy
from peerdesk.ui.dialogs.text_copy import TextCopySheet
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.paragraph import Paragraph
from tests.ui.accessibility import find_faults
from tests.ui.now.hands import show_now
from tests.ui.pages.wrenholt import make_day


def test_a_copy_says_what_is_in_it_and_that_nothing_protects_it(
    qtbot: QtBot, theme: Theme, jobs: JobRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = make_day(tmp_path / "desk")
    day.desk.capture.keep_note(day.scope, text="two re-read aloud")
    day.desk.capture.keep_jotting(day.scope, "mine alone")
    now = show_now(qtbot, theme, jobs, day)
    text_copy.offer_text_copy(now.page, day.desk, jobs, day.scope)
    now.settle()
    sheet = now.window.findChild(TextCopySheet)
    assert sheet is not None
    said = " ".join(one.text() for one in sheet.findChildren(Paragraph))
    assert "1 note of yours" in said
    assert "Nothing protects it" in said
    assert not list(find_faults(sheet))
    assert not sheet.only_me.isChecked()
    monkeypatch.setattr(text_copy, "ask_folder", lambda *asked: asked[-1](tmp_path))
    now.click(sheet.choose)
    now.settle()
    (written,) = tmp_path.glob("*.txt")
    assert "two re-read aloud" in written.read_text("utf-8-sig")
    assert "mine alone" not in written.read_text("utf-8-sig")
    assert str(written) in sheet.done_words.text()
    day.desk.close()
