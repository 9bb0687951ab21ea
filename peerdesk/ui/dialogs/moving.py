"""Moving what was typed in the practice to a real review: what, and to where."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.desk.moving import Kind, Place, Practised
from peerdesk.domain.dates import day_in_words, days_in_words
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.combo import Combo
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tick import Tick

_LONGEST = 70  # letters beside a tick; all of the words stand below


class MoveSheet(Sheet):
    """A list of what was typed, all of it marked, and two choices. Nothing goes anywhere before the button is pressed.

    Signals:
        wanted: scope of the review, record id of the activity or "", and a list of Practised.
    """

    wanted = Signal(str, str, object)

    def __init__(self, parent: QWidget, typed: Sequence[Practised], places: Sequence[Place]) -> None:
        """Show what was typed, and where it can go."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Move what I typed"), width=680)
        self._places = {one.review.scope: one for one in places}
        self._typed = typed
        self.ticks = [_tick(theme, self._word(one.kind), one) for one in typed]
        self.review, self.activity = Combo(theme), Combo(theme)
        self.move_button = Button(theme, "", "arrow-right", "primary")
        self.close_button = Button(theme, self.tr("Not now"), kind="quiet")
        self._build(theme)
        self._wire()

    def chosen(self) -> list[Practised]:
        """Return what is marked."""
        return [one for one, tick in zip(self._typed, self.ticks, strict=True) if tick.isChecked()]

    def _build(self, theme: Theme) -> None:
        self.content.addWidget(make_title(theme, self.tr("Move what I typed to a real review"), "arrow-right"))
        self.content.addWidget(Paragraph(theme, self._sentence(), tone="soft"))
        can_move = bool(self._typed and self._places)
        if can_move:
            self._add_choices(theme)
        for tick, one in zip(self.ticks, self._typed, strict=True):
            self.content.addWidget(_row(theme, tick, one, self._beside(one)))
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.foot.addWidget(self.move_button)
        self.move_button.setVisible(can_move)
        self.set_gaps(theme.gap("l"), theme.gap("m"))

    def _add_choices(self, theme: Theme) -> None:
        form = Form(theme)
        form.add(self.tr("To the review"), self.review)
        form.add(self.tr("Into the activity"), self.activity)
        self.review.show_choices([(scope, _name(one)) for scope, one in self._places.items()])
        self.review.setCurrentIndex(0)
        self.content.addWidget(form)

    def _wire(self) -> None:
        self.review.currentIndexChanged.connect(self._show_activities)
        self.move_button.clicked.connect(self._on_move)
        self.close_button.clicked.connect(self.reject)
        for tick in self.ticks:
            tick.toggled.connect(self._count)
        self._show_activities()
        self._count()

    def _sentence(self) -> str:
        if not self._typed:
            return self.tr("You have typed nothing here yet that the practice did not bring along.")
        if not self._places:
            return self.tr(
                "There is no real review on this laptop yet. Open what you were sent, or plan one; what you typed "
                "stays here until then."
            )
        return self.tr("Each becomes a note of your own there. The practice stays as it is.")

    def _show_activities(self) -> None:
        place = self._places.get(self.review.value())
        there = place.activities if place else ()
        self.activity.clear()
        self.activity.show_choices([("", self.tr("No activity")), *there])
        self.activity.setCurrentIndex(0)

    def _count(self) -> None:
        count = len(self.chosen())
        self.move_button.setText(self.tr("Move 1 of them") if count == 1 else self.tr("Move {}").format(count))
        self.move_button.setEnabled(count > 0)

    def _on_move(self) -> None:
        scope, activity, chosen = self.review.value(), self.activity.value(), self.chosen()
        self.accept()
        self.wanted.emit(scope, activity, chosen)

    def _word(self, kind: Kind) -> str:
        return {"note": self.tr("Note"), "answer": self.tr("Answer"), "jotting": self.tr("Only me")}[kind]

    def _beside(self, one: Practised) -> str:
        said = f"{day_in_words(one.seen_at[:10], year=False)}, {one.seen_at[11:]}" if one.seen_at else ""
        if one.kind == "jotting":
            return self.tr("{} · stays for you only there too").format(said)
        return self.tr("{} · its pictures stay here").format(said) if one.pictures else said


def _tick(theme: Theme, word: str, one: Practised) -> Tick:
    said = " ".join(one.text.split())
    short = said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"
    tick = Tick(theme, word)
    tick.setAccessibleName(f"{word}: {short}")
    tick.setChecked(True)
    return tick


def _row(theme: Theme, tick: Tick, one: Practised, beside: str) -> QWidget:
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(tick)
    words = QVBoxLayout()
    words.setContentsMargins(theme.px("icon") + theme.gap("s"), 0, 0, 0)
    words.setSpacing(0)
    words.addWidget(Paragraph(theme, one.text))
    words.addWidget(Paragraph(theme, beside, "caption", "soft"))
    column.addLayout(words)
    return row


def _name(place: Place) -> str:
    review = place.review
    return ", ".join(part for part in (review.school_name, days_in_words(review.days)) if part)
