"""Quiet lines about clocks that are or were off; nothing is refused for them."""

from collections.abc import Callable, Sequence

from peerdesk.desk.clocks import OddClock, Off
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.paragraph import Paragraph


class OwnClockLine(Paragraph):
    """What the owner of this laptop is told of its clock; not seen as long as that may be right."""

    def __init__(self, theme: Theme) -> None:
        """Make a line that says nothing yet."""
        super().__init__(theme, "", tone="develop")
        self.hide()

    def look(self, jobs: JobRunner, here: Callable[[], Off | None]) -> None:
        """Look again, as a job."""
        jobs.start(self, lambda _: here(), self.show_clock)

    def show_clock(self, off: Off | None) -> None:
        """Say what is off and what to do."""
        self.setText(f"{off.sentence} {off.remedy}" if off else "")
        self.setVisible(off is not None)


class ClockLine(Paragraph):
    """What the lead is told of the others' laptops; not seen where there is nothing to tell."""

    def __init__(self, theme: Theme) -> None:
        """Make a line that says nothing yet."""
        super().__init__(theme, "", "caption", "soft")
        self.hide()

    def look(self, jobs: JobRunner, odd: Callable[[], Sequence[OddClock]]) -> None:
        """Look again, as a job; one's own clock is told of on Home."""
        jobs.start(self, lambda _: odd(), self.show_clocks)

    def show_clocks(self, clocks: Sequence[OddClock]) -> None:
        """Say whose clock was off."""
        said = " ".join(one.sentence for one in clocks if one.name)
        if said:
            said += self.tr(" All notes keep their order; the clock is for its owner to set.")
        self.setText(said)
        self.setVisible(bool(said))
