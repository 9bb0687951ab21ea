"""From any page to what a finding said before: as head and team agreed other words, or as anybody changed it."""

from peerdesk.desk.desk import Desk
from peerdesk.domain.other_words import OtherWords
from peerdesk.domain.outcome import Finding
from peerdesk.ui.feedback.before_sheet import BeforeSheet
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.page import Page


def show_before(page: Page, desk: Desk, finding: Finding) -> None:
    """Show what the head said that led to other words; where nothing is known of that, the finding's history."""

    def work(_: object) -> list[OtherWords]:
        return [one for one in desk.feedback.other_words(finding.scope) if one.finding == finding.record_id]

    def show(changed: list[OtherWords]) -> None:
        if changed:
            BeforeSheet(page, changed).open_over()
        else:
            LookingBack(page, desk).show_history(finding)

    page.jobs.start(page, work, show)
