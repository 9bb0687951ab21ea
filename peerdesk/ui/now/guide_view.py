"""How a conversation is shown: where it is, what is asked now, the line, and below it what was said."""

from collections import Counter
from dataclasses import replace

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.conversation import OPENING, began_at, minutes_since
from peerdesk.overriding import override
from peerdesk.ui.now.guide_below import GuideBelow
from peerdesk.ui.now.guide_card import AnswerCard
from peerdesk.ui.now.guide_head import GuideHead
from peerdesk.ui.now.guide_list import AnswerWords
from peerdesk.ui.now.guide_prompt import PromptPart
from peerdesk.ui.now.guide_way import Way
from peerdesk.ui.now.tools import Place, Tool
from peerdesk.ui.now.who import likely_speakers
from peerdesk.ui.theme import Theme


class GuideView(Tool):
    """The parts of a conversation. Once it has begun, what is for the reviewer alone is seen only when asked for."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Show nothing yet."""
        super().__init__(parent)
        self.head = GuideHead(theme)
        self.word = self.tr("Guide")
        self.prompt = PromptPart(theme)
        self.card = AnswerCard(theme)
        self.primary = self.card.keep
        self.under = GuideBelow(theme)
        self.below, self.way = self.under, self.under.way
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        for part in (self.head, self.prompt, self.card):
            column.addWidget(part)

    @override
    def first_focus(self) -> QWidget:
        return self.card.line

    @override
    def type_here(self, event: QKeyEvent) -> None:
        self.card.type_here(event)

    @override
    def mark_quote(self) -> None:
        self.card.mark_quote()

    @override
    def show_details(self) -> None:
        self.card.show_details(not self.card.details.isVisible())

    @override
    def regions(self) -> list[QWidget]:
        return [self.head.guide, self.under.list]

    @override
    def show_slim(self, slim: bool) -> None:
        self.head.show_slim(slim)

    def show_way(self, place: Place, way: Way, prompt: str, *, more: bool) -> None:
        """Show a conversation.

        Args:
            place: where one stands.
            way: what is known of the conversation.
            prompt: where on the way one is.
            more: all that was said is shown, and what is for the reviewer alone.
        """
        activity, stop = way.activity, way.stop(prompt)
        counts = Counter(one.prompt for one in way.talk.answers if one.prompt != OPENING)
        self.head.show_activity(activity)
        self.head.show_guides(place.framework.guides, way.guide, activity.voice)
        self.head.show_prompts(way.stops, prompt, counts)
        self.prompt.show_stop(stop, way.guide, self._about(place, way, prompt))
        opened = more or not way.talk.answers
        self.prompt.show_rest(shown=opened, ticked=way.ticks != [])
        self.under.show_reminders(way.guide.reminders if way.guide and opened else ())
        self.prompt.show_follow_up(self.card.said().follow_up)
        speakers = likely_speakers(replace(activity, voice=way.voice), [*way.heard, *place.heard])
        self.card.show_people(way.voice, speakers, place.plan.members, place.me)
        self.card.show_prompts(way.prompts())
        words = AnswerWords(place.plan.members, place.me, way)
        self.under.show_talk(words, way.talk, shown=more)
        self.under.show_own(way.unanswered(prompt))
        self.show_asker()

    def show_asker(self) -> None:
        """Say who asks, as it is chosen now."""
        self.head.show_asker(self.card.asker())

    def show_time(self, way: Way, here: str, *, more: bool) -> None:
        """Count quietly from when it began to a local time, for the reviewer alone."""
        minutes = minutes_since(began_at(way.talk.answers), here)
        self.prompt.show_time(minutes if more else None, way.guide.minutes if way.guide else 0)

    def _about(self, place: Place, way: Way, prompt: str) -> str:
        """Return what stands small above the prompt: which of the review's questions it is about."""
        stop = way.stop(prompt)
        said = {"opening": self.tr("Opening words"), "close": self.tr("To close")}.get(stop.kind, "")
        asked = [
            f"Q{at} {one.short_name}".rstrip()
            for at, one in enumerate(place.plan.questions, 1)
            if one.record_id == stop.question
        ]
        own = [self.tr("your own")] if stop.own else []
        return " · ".join(filter(None, [said, *own, *asked]))
