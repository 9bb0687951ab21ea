"""The card in which a note is written: what is typed, what was understood, and Keep."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.domain.happening import happening
from peerdesk.domain.line import Line, LineContext, as_text, context_of
from peerdesk.domain.marks import Mark, MarkKind
from peerdesk.domain.review import Activity, Member, Question
from peerdesk.ui.now.details import Details
from peerdesk.ui.now.echo import EchoRow
from peerdesk.ui.now.for_whom import ForWhom
from peerdesk.ui.now.line_edit import LineEdit
from peerdesk.ui.now.made_of_it import MadeOfIt
from peerdesk.ui.now.slots import Slots
from peerdesk.ui.now.suggesting import Suggesting
from peerdesk.ui.now.typed import FIELD_OF, Chosen, Typed, closing_marks, give_way, understand, without_marks
from peerdesk.ui.now.who import WhoRow, likely_speakers, read_speaker
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.chip import SIGNS
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.picture import Picture
from peerdesk.ui.widgets.room import Room

_THIN = "\N{THIN SPACE}\N{THIN SPACE}"
_KINDS: dict[str, MarkKind] = {name: kind for kind, name in FIELD_OF.items()}


class Composer(Card):
    """Holds one line and all that is chosen around it. It keeps nothing itself.

    Signals:
        keep_requested: Enter, or Keep.
        changed: what is typed or chosen is another.
        blank_requested: Escape, twice.
        activity_requested: the activity's slot was pressed.
        list_requested: Down in the last line.
        about_to_type: a key that writes was pressed.
        back_requested: what was put aside is wanted again.
    """

    keep_requested = Signal()
    changed = Signal()
    blank_requested = Signal()
    activity_requested = Signal()
    list_requested = Signal()
    about_to_type = Signal()
    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(theme, parent=parent)
        self.setAccessibleName(self.tr("A new note"))
        self._context = LineContext()
        self._activity: Activity | None = None
        self._chosen = Chosen()
        self._marks: tuple[Mark, ...] = ()
        self._read: tuple[str, Line] | None = None
        self._escaped = False
        self._asking = False
        self._speakers: list[str] = []
        self._build(theme)
        self._wire()
        self._show()

    # What is in it

    @property
    def activity(self) -> Activity | None:
        """The activity in which the line stands."""
        return self._activity

    def typed(self) -> Typed:
        """Return all that was typed and chosen."""
        seen, observed_by, asked_by = self.details.values()
        return Typed(
            activity=self._activity.record_id if self._activity else "",
            text=self.line.text(),
            made_of_it=self.made_of_it.text(),
            chosen=self._chosen,
            seen=self.details.seen.text() if seen is None else seen,
            observed_by=observed_by,
            asked_by=asked_by,
        )

    def understood(self) -> Line:
        """Return what would be kept if Enter were pressed now."""
        return understand(self.typed(), self._context)

    @property
    def context(self) -> LineContext:
        """What is known before a word is typed."""
        return self._context

    def fits(self) -> bool:
        """Say whether what is typed can be kept in one note; if not, the person is told how to go on."""
        return all(room.fits() for room in self._rooms)

    def has_readable_time(self) -> bool:
        """Say whether the field for the time holds one, or nothing."""
        return self.details.values()[0] is not None

    def show_place(self, questions: Sequence[Question], activity: Activity | None, heard: Sequence[str]) -> None:
        """Stand in an activity: it fills the slots. What is typed stays."""
        context = context_of(questions, activity)
        self._speakers = likely_speakers(activity, heard)
        if activity != self._activity or context != self._context:
            self._activity, self._context, self._read = activity, context, None
            self.line.show_marks_again()
        self.slots.show_activity(activity)
        self._show()

    def show_typed(self, typed: Typed) -> None:
        """Put back what was typed and chosen."""
        self._chosen, self._asking = Chosen(), False
        self._marks = tuple(self._marks_of(typed.text))
        self.line.set_text(typed.text)
        self._chosen = typed.chosen
        self.made_of_it.setText(typed.made_of_it)
        self.details.show_values(typed.seen, typed.observed_by, typed.asked_by)
        self.show_why("")
        self._show()

    def blank(self) -> None:
        """Begin anew; who asks and who observes stays as it was."""
        _, observed_by, asked_by = self.details.values()
        self.show_typed(Typed(observed_by=observed_by, asked_by=asked_by))

    def show_members(self, members: Sequence[Member], me: str) -> None:
        """Offer the team to those fields that name one of it; `me` is this desk's person."""
        self.details.show_members(members, me)
        self.for_whom.show_members(members, me)

    def show_asker(self, member: str) -> None:
        """Fill in who asks, for this line and the next ones."""
        seen, observed_by, _ = self.details.values()
        self.details.show_values(seen or "", observed_by, member)
        self._show()

    def type_here(self, event: QKeyEvent) -> None:
        """Take a key that was pressed elsewhere on the page."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.keyPressEvent(event)

    def show_why(self, why: str) -> None:
        """Say why it could not be kept; "" for nothing."""
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def show_hint(self, hint: str) -> None:
        """Say something softly under the line."""
        self.echo.show_hint(hint or self._usual_hint())

    # What a person does besides typing

    def choose(self, name: str, value: object) -> None:
        """Choose something by click or key: it takes the place of a mark that says otherwise."""
        kind = _KINDS.get(name)
        if kind:
            text = self.line.text()
            plain = without_marks(text, self._marks_of(text), kind)
            if plain != text:
                self.line.replace_text(plain)
        given: dict[str, Any] = {name: value}
        if name == "source":
            given["voice"] = None
        self._chosen = replace(self._chosen, **given)
        self._show()
        self.changed.emit()

    def choose_sign(self, sign: str) -> None:
        """Choose which way; the one that holds already is freed."""
        now = self.understood().sign
        self.choose("sign", "noted" if sign == now else sign)

    def switch_star(self) -> None:
        """Bring it to the table, or not."""
        self.choose("starred", not self.understood().starred)

    def switch_only_me(self) -> None:
        """Keep it out of everything that leaves, or not."""
        self.choose("only_me", not self.understood().only_me)

    def mark_quote(self) -> None:
        """Open or close a quote at the caret, or put what is selected into one; once closed, ask who."""
        cursor = self.line.textCursor()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if cursor.hasSelection():
            cursor.insertText(f'"{cursor.selectedText().strip()}"')
        elif cursor.document().toPlainText()[: cursor.position()].count('"') % 2:
            cursor.insertText('"')
        else:
            before = cursor.document().toPlainText()[: cursor.position()]
            cursor.insertText('"' if not before or before[-1].isspace() else ' "')
            return
        self._asking = True
        self._show()
        if self.who.isVisible():
            self.who.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_slim(self, slim: bool) -> None:
        """Use fewer words where there is little room."""
        self.only_me.setText("" if slim else self.tr("Only me"))

    def show_details(self, shown: bool) -> None:
        """Show or fold the fields for when and who."""
        self.more.setChecked(shown)
        self.details.setVisible(shown)
        if shown and self.isVisible():
            self.details.seen.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # How it is made

    def _build(self, theme: Theme) -> None:
        self.slots = Slots(theme)
        self.for_whom = ForWhom(theme)
        self.line = LineEdit(theme, self._marks_of)
        self.echo = EchoRow(theme)
        self.suggesting = Suggesting(self.line, self.echo)
        self.who = WhoRow(theme)
        self.made_of_it = MadeOfIt(theme)
        self._rooms = (Room(self.line, self.line.text), Room(self.made_of_it, self.made_of_it.text))
        self.details = Details(theme)
        self.why = Paragraph(theme, "", "body", "alert")
        self.signs = {one.value: Button(theme, one.text, one.icon, "chip", tone=one.tone) for one in SIGNS}
        self.star = Button(theme, icon="star", kind="chip", name=self.tr("Bring it to the table"))
        self.only_me = Button(theme, self.tr("Only me"), "lock", "chip", name=self.tr("Only me: it never leaves"))
        self.more = Button(theme, "", "history", "quiet", name=self.tr("When it was seen, and by whom"))
        self.more.setCheckable(True)
        self.keep = Button(theme, self.tr("Keep") + _THIN, "corner-down-left", "primary")
        self.keep.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the key behind the word
        self.keep.setAccessibleName(self.tr("Keep"))
        chips = Flow(self.tr("What it says to the question"))
        for button in (*self.signs.values(), self.star, self.only_me, self.more):
            chips.flow.addWidget(button)
        second = QHBoxLayout()
        second.setSpacing(theme.gap("s"))
        second.addWidget(Picture(theme, "corner-down-right", 14))
        second.addWidget(self.made_of_it, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap("s"))
        foot.addWidget(chips, 1)
        foot.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        for part in (self.slots, self.for_whom, self.line, self.echo, self.who, second, self.details, self.why, foot):
            if isinstance(part, QHBoxLayout):
                self.body.addLayout(part)
            else:
                self.body.addWidget(part)
        self.body.insertSpacing(1, theme.gap("xs"))
        self.who.hide()
        self.details.hide()
        self.why.hide()

    def _wire(self) -> None:
        self.line.typed.connect(self._on_typed)
        self.line.enter_pressed.connect(self.keep_requested)
        self.line.escape_pressed.connect(self._on_escape)
        self.line.made_of_it_requested.connect(self._to_made_of_it)
        self.line.list_requested.connect(self.list_requested)
        self.line.about_to_type.connect(self.about_to_type)
        self.line.back_requested.connect(self.back_requested)
        self.suggesting.moved.connect(self._suggest)
        self.made_of_it.returnPressed.connect(self.keep_requested)
        self.made_of_it.escape_pressed.connect(self._to_line)
        self.made_of_it.about_to_type.connect(self.about_to_type)
        self.made_of_it.textEdited.connect(self._on_edited)
        self.slots.activity_requested.connect(self.activity_requested)
        self.slots.chosen.connect(self.choose)
        self.echo.refused.connect(self._refuse)
        self.who.answered.connect(self._on_speaker)
        self.who.left.connect(self._on_nobody)
        self.details.edited.connect(self._on_edited)
        self.for_whom.picked.connect(self._on_saw)
        self.for_whom.left.connect(self._to_line)
        for sign, chip in self.signs.items():
            chip.clicked.connect(lambda _=False, sign=sign: self.choose_sign(sign))
        self.star.clicked.connect(self.switch_star)
        self.only_me.clicked.connect(self.switch_only_me)
        self.more.clicked.connect(self.show_details)
        self.keep.clicked.connect(self.keep_requested)

    # What happens

    def _marks_of(self, text: str) -> tuple[Mark, ...]:
        """Return what is understood in a text; the highlighter asks for the same one many times."""
        if self._read is None or self._read[0] != text:
            self._read = (text, understand(Typed(text=text), self._context))
        return self._read[1].marks

    def _on_typed(self) -> None:
        marks = self._marks_of(self.line.text())
        self._chosen = give_way(self._chosen, self._marks, marks)
        self._marks = marks
        self._on_edited()

    def _on_edited(self) -> None:
        self._escaped = False
        self.show_why("")
        self._show()
        self.changed.emit()

    def _on_escape(self) -> None:
        if self._escaped:
            self._escaped = False
            self.blank_requested.emit()
        elif self.typed().begun:
            self._escaped = True
            self.echo.show_marks(())
            self.show_hint(self.tr("Esc once more blanks the line. What you typed is offered back."))

    def _on_speaker(self, words: str) -> None:
        where, voice, year = read_speaker(words)
        given: dict[str, Any] = {"where": where}
        said = {"year": year}
        if self.understood().source in ("observation", "talk"):  # what is quoted from a wall stays pupils' work
            said |= {"source": "talk", "voice": voice}
        given |= {name: value for name, value in said.items() if value}
        self._chosen = replace(self._chosen, **given)
        self._asking = False
        self._to_line()
        self._on_edited()

    def _on_saw(self, member: str) -> None:
        seen, _, asked_by = self.details.values()
        self.details.show_values(self.details.seen.text() if seen is None else seen, member, asked_by)
        self._to_line()
        self._on_edited()

    def _on_nobody(self) -> None:
        self._asking = False
        self._chosen = replace(self._chosen, where=self._chosen.where or "")
        self._to_line()
        self._show()

    def _refuse(self, mark: Mark) -> None:
        text = self.line.text()
        if mark in self._marks_of(text):
            caret = self.line.textCursor().position()
            self.line.replace_text(as_text(text, mark), caret + (caret >= mark.start))

    def _to_made_of_it(self) -> None:
        self.made_of_it.setFocus(Qt.FocusReason.TabFocusReason)

    def _to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show what would be kept."""
        line = self.understood()
        several = self._activity is not None and len(self._activity.questions) > 1
        self.slots.show_line(line, self._context.questions, asked=several and self._chosen.questions is None)
        text = self.line.text()
        closing = closing_marks(text, line.marks)
        self.echo.show_marks([one for one in line.marks if one.kind != "plain" and one not in closing])
        self.show_hint("")
        self._suggest()
        for sign, chip in self.signs.items():
            chip.setChecked(sign == line.sign)
        self.star.setChecked(line.starred)
        self.only_me.setChecked(line.only_me)
        self.more.setText(self.details.summary())
        self.for_whom.show_saw(self.details.observed_by.value())
        unknown = line.quote and not line.where and self._chosen.where is None
        self.who.setVisible(unknown and (self._asking or not self._in_open_quote(text)))
        if self.who.isVisibleTo(self):
            self.who.show_speakers(self._speakers)

    def _suggest(self) -> None:
        self.suggesting.look(self._context, self.slots.years())

    def _in_open_quote(self, text: str) -> bool:
        return bool(text.count('"') % 2)

    def _usual_hint(self) -> str:
        if title := happening(self.line.text()):
            return self.tr("Enter begins “{}”, which was not in the plan.").format(title)
        if self.line.text().strip():
            return ""
        return self.tr("A line may end in q1, + - ? or *: they are understood before you press Enter.")
