"""We agreed other words: a sheet over the page, or before the head; and what it said before."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Finding, HeadsWord
from peerdesk.ui.feedback.agreed_sheet import AgreedSheet
from peerdesk.ui.feedback.before_sheet import BeforeSheet
from peerdesk.ui.feedback.looking import FeedbackLook, Step
from peerdesk.ui.page import Page


class Agreeing(QObject):
    """Opens the sheet where both read, and keeps what they agree."""

    def __init__(
        self, page: Page, desk: Desk, look: Callable[[], FeedbackLook | None], stage: Callable[[], QWidget | None]
    ) -> None:
        """Prepare.

        Args:
            page: tells of changes.
            desk: keeps.
            look: answers what the page shows now.
            stage: answers the window that the head sees, None while there is none.
        """
        super().__init__(page)
        self._page, self._desk, self._look, self._stage = page, desk, look, stage

    def ask(self, step: Step | None, because: HeadsWord | None = None) -> None:
        """Let both say a message in other words.

        Args:
            step: the message.
            because: what the head said that leads to it; None for the last that was written down there.
        """
        look, finding = self._look(), step.finding if step is not None else None
        if look is None or step is None or finding is None or not look.takes_down:
            return
        led_by = because or (step.heard[-1].word if step.heard else None)
        stage = self._stage()
        sheet = AgreedSheet(
            stage or self._page,
            finding,
            look.numbers,
            led_by.words if led_by is not None else "",
            before_head=stage is not None,
            journal=self._desk.drafts.put,
        )
        for name in sheet.fields:
            draft = look.drafts.get(f"finding:{finding.record_id}:{name}")
            if draft is not None:
                sheet.take_up(name, draft.text)
        sheet.agreed.connect(lambda said: self._agree(finding, led_by, said))
        sheet.open_over()

    def show_before(self, step: Step | None) -> None:
        """Show what a message said before."""
        if step is not None and step.changed:
            BeforeSheet(self._page, step.changed).open_over()

    def _agree(self, finding: Finding, because: HeadsWord | None, said: dict[str, str]) -> None:
        def done(changes: Changes) -> None:
            self._page.changed.emit(changes)
            self._page.toast_requested.emit(self.tr("It says what you both agreed."), True)

        drafts = [f"finding:{finding.record_id}:{name}" for name in said]
        work = lambda _: self._desk.feedback.agree_words(finding, because, drafts=drafts, **said)  # noqa: E731 - a job's
        self._page.jobs.start(self._page, work, done)
