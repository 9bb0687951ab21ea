"""A picture before it is kept: looked at, covered, cropped, described; and nothing of it anywhere but what is left."""

import io
from itertools import chain
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from peerdesk.domain.picture_shape import Box
from peerdesk.errors import PeerDeskError
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.messages import FailureSheet
from peerdesk.ui.notes.pictures import SmallPicture
from peerdesk.ui.pictures.sources import from_files
from tests.ui.accessibility import find_faults
from tests.ui.pictures.picture_page import PicturePages, faces_in, wall_with_a_face

KEY, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def show(pages: PicturePages, path: Path) -> None:
    pages.page.pictures.add(pages.note(), from_files([path]))


def covers(pages: PicturePages) -> list[Box]:
    return [*pages.sheet.canvas.covering.shape.covers]


def test_a_picture_is_kept_with_what_it_shows(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.jpg"))
    assert QApplication.focusWidget() is pages.sheet.words
    assert pages.sheet.agreed.text().startswith("The school said yes to displays.")
    assert not pages.sheet.allowed.isVisible()
    pages.type("a wall with a portrait")
    acts = pages.press((KEY.Key_Return, CTRL))
    assert acts == 1
    assert pages.sheets == 0
    assert pages.kept().size == (1600, 1200)
    assert pages.said[-1] == "Picture kept."
    (shown,) = [one for one in pages.page.detail.findChildren(SmallPicture) if one.isVisible()]
    assert shown.accessibleName() == "a wall with a portrait"


def test_what_is_covered_is_nowhere_in_the_folder(pages: PicturePages, tmp_path: Path) -> None:
    wall_with_a_face(tmp_path / "IMG_canary_7781.jpg")
    show(pages, tmp_path / "IMG_canary_7781.jpg")
    pages.sheet.words.setFocus()
    pages.type("a wall")
    assert write_all_now(pages.window)
    assert [one.text for one in pages.day.desk.drafts.all()] == ["a wall"]
    pages.drag((0.24, 0.29), (0.41, 0.51))
    assert len(covers(pages)) == 1
    pages.click(pages.sheet.keep)
    kept = pages.kept()
    assert kept.size == (1600, 1200)
    assert faces_in(kept) == 0
    (sha256,) = pages.note().pictures
    assert faces_in(Image.open(io.BytesIO(pages.day.desk.capture.thumbnail(sha256) or b""))) == 0
    original = (tmp_path / "IMG_canary_7781.jpg").read_bytes()
    with pages.day.desk.acting.look() as session:
        tables = [row[0] for row in session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))]
        for table in tables:
            held = [*chain.from_iterable(session.execute(text(f'SELECT * FROM "{table}"')))]
            for value in [one if isinstance(one, bytes) else str(one).encode() for one in held]:
                assert b"canary" not in value, table
                assert original[2000:2100] not in value, table
    pages.day.desk.keeping.back_up()
    for file in pages.day.desk.folder.rglob("*"):
        if file.is_file():
            assert b"canary" not in file.read_bytes()
            assert original[2000:2100] not in file.read_bytes()


def test_without_a_cover_the_canary_would_be_found(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    pages.click(pages.sheet.keep)
    assert faces_in(pages.kept()) > 1000


def test_covering_and_cropping_by_keys_alone(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    canvas = pages.sheet.canvas
    while QApplication.focusWidget() is not pages.sheet.cover:
        pages.press(KEY.Key_Backtab)
    pages.press(KEY.Key_Return)
    assert QApplication.focusWidget() is canvas
    pages.press(*[KEY.Key_Left] * 9, *[KEY.Key_Up] * 6)
    pages.press(*[(KEY.Key_Right, SHIFT)] * 3)
    (cover,) = covers(pages)
    assert (round(cover.left, 2), round(cover.top, 2), round(cover.right, 2), round(cover.bottom, 2)) == (
        0.22, 0.28, 0.48, 0.48,
    )  # fmt: skip
    pages.press(*[(KEY.Key_Down, SHIFT)] * 2)
    assert "Cover 1 of 1" in canvas.accessibleDescription()
    pages.press(KEY.Key_C)
    assert "Cover 2 of 2" in canvas.accessibleDescription()
    pages.press(KEY.Key_Delete)
    assert len(covers(pages)) == 1
    pages.press((KEY.Key_Z, CTRL))
    assert len(covers(pages)) == 2
    pages.press((KEY.Key_Z, CTRL))
    assert covers(pages)[0].left == cover.left
    pages.click(pages.sheet.crop)
    pages.press(*[(KEY.Key_Left, SHIFT)] * 15)
    pages.click(pages.sheet.keep)
    kept = pages.kept()
    assert kept.size == (800, 960)  # 0.1 to 0.6 across, 0.1 to 0.9 down
    assert faces_in(kept) == 0


def test_a_cover_is_moved_and_sized_by_hand_and_steps_are_taken_back(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    canvas = pages.sheet.canvas
    pages.drag((0.1, 0.1), (0.2, 0.2))
    pages.drag((0.15, 0.15), (0.55, 0.65))
    (cover,) = covers(pages)
    assert (round(cover.left, 1), round(cover.top, 1), round(cover.right, 1)) == (0.5, 0.6, 0.6)
    pages.drag((cover.right, cover.bottom), (0.9, 0.9))
    assert round(covers(pages)[0].right, 1) == 0.9
    pages.drag((0.05, 0.05), (0.06, 0.3))
    assert len(covers(pages)) == 2
    for _ in range(4):
        pages.click(pages.sheet.undo)
    assert len(covers(pages)) == 0
    assert not pages.sheet.undo.isEnabled()
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert len(covers(pages)) == 0  # a click alone covers nothing


def crop_of(pages: PicturePages) -> tuple[float, ...]:
    crop = pages.sheet.canvas.covering.shape.crop
    return tuple(round(one, 2) for one in (crop.left, crop.top, crop.right, crop.bottom))


def test_a_crop_moves_by_its_middle_and_its_size_stays(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    pages.click(pages.sheet.crop)
    pages.drag((0.9, 0.9), (0.6, 0.5))
    assert crop_of(pages) == (0.1, 0.1, 0.6, 0.5)
    pages.drag((0.3, 0.3), (0.5, 0.6))
    assert crop_of(pages) == (0.3, 0.4, 0.8, 0.8)
    assert list(covers(pages)) == []
    pages.press(*[KEY.Key_Left] * 5)
    assert crop_of(pages) == (0.2, 0.4, 0.7, 0.8)
    QTest.mouseClick(pages.sheet.canvas, Qt.MouseButton.LeftButton, pos=pages.place(0.95, 0.1))  # let go of
    pages.drag((0.4, 0.5), (0.5, 0.6))
    assert len(covers(pages)) == 1, "in a crop that is not in hand one covers"
    pages.drag((0.2, 0.6), (0.1, 0.6))  # by its edge
    assert crop_of(pages) == (0.1, 0.4, 0.6, 0.8)
    pages.drag((0.45, 0.55), (0.5, 0.7))
    assert len(covers(pages)) == 1, "a cover goes before the crop that it lies in"
    assert crop_of(pages) == (0.1, 0.4, 0.6, 0.8)


def test_a_small_cover_can_still_be_moved_by_its_middle(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    pages.drag((0.5, 0.5), (0.54, 0.55))
    (small,) = covers(pages)
    pages.drag((0.52, 0.525), (0.72, 0.725))
    (moved,) = covers(pages)
    assert abs((moved.right - moved.left) - (small.right - small.left)) < 0.001
    assert abs(moved.left - small.left - 0.2) < 0.01


def test_what_is_covered_while_looking_closely_is_covered_there(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    canvas = pages.sheet.canvas
    canvas.setFocus()
    pages.press(KEY.Key_Plus, KEY.Key_Plus, KEY.Key_Plus, *[KEY.Key_Left] * 3, KEY.Key_Up)
    pages.drag((0.24, 0.29), (0.41, 0.51))
    (cover,) = covers(pages)
    assert abs(cover.left - 0.24) < 0.01
    assert abs(cover.bottom - 0.51) < 0.01
    pages.click(pages.sheet.keep)
    assert faces_in(pages.kept()) == 0


def test_escape_lets_go_of_a_cover_first_and_closes_then(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    pages.click(pages.sheet.cover)
    pages.press(KEY.Key_Escape)
    assert pages.sheets == 1
    assert pages.sheet.canvas.covering.chosen is None
    pages.press(KEY.Key_Escape)
    assert pages.sheets == 0
    assert pages.note().pictures == ()


def test_where_nothing_may_be_photographed_one_more_act_is_asked_for(pages: PicturePages, tmp_path: Path) -> None:
    day = pages.day
    plan = day.desk.plan.look(day.scope)
    assert plan is not None
    day.desk.plan.change(plan.review, photographs="")
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    assert pages.sheet.agreed.text().startswith("Nobody has said yet what may be photographed, so nothing is")
    pages.click(pages.sheet.keep)
    assert pages.sheets == 1  # nothing was kept, and nothing was refused
    assert QApplication.focusWidget() is pages.sheet.allowed
    pages.press(KEY.Key_Space, (KEY.Key_Return, CTRL))
    assert pages.sheets == 0
    assert len(pages.note().pictures) == 1


def test_several_come_one_after_the_other_and_each_may_be_left(pages: PicturePages, tmp_path: Path) -> None:
    paths = [wall_with_a_face(tmp_path / f"{number}.png", (400 + number, 300)) for number in range(3)]
    pages.page.pictures.add(pages.note(), from_files(paths))
    assert pages.sheet.accessibleName() == "Picture 1 of 3"
    pages.click(pages.sheet.keep)
    assert pages.sheet.accessibleName() == "Picture 2 of 3"
    pages.click(pages.sheet.leave)
    assert pages.sheet.accessibleName() == "Picture 3 of 3"
    assert QApplication.focusWidget() is pages.sheet.words
    pages.click(pages.sheet.keep)
    assert pages.sheets == 0
    sizes = [Image.open(io.BytesIO(pages.day.desk.capture.picture(one) or b"")).width for one in pages.note().pictures]
    assert sorted(sizes) == [400, 402]


def test_what_is_no_picture_is_said_and_the_next_is_shown(pages: PicturePages, tmp_path: Path) -> None:
    (tmp_path / "list.png").write_text("no picture")
    bomb = tmp_path / "bomb.png"
    Image.new("1", (12_000, 8_000)).save(bomb)
    paths = [tmp_path / "list.png", tmp_path / "gone.jpg", bomb, wall_with_a_face(tmp_path / "wall.png")]
    pages.page.pictures.add(pages.note(), from_files(paths))
    for said in ("“list.png” is no picture", "“gone.jpg” cannot be read", "more than 60 million pixels"):
        assert said in pages.sheet.trouble.text()
        assert not pages.sheet.keep.isEnabled()
        pages.click(pages.sheet.leave)
    pages.click(pages.sheet.keep)
    assert len(pages.note().pictures) == 1


def test_what_cannot_be_kept_stays_with_its_words_and_covers(
    pages: PicturePages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise PeerDeskError("The disk is full.", "Free some space.")

    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    sheet = pages.sheet
    pages.type("a wall")
    pages.click(sheet.cover)
    with monkeypatch.context() as patch:
        patch.setattr(type(pages.day.desk.capture), "add_picture", full)
        pages.click(sheet.keep)
    failure = pages.window.findChild(FailureSheet)
    assert failure is not None
    failure.accept()
    pages.settle()
    assert sheet.words.toPlainText() == "a wall"
    assert len(covers(pages)) == 1
    pages.click(sheet.keep)
    assert len(pages.note().pictures) == 1
    assert pages.day.desk.drafts.all() == []


def test_a_copied_picture_is_pasted(pages: PicturePages) -> None:
    image = QImage(80, 60, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    QGuiApplication.clipboard().setImage(image)
    pages.press((KEY.Key_V, CTRL))
    pages.click(pages.sheet.keep)
    assert pages.kept().size == (80, 60)
    QGuiApplication.clipboard().clear()


def test_files_are_dropped_on_the_note_they_belong_to(pages: PicturePages, tmp_path: Path) -> None:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(wall_with_a_face(tmp_path / "wall.png", (300, 200)))), QUrl("https://x.org")])
    view = pages.page.list
    at = view.visualRect(view.notes_model.index_of(pages.note("a wall of drafts").record_id)).center()
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(at, copy, given, left, none)
    QApplication.sendEvent(view.viewport(), entered)
    assert entered.isAccepted()
    QApplication.sendEvent(view.viewport(), QDropEvent(QPointF(at), copy, given, left, none))
    pages.click(pages.sheet.keep)
    assert pages.kept("a wall of drafts").size == (300, 200)
    assert pages.note().pictures == ()


def test_words_are_added_later_and_what_has_none_is_found(pages: PicturePages, tmp_path: Path) -> None:
    for words in ("say it again", "a wall of drafts"):
        pages.page.pictures.add(pages.note(words), from_files([wall_with_a_face(tmp_path / f"{words}.png")]))
        pages.click(pages.sheet.keep)
    pages.go_to("TA says the sentence")
    go_on = next(one for one in pages.page.commands() if one.name == "notes.undescribed")
    go_on.act()
    pages.settle()
    row = pages.page.list.current_row()
    assert row is not None
    assert row.text == "a wall of drafts"
    (kept,) = pages.page.detail._kept
    assert kept.words is not None
    kept.words.setFocus()
    pages.type("drafts of a story, side by side")
    pages.page.list.setFocus()
    pages.settle()
    assert [one.alt for one in pages.page.pictures.of(pages.note("a wall of drafts"))] == [
        "drafts of a story, side by side"
    ]
    assert pages.day.desk.drafts.all() == []
    go_on.act()
    pages.settle()
    row = pages.page.list.current_row()
    assert row is not None
    assert row.text == "say it again"
    assert [type(one).__name__ for one in pages.day.desk.capture.find("story side")] == ["Picture"]


def test_every_control_has_a_name(pages: PicturePages, tmp_path: Path) -> None:
    show(pages, wall_with_a_face(tmp_path / "wall.png"))
    assert find_faults(pages.sheet) == []
    assert pages.sheet.canvas.accessibleName() == "The picture"
