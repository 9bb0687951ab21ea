"""One conversation as it stands: the way through it, and what was said on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from peerdesk.desk.conversation import Talk
from peerdesk.domain.conversation import OPENING, AnyVoice, Stop, guide_for, place_in, stops_of
from peerdesk.domain.evidence import Answer, OwnPrompt
from peerdesk.domain.framework import Guide
from peerdesk.domain.review import Activity, Question
from peerdesk.ui.now.tools import Place

NO_GUIDE = ""


@dataclass(frozen=True)
class Way:
    """What is known of a conversation.

    Attributes:
        me: name of the key of this desk's person; mine: their answers, ticks among them, the newest last.
        stops: from the opening words to the close; never empty.
        held: what is held back by its id, and whether that is answered (`Safety.held_back`).
    """

    activity: Activity
    talk: Talk = field(default_factory=Talk)
    me: str = ""
    mine: Sequence[Answer] = ()
    guide: Guide | None = None
    stops: Sequence[Stop] = field(default_factory=lambda: stops_of(None, (), ()))
    questions: Sequence[Question] = ()
    held: Mapping[str, bool] = field(default_factory=dict)

    @property
    def voice(self) -> AnyVoice:
        """Whose voice is heard."""
        return self.guide.voice if self.guide else self.activity.voice

    @property
    def guide_id(self) -> str:
        """What answers say of the guide."""
        return self.guide.guide_id if self.guide else NO_GUIDE

    @property
    def ticks(self) -> list[Answer]:
        """Return who said that the opening words were said."""
        return [one for one in self.talk.answers if one.prompt == OPENING]

    @property
    def last(self) -> Answer | None:
        """The answer that this desk's person kept last."""
        return next((one for one in reversed(self.mine) if one.prompt != OPENING), None)

    @property
    def heard(self) -> list[str]:
        """Who was heard in it, the newest first."""
        return [one.said_by for one in reversed(self.talk.answers) if one.said_by]

    def stop(self, prompt: str) -> Stop:
        """Return the stop of a prompt; what is no longer asked is at the end."""
        return self.stops[place_in(self.stops, prompt)]

    def beside(self, prompt: str, by: int) -> Stop | None:
        """Return the stop so many further on, None where there is none."""
        at = place_in(self.stops, prompt) + by
        return self.stops[at] if 0 <= at < len(self.stops) else None

    def numbered(self, number: str) -> Stop:
        """Return the stop of a number that is known."""
        return next(stop for stop in self.stops if stop.number == number)

    def prompts(self) -> dict[str, str]:
        """Return what is asked, by its number."""
        return {stop.number: stop.text for stop in self.stops if stop.number}

    def question(self, prompt: str) -> str:
        """Return the review's question that a prompt is about: its own, or the only one of the conversation."""
        asked = self.activity.questions
        return self.stop(prompt).question or (asked[0] if len(asked) == 1 else "")

    def answer(self, record_id: str) -> Answer | None:
        """Return an answer that is here."""
        return next((one for one in self.talk.answers if record_id and one.record_id == record_id), None)

    def unanswered(self, prompt: str) -> OwnPrompt | None:
        """Return the question of this desk's person that is asked at a prompt and that nobody answered, or None."""
        own = self.stop(prompt).own
        used = {one.prompt for one in self.talk.answers}
        return own if own and own.author == self.me and own.record_id not in used else None


def way_of(place: Place, activity: Activity, talk: Talk, me: str, wished: str | None) -> Way:
    """Return the way through a conversation.

    Args:
        place: where one stands.
        activity: the conversation.
        talk: what it says now.
        me: name of the key of this desk's person.
        wished: id of a guide that somebody chose just now, `NO_GUIDE` for none; None if nobody chose.
    """
    mine = [one for one in talk.answers if one.author == me]
    guide = None if wished == NO_GUIDE else guide_for(place.framework, activity, mine, wished or "")
    questions = place.plan.questions
    return Way(activity, talk, me, mine, guide, stops_of(guide, talk.prompts, questions), questions)
