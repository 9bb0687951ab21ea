"""The card in which an answer is written: what is said, what was understood of it, and Keep."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.domain.canonical import clean_text
from peerdesk.domain.conversation import AnswerLine, AnyVoice, read_answer, speaker
from peerdesk.domain.line import as_text
from peerdesk.domain.many_lines import without_turns
from peerdesk.domain.marks import Mark
from peerdesk.domain.review import Member
from peerdesk.overriding import override
from peerdesk.ui.now.details import Details
from peerdesk.ui.now.echo import EchoRow
from peerdesk.ui.now.guide_typed import Said
from peerdesk.ui.now.line_edit import LineEdit
from peerdesk.ui.now.who import WhoRow
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room

_THIN = "\N{THIN SPACE}\N{THIN SPACE}"


class AnswerEdit(LineEdit):
    """The line of a conversation: Tab goes on to the next prompt, Shift+Tab back.

    Signals:
        before_requested: Shift+Tab.
    """

    before_requested = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backtab:
            self.before_requested.emit()
        else:
            super().keyPressEvent(event)

    @override
    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take several lines as one answer: what is pasted into a conversation is one thing that was said."""
        self.about_to_type.emit()
        self.textCursor().insertText(without_turns(clean_text(source.text())).replace("\t", " ").strip("\n"))

    @override
    def focusNextPrevChild(self, next: bool) -> bool:
        return False  # both Tabs have a meaning here; F6 and the mouse lead out


class AnswerCard(Card):
    """Holds one answer and all that is chosen around it. It keeps nothing itself.

    Signals:
        enter_pressed: Enter: keep it, or do what stands there.
        keep_requested: Keep: keep it as it stands.
        next_requested, back_requested: Tab and Shift+Tab.
        changed: what is typed or chosen is another.
        blank_requested: Escape, twice.
        left: Escape, while an answer is being changed.
    """

    enter_pressed = Signal()
    keep_requested = Signal()
    next_requested = Signal()
    back_requested = Signal()
    changed = Signal()
    blank_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make an empty card."""
        super().__init__(theme, parent=parent)
        self.setAccessibleName(self.tr("An answer"))
        self._said = Said()
        self._voice: AnyVoice = ""
        self._prompts: dict[str, str] = {}
        self._speakers: Sequence[str] = ()
        self._read: tuple[str, AnswerLine] | None = None
        self._escaped = False
        self._asking = False
        self._build(theme)
        self._wire()

    # What is in it

    def said(self) -> Said:
        """Return all that is typed and chosen."""
        seen, observed_by, asked_by = self.details.values()
        seen = self.details.seen.text() if seen is None else seen
        return replace(self._said, text=self.line.text(), seen=seen, observed_by=observed_by, asked_by=asked_by)

    def understood(self) -> AnswerLine:
        """Return what would be kept if Keep were pressed now."""
        return self._read_as(self.line.text())

    def fits(self) -> bool:
        """Say whether what is typed can be kept in one answer; if not, the person is told how to go on."""
        return self._room.fits()

    def has_readable_time(self) -> bool:
        """Say whether the field for the time holds one, or nothing."""
        return self.details.values()[0] is not None

    def show_people(self, voice: AnyVoice, speakers: Sequence[str], members: Sequence[Member], me: str) -> None:
        """Say whose voice is heard, who may be speaking, and who is in the team."""
        if voice != self._voice:
            self._read = None
        self._voice, self._speakers = voice, speakers
        self.details.show_members(members, me)
        self._show()

    def show_prompts(self, prompts: dict[str, str]) -> None:
        """Say which prompts there are, by their numbers."""
        if prompts != self._prompts:
            self._prompts, self._read = prompts, None
        self._show()

    def show_said(self, said: Said) -> None:
        """Put back what was typed and chosen."""
        self._said, self._asking = said, False
        self.line.set_text(said.text)
        self.details.show_values(said.seen, said.observed_by, said.asked_by)
        self.changing.setVisible(bool(said.answer))
        self.set_tone("chosen" if said.answer else "")
        self.show_why("")
        self._show()

    def stand_at(self, said: Said) -> None:
        """Stand somewhere else, with nothing typed; who asks and who listens stays as it was."""
        _, observed_by, asked_by = self.details.values()
        self.show_said(replace(said, observed_by=observed_by, asked_by=asked_by))

    def move_to(self, said: Said) -> None:
        """Stand somewhere else with what is typed."""
        self._said = replace(self._said, activity=said.activity, guide=said.guide, prompt=said.prompt)

    def asker(self) -> str:
        """Return the name of who asks, "" for nobody in particular."""
        return self.details.asked_by.currentText() if self.details.values()[2] else ""

    def choose_follow_up(self, number: str) -> None:
        """Say which follow-up is answered; "" for the prompt itself."""
        self._said = replace(self._said, follow_up=number)
        self.changed.emit()

    def choose_asker(self, member: str) -> None:
        """Fill in who asks, for this answer and the next ones."""
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
        self.echo.show_hint(hint)

    def mark_quote(self) -> None:
        """Open or close a quote at the caret, or put what is selected into one; once closed, ask who."""
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.line.textCursor()
        before = self.line.text()[: cursor.position()]
        if cursor.hasSelection():
            cursor.insertText(f'"{cursor.selectedText().strip()}"')
        elif before.count('"') % 2:
            cursor.insertText('"')
        else:
            cursor.insertText('"' if not before or before[-1].isspace() else ' "')
            return
        self._asking = True
        self._show()
        if self.who.isVisible():
            self.who.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def begin_question(self) -> None:
        """Make what is typed a question of one's own, or begin one; Enter adds it."""
        if not self.understood().asks:
            self.line.replace_text(f"? {self.line.text().lstrip('? ')}")
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_details(self, shown: bool) -> None:
        """Show or fold the fields for when and who."""
        self.details.setVisible(shown)
        if shown and self.isVisible():
            self.details.asked_by.setFocus(Qt.FocusReason.ShortcutFocusReason)

    # How it is made

    def _build(self, theme: Theme) -> None:
        self.changing = Paragraph(
            theme, self.tr("You are changing an answer. Enter keeps it, Esc leaves it as it was."), "caption", "soft"
        )
        self.line = AnswerEdit(theme, lambda text: self._read_as(text).marks)
        self.line.setAccessibleName(self.tr("What is said. Tab goes to the next prompt, F6 leads elsewhere."))
        self.line.setPlaceholderText(self.tr("What do they say?"))
        self._room = Room(self.line, self.line.text)
        self.echo = EchoRow(theme)
        self.who = WhoRow(theme)
        self.details = Details(theme)
        self.why = Paragraph(theme, "", "body", "alert")
        self.quote = Button(theme, self.tr("Quote"), "quote", "quiet", name=self.tr("Mark a quote, and say whose"))
        self.own = Button(theme, self.tr("Ask something else"), "plus", "quiet")
        self.next = Button(theme, self.tr("Next"), "arrow-right", "quiet", name=self.tr("Next prompt (Tab)"))
        self.keep = Button(theme, self.tr("Keep") + _THIN, "corner-down-left", "primary")
        self.keep.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the key behind the word
        self.keep.setAccessibleName(self.tr("Keep this answer"))
        acts = Flow(self.tr("What can be done with it"))
        for button in (self.quote, self.own, self.next):
            acts.flow.addWidget(button)
        foot = QHBoxLayout()
        foot.setSpacing(theme.gap("s"))
        foot.addWidget(acts, 1)
        foot.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignBottom)
        for part in (self.changing, self.line, self.echo, self.who, self.details, self.why):
            self.body.addWidget(part)
        self.body.addLayout(foot)
        for part in (self.changing, self.who, self.details, self.why):
            part.hide()

    def _wire(self) -> None:
        self.line.typed.connect(self._on_edited)
        self.line.enter_pressed.connect(self.enter_pressed)
        self.line.made_of_it_requested.connect(self.next_requested)
        self.line.before_requested.connect(self.back_requested)
        self.line.escape_pressed.connect(self._on_escape)
        self.echo.refused.connect(self._refuse)
        self.who.answered.connect(self._on_speaker)
        self.who.left.connect(lambda: self._on_speaker(""))
        self.details.edited.connect(self._on_edited)
        self.quote.clicked.connect(self.mark_quote)
        self.own.clicked.connect(self.begin_question)
        self.next.clicked.connect(self.next_requested)
        self.keep.clicked.connect(self.keep_requested)

    # What happens

    def _read_as(self, text: str) -> AnswerLine:
        """Return what is understood of a text; it is asked for many times."""
        if self._read is None or self._read[0] != text:
            self._read = (text, read_answer(text, self._voice, self._prompts))
        return self._read[1]

    def _on_edited(self) -> None:
        self._escaped = False
        self.show_why("")
        self._show()
        self.changed.emit()

    def _on_escape(self) -> None:
        if self._said.answer:
            self.left.emit()
        elif self._escaped:
            self._escaped = False
            self.blank_requested.emit()
        elif self.line.text().strip():
            self._escaped = True
            self.echo.show_marks(())
            self.show_hint(self.tr("Esc once more blanks the line. What you typed is offered back."))

    def _on_speaker(self, words: str) -> None:
        self._said = replace(self._said, said_by=speaker(words, "")[0] if words else "")
        self._asking = False
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._on_edited()

    def _refuse(self, mark: Mark) -> None:
        text = self.line.text()
        if mark in self.understood().marks:
            caret = self.line.textCursor().position()
            self.line.replace_text(as_text(text, mark), caret + (caret >= mark.start))

    def _show(self) -> None:
        """Show what would be kept."""
        line, text = self.understood(), self.line.text()
        self.echo.show_marks([mark for mark in line.marks if mark.kind != "plain"])
        self.show_hint(self._hint(line))
        unknown = line.quote and not line.said_by and self._said.said_by is None
        self.who.setVisible(unknown and (self._asking or not text.count('"') % 2))
        if self.who.isVisibleTo(self):
            self.who.show_speakers(self._speakers)

    def _hint(self, line: AnswerLine) -> str:
        if line.asks:
            return self.tr("Enter adds this question, and goes to it.")
        if line.jump:
            return self.tr("Enter goes to {}: {}").format(line.jump, self._prompts.get(line.jump, ""))
        if self._said.said_by:
            return self.tr("Said by: {}").format(self._said.said_by)
        if self.line.text().strip():
            return ""
        return self.tr("Enter: next answer · Tab: next prompt · 5 Enter: prompt 5 · ?: ask your own")
