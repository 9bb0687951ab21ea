"""Sharing: the stick or folder, what colleagues put there, and what one puts there oneself."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from peerdesk.desk.arrivals import folders_of
from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.ejecting import can_eject, eject, how_to_eject
from peerdesk.desk.previewing import Preview
from peerdesk.desk.shared_folder import (
    Arrival,
    FolderGoneError,
    FolderLook,
    Offer,
    Opened,
    bring_in,
    copy_mine,
    look_into,
)
from peerdesk.desk.watching import NOWHERE, SHARED, WATCHED
from peerdesk.domain.kinds import PackageKind
from peerdesk.errors import Cancelled, PeerDeskError
from peerdesk.keys.badge import Badge
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_folder
from peerdesk.ui.dialogs.text_copy import offer_text_copy
from peerdesk.ui.dialogs.two_versions import TwoVersionsSheet
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.page import Page
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_team import ask_badge
from peerdesk.ui.pages.share_files import is_new, is_ready, needs_words
from peerdesk.ui.pages.share_hub import joined
from peerdesk.ui.pages.share_layout import ShareLayout
from peerdesk.ui.proofing.leaving import NamesLeaving
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.announce import announce


@dataclass(frozen=True)
class _Seen:
    """What a job saw: the folder that is remembered, what lies there, and why that could not be seen."""

    folder: Path | None
    watched: Path | None
    look: FolderLook
    trouble: PeerDeskError | None = None


@dataclass(frozen=True)
class _Brought:
    """What came of bringing in: in order, and the first thing that did not work."""

    arrivals: Sequence[tuple[Preview, Arrival]]
    trouble: PeerDeskError | None = None
    stopped: bool = False


class SharePage(Page):
    """Left what lies there, right what is in it and what leaves.

    Signals:
        review_came: a review came that was not on this laptop; its scope.
        folders_changed: another folder is looked into from now on.
        change_requested: a name stands there, and is to be changed (a Found).
    """

    title = "Share"
    kinds = frozenset({"review", "member", "note", "jotting", "answer"})

    review_came = Signal(str)
    folders_changed = Signal()
    change_requested = Signal(object)

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page."""
        super().__init__(theme, jobs, parent)
        self.desk = self._desk = desk
        self._scope = ""
        self._besides: tuple[Path, ...] = ()
        self._wanted: Path | None = None
        self._opened = Opened()
        self._seen: _Seen | None = None
        self._acts = PlanActs(self, desk)
        self.ui = ShareLayout(self, self.title)
        self._names = NamesLeaving(self, desk, self.ui.mine.names, lambda: self._copy("team"))
        self._wire()

    def show_review(self, scope: str) -> None:
        """Share for another review."""
        if scope != self._scope:
            self._scope = scope
            self.look_when_seen()

    def open_file(self, path: Path) -> None:
        """Show what is in a file that lies anywhere."""
        self._besides = (path, *(one for one in self._besides if one != path))
        self._wanted = path
        self.look_when_seen()

    @override
    def refresh(self) -> None:
        desk, scope, besides, opened = self._desk, self._scope, self._besides, self._opened
        label = self.tr("Looking at what is there")

        def work(progress: Progress) -> _Seen:
            watched, folder = folders_of(desk)
            step = partial(progress.step, label=label)
            try:
                return _Seen(folder, watched, look_into(desk, folder, scope, step, besides, opened))
            except FolderGoneError as error:
                return _Seen(folder, watched, look_into(desk, None, scope, step, besides, opened), error)

        self.jobs.start(self, work, self._show, label=label)
        self.ui.clocks.look(self.jobs, lambda: desk.clocks.odd(scope) if scope else [])

    @override
    def first_focus(self) -> QWidget | None:
        return self.ui.first_focus()

    @override
    def commands(self) -> list[Command]:
        copy = partial(offer_text_copy, self, self._desk, self.jobs)
        words = self.tr("A readable copy of my notes…")
        return [Command("share.text_copy", words, self.tr("Share"), lambda: copy(self._scope), "", "file-text")]

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self._stale = True  # what lies on a stick changes while nobody looks
        super().hideEvent(event)

    def _wire(self) -> None:
        ui = self.ui
        ui.again.clicked.connect(self.refresh)
        for button in (ui.choose, ui.no_folder.button, ui.gone.button):
            if button is not None:
                button.clicked.connect(self._ask_folder)
        ui.list.selectionModel().currentChanged.connect(lambda *_: self._show_chosen())
        ui.contents.typed.connect(self._enable)
        ui.bring.clicked.connect(lambda: self._bring(self._targets()))
        ui.bring_one.clicked.connect(lambda: self._bring(self._chosen()))
        ui.disputed.clicked.connect(self._show_disputed)
        ui.watched.change.clicked.connect(self._ask_watched)
        ui.watched.stop.clicked.connect(lambda: self._keep(WATCHED, NOWHERE))
        ui.mine.copy.clicked.connect(lambda: self._copy("team"))
        ui.mine.eject.clicked.connect(self._eject)
        ui.mine.briefing.clicked.connect(lambda: self._copy("briefing"))
        ui.mine.partnership.clicked.connect(self._ask_coordinator)
        ui.mine.stays_requested.connect(lambda: self.safety_requested.emit(""))
        ui.mine.everybodys.toggled.connect(self._show_names)
        self._names.change_requested.connect(self.change_requested)
        self._enable()

    # What is seen

    def _show(self, seen: _Seen) -> None:
        self._seen = seen
        focused = self.window().focusWidget()
        self.ui.watched.show_folder(seen.watched)
        self.ui.show_look(seen.folder, seen.look, seen.trouble, self._desk.acting.now())
        if self._wanted is not None:
            self.ui.list.choose([str(self._wanted)])
            self._wanted = None
        elif seen.look.offers and ((chosen := self.ui.list.current_row()) is None or chosen.mine is not None):
            self.ui.list.choose([str(self.ui.model.rows()[0].path)])
        self._show_chosen()
        self._names.look(self._scope, can_send=self.ui.mine.copy.isEnabled())
        self._show_names()
        lost = focused is None or not self.isAncestorOf(focused) or not focused.isVisible()
        if lost or focused is self.ui.columns:  # the columns write and press nothing
            self.begin_here()

    def _show_names(self) -> None:
        self._names.set_leaves(self.ui.mine.leaves_notes())

    def _show_chosen(self) -> None:
        offer = self.ui.list.current_row()
        self.ui.contents.setVisible(offer is not None)
        if offer is not None and self._seen is not None:
            look, now = self._seen.look, self._desk.acting.now()
            arrived = self.ui.mine.arrivals(look, offer.mine.package_id, now) if offer.mine else ()
            self.ui.contents.show_offer(offer, look.schools, arrived, now)
        self._enable()

    def _enable(self) -> None:
        new = [one for one in self._offers() if is_new(one) and one.awaited]
        targets, chosen = self._targets(), self._chosen()
        self.ui.show_ways(len(targets), bool(new), bool(chosen) and chosen != targets)
        self.primary = self.ui.bring if new else self.ui.mine.copy

    def _offers(self) -> Sequence[Offer]:
        return self._seen.look.offers if self._seen else ()

    def _chosen(self) -> list[Preview]:
        """Return what is chosen, if it can be brought in as it is."""
        offer = self.ui.list.current_row()
        return [offer.preview] if offer and offer.preview and is_ready(offer) else []

    def _targets(self) -> list[Preview]:
        """Return what Bring in would bring in."""
        offer = self.ui.list.current_row()
        if offer is not None and offer.preview is not None and needs_words(offer):
            return [offer.preview] if self.ui.contents.words_typed() else []
        return [one.preview for one in self._offers() if one.preview and is_ready(one) and one.awaited]

    def _show_disputed(self) -> None:
        if self._seen is not None:
            back = LookingBack(self, self._desk)
            show_all = partial(back.show_all_versions, self._scope)
            TwoVersionsSheet(self, self._seen.look.disputed, back.show_versions, show_all).open_over()

    # What is done

    def _bring(self, previews: Sequence[Preview]) -> None:
        desk, words = self._desk, self.ui.contents.words_typed()
        label = self.tr("Bringing in {}")
        self.ui.mine.show_done("")

        def work(progress: Progress) -> _Brought:
            arrivals: list[tuple[Preview, Arrival]] = []
            troubles: list[PeerDeskError] = []
            for at, preview in enumerate(previews):
                step = partial(_step, progress, at, len(previews), label.format(preview.sender_name))
                try:
                    step(0, 1)
                    arrivals.append((preview, bring_in(desk, preview, words, step)))
                except Cancelled:  # what came before it is in
                    return _Brought(arrivals, next(iter(troubles), None), stopped=True)
                except PeerDeskError as error:  # the others are none the worse for it
                    troubles.append(error)
            return _Brought(arrivals, next(iter(troubles), None))

        self.ui.set_busy(True)
        self.jobs.start(self, work, self._on_brought, self._on_failed, self.tr("Bringing in"))

    def _on_brought(self, brought: _Brought) -> None:
        self.ui.set_busy(False)
        said = " ".join(self._say_arrival(*one) for one in brought.arrivals)
        if brought.stopped:
            self.toast_requested.emit(self.tr("Stopped. Nothing was brought in by halves."), False)
        if said:
            self.ui.contents.show_result(said)
            announce(self, said)
            changes = Changes()
            for _, arrival in brought.arrivals:
                changes |= arrival.changes
            self.changed.emit(changes)
        known = self._seen.look.schools if self._seen else {}
        for preview, _ in brought.arrivals:
            if preview.scope not in known:
                self.review_came.emit(preview.scope)
        if brought.trouble is not None:
            messages.show_failure(self, brought.trouble)
        self.refresh()

    def _say_arrival(self, preview: Preview, arrival: Arrival) -> str:
        if preview.kind == "briefing":
            said = self.tr("The briefing from {name} is here.")
        else:
            said = self.tr("{name}'s notes are here: {new} new, none lost.")
        said = said.format(name=preview.sender_name, new=preview.brought.begun.get("note", 0))
        if not arrival.told:
            quiet = self.tr("This stick can be read but not written on, so tell {} yourself that it arrived.")
            said += " " + quiet.format(preview.sender_name)
        return said

    def _copy(self, kind: PackageKind, to: Sequence[Badge] = ()) -> None:
        seen, desk = self._seen, self._desk
        if seen is None or seen.folder is None or seen.look.plan is None:
            return
        plan, folder = seen.look.plan, seen.folder
        readers = seen.look.leaving.readers if seen.look.leaving else ()
        whom = tuple(badge.name for badge in to) or (() if kind == "briefing" else readers)
        everybodys = self.ui.mine.everybodys.isChecked()

        def work(_: Progress) -> Path:
            return copy_mine(desk, plan, kind, folder, to, everybodys_notes=everybodys)

        self.ui.set_busy(True)
        self.jobs.start(self, work, lambda path: self._on_copied(path, whom), self._on_failed, self.tr("Copying"))

    def _on_copied(self, path: Path, whom: tuple[str, ...]) -> None:
        self.ui.set_busy(False)
        said = self.tr("Copied for {}: {}") if whom else self.tr("Copied for whoever you give it to: {1}")
        self.toast_requested.emit(said.format(joined(whom), path.stem), False)
        stick = self._seen.look.stick if self._seen else None
        done = self.tr("Written and read back: it is whole.")
        if stick is not None:
            done += " " + self.tr("The stick may be taken out. Eject it first: {}").format(how_to_eject())
        self.ui.mine.show_done(done, eject=stick is not None and can_eject())
        announce(self, done)
        self.refresh()

    def _eject(self) -> None:
        stick = self._seen.look.stick if self._seen else None
        if stick is not None:
            self.ui.set_busy(True)
            label = self.tr("Ejecting the stick")
            self.jobs.start(self, lambda _: eject(stick), self._on_ejected, self._on_failed, label)

    def _on_ejected(self, _: None) -> None:
        self.ui.set_busy(False)
        self.ui.mine.show_done("")
        self.toast_requested.emit(self.tr("You can take the stick out now."), False)
        self.refresh()

    def _on_failed(self, error: Exception) -> None:
        self.ui.set_busy(False)
        self._enable()
        messages.show_failure(self, error)

    def _ask_coordinator(self) -> None:
        def met(badge: Badge) -> None:
            self._names.ask_first(self._scope, lambda: self._copy("partnership", [badge]))

        ask_badge(self, self._acts, met)

    def _ask_folder(self) -> None:
        ask_folder(self, self.tr("The stick or folder that your team shares"), self.use_folder)

    def use_folder(self, folder: Path) -> None:
        """Remember a folder, and look into it."""
        self._keep(SHARED, str(folder))

    def _ask_watched(self) -> None:
        ask_folder(self, self.tr("The folder in which files arrive"), lambda folder: self._keep(WATCHED, str(folder)))

    def _keep(self, name: str, value: str) -> None:
        keeping = self._desk.keeping
        self.jobs.start(self, lambda _: keeping.put_setting(name, value), lambda _: self._on_kept())

    def _on_kept(self) -> None:
        self.folders_changed.emit()
        self.refresh()


def _step(progress: Progress, at: int, count: int, label: str, done: int, total: int) -> None:
    """Tell how far all files are, when so much of one of them is."""
    progress.step(at * 100 + done * 100 // max(total, 1), count * 100, label)
