"""The small review that the Table and the Report are tried on, made once, copied for each test; and a stick."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from peerdesk.desk.desk import Desk
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme
from tests.ui.pages.alone import show_alone
from tests.ui.pages.review_desk import KeptDay, ReviewDesk, keep_day
from tests.ui.pages.sharing import Open, Sharing


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> KeptDay:
    return keep_day(tmp_path_factory.mktemp("day") / "desk")


@pytest.fixture
def day(tmp_path: Path, kept: KeptDay) -> Iterator[ReviewDesk]:
    review = kept.copy(tmp_path / "desk")
    yield review
    review.desk.close()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "STICK"
    folder.mkdir()
    return folder


@pytest.fixture
def sit_down(qtbot: QtBot, theme: Theme, jobs: JobRunner, stick: Path) -> Iterator[Open]:
    """Open the sharing page of somebody's desk, with the stick in."""

    def open_page(desk: Desk, scope: str = "", folder: Path | None = stick) -> Sharing:
        page = SharePage(desk, jobs, theme)
        if scope:
            page.show_review(scope)
        sharing = Sharing(desk, show_alone(qtbot, theme, jobs, page))
        if folder is not None:
            page.use_folder(folder)
            sharing.pages.settle()
            sharing.pages.settle()
        return sharing

    yield open_page
    jobs.wait_idle()
