"""Notes: the whole day in the order in which it was seen; found, narrowed, changed where it stands."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Note
from peerdesk.ui.commands import Command, make_menu
from peerdesk.ui.dialogs.text_copy import offer_text_copy
from peerdesk.ui.erasing_for_good import ErasingForGood
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.looking_back import LookingBack
from peerdesk.ui.notes.acts import NoteActs
from peerdesk.ui.notes.detail import Detail
from peerdesk.ui.notes.editing import Editing
from peerdesk.ui.notes.filter import Filter, sift
from peerdesk.ui.notes.filter_bar import FilterBar
from peerdesk.ui.notes.finder import NotesFinder
from peerdesk.ui.notes.notes_view import NotesView
from peerdesk.ui.notes.pictures import Shown, read_shown
from peerdesk.ui.notes.rows import NoteRow, RowMaker, count, keys_of
from peerdesk.ui.notes.words import note_words
from peerdesk.ui.page import Page
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


class NotesPage(Page):
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
        self._back = LookingBack(self, desk)
        self.erasing = ErasingForGood(self, desk)
        self.drafts = FieldDrafts(desk, jobs, "note", self)
        self._wire()

    # What others ask

    def show_review(self, scope: str) -> None:
        """Show the notes of a review."""
        if scope != self._scope:
            self._scope = self.search.scope = scope
            self._clear_filter()
            self.clocks.look(self.jobs, lambda: self._desk.clocks.odd(scope) if scope else [])
        if self.isVisible():
            self.refresh()
        else:
            self._stale = True

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
        here, one = self.tr("Notes"), self._has_note
        sign = self._sign
        return [
            Command("notes.edit", self.tr("Change this note"), here, self._edit, "Return; Enter", "pencil-line", one),
            Command("notes.choose", self.tr("Choose this note"), here, self.list.switch_choice, "Space"),
            Command("notes.yes", self.tr("Yes, here"), here, partial(sign, "yes"), "+", "sign:yes", one),
            Command("notes.not_yet", self.tr("Not yet"), here, partial(sign, "not_yet"), "-", "sign:not_yet", one),
            Command("notes.unsure", self.tr("Unsure"), here, partial(sign, "unsure"), "?", "sign:unsure", one),
            Command("notes.noted", self.tr("Noted"), here, partial(sign, "noted"), "", "sign:noted", one),
            Command("notes.star", self.tr("Bring it to the table"), here, self._star, "*", "star", one),
            Command("notes.picture", self.tr("Add a picture…"), here, self._ask_picture, "", "image", one),
            Command(
                "notes.delete", self.tr("Delete this note"), here, self._delete, "Delete", "trash-2", self._has_row
            ),
            Command("notes.history", self.tr("History…"), here, self._show_history, "Ctrl+Shift+H", "history", one),
            Command("notes.deleted", self.tr("Deleted…"), here, self._show_deleted, "", "trash-2"),
            Command("notes.text_copy", self.tr("A readable copy of my notes…"), here, self._copy_text, "", "file-text"),
            Command("notes.versions", self.tr("Two versions…"), here, self._show_all_versions, "", "columns-2"),
            *self.erasing.commands("notes", here, self._note),
            self.erasing.command_of(
                "notes.erase_picture",
                self.tr("Erase a picture of this note for good…"),
                here,
                lambda: partial(self.pictures.of, self._note()),
                lambda: (note := self._note()) and note.pictures,
            ),
            Command("notes.menu", self.tr("What can be done here"), here, self._show_menu, "Shift+F10"),
            Command("notes.find", self.tr("Narrow these notes"), here, self._to_search, "Ctrl+Shift+F", "search"),
            Command("notes.all", self.tr("Show all notes"), here, self._clear_filter, "", "funnel"),
        ]

    # How it is made

    def _build(self) -> None:
        theme = self.theme
        self.tabs = Tabs(theme, [("all", self.tr("All")), ("mine", self.tr("Mine"))], self.tr("Whose notes"))
        self.search = NotesFinder(self._desk, self.jobs, theme)
        self.filter_button = Button(theme, self.tr("Filter"), "funnel", "quiet", name=self.tr("Filter"))
        self.filter_button.setCheckable(True)
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
        left.addWidget(TitleRow(theme, self.title, self.tabs, [self.search, self.filter_button]))
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
        view.sign_typed.connect(self._sign)
        view.star_typed.connect(self._star)
        view.pasted.connect(self._paste)
        view.doubleClicked.connect(lambda _: self._edit())
        view.left_upwards.connect(self.search.setFocus)
        view.selectionModel().currentChanged.connect(lambda *_: self._show_detail())
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(lambda _: self._show_menu())
        self.detail.add.clicked.connect(self._ask_picture)
        self.editing.kept.connect(self._on_edited)
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
        key = place.split(":")[1]
        self.show_note(key)
        self._edit()
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
            maker = RowMaker(plan, me.record_id if me else "", note_words(), unconfirmed)
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
        self.list.notes_model.show_rows(rows)
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
        self.detail.show_row(row, self._about(row))
        if row is not None and row.note is not None and row.note.pictures:
            key, scope, hashes = row.key, self._scope, row.note.pictures
            self.jobs.start(self, lambda _: read_shown(self._desk, scope, hashes), partial(self._on_pictures, key))

    def _on_pictures(self, key: str, shown: Sequence[Shown]) -> None:
        if self.detail.row is not None and self.detail.row.key == key:
            self.detail.show_pictures(shown)

    def _about(self, row: NoteRow | None) -> str:
        """Return where a note belongs and who had a part in it."""
        if row is None:
            return self.tr("Go to a note to see its pictures, or to add one.")
        plan, note = self._plan, row.note
        if plan is None or note is None:
            return self.tr("Only me: it never leaves this laptop.")
        activity = next((one.title for one in plan.activities if one.record_id == note.activity), "")
        asked = next((one.name for one in plan.members if one.record_id == note.asked_by), "")
        who = self._maker.who(note) if self._maker else ""
        noted = self.tr("noted by {}").format(who) if who else ""
        said = (activity, noted, self.tr("asked by {}").format(asked) if asked else "")
        return " · ".join(filter(None, said))

    # What a person does

    def _copy_text(self) -> None:
        offer_text_copy(self, self._desk, self.jobs, self._scope)

    def _has_row(self) -> bool:
        row = self.list.current_row()
        return row is not None and not row.is_heading

    def _has_note(self) -> bool:
        row = self.list.current_row()
        return row is not None and row.note is not None

    def _notes(self) -> list[Note]:
        return [row.note for row in self.list.notes_or_current() if row.note is not None]

    def _sign(self, sign: str) -> None:
        self._acts.change(self._notes(), sign=sign)

    def _star(self) -> None:
        notes = self._notes()
        self._acts.change(notes, starred=not all(note.starred for note in notes))

    def _edit(self) -> None:
        row = self.list.current_row()
        if row is not None and row.note is not None and self._plan is not None:
            self.editing.begin(row, tuple(self._plan.questions))

    def _on_edited(self, row: NoteRow) -> None:
        editor = self.editing.editor
        fields, questions = editor.changes(), editor.chosen_questions()
        if row.note is not None:
            self._acts.change([row.note], questions=questions, **fields)

    def _show_history(self) -> None:
        row = self.list.current_row()
        if row is not None and row.note is not None:
            self._back.show_history(row.note)

    def _note(self) -> Note | None:
        row = self.list.current_row()
        return row.note if row is not None else None

    def _show_all_versions(self) -> None:
        self._back.show_all_versions(self._scope)

    def _show_deleted(self) -> None:
        self._back.show_deleted(self._scope)

    def _delete(self) -> None:
        row = self.list.current_row()
        record = (row.note or row.jotting) if row else None
        if record is not None:
            self._acts.delete(record, self.tr("Note deleted."))

    def _on_done(self, changes: Changes, said: str) -> None:
        if self.editing.row is not None and self.editing.row.key in changes.records:
            self.editing.close()
        if said:
            self.toast_requested.emit(said, bool(changes.undo_label))
        self.changed.emit(changes)

    def _ask_picture(self) -> None:
        for note in self._notes()[:1]:
            self.pictures.ask(note)

    def _paste(self) -> None:
        for note in self._notes()[:1]:
            self.pictures.paste(note)

    def _show_menu(self) -> None:
        wanted = [one for one in self.commands() if one.name not in ("notes.menu", "notes.find", "notes.all")]
        menu = make_menu(self, wanted)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        rect = self.list.visualRect(self.list.currentIndex())
        menu.popup(self.list.viewport().mapToGlobal(QPoint(rect.x() + self.theme.px(88), rect.bottom())))

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
