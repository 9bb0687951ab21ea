"""A conversation along its guide: before it begins, in the middle, discreet, and with all that was said."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial

from PySide6.QtWidgets import QWidget

from peerdesk.desk.capture import Capture
from peerdesk.desk.conversation import Conversation
from peerdesk.desk.desk import Desk
from peerdesk.domain.conversation import OPENING
from peerdesk.intake.pictures import read_picture
from peerdesk.ui import messages
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page, PageEntry
from peerdesk.ui.pages.now import NowPage
from peerdesk.ui.theme import Theme
from peerdesk.ui.top_bar import Header
from tools.pictures_of_the_day import demo_desk
from tools.pictures_of_the_frame import CONTACTS, ENTRIES

SAID = (
    ("1", "", "come to chess club, it is loud but kind"),
    ("1", "Y4 pupil", "you get a play leader if nobody plays with you"),
    ("1", "Y6 pupil", '"its big but you get used to it"'),
    ("2", "Y6 pupil", '"If I say it first I can hear when it’s wrong."'),
    ("2", "", "4/6 talked to a partner before they wrote"),
    ("3", "Y4 pupil", '"We only get a bit of talking and then I forget it when I’ve got to write."'),
    ("3", "Y4 pupil", '"I’m scared of getting it wrong when it’s hands up but not with my partner."'),
)


@cache
def held(how: str) -> tuple[Desk, str, str]:
    """Return a desk, its review, and the pupil group there, of which "middle" has seven answers and "full" thirty."""
    desk, scope = demo_desk.__wrapped__(full=False, times=2)
    plan = desk.plan.look(scope)
    assert plan is not None
    group = next(one for one in plan.activities if one.voice == "pupils").record_id
    if how == "empty":
        return desk, scope, group
    at = partial("2027-03-09T10:{:02}".format)
    desk.conversation.keep_answer(scope, activity=group, guide="pupils", prompt=OPENING, seen_at=at(46))
    for times in range(5 if how == "full" else 1):
        for number, (prompt, who, text) in enumerate(SAID):
            answer, _ = desk.conversation.keep_answer(
                scope,
                activity=group,
                guide="pupils",
                prompt=str(int(prompt) + (times % 3) * 3),
                said_by=who,
                quote=text.startswith('"'),
                tally=(4, 6) if "4/6" in text else (),
                text=text,
                seen_at=at(47 + number + times),
            )
            kept = desk.conversation.answer(answer)
            if who == "Y6 pupil" and kept is not None and times == 0:
                desk.conversation.make_note(kept, question=plan.questions[0].record_id, voice="pupils")
    desk.conversation.ask(scope, group, "What do you say to your partner first?", question=plan.questions[0].record_id)
    return desk, scope, group


def show_guide(theme: Theme, how: str, clock: str = "10:58") -> tuple[MainWindow, NowPage]:
    """Show the pupil group, and wait until it has looked."""
    kept, scope, group = held(how)
    at = datetime.fromisoformat(f"2027-03-09T{clock}:00+00:00")
    jobs, acting = JobRunner(messages.show_failure), replace(kept.acting, now=lambda: at)
    for draft in kept.drafts.all():  # left by the picture before
        kept.capture.keep_draft(draft.place, "")
    desk = replace(kept, acting=acting, capture=Capture(acting, read_picture), conversation=Conversation(acting))
    page = NowPage(desk, jobs, theme)
    page.show_review(scope)
    built: Mapping[str, Page] = {"now": page}
    entries = [
        PageEntry(entry, word, icon, partial(built.__getitem__, entry), group_) for entry, word, icon, group_ in ENTRIES
    ]
    header = Header("Wrenholt Primary School", "Tuesday 9 March")
    now = datetime(2027, 3, 9, 10, 58, tzinfo=UTC)
    window = MainWindow(theme, jobs, entries, now=lambda: now, header=header, contacts=lambda: CONTACTS, undo=list)
    window.show_page("now")
    window.show()
    jobs.wait_idle()
    page.go_to(group)
    jobs.wait_idle()
    return window, page


def show_guide_empty(theme: Theme) -> QWidget:
    """Show the opening words, before anybody said them."""
    return show_guide(theme, "empty", "10:44")[0]


def show_guide_middle(theme: Theme) -> QWidget:
    """Show a quote that is typed, and who may have said it."""
    window, page = show_guide(theme, "middle")
    page.guide.card.line.set_text("Y4 pupil: its quicker")
    page.guide.card.keep.click()
    page.jobs.wait_idle()
    page.guide.card.line.set_text('"it goes faster when i draw it first" 3 of 6 nod')
    page.jobs.wait_idle()
    return window


def show_guide_discreet(theme: Theme) -> QWidget:
    """Show what pupils may read: the prompt, and an empty line."""
    return show_guide(theme, "middle")[0]


def show_guide_full(theme: Theme) -> QWidget:
    """Show all that was said: thirty answers and more."""
    window, page = show_guide(theme, "full", "11:04")
    page.guide.under.more.click()
    page.jobs.wait_idle()
    return window


GUIDES = {
    "guide-empty": show_guide_empty,
    "guide-middle": show_guide_middle,
    "guide-discreet": show_guide_discreet,
    "guide-full": show_guide_full,
}
