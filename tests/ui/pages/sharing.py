"""Somebody at the sharing page of their laptop, and what they do there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QLabel

from peerdesk.desk.desk import Desk
from peerdesk.ui.pages.share import SharePage
from tests.ui.pages.review_desk import Pages


class Sharing:
    """Somebody at the sharing page of their laptop."""

    def __init__(self, desk: Desk, pages: Pages) -> None:
        assert isinstance(pages.page, SharePage)
        self.desk, self.pages, self.page, self.ui = desk, pages, pages.page, pages.page.ui

    def choose(self, name: str) -> None:
        offer = next(one for one in self.ui.model.rows() if name in one.path.name)
        self.ui.list.setCurrentIndex(self.ui.model.index_of(str(offer.path)))
        self.pages.settle()

    def words(self) -> str:
        """Return all words that are seen on the page."""
        labels = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        rows = [str(self.ui.model.index(at, 0).data()) for at in range(self.ui.model.rowCount())]
        return "\n".join([*labels, *rows])


Open = Callable[..., Sharing]


def give_notes(desk: Desk, scope: str, stick: Path, *texts: str) -> Path:
    for text in texts:
        desk.capture.keep_note(scope, text=text)
    path = stick / f"Notes from {desk.people.mine.name}.peerdesk"
    desk.packages.give(scope, "team", path)
    return path
