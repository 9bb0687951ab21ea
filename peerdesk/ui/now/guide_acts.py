"""What becomes of answers once they are kept: a note, another wording's place, or nothing."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Answer, OwnPrompt
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.guide_way import Way


class GuideActs(QObject):
    """Each act is a job.

    Signals:
        changed: a Changes.
        told: a sentence about what was done; True if Undo can take it back.
    """

    changed = Signal(object)
    told = Signal(str, bool)

    def __init__(self, desk: Desk, jobs: JobRunner, owner: QWidget) -> None:
        """Act for `owner`, the guide."""
        super().__init__(owner)
        self._desk, self._jobs = desk, jobs

    def tick(self, way: Way, scope: str) -> None:
        """Note that the opening words were said."""
        talk, activity, guide = self._desk.conversation, way.activity.record_id, way.guide_id
        self._do(lambda: talk.tick_opening(scope, activity, guide))

    def untick(self, way: Way) -> bool:
        """Take one's own tick away; False if somebody else said the words."""
        mine = [one for one in way.ticks if one in way.mine]
        if mine:
            self._do(lambda: self._desk.conversation.delete(mine[-1]))
        return bool(mine)

    def make_note(self, way: Way, answer: Answer) -> None:
        """Make a note of an answer; of one that is a note already, say so."""
        if answer.record_id in way.talk.notes:
            self.told.emit(self.tr("That answer is a note already."), False)
            return
        talk, question, voice = self._desk.conversation, way.question(answer.prompt), way.voice
        self._do(lambda: talk.make_note(answer, question=question, voice=voice)[1], self.tr("It is a note now."))

    def delete(self, answer: Answer) -> None:
        """Take an answer out."""
        self._do(lambda: self._desk.conversation.delete(answer), self.tr("Answer taken out."))

    def take_out(self, own: OwnPrompt) -> None:
        """Take a question of one's own out."""
        self._do(lambda: self._desk.conversation.delete(own), self.tr("Question taken out."))

    def _do(self, act: Callable[[], Changes], said: str = "") -> None:
        def done(changes: Changes) -> None:
            self.changed.emit(changes)
            if said:
                self.told.emit(said, True)

        self._jobs.start(self, lambda _: act(), done)
