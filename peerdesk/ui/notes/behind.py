"""What stands behind a note, on a sheet: when, where and by whom it was seen, and what kind of evidence it is."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.clock_time import read_time
from peerdesk.domain.evidence import Note
from peerdesk.domain.naming import named
from peerdesk.domain.review import SOURCES, VOICES, Activity
from peerdesk.overriding import override
from peerdesk.ui.notes.count_field import CountField
from peerdesk.ui.notes.facts import activity_name, year_name
from peerdesk.ui.notes.rows import short_name
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.journal import Journal
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

_PART = "\x1e"  # between the fields, in a draft of all that are typed
_WIDE, _TIME = 240, 84
_YEARS = ("N", "R", *map(str, range(1, 14)))
_SMALL = _YEARS[:8]
_TITLE = 160  # letters of the note that head the sheet


class BehindSheet(Sheet):
    """All that is known of a note but its words. Ctrl+Enter keeps, Escape leaves it as it was.

    Signals:
        keep_requested: keep what stands here.
    """

    keep_requested = Signal()

    def __init__(self, parent: QWidget, note: Note, plan: ReviewPlan, may_change: Callable[[Activity], bool]) -> None:
        """Show a note.

        Args:
            parent: any widget of the window.
            note: as it is shown.
            plan: of its review.
            may_change: says whether this person may say who of the school took part in an activity.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("What stands behind this note"), width=620)
        self.note, self._plan, self._may_change = note, plan, may_change
        self._make_fields()
        self._offer()
        self._show_note()
        self._lay_out()
        self._begun = self._words()
        self.journal = Journal(self, self._unkept)
        self._wire()

    # What it says

    def fields(self) -> dict[str, Any]:
        """Return attributes of `Note`, as they stand here."""
        at = read_time(self.seen.text())
        talk = self.source.value() == "talk"
        return {
            **{name: choice.value() for name, choice in self._choices.items()},
            "seen_at": f"{self.day.value() or self.note.seen_at[:10]}T{at}" if at else self.note.seen_at,
            "voice": self.voice.value() if talk else "",
            "where": self.where.text().strip(),
            "subject": self.subject.text().strip(),
            "present": self.present.numbers() or (),
            "tally": self.tally.numbers() or (),
        }

    def chosen_questions(self) -> list[str]:
        """Return the ids of the questions it is to bear on."""
        return [one for one, chip in self.questions.items() if chip.isChecked()]

    def joint(self) -> tuple[Activity, str] | None:
        """Return the activity and who of the school took part in it; None if that is to stay as it was."""
        activity, said = self._chosen_activity(), self.joint_with.text().strip()
        is_new = activity is not None and self.joint_with.isEnabled() and said != activity.joint_with
        return (activity, said) if activity is not None and is_new else None

    def take_up(self, words: str) -> None:
        """Put back what was typed here and never kept."""
        for field, said in zip(self._typed, words.split(_PART), strict=False):
            if isinstance(field, CountField):
                field.take_words(said)
            elif isinstance(field, QLineEdit):
                field.setText(said)
        self.journal.note()

    # How it is made

    def _make_fields(self) -> None:
        theme, tr = self.theme, self.tr
        self.seen, self.where, self.subject, self.joint_with = (QLineEdit() for _ in range(4))
        self.present = CountField(theme, tr("Present"), tr("Present"), tr("On roll"), tr("on roll"))
        self.tally = CountField(theme, tr("Counted"), tr("Found"), tr("Looked at"))
        self._typed = (self.seen, self.where, self.subject, self.joint_with, self.present, self.tally)
        self.day = Choice(theme, tr("Day"))
        self.activity = Choice(theme, tr("Activity"), _WIDE)
        self.observed_by = Choice(theme, tr("Observed by"), _WIDE)
        self.asked_by = Choice(theme, tr("Asked by"), _WIDE)
        self.source = Choice(theme, tr("Kind of evidence"), _WIDE)
        self.voice = Choice(theme, tr("Whose voice"), _WIDE)
        self.year = Choice(theme, tr("Year"), _WIDE)
        self._choices = {
            "activity": self.activity,
            "observed_by": self.observed_by,
            "asked_by": self.asked_by,
            "source": self.source,
            "voice": self.voice,
            "year": self.year,
        }
        self.linked = Flow(tr("Which questions it bears on"))
        self.questions: dict[str, Button] = {}
        self.why = Paragraph(theme, "", "body", "alert")
        self.leave = Button(theme, tr("Leave it"), kind="quiet")
        self.keep = Button(theme, tr("Keep"), kind="primary")

    def _offer(self) -> None:
        plan, note, tr = self._plan, self.note, self.tr
        for at, one in enumerate(plan.questions, 1):
            chip = Button(self.theme, short_name(at, one), kind="chip")
            chip.setChecked(one.record_id in note.questions)
            self.linked.flow.addWidget(chip)
            self.questions[one.record_id] = chip
        members = [(one.record_id, named(one)) for one in plan.members]
        years = _YEARS if "secondary" in plan.review.school_phase.lower() else _SMALL
        years = (*years, note.year) if note.year and note.year not in years else years
        activities = sorted(plan.activities, key=lambda one: one.time or ("~",))
        self.day.show_choices([(one, one) for one in sorted({note.seen_at[:10], *plan.review.days} - {""})])
        self.activity.show_choices(
            [("", tr("No activity")), *((one.record_id, activity_name(one)) for one in activities)]
        )
        self.observed_by.show_choices([("", tr("whoever wrote it")), *members])
        self.asked_by.show_choices([("", tr("nobody")), *members])
        self.source.show_choices([(one, one.capitalize()) for one in SOURCES])
        self.voice.show_choices([("", tr("not said")), *((one, one.capitalize()) for one in VOICES)])
        self.year.show_choices([("", tr("not said")), *((one, year_name(one)) for one in years)])

    def _show_note(self) -> None:
        note = self.note
        self.seen.setText(note.seen_at[11:16])
        self.day.show_value(note.seen_at[:10])
        for name, choice in self._choices.items():
            choice.show_value(getattr(note, name))
        self.where.setText(note.where)
        self.subject.setText(note.subject)
        self.present.show_numbers(note.present)
        self.tally.show_numbers(note.tally)
        self._show_joint()

    def _lay_out(self) -> None:
        theme, tr = self.theme, self.tr
        self.content.addWidget(make_title(theme, tr("What stands behind this note"), "notebook-pen"))
        text = " ".join(self.note.text.split())
        self.content.addWidget(Paragraph(theme, text if len(text) <= _TITLE else f"{text[:_TITLE]}…", tone="soft"))
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.seen)
        row.addWidget(self.day)
        row.addStretch()
        self.day.setVisible(self.day.count() > 1)
        self.seen.setFixedWidth(theme.px(_TIME))
        form = Form(theme)
        for name, field in (
            (tr("Seen at"), self.seen),
            (tr("Activity"), self.activity),
            (tr("Joint with"), self.joint_with),
            (tr("Bears on"), self.linked),
            (tr("Observed by"), self.observed_by),
            (tr("Asked by"), self.asked_by),
            (tr("Evidence"), self.source),
            (tr("Whose voice"), self.voice),
            (tr("Where, who"), self.where),
            (tr("Year"), self.year),
            (tr("Subject"), self.subject),
            (tr("Present"), self.present),
            (tr("Counted"), self.tally),
        ):
            label = form.add(name, when if field is self.seen else field)
            label.setBuddy(field)
            if isinstance(field, QLineEdit):
                field.setAccessibleName(name)
        self.where.setPlaceholderText(tr("Y5 English, or Y4 pupil"))
        self.joint_with.setPlaceholderText(tr("which colleague of the school, by role"))
        self.content.addWidget(form)
        self.content.addWidget(self.why)
        self.why.hide()
        self.foot.addStretch()
        self.foot.addWidget(self.leave)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _wire(self) -> None:
        for field in self._typed:
            if isinstance(field, CountField):
                field.edited.connect(self.journal.note)
            else:
                Room(field, field.text)
                field.textEdited.connect(self.journal.note)
        self.activity.activated.connect(lambda _: self._show_joint())
        self.voice.activated.connect(lambda _: self._on_voice())
        self.keep.clicked.connect(self._on_keep)
        self.leave.clicked.connect(self.reject)

    # What happens

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.isAutoRepeat():
            self.keep.click()
        elif not enter:
            super().keyPressEvent(event)

    def _chosen_activity(self) -> Activity | None:
        return next((one for one in self._plan.activities if one.record_id == self.activity.value()), None)

    def _show_joint(self) -> None:
        activity = self._chosen_activity()
        self.joint_with.setText(activity.joint_with if activity else "")
        self.joint_with.setEnabled(activity is not None and self._may_change(activity))

    def _on_voice(self) -> None:
        if self.voice.value():
            self.source.show_value("talk")

    def _has_time(self) -> bool:
        at = read_time(self.seen.text())
        return bool(at) or (at == "" and not self.note.seen_at)

    def _words(self) -> str:
        return _PART.join(field.words() if isinstance(field, CountField) else field.text() for field in self._typed)

    def _unkept(self) -> str:
        words = self._words()
        return words if words != self._begun else ""

    def _on_keep(self) -> None:
        wrong: tuple[tuple[bool, str, QWidget], ...] = (
            (not self._has_time(), self.tr("This is no time. Write it as 09:40."), self.seen),
            (self.present.numbers() is None, self.tr("Present: two numbers, as in 26 of 27."), self.present),
            (self.tally.numbers() is None, self.tr("Counted: two numbers, as in 1 of 6."), self.tally),
        )
        for is_wrong, why, field in wrong:
            if is_wrong:
                self.why.setText(why)
                self.why.show()
                self.place()
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self.keep_requested.emit()
