"""Grab every page as a picture: light and dark, common screens, large text.

`python tools/make_pictures.py --out pictures` needs no screen. A page takes part by a function in PAGES that
makes a window showing it.
"""

import argparse
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from peerdesk.ui.theme import Choice, Theme
from tools.pictures_of_context import CONTEXT
from tools.pictures_of_copies import COPIES
from tools.pictures_of_feedback import FEEDBACK
from tools.pictures_of_frameworks import FRAMEWORKS
from tools.pictures_of_guides import GUIDES
from tools.pictures_of_locking import show_locked, show_settings
from tools.pictures_of_look_fors import LOOK_FORS
from tools.pictures_of_looking import show_looked_through, show_odd_clock
from tools.pictures_of_many import MANY
from tools.pictures_of_pictures import PICTURES
from tools.pictures_of_planning import PLANNING
from tools.pictures_of_practice import PRACTICE
from tools.pictures_of_proofing import PROOFING
from tools.pictures_of_replies import REPLIES
from tools.pictures_of_safety import SAFETY
from tools.pictures_of_searching import show_search
from tools.pictures_of_sharing import SHARING
from tools.pictures_of_the_day import (
    Keys,
    demo_desk,
    show_coverage,
    show_live_pages,
    show_no_coverage,
    show_no_findings,
    show_no_report,
    show_notes,
    show_notes_behind,
    show_notes_edit,
    show_notes_empty,
    show_notes_full,
    show_now,
    show_now_earlier,
    show_now_empty,
    show_now_long,
    show_now_offered,
    show_report,
    show_table,
)
from tools.pictures_of_the_evening import (
    AT,
    evening_desk,
    show_ready,
    show_relock,
    show_window,
    show_words,
    written_desk,
)
from tools.pictures_of_the_frame import (
    RESOURCES,
    show_example,
    show_failure,
    show_palette,
    show_safeguarding,
    show_welcome,
)
from tools.pictures_of_the_report import REPORT
from tools.pictures_of_the_table import THE_TABLE
from tools.pictures_of_training import TRAINING
from tools.pictures_of_trust import TRUST
from tools.pictures_of_visiting import VISITING
from tools.pictures_of_words import show_home_unkept, show_offer, show_top_bar, show_unkept


@dataclass(frozen=True)
class Shot:
    """How a page is looked at: a suffix for the file, the window's size in pixels, and the look."""

    suffix: str
    width: int
    height: int
    choice: Choice
    practice: bool = False


SHOTS = (
    Shot("light-1280", 1280, 720, Choice("light", contrast=False)),
    Shot("light-1440", 1440, 900, Choice("light", contrast=False)),
    Shot("dark-1440", 1440, 900, Choice("dark", contrast=False)),
    Shot("light-1093", 1093, 614, Choice("light", contrast=False)),
    Shot("200-light-1280", 1280, 720, Choice("light", contrast=False, scale=2.0)),
    Shot("contrast-dark-1280", 1280, 720, Choice("dark", contrast=True)),
    Shot("practice-light-1280", 1280, 720, Choice("light", contrast=False), practice=True),
)


PAGES: Mapping[str, Callable[[Theme], QWidget]] = {
    "example": show_example,
    "safeguarding": show_safeguarding,
    "palette": show_palette,
    "failure": show_failure,
    "welcome": show_welcome,
    "home": show_window,
    "home-empty": partial(show_window, full=False),
    "plan": partial(show_window, name="plan"),
    "plan-questions": partial(show_window, name="plan", part="questions"),
    "plan-team": partial(show_window, name="plan", part="team"),
    "plan-day": partial(show_window, name="plan", part="day"),
    "plan-last": partial(show_window, name="plan", part="last"),
    "plan-self": partial(show_window, name="plan", part="self"),
    **PLANNING,
    **VISITING,
    **CONTEXT,
    **PROOFING,
    **LOOK_FORS,
    **PICTURES,
    **TRAINING,
    **FEEDBACK,
    **GUIDES,
    **SAFETY,
    **REPLIES,
    "share": partial(show_window, name="share"),
    "share-empty": partial(show_window, name="share", full=False),
    **{name: partial(show, make_vault=Keys) for name, show in {**SHARING, **TRUST}.items()},
    "ready": show_ready,
    "recovery": show_words,
    "recovery-words": partial(show_words, steps=1),
    "recovery-typing": partial(show_words, steps=2),
    "relock": show_relock,
    "locked": partial(show_locked, at=AT),
    "settings": lambda theme: show_settings(show_ready(theme), evening_desk()),
    "look": lambda theme: show_looked_through(theme, evening_desk, AT),
    "look-odd": lambda theme: show_looked_through(theme, evening_desk, AT, broken=True),
    "home-clock": lambda theme: show_odd_clock(theme, evening_desk, AT),
    "search": lambda theme: show_search(theme, lambda: demo_desk(full=True), AT),
    "search-found": lambda theme: show_search(theme, lambda: demo_desk(full=True), AT, typed="sent"),
    "search-all": lambda theme: show_search(theme, lambda: demo_desk(full=True), AT, "home", "talk"),
    "search-filter": lambda theme: show_search(theme, lambda: demo_desk(full=True), AT, typed="talk by:"),
    "search-nothing": lambda theme: show_search(theme, lambda: demo_desk(full=True), AT, typed="wombat by:Tom"),
    **{name: partial(show, make=written_desk, at=AT) for name, show in MANY.items()},
    "unkept": lambda theme: show_unkept(theme, written_desk, AT),
    "unkept-none": lambda theme: show_unkept(theme, written_desk, AT, empty=True),
    "unkept-home": lambda theme: show_home_unkept(theme, written_desk, AT),
    "unkept-now": lambda theme: show_offer(theme, written_desk, AT, "now"),
    "unkept-plan": lambda theme: show_offer(theme, written_desk, AT, "plan"),
    "unkept-table": lambda theme: show_offer(theme, written_desk, AT, "table"),
    "unkept-report": lambda theme: show_offer(theme, written_desk, AT, "report"),
    "unkept-answer": lambda theme: show_offer(theme, written_desk, AT, "answer"),
    "saved-kept": lambda theme: show_top_bar(theme, written_desk, AT, "kept"),
    "saved-keeping": lambda theme: show_top_bar(theme, written_desk, AT, "keeping"),
    "saved-not": lambda theme: show_top_bar(theme, written_desk, AT, "not kept"),
    "saved-asked": lambda theme: show_top_bar(theme, written_desk, AT, "asked"),
    **{name: partial(show, make_vault=Keys, at=AT) for name, show in {**COPIES, **FRAMEWORKS}.items()},
    **{name: partial(show, make_vault=Keys) for name, show in PRACTICE.items()},
    "now": show_now,
    "now-empty": show_now_empty,
    "now-earlier": show_now_earlier,
    "now-offered": show_now_offered,
    "now-long": show_now_long,
    "notes": show_notes,
    "notes-edit": show_notes_edit,
    "notes-behind": show_notes_behind,
    "notes-full": show_notes_full,
    "notes-empty": show_notes_empty,
    "coverage": show_coverage,
    "coverage-empty": show_no_coverage,
    "table": show_table,
    "table-empty": show_no_findings,
    **THE_TABLE,
    "report": show_report,
    "report-pages": show_live_pages,
    "report-empty": show_no_report,
    **REPORT,
}

NOT_PRACTISED = {*CONTEXT, *COPIES, *FRAMEWORKS, *MANY, *PROOFING, *SHARING, *TRUST} | {
    "ready",
    "recovery",
    "recovery-words",
    "recovery-typing",
    "relock",
    "settings",
}
"""What the practice does not have, since what is practised on need not be ready."""


def grab(theme: Theme, make: Callable[[Theme], QWidget], shot: Shot, file: Path) -> None:
    """Write one picture."""
    theme.set_practice(shot.practice)
    theme.choose(shot.choice)
    window = make(theme)
    window.resize(shot.width, shot.height)
    window.show()
    for _ in range(6):  # layouts settle once widths are known
        QCoreApplication.sendPostedEvents(None, 0)
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Write all pictures, or those whose name begins as asked."""
    parser = argparse.ArgumentParser(description="Grab every page as a picture.")
    parser.add_argument("--out", type=Path, default=Path("pictures"))
    parser.add_argument("--only", default="", help="names that begin so")
    wanted = parser.parse_args()
    wanted.out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["TZ"] = "Europe/London"
    time.tzset()
    app = QApplication([])
    theme = Theme(app, RESOURCES)
    for name, make in PAGES.items():
        for shot in SHOTS:
            if f"{name}-{shot.suffix}".startswith(wanted.only) and not (shot.practice and name in NOT_PRACTISED):
                grab(theme, make, shot, wanted.out / f"{name}-{shot.suffix}.png")


if __name__ == "__main__":
    main()
