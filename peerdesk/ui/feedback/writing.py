"""Keeping what the head says: journaled while it is typed, kept with Enter, offered again after a failure."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.feedback import About
from peerdesk.domain.outcome import HeadsWord
from peerdesk.errors import PeerDeskError
from peerdesk.ui import messages
from peerdesk.ui.feedback.heard_row import HeardLine
from peerdesk.ui.feedback.looking import FeedbackLook, Step
from peerdesk.ui.feedback.words_panel import WordsPanel
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.page import Page
from peerdesk.ui.widgets.draft_offer import BESIDE
from peerdesk.ui.widgets.offer import Offer

Prefix = Literal["heard", "hers"]
"""Where drafts lie: of what is written down now, and of what was written down and is changed."""


class Writing(QObject):
    """Does what the panel asks for, for its page."""

    def __init__(
        self,
        page: Page,
        desk: Desk,
        panel: WordsPanel,
        look: Callable[[], FeedbackLook | None],
        go_to: Callable[[str], object],
    ) -> None:
        """Watch the panel.

        Args:
            page: tells of changes.
            desk: keeps.
            panel: in which somebody writes.
            look: answers what the page shows now.
            go_to: shows a step by its key.
        """
        super().__init__(page)
        self._page, self._desk, self._panel, self._look, self._go_to = page, desk, panel, look, go_to
        self._under_way: set[tuple[str, str]] = set()
        self.offers = (Offer(page.theme, "history", wraps=True), Offer(page.theme, "history", wraps=True))
        self._typed = FieldDrafts(desk, page.jobs, "heard", self)
        self._changed = FieldDrafts(desk, page.jobs, "hers", self)
        self._typed.watch(panel.field, self._place)
        self._typed.taken_up.connect(self._on_taken_up)
        self._changed.taken_up.connect(self._on_change_taken_up)
        panel.kept.connect(self._keep)
        panel.changed_to.connect(self._change)
        panel.taken_out.connect(self._take_out)
        panel.line_made.connect(self._watch)

    def offer_drafts(self) -> None:
        """Offer what was typed here and never kept."""
        self._typed.show_in(self.offers[0], self._called)
        self._changed.show_in(self.offers[1], self._called)

    def scope(self) -> str:
        """Return the review that is shown."""
        look = self._look()
        return look.plan.scope if look is not None else ""

    def _place(self) -> tuple[str, str]:
        step = self._panel.journaled_step()
        return (self.scope() if step is not None else "", step.key if step is not None else "")

    def _keep(self, step: Step, words: str) -> None:
        scope, key = self.scope(), (step.key, words)
        if not scope or key in self._under_way:
            return
        self._under_way.add(key)
        about: About = "finding" if step.finding is not None else "recognise" if step.kind == "recognise" else "missed"
        finding = step.finding.record_id if step.finding is not None else ""
        draft = self._typed.place_of(scope, step.key)

        def done(kept: tuple[str, Changes]) -> None:
            self._under_way.discard(key)
            self._panel.on_kept(words)
            self._page.changed.emit(kept[1])

        def failed(error: Exception) -> None:
            self._under_way.discard(key)
            self._fail(error)

        desk = self._desk.feedback
        work = lambda _: desk.take_down(scope, words, about, finding, draft=draft)  # noqa: E731 - a job's work
        self._page.jobs.start(self, work, done, failed)

    def _fail(self, error: Exception) -> None:
        """Say why beside the field: the head may see whatever lies over it."""
        if isinstance(error, PeerDeskError):
            self._panel.show_trouble(f"{error.message} {error.remedy}")
        else:
            messages.show_failure(self._page, error)

    def _change(self, word: HeadsWord, words: str) -> None:
        if not words.strip():
            self._take_out(word)
            return
        draft = self._changed.place_of(word.record_id, "words")

        def done(changes: Changes) -> None:
            self._desk.drafts.put(draft, "")
            self._page.changed.emit(changes)

        self._page.jobs.start(self, lambda _: self._desk.feedback.change(word, words), done, self._fail)

    def _take_out(self, word: HeadsWord) -> None:
        def done(changes: Changes) -> None:
            self._page.changed.emit(changes)
            self._page.toast_requested.emit(self._page.tr("Taken out."), True)

        self._page.jobs.start(self, lambda _: self._desk.feedback.delete(word), done, self._fail)

    def _watch(self, line: HeardLine) -> None:
        if line.field is not None:
            self._changed.watch(line.field, lambda: (line.row.word.record_id, "words"), lambda: line.row.word)

    # What was left

    def _called(self, place: str) -> str:
        step = self._step_of(place)
        return step.title if step is not None else ""

    def _step_of(self, place: str) -> Step | None:
        """Return the step to which a draft belongs, if it is of the review that is shown."""
        look, (prefix, one, rest) = self._look(), place.removesuffix(BESIDE).split(":", 2)
        if look is None or (prefix == "heard" and one != look.plan.scope):
            return None
        if prefix == "heard":
            return next((step for step in look.steps if step.key == rest), None)
        return next((step for step in look.steps if one in [row.word.record_id for row in step.heard]), None)

    def _on_taken_up(self, place: str, words: str) -> None:
        step = self._step_of(place)
        if step is not None:
            self._go_to(step.key)
            self._panel.take_up(step, words)

    def _on_change_taken_up(self, place: str, words: str) -> None:
        step = self._step_of(place)
        if step is not None:
            self._go_to(step.key)
            self._changed.take(place, words)
