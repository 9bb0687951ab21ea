"""Notes: the whole day in the order in which it was seen; found, narrowed, changed where it stands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.evidence import Note
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.detail import Detail
from peerdesk.ui.notes.editing import Editing
from peerdesk.ui.notes.facts import Fact, facts_of, origins_of
from peerdesk.ui.notes.filter import Filter, sift
from peerdesk.ui.notes.filter_bar import FilterBar
from peerdesk.ui.notes.finder import NotesFinder
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.pictures import Shown, read_shown
from peerdesk.ui.notes.rows import NoteRow, RowMaker, count, keys_of
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.pages.notes_hands import NoteHands, PageOfNotes
from peerdesk.ui.pages.notes_pictures import Picturing
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.clock_line import ClockLine
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.title_row import TitleRow

_TITLE = 40  # letters of a note: enough to know it
Look = tuple[RowMaker, list[NoteRow], tuple[int, int]] | None


class NotesPage(PageOfNotes):
    """The day's notes, everybody's or one's own."""

    title = "Notes"
    kinds = frozenset({"review", "question", "member", "activity", "note", "jotting", "link", "attachment"})

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make the page; `show_review` says which review it is about."""
        super().__init__(theme, jobs, parent)
        self._desk = desk
        self._scope = self._offered_in = ""
        self._plan: ReviewPlan | None = None
        self._maker: RowMaker | None = None
        self._all: list[NoteRow] = []
        self._counts = (0, 0)  # of all, of one's own
        self._build()
        self.editing = Editing(self.list, theme)
        self._acts = NoteActs(desk, jobs, self)
        self.pictures = Picturing(self, desk, jobs, theme, self._acts)
        self.erasing = ErasingForGood(self, desk)
        self.hands = NoteHands(self, desk, self._acts)
        self.drafts = FieldDrafts(desk, jobs, "note", self)
        self._wire()

    # What others ask

    def show_review(self, scope: str) -> None:
        """Show the notes of a review."""
        if scope != self._scope:
            self._scope = self.search.scope = scope
            self._clear_filter()
            self.clocks.look(self.jobs, lambda: self._desk.clocks.odd(scope) if scope else [])
        self.look_when_seen()

    def show_note(self, key: str) -> None:
        """Go to a note or a private line, also where a filter hides it."""
        if key not in keys_of(self.list.notes_model.rows()):
            self.tabs.show_value("all")
            self._clear_filter()
        self.list.choose([key])
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def narrow(self, words: str) -> None:
        """Show what holds these words, and nothing else."""
        self.search.setText(words)
        self.search.look()

    @override
    def refresh(self) -> None:
        scope = self._scope
        self.jobs.start(self, lambda _: self._look(scope), lambda seen: self._on_seen(scope, seen))

    @override
    def first_focus(self) -> QWidget | None:
        return self.list

    @override
    def lists(self) -> list[QWidget]:
        return [self.list]

    @override
    def regions(self) -> list[QWidget]:
        return [self.search, self.detail.add]

    @override
    def commands(self) -> list[Command]:
        here = self.tr("Notes")
        return [
            *self.hands.commands(),
            Command("notes.menu", self.tr("What can be done here"), here, self.hands.show_menu, "Shift+F10"),
            Command("notes.find", self.tr("Narrow these notes"), here, self._to_search, "Ctrl+Shift+F", "search"),
            Command("notes.all", self.tr("Show all notes"), here, self._clear_filter, "", "funnel"),
        ]

    @property
    @override
    def plan(self) -> ReviewPlan | None:
        """The plan of the review, as it was seen last."""
        return self._plan

    @property
    @override
    def scope(self) -> str:
        """Id of the review."""
        return self._scope

    @override
    def make_room(self) -> None:
        """Fold away what can be done without where the window is small: something is to be written."""
        if self.theme.is_slim(self.window().width()):
            self.filter_button.setChecked(False)

    @override
    def writer_of(self, note: Note) -> str:
        """Return the name of who wrote a note, "" if that is not known."""
        members = self._plan.members if self._plan else ()
        return next((one.name for one in members if one.key == note.author), "")

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.tabs = Tabs(theme, [("all", self.tr("All")), ("mine", self.tr("Mine"))], self.tr("Whose notes"))
        self.search = NotesFinder(self._desk, self.jobs, theme)
        self.filter_button = Button(theme, self.tr("Filter"), "funnel", "quiet", name=self.tr("Filter"))
        self.filter_button.setCheckable(True)
        self.more = Button(theme, icon="ellipsis", kind="quiet", name=self.tr("What can be done here"))
        self.bar = FilterBar(theme)
        self.clocks = ClockLine(theme)
        self.typed = Offer(theme, "history")
        self.list = NotesView(theme, self.tr("Notes of the day"))
        self.detail = Detail(theme)
        self.empty = Empty(
            theme,
            "notebook-pen",
            self.tr("The day starts with one line."),
            self.tr("What you keep on the page of now stands here, in the order in which it was seen."),
            self.tr("Go to Now"),
            lambda: self.go_requested.emit("now"),
        )
        self._lay_out()

    def _lay_out(self) -> None:
        theme = self.theme
        left = QVBoxLayout()
        left.setSpacing(theme.gap("s"))
        left.addWidget(TitleRow(theme, self.title, self.tabs, [self.search, self.filter_button, self.more]))
        left.addWidget(self.bar)
        left.addWidget(self.clocks)
        left.addWidget(self.typed)
        left.addWidget(self.list, 1)
        left.addWidget(self.empty, 1)
        both = QHBoxLayout(self)
        both.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l"), theme.gap("s"))
        both.setSpacing(theme.gap("xl"))
        both.addLayout(left, 1)
        both.addWidget(self.detail)
        self.empty.hide()

    def _wire(self) -> None:
        view = self.list
        self.tabs.picked.connect(lambda _: self._sift())
        self.search.changed.connect(self._sift)
        self.filter_button.toggled.connect(self.bar.unfold)
        self.bar.changed.connect(self._sift)
        self.bar.cleared.connect(self._clear_filter)
        hands = self.hands
        view.sign_typed.connect(hands.sign)
        view.star_typed.connect(hands.star)
        view.pasted.connect(hands.paste)
        view.doubleClicked.connect(lambda _: hands.edit())
        view.left_upwards.connect(self.search.setFocus)
        view.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda _: hands.show_menu())
        self.more.clicked.connect(hands.show_menu)
        self.detail.add.clicked.connect(hands.ask_picture)
        self.detail.behind.clicked.connect(lambda: hands.show_behind())
        self.editing.kept.connect(hands.keep_edited)
        self.editing.split.connect(hands.keep_split)
        self.editing.editor.journal.noted.connect(self._note_typing)
        self.editing.editor.journal.requested.connect(self._journal)
        self.editing.settled.connect(lambda key: self.drafts.write(key, "words", ""))
        self.drafts.taken_up.connect(self._take_up)
        self._acts.done.connect(self._on_done)
        self.theme.changed.connect(self._fit)

    def _note_typing(self) -> None:
        row = self.editing.row
        if row is not None:
            self.drafts.note_typing(row.key, "words", row.note)

    def _journal(self, words: str) -> None:
        row = self.editing.row
        if row is not None:
            self.drafts.write(row.key, "words", words)

    def _take_up(self, place: str, words: str) -> None:
        _, key, name = place.split(":")
        self.show_note(key)
        if name == "behind":
            self.hands.show_behind(words)
            return
        self.hands.edit()
        if self.editing.row is not None and self.editing.row.key == key:
            self.editing.editor.take_up(words)

    def _title_of(self, place: str) -> str:
        row = next((row for row in self._all if row.key == place.split(":")[1] and row.note is not None), None)
        return row.text[:_TITLE] if row else ""

    # What is shown

    def _look(self, scope: str) -> Look:
        plan = self._desk.plan.look(scope)
        if plan is None:
            return None
        me, maker = plan.me(self._desk.identity.key_id), self._maker
        unconfirmed = self._desk.vouching.unconfirmed()
        if maker is None or maker.plan != plan or maker.unconfirmed != unconfirmed:
            words = self._desk.looking.words(plan)
            maker = RowMaker(plan, me.record_id if me else "", note_words(), unconfirmed, words)
        maker.hold(self._desk.safety.held_back())
        rows = maker.day(self._desk.capture.notes(scope), self._desk.capture.jottings(scope))
        return maker, rows, (count(rows), count(sift(rows, Filter(mine=True), maker, ())))

    def _on_seen(self, scope: str, seen: Look) -> None:
        if scope != self._scope:
            return
        self._plan = seen[0].plan if seen else None
        if seen is not None:
            self._maker, self._all, self._counts = seen
            if self._offered_in != scope:
                self._offered_in = scope
                self.drafts.show_in(self.typed, self._title_of)
            self.bar.show_plan(self._maker.plan)
            if self.search.text().strip():
                self.search.look()
        self._sift()

    def _asked(self) -> Filter:
        return replace(self.bar.asked(), mine=self.tabs.value() == "mine", words=self.search.text())

    def _sift(self) -> None:
        """Show the rows that are asked for; what is being read and chosen stays."""
        maker, asked = self._maker, self._asked()
        if maker is None:
            return
        rows = sift(self._all, asked, maker, self.search.found)
        before = self.list.current_row()
        self.list.notes_model.show_rows(rows)
        after = self.list.current_row()
        if before is not None and after is not None and after.key != before.key and before.key in keys_of(rows):
            self.list.choose([before.key])  # it was put elsewhere, and the keys go with it
        notes, own = self._counts
        self.tabs.set_word("all", self.tr("All {}").format(notes))
        self.tabs.set_word("mine", self.tr("Mine {}").format(own))
        self.bar.say(count(rows), own if asked.mine else notes, asked)
        self.empty.setVisible(not notes)
        self.list.setVisible(bool(notes))
        self._show_detail()
        self._fit()

    def _clear_filter(self) -> None:
        self.bar.clear()
        self.search.let_go()
        self._sift()

    def _show_detail(self) -> None:
        row = self.list.current_row()
        row = row if row is not None and not row.is_heading else None
        plan, maker = self._plan, self._maker
        note = row.note if row is not None else None
        facts = facts_of(note, plan, maker) if note and plan and maker else ()
        self.detail.show_row(row, self._about(row), facts)
        if note is not None and plan is not None and (note.answer or note.look_for):
            self.jobs.start(
                self, lambda _: origins_of(self._desk, plan, note), partial(self._on_origins, note.record_id)
            )
        if note is not None and note.pictures:
            scope, hashes = self._scope, note.pictures
            self.jobs.start(
                self,
                lambda _: read_shown(self._desk, scope, hashes, note.record_id),
                partial(self._on_pictures, note.record_id),
            )

    def _on_origins(self, key: str, facts: Sequence[Fact]) -> None:
        if self.detail.row is not None and self.detail.row.key == key:
            self.detail.show_origins(facts)

    def _on_pictures(self, key: str, shown: Sequence[Shown]) -> None:
        if self.detail.row is not None and self.detail.row.key == key:
            self.detail.show_pictures(shown)

    def _about(self, row: NoteRow | None) -> str:
        if row is None:
            return self.tr("Go to a note to see what stands behind it.")
        return "" if row.note is not None else self.tr("Only me: it never leaves this laptop.")

    # What a person does

    def _on_done(self, changes: Changes, said: str) -> None:
        if said:
            self.toast_requested.emit(said, bool(changes.undo_label))
        self.changed.emit(changes)

    def _to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    # What Qt asks

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        slim = self.theme.is_slim(self.window().width())
        self.detail.setVisible(not slim and not self.empty.isVisibleTo(self))
        self.filter_button.setText("" if slim else self.tr("Filter"))
