"""Now: what is seen and heard, written with the tool that the activity asks for."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Activity
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.rows import NoteRow, RowMaker
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.now.checklist import Checklist
from peerdesk.ui.now.clock_offer import GO, ClockOffer
from peerdesk.ui.now.day import Day
from peerdesk.ui.now.draft_offer import DraftOffer
from peerdesk.ui.now.drafts import Begun
from peerdesk.ui.now.guide import GuideTool
from peerdesk.ui.now.line_tool import LineTool
from peerdesk.ui.now.many import ManyLines
from peerdesk.ui.now.sight import Asked, Sight, look
from peerdesk.ui.now.strip import likely_for, make_rows, running_for
from peerdesk.ui.now.tally import Tally
from peerdesk.ui.now.tools import Place, Tools
from peerdesk.ui.now.typed import Typed
from peerdesk.ui.now.unplanned import Unplanned
from peerdesk.ui.now.writing import Writing
from peerdesk.ui.page import Page
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.scroll import ScrollColumn

_TICK_MS = 5000
_CLOSING_S = 3.0
_EARLIER, _ELSE = "Ctrl+R", "Ctrl+N"
_ONLY_ME, _QUOTE, _DETAILS = "Ctrl+Shift+M", "Ctrl+'", "Ctrl+Shift+D"
_FOR_WHOM, _MANY = "Ctrl+Shift+T", "Ctrl+Shift+V"


class NowPage(Page):
    """The tool of the activity, its own echo, and the day at the side; what was noted earlier is a key away."""

    title = "Now"
    kinds = frozenset(
        {
            *("review", "question", "member", "activity", "note", "jotting", "link", "attachment"),
            *("answer", "prompt", "look", "framework"),
        }
    )

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; `show_review` says which review it is about."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._scope = ""
        self._sight = Sight(None)
        self._loaded = ""
        self._activity = ""
        self._wanted = ""
        self._more = False  # what was noted earlier is shown
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
        self.look_when_seen()

    @override
    def refresh(self) -> None:
        scope = self._scope
        kept = self.kept.row.key if self.kept.row else ""
        asked = Asked(scope, kept, self._more and self.tools.now is self.line, note_words())
        self.jobs.start(self, lambda _: look(self._desk, asked), lambda sight: self._on_seen(scope, sight))

    @override
    def first_focus(self) -> QWidget | None:
        return self.tools.now.first_focus()

    @override
    def regions(self) -> list[QWidget]:
        return [self.day.strip, *self.tools.regions()]

    @override
    def lists(self) -> list[QWidget]:
        return [view for tool in self.tools.all for view in tool.lists()]

    @override
    def commands(self) -> list[Command]:
        here, composer = self.tr("Now"), self.composer
        return [
            Command("now.earlier", self.tr("Show or hide earlier notes"), here, self._switch_earlier, _EARLIER, "eye"),
            Command("now.unplanned", self.tr("Something else…"), here, self._unplanned.ask, _ELSE, "plus"),
            Command("now.go", self.tr("Go to what is on now"), here, self._go_to_running, GO, "clock"),
            Command("now.activity", self.tr("Choose the activity"), here, self._to_day, "", "footprints"),
            Command("now.only_me", self.tr("Only me, on or off"), here, composer.switch_only_me, _ONLY_ME, "lock"),
            Command("now.quote", self.tr("Mark a quote, and say whose"), here, self._mark_quote, _QUOTE, "quote"),
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
            *self.tools.commands(),
        ]

    def go_to(self, activity: str) -> None:
        """Go to an activity; a line that was begun stays where it was begun."""
        if activity != self._activity:
            self.writing.leave_for(activity)
            self._activity = activity
            self.kept.clear()
            self._show_all()
            self.tools.go_to(self._find(activity))
            self.paused.emit()
        self._to_line()

    def show_said(self, activity: str, record: str) -> None:
        """Show what was said in a conversation, at an answer or a question of one's own."""
        self.go_to(activity)
        self.tools.choose(self.guide)
        self._show_earlier(shown=True)
        self.guide.show_record(record)

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.line = LineTool(theme)
        self.guide = GuideTool(self._desk, self.jobs, theme)
        self.tally = Tally(self._desk, self.jobs, theme)
        self.checklist = Checklist(self._desk, self.jobs, theme)
        self.composer, self.kept = self.line.composer, self.line.kept
        self.earlier, self.earlier_button = self.line.earlier, self.line.earlier_button
        self.primary = self.composer.keep
        self.draft_offer = DraftOffer(theme)
        self.typed = Offer(theme, "history")
        self.clock_offer = ClockOffer(theme)
        self.many_offer = Offer(theme, "list-checks")
        self.tools = Tools(
            theme,
            self.line,
            others=(self.guide, self.tally),
            under=(self.checklist,),
            offers=(self.clock_offer, self.draft_offer, self.typed, self.many_offer),
        )
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
        self.column.body.addWidget(self.tools, 1)
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
        self.tools.changed.connect(self.changed)
        self.tools.chosen.connect(self._on_tool)
        self.tools.left.connect(self._to_line)
        self.tools.told.connect(self.toast_requested)
        self.tools.activity_requested.connect(self._to_day)
        self.tools.more_requested.connect(self._switch_earlier)
        composer.back_requested.connect(self.draft_offer.take_newest)
        line.installEventFilter(self)
        writing.kept.connect(self.changed)
        writing.put_aside.connect(self._show_day)
        self.clock_offer.go_requested.connect(self.go_to)
        self.clock_offer.stayed.connect(self._to_line)
        self.clock_offer.over.connect(self.paused)
        self.draft_offer.taken_up.connect(self._take_up)
        self.draft_offer.left.connect(writing.leave)
        self.draft_offer.back_requested.connect(writing.bring_back)
        self.many.kept.connect(self.changed)
        self.many.activity_wanted.connect(self.go_to)
        line.many_pasted.connect(self.many.open)
        self._unplanned.serve(self.writing)
        self._unplanned.asked.connect(self._to_day)
        self._unplanned.added.connect(self._on_unplanned)
        FieldDrafts(self._desk, self.jobs, "who", self).watch(composer.who.field, lambda: (self._scope, "who"))
        self.day.strip.picked.connect(self.go_to)
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
            self._unplanned.show_review(scope, self.typed)
            self.many.show_left(scope, sight.drafts)
            self._show_all()
            self.tools.go_to(self._find(self._activity))
            self.begin_here()
        else:
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
        sight, framework = self._sight, self._sight.framework
        if sight.plan is not None and framework is not None:
            heard = sight.heard.get(self._activity, ())
            self.tools.show_place(Place(sight.plan, framework, self._find(self._activity), self._me, heard))
            echoed = self.kept.row.key if self.kept.row else ""
            if echoed and echoed == sight.kept_key:
                self.kept.follow(sight.kept)
            self.line.show_notes(sight.earlier, is_begun=sight.is_begun)
            self._show_day()
        self._fit()

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
        begun = {one.typed.activity for one in drafts.begun if not one.covered} | self.tools.begun_in()
        self.day.strip.show_rows(make_rows(plan, self._me, here, self._activity, begun, words))
        self.clock_offer.show_clock(plan, self._me, here, self._activity)
        self.draft_offer.show_drafts(drafts, self.writing.left, self._title_of)

    # What a person does

    def _take_up(self, begun: Begun[Typed]) -> None:
        if begun.typed.activity != self._activity:
            self.go_to(begun.typed.activity)
        else:
            self.writing.make_room()
        self.writing.take_up(begun)
        self.tools.choose(self.line)
        self._to_line()

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
        self.tools.now.first_focus().setFocus()
        self.column.verticalScrollBar().setValue(0)  # where the tool begins

    def _on_tool(self) -> None:
        self.primary = self.tools.now.primary
        if self._more:
            self.refresh()

    def _switch_earlier(self) -> None:
        self._show_earlier(not self._more)

    def _show_earlier(self, shown: bool) -> None:
        self._more = shown
        self.tools.show_more(shown)
        if shown:
            self.refresh()

    def _mark_quote(self) -> None:
        self.tools.now.mark_quote()

    def _switch_details(self) -> None:
        self.tools.now.show_details()

    # What Qt asks

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        chord = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.text().strip() and event.text().isprintable() and not chord:
            self._to_line()
            self.tools.now.type_here(event)
        else:
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.writing.drafts.flush()
        elif event.type() == QEvent.Type.Close and watched is self.window():
            self.writing.drafts.flush()
            self.tools.flush()
            self.jobs.wait_idle(_CLOSING_S)  # what is typed reaches the disk before the window lets go of it
        return super().eventFilter(watched, event)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.window().installEventFilter(self)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.writing.drafts.flush()
        self.tools.flush()
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
        self.tools.show_slim(slim)
