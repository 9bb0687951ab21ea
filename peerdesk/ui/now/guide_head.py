"""Above a conversation: where one is, along which guide, and who asks."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Signal, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from peerdesk.domain.conversation import Stop
from peerdesk.domain.framework import Guide
from peerdesk.domain.review import Activity
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow

_LONGEST, _SHORT = 30, 18  # letters of a title in a slot
_ASKED = 64


class GuideHead(Flow):
    """Slots for the activity, the guide, the prompt and who asks; pressing one offers what it may hold.

    Signals:
        activity_requested: the first slot was pressed.
        asker_requested: the slot of who asks was pressed.
        guide_chosen: id of a guide; "" for none, only what comes up.
        prompt_chosen: what `Answer.prompt` says of it.
    """

    activity_requested = Signal()
    asker_requested = Signal()
    guide_chosen = Signal(str)
    prompt_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make empty slots."""
        super().__init__("", parent=parent)
        self.setAccessibleName(self.tr("Where this conversation is"))
        self._guides: Sequence[Guide] = ()
        self._stops: Sequence[Stop] = ()
        self._now, self._at = "", ""
        self._counts: Mapping[str, int] = {}
        self._title, self._slim = "", False
        self.activity = Button(theme, " ", "clock", "slot")  # words come later, the gap beside the icon is made now
        self.guide = Button(theme, " ", "message-circle", "slot")
        self.prompt = Button(theme, " ", "list-checks", "slot")
        self.asker = Button(theme, " ", "users", "slot")
        for part in (self.activity, self.guide, self.prompt, self.asker):
            self.flow.addWidget(part)
        self.activity.clicked.connect(self.activity_requested)
        self.asker.clicked.connect(self.asker_requested)
        self.guide.clicked.connect(lambda: self._open(self.guide, self.guide_choices()))
        self.prompt.clicked.connect(lambda: self._open(self.prompt, self.prompt_choices()))

    def show_activity(self, activity: Activity) -> None:
        """Say in which activity one is; in words where the day is not seen beside it."""
        self._title = activity.title
        self._say(self.activity, _short(activity.title, _SHORT) if self._slim else "")
        self.activity.setAccessibleName(self.tr("Activity: {}. Press to choose another.").format(activity.title))
        self.activity.setToolTip(activity.title)

    def show_slim(self, slim: bool) -> None:
        """Name the activity: the day is not seen beside it; or do not."""
        self._slim = slim
        self._say(self.activity, _short(self._title, _SHORT) if slim else "")

    def show_guides(self, guides: Sequence[Guide], now: Guide | None, voice: str) -> None:
        """Say which guide is held; others are offered, those that fit a voice first."""
        self._guides = [one for one in guides if one.voice == voice] + [one for one in guides if one.voice != voice]
        self._now = now.guide_id if now else ""
        title = now.title if now else self.tr("No guide")
        self._say(self.guide, _short(title))
        self.guide.setAccessibleName(self.tr("Guide: {}. Press to choose another.").format(title))
        self.guide.setToolTip(title)

    def show_prompts(self, stops: Sequence[Stop], at: str, counts: Mapping[str, int]) -> None:
        """Say where one is; `counts` says how much was said under each prompt."""
        self._stops, self._at, self._counts = stops, at, counts
        numbered = [stop for stop in stops if stop.number]
        here = next((stop for stop in stops if stop.prompt == at), stops[-1])
        said = {"opening": self.tr("Opening"), "close": self.tr("Close")}.get(here.kind, "")
        self._say(self.prompt, said or self.tr("{} of {}").format(here.number, len(numbered)))
        self.prompt.setAccessibleName(self.tr("Prompt: {}. Press to see all.").format(self.prompt.text()))

    def show_asker(self, name: str) -> None:
        """Say who asks; "" for nobody in particular."""
        self._say(self.asker, self.tr("{} asks").format(name) if name else self.tr("Who asks?"))

    def guide_choices(self) -> list[QAction]:
        """Return an act for each guide, and for none."""
        names = [(one.guide_id, one.title) for one in self._guides]
        return [
            self._choice(title, one == self._now, self.guide_chosen, one)
            for one, title in (*names, ("", self.tr("No guide: what comes up, and my own questions")))
        ]

    def prompt_choices(self) -> list[QAction]:
        """Return an act for each stop of the way, with how much was said there."""
        choices = []
        for stop in self._stops:
            words = {"opening": self.tr("Opening words"), "close": self.tr("Close, and what nobody asked")}.get(
                stop.kind
            )
            title = words or f"{stop.number}  {_short(stop.text, _ASKED)}"
            count = self._counts.get(stop.prompt, 0)
            text = f"{title}  ({count})" if count else title
            choices.append(self._choice(text, stop.prompt == self._at, self.prompt_chosen, stop.prompt))
        return choices

    def _choice(self, text: str, there: bool, told: SignalInstance, value: str) -> QAction:
        action = QAction(text.replace("&", "&&"), self)
        action.setCheckable(True)
        action.setChecked(there)
        action.triggered.connect(lambda _=False: told.emit(value))
        return action

    def _open(self, slot: Button, choices: Sequence[QAction]) -> None:
        menu = QMenu(slot)
        menu.setAccessibleName(slot.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addActions(list(choices))
        menu.popup(slot.mapToGlobal(QPoint(0, slot.height())))

    def _say(self, slot: Button, text: str) -> None:
        if slot.text() != text:
            slot.setText(text)
            slot.updateGeometry()


def _short(title: str, longest: int = _LONGEST) -> str:
    return title if len(title) <= longest else title[: longest - 1].rstrip() + "…"
