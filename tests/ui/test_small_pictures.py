from PySide6.QtCore import QSize

from benchmarks.full_desk import draw
from peerdesk.ui.notes.pictures import read_small


def test_a_picture_is_read_as_large_as_a_panel_shows_it() -> None:
    assert read_small(draw(1, 2048, 1536)).size() == QSize(512, 384)
    assert read_small(draw(1, 200, 800)).size() == QSize(128, 512)
    assert read_small(draw(1, 120, 80)).size() == QSize(120, 80)


def test_what_is_no_picture_is_shown_as_none() -> None:
    assert read_small(b"").isNull()
    assert read_small(b"a page of notes").isNull()
