"""Now: one line for what is seen and heard, in the activity one is in."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Activity, Note
from peerdesk.ui.commands import Command, key_hint
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.rows import NoteRow, RowMaker
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.composer import Composer
from peerdesk.ui.now.day import Day
from peerdesk.ui.now.draft_offer import DraftOffer
from peerdesk.ui.now.drafts import Begun
from peerdesk.ui.now.kept import Kept
from peerdesk.ui.now.many import ManyLines
from peerdesk.ui.now.sight import Asked, Sight, look
from peerdesk.ui.now.strip import asker_for, likely_for, make_rows, running_for
from peerdesk.ui.now.unplanned import Unplanned
from peerdesk.ui.now.writing import Writing
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import ScrollColumn

_TICK_MS = 5000
_CLOSING_S = 3.0
_EARLIER_LEAST = 200
_EARLIER, _ELSE, _GO = "Ctrl+R", "Ctrl+N", "Ctrl+L"
_ONLY_ME, _QUOTE, _DETAILS = "Ctrl+Shift+M", "Ctrl+'", "Ctrl+Shift+D"
_FOR_WHOM, _MANY = "Ctrl+Shift+T", "Ctrl+Shift+V"


class NowPage(Page):
    """The line, its own echo, and the day at the side; what was noted earlier is a key away."""

    title = "Now"
    kinds = frozenset({"review", "question", "member", "activity", "note", "jotting", "link", "attachment"})

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; `show_review` says which review it is about."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._scope = ""
        self._sight = Sight(None)
        self._loaded = ""
        self._activity = ""
        self._wanted = ""
        self._stayed: set[str] = set()
        self._at_day = False  # which of the two is seen where there is no room for both
        self._build()
        self.writing = Writing(desk, jobs, self.composer, self.kept, self._row_of, self)
        self._unplanned = Unplanned(desk, jobs, self.day, self)
        self.many = ManyLines(desk, jobs, self.composer, self.many_offer, self)
        self._wire()

    # What others ask

    def show_review(self, scope: str) -> None:
        """Show the day of a review."""
        if scope != self._scope:
            self.writing.set_scope(scope)
            self._scope, self._loaded, self._activity = scope, "", ""
        self.refresh()

    @override
    def refresh(self) -> None:
        scope = self._scope
        kept = self.kept.row.key if self.kept.row else ""
        asked = Asked(scope, kept, self.earlier.isVisibleTo(self), note_words())
        self.jobs.start(self, lambda _: look(self._desk, asked), lambda sight: self._on_seen(scope, sight))

    @override
    def first_focus(self) -> QWidget | None:
        return self.composer.line

    @override
    def regions(self) -> list[QWidget]:
        return [self.day.strip, self.earlier]

    @override
    def commands(self) -> list[Command]:
        here, composer = self.tr("Now"), self.composer
        return [
            Command("now.earlier", self.tr("Show or hide earlier notes"), here, self._switch_earlier, _EARLIER, "eye"),
            Command("now.unplanned", self.tr("Something else…"), here, self._unplanned.ask, _ELSE, "plus"),
            Command("now.go", self.tr("Go to what is on now"), here, self._go_to_running, _GO, "clock"),
            Command("now.activity", self.tr("Choose the activity"), here, self._to_day, "", "footprints"),
            Command("now.only_me", self.tr("Only me, on or off"), here, composer.switch_only_me, _ONLY_ME, "lock"),
            Command("now.quote", self.tr("Mark a quote, and say whose"), here, composer.mark_quote, _QUOTE, "quote"),
            Command("now.details", self.tr("When it was seen, and by whom"), here, self._switch_details, _DETAILS),
            Command(
                "now.for_whom",
                self.tr("Write for somebody else, or for yourself again"),
                here,
                composer.for_whom.ask,
                _FOR_WHOM,
                "users",
            ),
            Command("now.many", self.tr("Many lines…"), here, self.many.open, _MANY, "list-checks"),
            Command("now.star", self.tr("Bring this note to the table"), here, composer.switch_star, "", "star"),
        ]

    def go_to(self, activity: str) -> None:
        """Go to an activity; a line that was begun stays where it was begun."""
        if activity != self._activity:
            self.writing.leave_for(activity)
            self._activity = activity
            self._show_asker()
            self.kept.clear()
            self._show_all()
        self._to_line()

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.composer = Composer(theme)
        self.primary = self.composer.keep
        self.draft_offer = DraftOffer(theme)
        self.typed = Offer(theme, "history")
        self.clock_offer = Offer(theme, "clock")
        self.many_offer = Offer(theme, "list-checks")
        self.kept = Kept(theme)
        self.earlier_button = Button(theme, self.tr("Show earlier notes"), "eye", "quiet")
        self.earlier = NotesView(theme, self.tr("Earlier notes"))
        self.earlier.hide()
        self.start = Paragraph(
            theme, self.tr("The day starts with one line. Type what you see or hear, and press Enter."), tone="soft"
        )
        self.start.hide()
        self.day = Day(theme)
        self.nothing = Empty(
            theme,
            "school",
            self.tr("Open a review first."),
            self.tr("The lead sends you a briefing; or begin one yourself."),
            self.tr("Go to Home"),
            lambda: self.go_requested.emit("home"),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        self.column = ScrollColumn(theme)
        column = self.column.body
        for part in (
            self.composer,
            self.clock_offer,
            self.draft_offer,
            self.typed,
            self.many_offer,
            self.kept,
            self.start,
        ):
            column.addWidget(part)
        column.addWidget(self.earlier_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.earlier, 1)
        column.addStretch()
        self.earlier.setMinimumHeight(_EARLIER_LEAST)
        both = QHBoxLayout()
        both.setSpacing(theme.gap("xl"))
        both.addWidget(self.column, 1)
        both.addWidget(self.day)
        both.addWidget(self.nothing)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap(20), theme.gap("l"), theme.gap("s"))
        page.setSpacing(theme.gap("s"))
        page.addLayout(both, 1)

    def _wire(self) -> None:
        composer, line, writing = self.composer, self.composer.line, self.writing
        composer.activity_requested.connect(self._to_day)
        composer.list_requested.connect(self._to_earlier)
        line.installEventFilter(self)
        writing.kept.connect(self.changed)
        writing.put_aside.connect(self._show_day)
        self.draft_offer.taken_up.connect(self._take_up)
        self.draft_offer.left.connect(writing.leave)
        self.draft_offer.back_requested.connect(writing.bring_back)
        self.many.kept.connect(self.changed)
        self.many.activity_wanted.connect(self.go_to)
        line.many_pasted.connect(self.many.open)
        self._unplanned.asked.connect(self._to_day)
        self._unplanned.added.connect(self._on_unplanned)
        FieldDrafts(self._desk, self.jobs, "who", self).watch(composer.who.field, lambda: (self._scope, "who"))
        self.day.strip.picked.connect(self.go_to)
        self.earlier_button.clicked.connect(self._switch_earlier)
        self.earlier.left_upwards.connect(line.setFocus)
        self.day.left.connect(self._to_line)
        self.theme.changed.connect(self._fit)
        clock = QTimer(self)
        clock.setInterval(_TICK_MS)
        clock.timeout.connect(self._show_day)
        clock.start()
        self._fit()

    # What the desk says

    @property
    def _plan(self) -> ReviewPlan | None:
        return self._sight.plan

    @property
    def _me(self) -> str:
        member = self._plan.me(self._desk.identity.key_id) if self._plan else None
        return member.record_id if member else ""

    def _on_seen(self, scope: str, sight: Sight) -> None:
        if scope != self._scope:
            return
        self._sight = sight
        if sight.plan and self._loaded != scope:
            self._loaded = scope
            self._activity = likely_for(sight.plan, self._me, self._desk.acting.here())
            self.writing.drafts.load(scope, sight.drafts)
            self.composer.slots.primary_school = "secondary" not in sight.plan.review.school_phase.lower()
            self.composer.show_members(sight.plan.members, self._me)
            self._show_asker()
            self._unplanned.show_review(scope, self.typed)
            self.many.show_left(scope, sight.drafts)
        self._show_all()
        if self._find(self._wanted):
            wanted, self._wanted = self._wanted, ""
            self.go_to(wanted)

    def _find(self, activity: str) -> Activity | None:
        activities = self._plan.activities if self._plan else ()
        return next((one for one in activities if one.record_id == activity), None)

    def _title_of(self, activity: str) -> str:
        found = self._find(activity)
        return found.title if found else ""

    def _row_of(self, note: Note) -> NoteRow:
        if self._plan is None:
            return NoteRow(note.record_id, text=note.text, sign=note.sign, note=note)
        return RowMaker(self._plan, self._me, note_words()).note_row(note)

    # What is shown

    def _show_all(self) -> None:
        plan = self._plan
        if plan is not None:
            self.composer.show_members(plan.members, self._me)
            heard = self._sight.heard.get(self._activity, ())
            self.composer.show_place(tuple(plan.questions), self._find(self._activity), heard)
            self._show_notes()
            self._show_day()
        self._fit()

    def _show_notes(self) -> None:
        sight, echoed = self._sight, self.kept.row.key if self.kept.row else ""
        was_empty = not self.earlier.notes_model.rows()
        self.earlier.notes_model.show_rows(sight.earlier if self.earlier.isVisibleTo(self) else ())
        if was_empty:
            self.earlier.to_newest()
        if echoed and echoed == sight.kept_key:
            self.kept.follow(sight.kept)
        self.start.setVisible(not sight.is_begun and self.kept.row is None)

    def _show_day(self) -> None:
        plan = self._plan
        if plan is None:
            return
        words = {
            "mine": self.tr("Yours"),
            "others": self.tr("The others'"),
            "all": self.tr("everybody"),
            "with": self.tr("with the {}"),
            "training": self.tr("{} (in training)"),
        }
        drafts, here = self.writing.drafts, self._desk.acting.here()
        begun = {one.typed.activity for one in drafts.begun if not one.covered}
        self.day.strip.show_rows(make_rows(plan, self._me, here, self._activity, begun, words))
        self._offer_running(plan, here)
        self.draft_offer.show_drafts(drafts, self.writing.left, self._title_of)

    def _offer_running(self, plan: ReviewPlan, here: str) -> None:
        """Say softly what the clock says is on; it moves nobody."""
        running = running_for(plan, self._me, here)
        if running is None or running.record_id == self._activity or running.record_id in self._stayed:
            self.clock_offer.offer("", ())
            return
        there = running.record_id
        go = f"{self.tr('Go there')} ({key_hint(_GO)})"
        answers = [(go, lambda: self.go_to(there)), (self.tr("Stay"), lambda: self._stay(there))]
        text = self.tr("{}, {}. Go there?").format(running.time[0][-5:], running.title)
        self.clock_offer.offer(text, answers)

    def _show_asker(self) -> None:
        """Fill in who asks where one of two writes."""
        self.composer.show_asker(asker_for(self._find(self._activity), self._me))

    # What a person does

    def _take_up(self, begun: Begun) -> None:
        if begun.typed.activity != self._activity:
            self.go_to(begun.typed.activity)
        else:
            self.writing.make_room()
        self.writing.take_up(begun)
        self.composer.line.setFocus()

    def _stay(self, activity: str) -> None:
        self._stayed.add(activity)
        self._show_day()
        self.composer.line.setFocus()

    def _go_to_running(self) -> None:
        running = running_for(self._plan, self._me, self._desk.acting.here()) if self._plan else None
        if running is not None:
            self.go_to(running.record_id)

    def _on_unplanned(self, activity: str, changes: Changes) -> None:
        self._wanted = activity
        self.changed.emit(changes)

    def _to_day(self) -> None:
        self._at_day = True
        self._fit()
        self.day.strip.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _to_line(self) -> None:
        self._at_day = False
        self._fit()
        self.composer.line.setFocus()

    def _to_earlier(self) -> None:
        if self.earlier.isVisible():
            self.earlier.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _switch_earlier(self) -> None:
        self._show_earlier(not self.earlier.isVisible())

    def _show_earlier(self, shown: bool) -> None:
        self.earlier.setVisible(shown)
        self.earlier_button.setText(self.tr("Hide earlier notes") if shown else self.tr("Show earlier notes"))
        if shown:
            self.refresh()
        else:
            self.earlier.notes_model.show_rows(())

    def _switch_details(self) -> None:
        self.composer.show_details(not self.composer.details.isVisible())

    # What Qt asks

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().strip() and event.text().isprintable() and not chord:
            self._to_line()
            self.composer.type_here(event)
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.writing.drafts.flush()
        elif event.type() == QEvent.Type.Close and watched is self.window():
            self.writing.drafts.flush()
            self.jobs.wait_idle(_CLOSING_S)  # what is typed reaches the disk before the window lets go of it
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.writing.drafts.flush()
        self._show_earlier(False)
        super().hideEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show line and day side by side, or one of them where there is no room."""
        here, slim = self._plan is not None, self.theme.is_slim(self.window().width())
        self.nothing.setVisible(not here and self._scope == "")
        self.column.setVisible(here and not (slim and self._at_day))
        self.day.setVisible(here and (not slim or self._at_day))
        self.day.show_slim(slim)
        self.composer.show_slim(slim)
