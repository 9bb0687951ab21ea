import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from peerdesk.ui.theme import Choice, Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.chip import SIGNS, ChipRow
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.restyle import set_kind
from peerdesk.ui.widgets.tabs import Tabs

LONG = "The head names quiet girls in Years 3 and 4 as the group she worries about most. " * 3


def test_a_paragraph_breathes_and_wraps(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph(theme, LONG)
    qtbot.addWidget(paragraph)
    assert paragraph.heightForWidth(10_000) == 22
    assert paragraph.heightForWidth(300) % 22 == 0
    assert paragraph.heightForWidth(300) > 5 * 22
    assert paragraph.minimumSizeHint().width() < 100
    assert paragraph.sizeHint().width() <= 720
    theme.choose(Choice("light", contrast=False, scale=2.0))
    assert paragraph.heightForWidth(300) > 10 * 44


def test_a_paragraph_never_reads_markup(qtbot: QtBot, theme: Theme) -> None:
    paragraph = Paragraph(theme, "<b>bold</b>")
    qtbot.addWidget(paragraph)
    assert paragraph.textFormat() == Qt.TextFormat.PlainText


def test_a_long_label_gives_way_when_it_may(qtbot: QtBot, theme: Theme) -> None:
    stiff, soft = Label(theme, LONG), Label(theme, LONG, elided=True)
    qtbot.addWidget(stiff)
    qtbot.addWidget(soft)
    assert soft.minimumSizeHint().width() < 100 < stiff.minimumSizeHint().width()


def test_a_chip_is_chosen_and_freed(qtbot: QtBot, theme: Theme) -> None:
    chips = ChipRow(theme, SIGNS, "Which way")
    qtbot.addWidget(chips)
    told: list[str] = []
    chips.picked.connect(told.append)
    yes, not_yet = chips.findChildren(Button)[:2]
    for chip in (yes, not_yet, not_yet):
        chip.click()
    assert told == ["yes", "not_yet", ""]
    chips.show_value("unsure")
    assert (chips.value(), told) == ("unsure", ["yes", "not_yet", ""])


def test_tabs_have_one_stop_and_arrows_change_them_at_once(qtbot: QtBot, theme: Theme) -> None:
    tabs = Tabs(theme, [("all", "All 19"), ("mine", "Mine 12")], "Whose notes")
    qtbot.addWidget(tabs)
    with qtbot.waitExposed(tabs):
        tabs.show()
    first, second = tabs.findChildren(Button)
    stops = [tab for tab in (first, second) if tab.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [first]
    first.setFocus()
    with qtbot.waitSignal(tabs.picked) as picked:
        QTest.keyClick(first, Qt.Key.Key_Right)
    assert picked.args == ["mine"]
    assert tabs.value() == "mine"
    tabs.set_word("mine", "Mine 13")
    assert second.text() == "Mine 13"


@pytest.mark.parametrize("kind", ["", "primary", "quiet", "link", "slot", "chip", "tab"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_kind_of_button_has_room_for_a_finger_and_for_its_word(
    qtbot: QtBot, theme: Theme, kind: str, scale: float
) -> None:
    theme.choose(Choice("light", contrast=False, scale=scale))
    page = QWidget()
    qtbot.addWidget(page)
    button = Button(theme, "Have a practice", "graduation-cap", kind)  # type: ignore[arg-type]
    QVBoxLayout(page).addWidget(button)
    page.show()
    needed = button.fontMetrics().horizontalAdvance(button.text()) + button.iconSize().width()
    assert button.sizeHint().width() >= needed
    assert button.height() >= theme.px(32)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_the_button_that_has_focus(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    button = Button(theme, "Open today's review", kind="primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked, timeout=500):
        QTest.keyClick(button, key)


def test_a_field_is_named_by_its_row(qtbot: QtBot, theme: Theme) -> None:
    form, field = Form(theme), QLineEdit()
    qtbot.addWidget(form)
    label = form.add("Seen at", field, "As on the paper: 09:40.")
    told = QAccessible.queryAccessibleInterface(field)
    assert label.buddy() is field
    assert told.text(QAccessible.Text.Name) == "Seen at"
    assert told.text(QAccessible.Text.Description) == "As on the paper: 09:40."


def test_an_empty_page_offers_one_act(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    empty = Empty(theme, "usb", "Put a stick in.", action="Use a folder", act=lambda: done.append("folder"))
    qtbot.addWidget(empty)
    assert empty.button is not None
    empty.button.click()
    assert done == ["folder"]


def test_a_card_shows_that_it_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    card = Card(theme)
    qtbot.addWidget(card)
    card.resize(200, 100)
    edge = card.grab().toImage().pixelColor(100, 0)
    card.set_tone("chosen")
    assert card.grab().toImage().pixelColor(100, 0) == theme.colour("accent") != edge


def test_names_of_a_form_stand_beside_their_fields_at_any_size_of_text(qtbot: QtBot, theme: Theme) -> None:
    form, line = Form(theme), QLineEdit()
    qtbot.addWidget(form)
    name = form.add("School", line)
    form.add("Days", QLineEdit())
    form.show()
    theme.choose(Choice("light", contrast=False, scale=2.0))
    form.adjustSize()
    assert name.height() == theme.px("control")
    assert abs(name.geometry().center().y() - line.geometry().center().y()) <= 2


def test_a_button_that_becomes_the_main_act_looks_so(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Copy mine", "upload")
    qtbot.addWidget(button)
    button.show()
    plain = button.grab().toImage()
    set_kind(button, "primary", "upload")
    assert button.grab().toImage() != plain
    set_kind(button, "", "upload")
    assert button.grab().toImage() == plain
