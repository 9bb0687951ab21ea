"""Where a note comes from: activity, question, kind of evidence, year. Each slot wears the sign that sets it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QMenu, QWidget

from peerdesk.domain.line import Line
from peerdesk.domain.review import SOURCES, VOICES, Activity, Question
from peerdesk.overriding import override
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import GAP, Flow
from peerdesk.ui.widgets.restyle import restyle

_WIDEST, _LEAST = 300, 96
_YEARS = ("N", "R", *map(str, range(1, 14)))
_SMALL = ("N", "R", *map(str, range(1, 7)))


class Slots(Flow):
    """Four slots, filled by the activity and by what is typed; pressing one offers what it may hold.

    Signals:
        activity_requested: the first slot was pressed.
        chosen: name of an attribute of Chosen, and its value.
    """

    activity_requested = Signal()
    chosen = Signal(str, object)

    _resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make empty slots."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("Where it comes from"))
        self._theme = theme
        self._questions: tuple[Question, ...] = ()
        self._line: Line | None = None
        self.primary_school = True
        self._in: Activity | None = None
        self.activity = Button(theme, icon="clock", kind="slot", name=self.tr("Activity"))
        self.question = Button(theme, kind="slot")
        self.source = Button(theme, kind="slot")
        self.year = Button(theme, kind="slot")
        for slot in (self.activity, self.question, self.source, self.year):
            self.flow.addWidget(slot)
        self._resized.connect(self._fit, Qt.ConnectionType.QueuedConnection)  # not while things are being laid out
        self.activity.clicked.connect(self.activity_requested)
        self.question.clicked.connect(lambda: self._open(self.question, self.question_choices()))
        self.source.clicked.connect(lambda: self._open(self.source, self.source_choices()))
        self.year.clicked.connect(lambda: self._open(self.year, self.year_choices()))

    def show_activity(self, activity: Activity | None) -> None:
        """Say in which activity the line is, and until when."""
        self._in = activity
        title = activity.title if activity else self.tr("No activity")
        self.activity.setAccessibleName(self.tr("Activity: {}. Press to choose another.").format(title))
        self.activity.setToolTip(title)
        self._fit()

    def show_line(self, line: Line, questions: Sequence[Question], *, asked: bool) -> None:
        """Say what would be kept. `asked`: nothing decided yet which of several questions it is."""
        self._line, self._questions = line, tuple(questions)
        numbers = [at for at, one in enumerate(questions, 1) if one.record_id in line.questions]
        if len(numbers) == 1:
            words = f"Q{numbers[0]} {questions[numbers[0] - 1].short_name}".rstrip()
        elif numbers:
            words = ", ".join(f"Q{at}" for at in numbers)
        else:
            words = self.tr("Which question?") if asked else self.tr("No question")
        self._say(self.question, f"# {words}", unset=not numbers)
        self._say(self.source, "@ " + ", ".join(filter(None, (line.source.capitalize(), line.voice))))
        where = line.where or (f"Y{line.year}" if line.year[:1].isdigit() else line.year)
        self._say(self.year, "^ " + (where or self.tr("Where, who")), unset=not where)
        self._fit()

    # What may be chosen

    def question_choices(self) -> list[QAction]:
        """Return an act for each question, and for none."""
        now = self._line.questions if self._line else ()
        choices = []
        for at, one in enumerate(self._questions, 1):
            there = one.record_id in now
            after = tuple(each.record_id for each in self._questions if (each.record_id in now) != (each is one))
            choices.append(self._choice(f"Q{at} {one.short_name}".rstrip(), "questions", after, there))
        return [*choices, self._choice(self.tr("No question"), "questions", (), not now)]

    def source_choices(self) -> list[QAction]:
        """Return an act for each kind of evidence, then for each voice."""
        line = self._line
        now, voice = (line.source, line.voice) if line else ("", "")
        kinds = [self._choice(one.capitalize(), "source", one, one == now) for one in SOURCES]
        voices = [self._choice(self.tr("Talk: {}").format(one), "voice", one, one == voice) for one in VOICES]
        return kinds + voices

    def year_choices(self) -> list[QAction]:
        """Return an act for each year group."""
        now = self._line.year if self._line else ""
        return [self._choice(_year_name(year), "year", year, now == year) for year in self.years()]

    def years(self) -> tuple[str, ...]:
        """Return the years that the school may have, as records keep them."""
        return _SMALL if self.primary_school else _YEARS

    def _choice(self, text: str, name: str, value: object, there: bool) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setChecked(there)
        action.triggered.connect(partial(self._tell, name, value))
        return action

    def _tell(self, name: str, value: object, _checked: bool = False) -> None:
        self.chosen.emit(name, value)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resized.emit()

    @Slot()
    def _fit(self) -> None:
        """Give the activity what the others leave, so that the line below stays where it is."""
        activity = self._in
        others = sum(slot.sizeHint().width() + GAP for slot in (self.question, self.source, self.year))
        frame = self._theme.px("icon") + 2 * self._theme.gap(12) + 10
        room = max(self._theme.px(_LEAST), min(self._theme.px(_WIDEST), self.width() - others)) - frame
        title = activity.title if activity else self.tr("No activity")
        until = ""
        if activity and len(activity.time) > 1 and activity.time[0] != activity.time[1]:
            until = self.tr(", until {}").format(activity.time[1][-5:])
        metrics = QFontMetrics(self._theme.font())
        if metrics.horizontalAdvance(title + until) > room:
            until = ""
        shown = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
        self._say(self.activity, shown + until, unset=activity is None)

    def _open(self, slot: Button, choices: Sequence[QAction]) -> None:
        menu = QMenu(slot)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(slot.text())
        menu.addActions(list(choices))
        menu.popup(slot.mapToGlobal(QPoint(0, slot.height())))

    def _say(self, slot: Button, text: str, *, unset: bool = False) -> None:
        tone = "unset" if unset else ""
        if slot.property("tone") != tone:
            slot.setProperty("tone", tone)
            restyle(slot)
        if slot.text() != text:
            slot.setText(text)
            slot.updateGeometry()


def _year_name(year: str) -> str:
    return {"N": "Nursery", "R": "Reception"}.get(year, f"Year {year}")
