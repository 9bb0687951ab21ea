"""What a head is asked, to be ticked and written on the screen: each finding, what may go, and what is left to say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from peerdesk.domain.dates import read_days
from peerdesk.domain.kinds import Release
from peerdesk.domain.outcome import Finding
from peerdesk.domain.reply_answers import FindingAnswer, HeadsAnswer
from peerdesk.domain.reply_sheet import ANSWERS, ASKED, BECAUSE, EACH, RELEASE_WORDS, TRAVELS, words_of_finding
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.reply.one_of import OneOf
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.fields import Form, TextBox
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph


@dataclass(frozen=True)
class Asked:
    """What is asked.

    Attributes:
        scope: of the review.
        findings: by the question that they answer, in the order of the sheet.
        each: ask of each whether it may go to the partnership.
    """

    scope: str
    findings: Sequence[tuple[str, Sequence[Finding]]]
    each: bool = False

    def all(self) -> Iterator[Finding]:
        """Yield the findings; the first is number 1."""
        for _, findings in self.findings:
            yield from findings


class _OfFinding:
    """The fields of one finding."""

    def __init__(self, theme: Theme, number: int, finding: Finding, *, each: bool) -> None:
        name = f"Finding {number}"
        self.finding = finding
        self.title = Paragraph(theme, f"{number}. {words_of_finding(finding)}", "reading")
        self.says = OneOf(theme, name, cast(Mapping[str, str], ANSWERS))
        self.words = TextBox(theme, f"{name}: {BECAUSE}", lines=2)
        self.words.setPlaceholderText(BECAUSE)
        self.asked = Label(theme, EACH, tone="soft")
        self.travels = OneOf(theme, f"{name}: {EACH}", TRAVELS)
        self.each = each

    def answer(self) -> FindingAnswer:
        says, travels = self.says.value(), self.travels.value()
        words = self.words.toPlainText().strip()
        return FindingAnswer(self.finding.record_id, says, words, travels)  # type: ignore[arg-type]

    def show(self, said: FindingAnswer) -> None:
        self.says.show_value(said.says)
        self.words.setPlainText(said.words)
        self.travels.show_value(said.travels)


class AnswerForm(QWidget):
    """All that the sheet asks, in its order.

    Signals:
        edited: something was ticked or written.
    """

    edited = Signal()

    def __init__(self, theme: Theme, asked: Asked, drafts: FieldDrafts, *, who: bool = True) -> None:
        """Ask; `drafts` journals what is written, `who` asks for a name and a day, too."""
        super().__init__()
        self._theme, self._asked = theme, asked
        self.findings = [_OfFinding(theme, number, one, each=asked.each) for number, one in enumerate(asked.all(), 1)]
        self.what = OneOf(
            theme, self.tr("What may go to the partnership"), cast(Mapping[str, str], RELEASE_WORDS), beside=False
        )
        self.words = {name: TextBox(theme, said, lines=2) for name, said in ASKED.items()}
        self.who, self.day = QLineEdit(), QLineEdit()
        self._build(who=who)
        self._wire(drafts)

    def answer(self, today: date) -> HeadsAnswer:
        """Return what is ticked and written."""
        typed = self.day.text().strip()
        days = read_days(typed, today.isoformat()) if typed else ()
        found = tuple(each for one in self.findings if not (each := one.answer()).is_empty)
        words = {name: said for name, box in self.words.items() if (said := box.toPlainText().strip())}
        what = cast("Release", self.what.value())
        return HeadsAnswer(found, what, words, self.who.text().strip(), days[0] if len(days) == 1 else "")

    def show_answer(self, answer: HeadsAnswer) -> None:
        """Show what a sheet says."""
        said = {one.finding: one for one in answer.findings}
        for fields in self.findings:
            fields.show(said.get(fields.finding.record_id, FindingAnswer(fields.finding.record_id)))
        self.what.show_value(answer.what)
        for name, box in self.words.items():
            box.setPlainText(answer.words.get(name, ""))
        self.who.setText(answer.who)
        self.day.setText(answer.day)

    def first(self) -> QWidget:
        """Return where one begins."""
        return next(iter((self.findings[0].says if self.findings else self.what).boxes.values()))

    def _build(self, *, who: bool) -> None:
        theme, column = self._theme, QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        fields = iter(self.findings)
        for question, findings in self._asked.findings:
            column.addSpacing(theme.gap("s"))
            column.addWidget(Paragraph(theme, question, "caption", "soft"))
            for _ in findings:
                self._add_finding(column, next(fields))
        column.addSpacing(theme.gap("m"))
        column.addWidget(Label(theme, self.tr("What may go to the partnership"), bold=True))
        column.addWidget(self.what)
        column.addSpacing(theme.gap("s"))
        for name, box in self.words.items():
            column.addWidget(Label(theme, ASKED[name], bold=True))
            column.addWidget(box)
        form = Form(theme)
        form.add(self.tr("Her name and role"), self.who)
        form.add(self.tr("Answered on"), self.day)
        self.day.setPlaceholderText(self.tr("today"))
        column.addWidget(form)
        form.setVisible(who)

    def _add_finding(self, column: QVBoxLayout, one: _OfFinding) -> None:
        column.addSpacing(self._theme.gap("s"))
        for widget in (one.title, one.says, one.words, one.asked, one.travels):
            column.addWidget(widget)
        for widget in (one.asked, one.travels):
            widget.setVisible(one.each)  # not before it lies here: it would be a window of its own

    def _wire(self, drafts: FieldDrafts) -> None:
        fields: dict[str, TextBox | QLineEdit] = {f"words-{one.finding.record_id}": one.words for one in self.findings}
        fields |= {**self.words, "who": self.who, "day": self.day}
        for name, field in fields.items():
            drafts.watch(field, partial(_place, self._asked.scope, name))
            field.textChanged.connect(self.edited)
        for one in (self.what, *(each for found in self.findings for each in (found.says, found.travels))):
            one.picked.connect(self.edited)


def _place(scope: str, name: str) -> tuple[str, str]:
    return scope, name
