"""The window on a desk: its frame, its pages, and what goes on in it whatever page is seen."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from peerdesk.desk.desk import Desk
from peerdesk.ui import messages
from peerdesk.ui.arrivals import Arrivals, arrivals_commands
from peerdesk.ui.copies_ways import copies_commands, copies_entry
from peerdesk.ui.current_review import CurrentReview
from peerdesk.ui.day_pages import page_entries, show_file, wire_page
from peerdesk.ui.desk_window import DeskWindow
from peerdesk.ui.dialogs.relocking import RelockSheet
from peerdesk.ui.framework_ways import framework_commands, framework_entries
from peerdesk.ui.hourly_copies import keep_copies
from peerdesk.ui.in_training import InTraining, training_commands
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.kept_look import KeptLook
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.page import Page
from peerdesk.ui.pages.home_unkept import unkept_commands
from peerdesk.ui.practising import Practising, practice_commands
from peerdesk.ui.ready_ways import ready_commands
from peerdesk.ui.safety import SafetyQuestions, safety_commands
from peerdesk.ui.saved_words import SavedWords
from peerdesk.ui.search.searching import Searching, search_commands
from peerdesk.ui.session.commands import session_commands
from peerdesk.ui.session.own_lock import OwnLock
from peerdesk.ui.stepping import do_again, take_back
from peerdesk.ui.theme import Theme


def build_window(
    desk: Desk,
    theme: Theme,
    now: Callable[[], datetime],
    practice: Callable[[], object],
    relock: Callable[[RelockSheet], object] = RelockSheet.end,
    *,
    first_look: bool = False,
    mend: Callable[[], object] = list,
    own_lock: OwnLock | None = None,
    practising: Practising | None = None,
) -> MainWindow:
    """Make the window on one desk; tests call this with a desk of their own.

    Args:
        desk: it is open.
        theme: the look.
        now: the clock; aware.
        practice: goes into the practice, or out of it.
        relock: changes what opens the desk, once the sheet has what it takes.
        first_look: put on the look that was kept on the desk.
        mend: puts a copy in the place of the file of the desk, which is damaged.
        own_lock: locks the window at a wish, or when nobody has touched it for a while.
        practising: what else can be done about the practice.
    """
    jobs = JobRunner(messages.show_failure)

    def wired(page: Page) -> Page:
        safety.wire(page)
        page.changed.connect(training.on_changes)
        return wire_page(page, current, window, practice, relock)

    copies = [] if theme.practice else [copies_entry(desk, jobs, theme, wired, mend)]
    frameworks = framework_entries(desk, jobs, theme, wired, lambda: window)
    window = DeskWindow(
        theme,
        jobs,
        [*page_entries(desk, jobs, theme, wired), *copies, *frameworks],
        now=now,
        contacts=lambda: current.contacts(),
        passed_on=lambda at: current.note_passed_on(at),
        passed_before=lambda: current.passed_on(),
        undo=lambda: take_back(desk, window, current.on_changes),
        redo=lambda: do_again(desk, window, current.on_changes),
        commands=[
            *search_commands(lambda: searching),
            *unkept_commands(lambda: window),
            *training_commands(lambda: training),
            *safety_commands(lambda: safety),
            *framework_commands(lambda: window),
            *(() if theme.practice else ready_commands(lambda: window)),
            *(() if theme.practice else copies_commands(lambda: window)),
            *(() if theme.practice else arrivals_commands(lambda: arrivals)),
            *(practice_commands(practising, inside=theme.practice) if practising else ()),
            *(session_commands(desk, own_lock, lambda: window) if own_lock else ()),
        ],
        say_saved=lambda: saved.answer(),
    )
    arrivals = None if theme.practice else Arrivals(desk, window, partial(show_file, window))
    current = CurrentReview(desk, jobs, window)
    safety = SafetyQuestions(desk, window, current)
    training = InTraining(desk, window, current)
    look = KeptLook(theme, desk, jobs, window)
    saved = SavedWords(desk, window)
    searching = Searching(desk, window, current)
    current.told.connect(window.show_header)
    if first_look:
        look.put_on()
    if own_lock is not None and not theme.practice:
        own_lock.follow(desk.keeping, jobs, window)
    window.show_page("home")
    current.find()
    keep_copies(desk, window, now)
    return window
