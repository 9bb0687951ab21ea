"""Pictures of a phone: small ones are looked at, some are chosen, and nothing else is copied."""

import os
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from peerdesk.ui.pictures import phone_sheet
from peerdesk.ui.pictures.phone_sheet import PhoneSheet
from tests.ui.accessibility import find_faults
from tests.ui.pictures.picture_page import PicturePages

KEY = Qt.Key


@pytest.fixture
def phone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A phone that is plugged in, with five pictures of different sizes, one of them broken."""
    camera = tmp_path / "phone" / "DCIM" / "Camera"
    camera.mkdir(parents=True)
    for number in range(5):
        path = camera / f"IMG_{number}.jpg"
        Image.new("RGB", (300 + number, 200), (10 * number, 90, 90)).save(path)
        if number == 3:
            path.write_bytes(path.read_bytes()[:300])
        os.utime(path, (1_000_000 * (number + 1), 1_000_000 * (number + 1)))
    monkeypatch.setattr(phone_sheet, "places", lambda: [tmp_path / "phone"])
    return camera


def open_phone(pages: PicturePages) -> PhoneSheet:
    pages.click(pages.page.detail.from_phone)
    for _ in range(8):
        QTest.qWait(20)
        pages.settle()
    (sheet,) = pages.window.findChildren(PhoneSheet)
    return sheet


def test_some_are_chosen_by_keys_and_shown_one_after_the_other(pages: PicturePages, phone: Path) -> None:
    sheet = open_phone(pages)
    assert [row.listed.path.name for row in sheet.list.rows.rows()] == [f"IMG_{at}.jpg" for at in (4, 3, 2, 1, 0)]
    assert sheet.where.text() == "5 pictures in “phone/DCIM”, the newest first"
    assert QApplication.focusWidget() is sheet.list
    assert not sheet.take.isEnabled()
    pages.press(KEY.Key_Space, KEY.Key_Right, KEY.Key_Right, KEY.Key_Space)
    assert sheet.count.text() == "2 chosen"
    assert find_faults(sheet) == []
    pages.press(KEY.Key_Return)
    assert pages.sheet.accessibleName() == "Picture 1 of 2"
    assert pages.sheet.accessibleDescription() == "IMG_2.jpg"  # the oldest first
    pages.click(pages.sheet.keep)
    pages.click(pages.sheet.keep)
    assert pages.said[-1] == "Picture kept. The phone still has it."
    assert len(pages.note().pictures) == 2
    assert sorted(one.name for one in phone.iterdir()) == [f"IMG_{at}.jpg" for at in range(5)]


def test_small_ones_are_read_and_what_is_broken_is_seen_to_be(pages: PicturePages, phone: Path) -> None:
    sheet = open_phone(pages)
    small = {Path(key).name: not picture.isNull() for key, picture in sheet._small.items()}
    assert small == {"IMG_0.jpg": True, "IMG_1.jpg": True, "IMG_2.jpg": True, "IMG_3.jpg": False, "IMG_4.jpg": True}
    with pages.day.desk.acting.look():
        assert pages.day.desk.capture.pictures(pages.day.scope) == []
    assert pages.note().pictures == ()


def test_without_a_phone_a_folder_is_asked_for(
    pages: PicturePages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(phone_sheet, "places", list)
    sheet = open_phone(pages)
    assert sheet.where.text().startswith("No phone or card is seen here.")
    other = tmp_path / "copied"
    other.mkdir()
    Image.new("RGB", (64, 48)).save(other / "one.png")
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(other)))
    pages.click(sheet.other)
    assert [row.listed.path.name for row in sheet.list.rows.rows()] == ["one.png"]
