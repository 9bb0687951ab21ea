"""Pictures of lunch: the lead at the stick, a colleague whose notes arrived, and something that came by itself."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import permutations
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.arrivals import Arrived
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.shared_folder import bring_in, look_into
from peerdesk.desk.watching import SHARED, Found
from peerdesk.keys.vault import Vault
from peerdesk.ui.arrivals import Arrivals
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme

MORNING = datetime(2027, 3, 9, 11, 40, tzinfo=UTC)
LUNCH = datetime(2027, 3, 9, 12, 19, tzinfo=UTC)
AFTER = datetime(2027, 3, 9, 15, 12, tzinfo=UTC)
NAMES = ("Anita Shah", "Tom Hale", "Cara Lind", "Ben Okoro")


@cache
def _team(make_vault: Callable[[], Vault]) -> tuple[dict[str, Desk], Path]:
    """Return four laptops after lunch, with Ben not yet in again, and the stick."""
    folder, clock = Path(mkdtemp()), [MORNING]
    stick, lost = folder / "PEERDESK", folder / "lost"
    stick.mkdir()
    lost.mkdir()
    vault = make_vault()
    desks = {name: start_here(folder / name, vault, name, lambda: clock[0]) for name in NAMES}
    lead, tom, cara, ben = desks.values()
    for desk, other in permutations(desks.values(), 2):
        desk.people.add(other.people.mine, typed_words=desk.people.words(other.identity.key_id))
    scope, _ = lead.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",))
    for desk in (tom, cara, ben):
        lead.plan.add_member(scope, desk.people.mine.name, "reviewer", key=desk.identity.key_id)
    lead.packages.give(scope, "team", lost / "Plan.peerdesk")
    for desk in (tom, cara, ben):
        bring_in(desk, desk.packages.preview(lost / "Plan.peerdesk"))
        desk.capture.keep_note(scope, text="talk before writing")
        desk.packages.give(scope, "team", lost / f"{desk.people.mine.name}.peerdesk")
    bring_in(lead, lead.packages.preview(lost / "Ben Okoro.peerdesk"))
    clock[0] = LUNCH
    for desk in (tom, cara):
        desk.capture.keep_note(scope, text="pairs explain")
        desk.packages.give(scope, "team", stick / f"Notes from {desk.people.mine.name}.peerdesk")
    lead.packages.give(scope, "team", stick / "Notes from Anita Shah.peerdesk")
    for desk in (lead, cara):
        bring_in(desk, desk.packages.preview(stick / "Notes from Tom Hale.peerdesk"))
    look_into(tom, stick, scope, lambda *_: None)  # the words of arrival are his then
    clock[0] = AFTER
    for desk in desks.values():
        desk.keeping.put_setting(SHARED, str(stick))
    return desks, stick


def show_page(theme: Theme, name: str, make_vault: Callable[[], Vault], page: str = "share") -> tuple[QWidget, Desk]:
    """Show a page of somebody's laptop, and say whose desk it is."""
    desks, _ = _team(make_vault)
    window = build_window(desks[name], theme, lambda: AFTER, list)
    window.show()
    window.jobs.wait_idle()
    window.show_page(page)
    window.jobs.wait_idle()
    return window, desks[name]


def show_lead(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the lead: Cara's lies there, Ben has not come since the morning, and one's own is marked."""
    return show_page(theme, "Anita Shah", make_vault)[0]


def show_copied(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show a colleague who has copied to a stick."""
    window, _ = show_page(theme, "Tom Hale", make_vault)
    (page,) = window.findChildren(SharePage)
    page.ui.mine.show_done(
        "Written and read back: it is whole. The stick may be taken out. Eject it first: Click the eject sign beside "
        "its name in Files.",
        eject=True,
    )
    return window


def show_arrived(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the quiet line over Now."""
    window, _ = show_page(theme, "Anita Shah", make_vault, "now")
    (arrivals,) = window.findChildren(Arrivals)
    found = Found(Path("Notes.peerdesk"), 1, int(timedelta(days=1).total_seconds()))
    arrivals.show_arrived([Arrived(found, "team", "Tom Hale", met=True)])
    return window


SHARING: Mapping[str, Callable[..., QWidget]] = {
    "share-lead": show_lead,
    "share-copied": show_copied,
    "arrived": show_arrived,
}
