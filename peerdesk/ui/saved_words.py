"""Saying what is on disk: steadily in the top bar, in words when somebody asks."""

from datetime import datetime

from PySide6.QtCore import QObject

from peerdesk.desk.desk import Desk
from peerdesk.desk.unkept import Kept
from peerdesk.errors import PeerDeskError
from peerdesk.ui.field_drafts import write_all_now
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.saving import Saving
from peerdesk.ui.unkept_words import shortened

TOLD = "saved.told"
_SHOWN = 32  # letters of what was kept last: enough to know it, and one line holds the sentence


class SavedWords(QObject):
    """Lets a window say of its desk what is saved."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        """Speak for a desk in a window."""
        super().__init__(window)
        self._desk, self._window, self._told = desk, window, False
        self._trouble: PeerDeskError | None = None
        saving = Saving(desk.drafts, window)
        saving.is_kept.connect(self._on_kept)
        saving.is_on_its_way.connect(window.show_keeping)
        saving.is_not_kept.connect(self._on_not_kept)
        saving.is_well_again.connect(self._on_well)
        keeping = desk.keeping
        window.jobs.start(self, lambda _: keeping.setting(TOLD), self._on_told)

    def answer(self) -> None:
        """Say in words what is on disk: read back now, never from what was asked for."""
        write_all_now(self._window)
        unkept = self._desk.unkept
        self._window.jobs.start(self, lambda _: unkept.last_kept(), self._say)

    def _say(self, last: Kept | None) -> None:
        standing = self._desk.drafts.standing()
        said = [self.tr("Nothing of yours is kept on this laptop yet.") if last is None else self._last(last)]
        if standing.trouble is not None:
            said.insert(0, self.tr("What you are typing is not kept: {}").format(standing.trouble.message))
        elif standing.taken_at:
            said.append(self.tr("What you are typing now is safe too."))
        self._window.say(" ".join(said), done=standing.trouble is None)

    def _last(self, last: Kept) -> str:
        at, today = datetime.fromisoformat(last.kept_at).astimezone(), self._desk.acting.now().astimezone().date()
        when = f"{at:%H:%M:%S}" if at.date() == today else f"{at:%H:%M, %d.%m.%Y}"
        word = {"note": self.tr("note"), "finding": self.tr("finding")}.get(last.kind, self.tr("words"))
        if not last.title:
            return self.tr("Your last {} was kept {}.").format(word, when)
        return self.tr("Your last {}, “{}”, kept {}.").format(word, shortened(last.title, _SHOWN), when)

    def _on_told(self, told: str) -> None:
        if told:
            self._window.top_bar.show_known()
        self._told = bool(told)

    def _on_kept(self) -> None:
        self._window.show_saved(self._desk.acting.now())
        if not self._told:
            self._told, keeping = True, self._desk.keeping
            self._window.jobs.start(self, lambda _: keeping.put_setting(TOLD, "1"), lambda _: None)

    def _on_not_kept(self, trouble: PeerDeskError) -> None:
        at = self._desk.acting.now().astimezone()
        self._window.show_not_saved(self.tr("{} ({:%H:%M})").format(trouble.message, at))
        said = self.tr("{} {} What you type stays on the screen.").format(trouble.message, trouble.remedy)
        self._window.say(said, done=False)

    def _on_well(self) -> None:
        self._window.say(
            self.tr("What you typed is kept again, {:%H:%M}.").format(self._desk.acting.now().astimezone())
        )
