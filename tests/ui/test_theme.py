import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.theme import SCALES, Choice, Theme, theme_of

UI = Path(__file__).parents[2] / "peerdesk" / "ui"


def test_text_grows_fully_and_gaps_by_half(theme: Theme) -> None:
    assert (theme.px("row"), theme.gap("m"), theme.line("body")) == (32, 16, 22)
    theme.choose(Choice("light", contrast=False, scale=2.0))
    assert (theme.px("row"), theme.gap("m"), theme.line("body")) == (64, 24, 44)
    assert theme.font("body").pixelSize() == 30
    assert theme.fixed("width.rail") == 184


def test_a_window_is_slim_when_large_text_leaves_little_room(theme: Theme) -> None:
    assert not theme.is_slim(1093)
    theme.choose(Choice("light", contrast=False, scale=1.25))
    assert theme.is_slim(1093)


def test_a_person_makes_text_larger_step_by_step_and_plain_again(theme: Theme) -> None:
    seen = []
    for _ in range(len(SCALES) + 1):
        seen.append(theme.scale)
        theme.enlarge(1)
    assert seen[: len(SCALES)] == list(SCALES)
    assert theme.scale == 2.0
    theme.enlarge(-1)
    assert theme.scale == 1.75
    theme.enlarge(0)
    assert theme.scale == 1.0


def test_what_a_person_chose_wins_over_the_system(theme: Theme, qtbot: QtBot) -> None:
    light = theme.colour("paper")
    with qtbot.waitSignal(theme.changed):
        theme.choose(Choice("dark", contrast=True))
    assert theme.dark
    assert theme.contrast
    assert theme.colour("paper") != light
    assert QApplication.palette().window().color() == theme.colour("paper")


def test_choosing_the_same_again_does_not_disturb(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose(Choice("light", contrast=False))


def test_practice_tints_the_paper(theme: Theme) -> None:
    real = theme.colour("paper")
    theme.set_practice(True)
    assert theme.colour("paper") != real
    theme.set_practice(False)
    assert theme.colour("paper") == real


def test_the_sheet_knows_every_name_it_uses(theme: Theme) -> None:
    sheet = QApplication.instance().styleSheet()  # type: ignore[union-attr]
    assert "$" not in sheet
    assert theme.colour("accent").name() in sheet


def test_the_typeface_is_ours(theme: Theme, qtbot: QtBot) -> None:
    from PySide6.QtGui import QFontInfo

    assert QFontInfo(theme.font("body", bold=True)).family() == "Atkinson Hyperlegible"


def test_a_widget_finds_the_theme_of_its_page(theme: Theme, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    inner = QWidget(page)
    with pytest.raises(LookupError):
        theme_of(inner)
    page.theme = theme  # type: ignore[attr-defined]
    assert theme_of(inner) is theme


@pytest.mark.parametrize("path", sorted(UI.rglob("*.py")), ids=lambda path: path.stem)
def test_no_colour_and_no_size_of_text_is_written_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{6}\b", text)
    if path.name != "theme.py":
        assert not re.findall(r"setPixelSize|setPointSize|\.setStyleSheet\(|QColor\(\"", text)


def test_the_sheet_template_names_no_colour() -> None:
    template = UI.parents[1] / "resources" / "themes" / "controls.qss"
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b|palette\(", template.read_text(encoding="utf-8"))
