"""Pictures of trust: the team with badges in every state, what waits, a changed badge, erasing, and two versions."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp

from PySide6.QtWidgets import QWidget

from peerdesk.app import build_window
from peerdesk.desk.certificates import Certificate, Place
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.history import Settled, Version
from peerdesk.desk.vouching import HeldRecord, HeldWork
from peerdesk.keys.vault import Vault
from peerdesk.ui.dialogs.all_versions import AllVersionsSheet
from peerdesk.ui.dialogs.badge_words import BadgeWordsSheet
from peerdesk.ui.dialogs.end_part import EndPartSheet
from peerdesk.ui.dialogs.erasing import CertificateSheet, ErasedListSheet, EraseSheet
from peerdesk.ui.dialogs.held_work import HeldSheet
from peerdesk.ui.dialogs.two_versions import SettleSheet
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.pages.plan import PlanPage
from peerdesk.ui.pages.plan_team import MemberRow, TeamPart
from peerdesk.ui.pages.share import SharePage
from peerdesk.ui.theme import Theme

AT = datetime(2027, 3, 9, 12, 19, tzinfo=UTC)
NAMES = ("Anita Shah", "Tom Hale", "Cara Lind", "Ben Okoro", "Eve Hart", "Tom Hale")


@cache
def _day(make_vault: Callable[[], Vault]) -> tuple[Desk, str, Path]:
    """Return the lead's laptop: Cara not confirmed, Ben's part ended, Eve not on the list, and another Tom's file."""
    folder = Path(mkdtemp())
    vault = make_vault()
    desks = [start_here(folder / str(at), vault, name, lambda: AT) for at, name in enumerate(NAMES)]
    lead, tom, cara, ben, _, false = desks
    scope, _ = lead.plan.begin(school_name="Wrenholt Primary School", days=("2027-03-09",))
    for desk in (tom, cara, ben):
        key = desk.identity.key_id
        lead.people.add(desk.people.mine, typed_words="" if desk is cara else lead.people.words(key))
        lead.plan.add_member(scope, desk.people.mine.name, "reviewer", key=key)
    note, _ = lead.capture.keep_note(scope, text="Three pupils explained their plan before they wrote")
    briefing = folder / "Briefing.peerdesk"
    lead.packages.give(scope, "team", briefing)
    lead.packages.give(scope, "briefing", folder / "open.peerdesk")
    words = lead.people.words(lead.identity.key_id)
    for desk in (tom, cara, ben):
        desk.packages.merge(desk.packages.preview(briefing), typed_words=words)
    false.packages.merge(false.packages.preview(folder / "open.peerdesk"), typed_words=words)
    shown = lead.capture.note(note)
    if shown is not None:
        lead.capture.change_note(shown, text="Four pupils explained their plan before they wrote")
        section, _ = lead.reports.add_section(scope, "page", title="What we saw", text="Talk comes first.")
        assert section
    stick = folder / "PEERDESK"
    stick.mkdir()
    false.packages.give(scope, "briefing", stick / "Notes from Tom Hale.peerdesk")
    cara.capture.keep_note(scope, text="Pairs talk before they write")
    cara.packages.give(scope, "team", stick / "Notes from Cara Lind.peerdesk")
    lead.vouching.end_part(scope, ben.identity.key_id, "Their laptop is lost or was stolen")
    lead.keeping.put_setting("share.folder", str(stick))
    return lead, scope, stick


def _window(theme: Theme, make_vault: Callable[[], Vault]) -> tuple[MainWindow, Desk, str]:
    desk, scope, _ = _day(make_vault)
    window = build_window(desk, theme, lambda: AT, list)
    window.show()
    window.jobs.wait_idle()
    return window, desk, scope


def show_team(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the plan's team."""
    window, _, _ = _window(theme, make_vault)
    page = window.show_page("plan")
    assert isinstance(page, PlanPage)
    page.show_part("team")
    window.jobs.wait_idle()
    return window


def show_three_links(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the row of somebody whose words were not compared yet: it has the most that can be done."""
    window = show_team(theme, make_vault)
    row = next(row for row in window.findChildren(MemberRow) if row.compare.isVisible())
    row.compare.setFocus()
    page = window.findChild(TeamPart)
    assert page is not None
    page.ensureWidgetVisible(row)
    return window


def show_changed(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show a file by a Tom whose badge is another."""
    window, _, _ = _window(theme, make_vault)
    page = window.show_page("share")
    assert isinstance(page, SharePage)
    window.jobs.wait_idle()
    stop = next((one for one in page.ui.model.rows() if one.preview and one.preview.changed_from), None)
    if stop is not None:
        page.ui.list.choose([str(stop.path)])
    window.jobs.wait_idle()
    return window


def show_held(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show what waits for the lead."""
    window, desk, _ = _window(theme, make_vault)
    said = ("Two children in Y5 waited for their turn.", "The hall is quiet while they read.")
    records = tuple(HeldRecord("note", words, "2027-03-09T11:02:00Z") for words in said)
    key = desk.identity.key_id
    words = desk.people.words(key)
    held = [HeldWork(key, "Eve Hart", words, False, (), records), HeldWork(key, "Ben Okoro", words, True, (), records)]
    HeldSheet(window, held, lambda _: None, leads=True).open_over()
    return window


def show_end(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show what is asked before somebody's part ends."""
    window, _, _ = _window(theme, make_vault)
    EndPartSheet(window, "Ben Okoro", list).open_over()
    return window


def show_words_later(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the sheet for six words that may be compared later."""
    window, _, _ = _window(theme, make_vault)
    BadgeWordsSheet(window, "Eve Hart", list, list).open_over()
    return window


def show_erase(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show what is asked before something is erased for good."""
    window, _, _ = _window(theme, make_vault)
    EraseSheet(window, "A pupil told us of their family", list).open_over()
    return window


def _certificate() -> Certificate:
    places = (
        Place("laptop", "a", "2027-03-09T11:40:00Z", "Tom Hale"),
        Place("laptop", "b", "", "Cara Lind"),
        Place("given", "team", "2027-03-09T12:10:00Z"),
        Place("drive", "Anita's drive", ""),
    )
    copies = ("one", "two", "three")
    return Certificate("5" * 64, "note", ("ab12" * 16,), ("*",), "2027-03-09T12:19:00Z", "Anita Shah", copies, places)


def show_certificate(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show what was erased and where copies may be."""
    window, _, _ = _window(theme, make_vault)
    CertificateSheet(window, _certificate(), lambda _: None).open_over()
    return window


def show_erased(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show the list of what was erased."""
    window, _, _ = _window(theme, make_vault)
    one = _certificate()
    ErasedListSheet(
        window, [one, Certificate("5" * 64, "review", (), ("*",), one.at, one.by)], lambda _: None
    ).open_over()
    return window


def show_two(theme: Theme, make_vault: Callable[[], Vault], *, ever: bool = False) -> QWidget:
    """Show two versions side by side, or all there ever were."""
    window, desk, scope = _window(theme, make_vault)
    page = window.show_page("notes")
    window.jobs.wait_idle()
    first = Version("Three pupils explained their plan before they wrote.", "Tom Hale", "2027-03-09T10:02:00Z")
    other = Version("Four pupils explained the plan before they wrote it down.", "Anita Shah", "2027-03-09T10:20:00Z")
    words, said = "Pupils explained their plan", "Three or four pupils explained their plan."
    if ever:
        made = [
            Settled("a", "note", words, "text", (first, other), "", "", None),
            Settled("b", "note", words, "text", (first, other), "Anita Shah", "2027-03-09T11:00:00Z", said),
        ]
        AllVersionsSheet(page, made, lambda _: None).open_over()
    else:
        note = desk.capture.notes(scope)[0]
        drafts = partial(FieldDrafts, desk, window.jobs, "third")
        SettleSheet(page, {"text": (first, other)}, lambda *_: None, drafts, note).open_over()
    window.jobs.wait_idle()
    return window


def show_all_versions(theme: Theme, make_vault: Callable[[], Vault]) -> QWidget:
    """Show all two versions that there ever were."""
    return show_two(theme, make_vault, ever=True)


TRUST: Mapping[str, Callable[..., QWidget]] = {
    "trust-team": show_team,
    "trust-team-links": show_three_links,
    "trust-changed": show_changed,
    "trust-held": show_held,
    "trust-end": show_end,
    "trust-words": show_words_later,
    "erase": show_erase,
    "erase-certificate": show_certificate,
    "erase-list": show_erased,
    "versions": show_two,
    "versions-ever": show_all_versions,
}
