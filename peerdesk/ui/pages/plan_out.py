"""What goes out before the visit: briefing, pack, calendar, letter, note on data."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.visit_pack import Paper, file_name
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_file
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import WIDTH, PlanPart
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptBox, KeptChoice
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph

_PDF, _WORD, _CALENDAR = ".pdf", ".docx", ".ics"


class OutPart(PlanPart):
    """A card for each, with what is in it and what makes it."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self._made: Path | None = None
        self.briefing = Button(theme, self.tr("Give the briefing…"), "arrow-left-right")
        self.pack = Button(theme, self.tr("Make the visit pack…"), "printer", "primary")
        self.whose = KeptChoice(theme, self.tr("Whose activities"))
        self.calendar = Button(theme, self.tr("Make a calendar file…"), "calendar-days")
        self.letter = Button(theme, self.tr("Make the letter…"), "file-text", name=self.tr("Make the letter as a PDF"))
        self.letter_word = Button(theme, self.tr("For Word…"), name=self.tr("Make the letter for Word"))
        self.note = Button(theme, self.tr("Make the note…"), "file-text", name=self.tr("Make the note as a PDF"))
        self.note_word = Button(theme, self.tr("For Word…"), name=self.tr("Make the note for Word"))
        self.fields = {
            "arrival": KeptBox(theme, self.tr("When and where we arrive"), 1),
            "cars": KeptBox(theme, self.tr("Cars"), 1),
            "access": KeptBox(theme, self.tr("What somebody needs to move about"), 1),
            "asks": KeptBox(theme, self.tr("What else we ask for"), 1),
        }
        self.made = Label(theme, "", elided=True)
        self.folder = Button(theme, self.tr("Open the folder"), "folder-open", "quiet")
        self._build()
        self._wire()

    @override
    def first_field(self) -> QWidget:
        return self.pack

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        people = [(one.record_id, one.name) for one in plan.members if one.name]
        self.whose.show_choices([("", self.tr("everybody’s")), *people])
        self.whose.setEnabled(True)
        if self.whose.currentIndex() < 0:
            self.whose.show_value("")
        for name, field in self.fields.items():
            field.show_value(getattr(plan.letter, name) if plan.letter is not None else "")
        for card in self._for_the_head:
            card.setVisible(editable)

    def commands(self) -> list[Command]:
        """Return what can be made here, for the palette."""
        plan = self.tr("Plan")
        return [
            Command("plan.pack", self.pack.text(), plan, self._make_pack, "", "printer"),
            Command("plan.calendar", self.calendar.text(), plan, self._make_calendar, "", "calendar-days"),
            Command("plan.letter", self.tr("Make the letter to the head…"), plan, self.letter.click, "", "file-text"),
            Command("plan.note", self.tr("Make the note on data…"), plan, self.note.click, "", "file-text"),
        ]

    def _build(self) -> None:
        theme = self.theme
        hint = self.tr("The briefing opens only for your team. Whoever has one of the other files can read it.")
        self.body.addWidget(Paragraph(theme, hint, tone="soft"))
        made = QHBoxLayout()
        made.addWidget(self.made)
        made.addWidget(self.folder)
        made.addStretch()
        self.body.addLayout(made)
        self.made.hide()
        self.folder.hide()
        self._card(
            self.tr("Visit pack"),
            self.tr(
                "For the team, on paper: timetable, questions and look-fors, guides of the planned conversations, whom "
                "to go to, evidence sheets, and what helps when something goes wrong."
            ),
            self.pack,
        )
        self._card(
            self.tr("Calendar"),
            self.tr("The timetable for a calendar, in London time. Bringing in a later one moves what was there."),
            self.whose,
            self.calendar,
        )
        briefing = self._card(
            self.tr("Briefing"),
            self.tr("The whole plan for each of the team, on Share. What is written for the office is not in it."),
            self.briefing,
        )
        letter = self._card(
            self.tr("Letter to the head"),
            self.tr("Who comes and from where, identification, photographs, what is kept and until when; and this:"),
            self.letter,
            self.letter_word,
        )
        form = Form(theme)
        for (_, field), word in zip(
            self.fields.items(),
            (self.tr("Arrival"), self.tr("Cars"), self.tr("Access"), self.tr("We ask for")),
            strict=True,
        ):
            form.add(word, field)
        letter.body.insertWidget(2, form)
        note = self._card(
            self.tr("Note on data"),
            self.tr("What is held, why, by whom and until when, in plain words. A model: make it your own."),
            self.note,
            self.note_word,
        )
        self._for_the_head = (briefing, letter, note)
        self.body.addStretch()

    def _card(self, heading: str, about: str, *acts: QWidget) -> Card:
        card = Card(self.theme)
        card.setMaximumWidth(self.theme.px(WIDTH))
        card.body.addWidget(Label(self.theme, heading, bold=True))
        card.body.addWidget(Paragraph(self.theme, about, tone="soft"))
        row = QHBoxLayout()
        row.setSpacing(self.theme.gap("s"))
        for one in acts:
            row.addWidget(one)
        row.addStretch()
        card.body.addLayout(row)
        self.body.addWidget(card)
        return card

    def _wire(self) -> None:
        self.briefing.clicked.connect(lambda: self.acts.go("share"))
        self.pack.clicked.connect(self._make_pack)
        self.calendar.clicked.connect(self._make_calendar)
        self.folder.clicked.connect(self._open_folder)
        ways: tuple[tuple[Button, Paper, str, str], ...] = (
            (self.letter, "letter", self.tr("Letter to"), _PDF),
            (self.letter_word, "letter", self.tr("Letter to"), _WORD),
            (self.note, "note", self.tr("Note on data"), _PDF),
            (self.note_word, "note", self.tr("Note on data"), _WORD),
        )
        for button, paper, word, ending in ways:
            button.clicked.connect(partial(self._make_paper, paper, word, ending))
        for name, field in self.fields.items():
            field.given.connect(partial(self._keep, name))
            self.acts.drafts.watch(field, partial(self._place, name), lambda: self.plan.letter if self.plan else None)
            self.acts.proof.watch(field, lambda: "letter", kinds=("name", "word", "spelling"), with_team=True)

    def _place(self, name: str) -> tuple[str, str]:
        return (self.plan.review.record_id if self.plan else "", f"letter.{name}")

    def _keep(self, name: str, words: str) -> None:
        plan, papers = self.plan, self.acts.desk.papers
        if plan is None:
            return
        if plan.letter is not None:
            self.acts.change(plan.letter, **{name: words})
        else:
            self.acts.run(lambda: papers.begin_letter(plan.scope, **{name: words}))

    def _make_pack(self) -> None:
        self._make_paper("pack", self.tr("Visit pack"), _PDF)

    def _make_paper(self, paper: Paper, word: str, ending: str, *_: object) -> None:
        plan, papers = self.plan, self.acts.desk.papers
        if plan is not None:
            self._make(file_name(plan, word, ending), lambda path: papers.write(plan, paper, path))

    def _make_calendar(self) -> None:
        plan, papers, person = self.plan, self.acts.desk.papers, self.whose.value()
        if plan is not None:
            who = self.whose.currentText() if person else ""
            name = file_name(plan, self.tr("Calendar"), _CALENDAR, who)
            self._make(name, lambda path: papers.write_calendar(plan, path, person))

    def _make(self, name: str, write: Callable[[Path], Path]) -> None:
        """Ask where a file is to be, write it as a job, and say where it is."""

        def chosen(path: Path) -> None:
            self.acts.look(lambda: write(path), self._on_made)

        ask_new_file(self, self.tr("Where should it be?"), name, chosen)

    def _on_made(self, path: Path) -> None:
        self._made = path
        said = self.tr("{} is in {}.").format(path.name, path.parent.name or str(path.parent))
        self.made.setText(said)
        self.made.setToolTip(str(path))
        self.made.show()
        self.folder.show()
        self.acts.say(said)

    def _open_folder(self) -> None:
        if self._made is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._made.parent)))
