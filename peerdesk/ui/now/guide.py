"""The guide: a conversation held along its prompts. Enter is the next answer, Tab the next prompt."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.conversation import Talk
from peerdesk.desk.desk import Desk
from peerdesk.domain.conversation import UNASKED, AnyVoice, where_to_go_on
from peerdesk.domain.evidence import Answer
from peerdesk.domain.review import Activity
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.guide_acts import GuideActs
from peerdesk.ui.now.guide_typed import Said, to_change
from peerdesk.ui.now.guide_view import GuideView
from peerdesk.ui.now.guide_way import Way, way_of
from peerdesk.ui.now.guide_writing import AnswerWriting
from peerdesk.ui.now.strip import asker_for
from peerdesk.ui.now.tools import Place
from peerdesk.ui.theme import Theme
from peerdesk.ui.unkept_words import when

_TICK_MS = 20_000
_NOTE = "Ctrl+Shift+N"
_NOWHERE = Activity(record_id="", scope="", author="", first_written_at="")
Drafted = Sequence[tuple[str, str, str, str]]
Seen = tuple[Talk, Mapping[str, bool], Drafted | None]


class GuideTool(GuideView):
    """Shows where a conversation is, takes down what is said, and makes notes of it."""

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty; it looks at the desk when it stands in a conversation."""
        super().__init__(theme, parent)
        self._desk, self._jobs = desk, jobs
        self._scope, self._activity, self._prompt = "", "", UNASKED
        self._way = Way(_NOWHERE)
        self._looked = False  # what this conversation says is known
        self._more = False
        self._were: dict[str, str] = {}
        self._wished: dict[str, str] = {}
        self._wanted = self._found = ""
        self._drafts_of = ""  # the review whose begun answers are known
        self._return: str | None = None  # where one was before an answer was changed
        self.writing = AnswerWriting(desk, jobs, self.card, self.under.echo, self)
        self.acts = GuideActs(desk, jobs, self)
        self._wire()

    # What the page asks

    @override
    def is_for(self, activity: Activity) -> bool:
        return activity.kind == "conversation"

    @override
    def serves(self, activity: Activity) -> bool:
        return activity.kind != "work" and bool(self.is_for(activity) or activity.guide or activity.voice)

    @override
    def show_place(self, place: Place) -> None:
        self.place = place
        activity = place.activity
        if activity is None or not self.serves(activity):
            self._leave()
            return
        if (place.plan.scope, activity.record_id) != (self._scope, self._activity):
            self._enter_activity(place, activity)
        scope, is_new = self._scope, self._drafts_of != self._scope

        def look() -> Seen:
            talk = self._desk.conversation.look(scope, activity.record_id)
            return talk, self._desk.safety.held_back(), self._drafted() if is_new else None

        self._jobs.start(self, lambda _: look(), partial(self._on_seen, activity.record_id))

    @override
    def has_begun(self) -> bool:
        return self.card.said().begun

    @override
    def begun_in(self) -> set[str]:
        return self.writing.begun_in()

    @override
    def show_more(self, shown: bool) -> None:
        self._more = shown
        self._show()
        if shown:
            self.under.list.to_prompt(self._prompt)

    def show_record(self, record: str) -> None:
        """Go to an answer in the list, or to a question of one's own, once it is known that it is here."""
        self._found = record
        self._show()

    @override
    def flush(self) -> None:
        self.writing.drafts.flush()

    @override
    def commands(self) -> list[Command]:
        group, card, seen = self.tr("Conversation"), self.card, self.isVisible
        return [
            Command("guide.note", self.tr("Make a note of an answer"), group, self._make_note, _NOTE, "", seen),
            Command("guide.own", self.tr("Ask something of your own"), group, card.begin_question, "", "plus", seen),
            Command("guide.next", self.tr("Go to the next prompt"), group, self._next, "", "", seen),
            Command("guide.back", self.tr("Go to the prompt before"), group, self._back, "", "", seen),
            Command("guide.last", self.tr("Change the last answer"), group, self._change_last, "", "", seen),
        ]

    # How it works together

    def _wire(self) -> None:
        head, card, below, writing = self.head, self.card, self.under, self.writing
        head.activity_requested.connect(self.activity_requested)
        head.asker_requested.connect(self.show_details)
        head.guide_chosen.connect(self._choose_guide)
        head.prompt_chosen.connect(self._go)
        self.prompt.said.connect(self._on_said)
        self.prompt.follow_up_chosen.connect(self._choose_follow_up)
        card.enter_pressed.connect(self._enter)
        card.keep_requested.connect(self._keep)
        card.next_requested.connect(self._next)
        card.back_requested.connect(self._back)
        card.left.connect(self._leave_change)
        card.line.list_requested.connect(self._down)
        card.line.back_requested.connect(self._up)
        card.changed.connect(self.show_asker)
        below.list.change_requested.connect(self._change)
        below.list.note_requested.connect(self._note_of)
        below.list.delete_requested.connect(self.acts.delete)
        below.list.left.connect(self.left)
        below.note.clicked.connect(self._make_note)
        below.more.clicked.connect(self.more_requested)
        below.take_out.clicked.connect(self._take_out)
        writing.kept.connect(self._on_kept)
        self.acts.changed.connect(self.changed)
        self.acts.told.connect(self.told)
        writing.put_aside.connect(self._show_begun)
        FieldDrafts(self._desk, self._jobs, "who", self).watch(card.who.field, lambda: (self._scope, "answer"))
        clock = QTimer(self)
        clock.setInterval(_TICK_MS)
        clock.timeout.connect(self._show_time)
        clock.start()

    # Where one is

    def _leave(self) -> None:
        self.writing.make_room()
        self.card.stand_at(Said())
        self._activity, self._looked = "", False
        self._return = None

    def _enter_activity(self, place: Place, activity: Activity) -> None:
        """Leave what is typed where it was begun, and stand in another conversation."""
        self.writing.make_room()
        self._scope, self._activity, self._looked = place.plan.scope, activity.record_id, False
        self._prompt = self._were.get(activity.record_id, UNASKED)
        self._way, self._return = Way(activity), None
        self.under.echo.clear()
        self.card.stand_at(Said(activity=self._activity, prompt=self._prompt))
        self.card.show_people(activity.voice, (), place.plan.members, place.me)
        self.card.choose_asker(asker_for(activity, place.me))

    def _drafted(self) -> Drafted:
        now = self._desk.acting.now()
        return [(one.place, one.text, one.context, when(one.typed_at, now)) for one in self._desk.drafts.all()]

    def _on_seen(self, activity: str, seen: Seen) -> None:
        if activity != self._activity or self.place is None or self.place.activity is None:
            return
        talk, held, drafted = seen
        me, wished = self._desk.identity.key_id, self._wished.get(activity)
        self._way = replace(way_of(self.place, self.place.activity, talk, me, wished), held=held)
        if drafted is not None and self._drafts_of != self._scope:
            self._drafts_of = self._scope
            self.writing.drafts.load(self._scope, drafted)
        if not self._looked:
            self._looked = True
            self._start()
        for wanted in {self._wanted, self._found} & {one.record_id for one in talk.prompts}:
            self._wanted = self._found = ""
            self._go(wanted)
        self._show()

    def _start(self) -> None:
        """Go where one was, or where something was begun, or on after what was said last."""
        drafts = self.writing.drafts
        begun = [one.typed for one in drafts.begun if one.typed.activity == self._activity and not one.covered]
        prompt = self._were.get(self._activity)
        if prompt is None:
            prompt = begun[-1].prompt if begun else where_to_go_on(self._way.stops, self._way.mine)
        self._prompt = prompt
        said = Said(activity=self._activity, guide=self._way.guide_id, prompt=prompt)
        if self.card.said().begun:  # somebody was quicker than the disk
            self.card.move_to(said)
        else:
            self.writing.stand_at(said)

    def _go(self, prompt: str) -> None:
        """Go to a prompt. What is typed stays where it was begun; what waits there comes back."""
        self._prompt = self._were[self._activity] = prompt
        self.writing.stand_at(Said(activity=self._activity, guide=self._way.guide_id, prompt=prompt))
        self._show()
        self.card.line.setFocus()

    def _step(self, by: int) -> None:
        stop = self._way.beside(self._prompt, by)
        if stop is not None:
            self._go(stop.prompt)
        else:
            self.card.show_hint(self.tr("That was the last one.") if by > 0 else self.tr("This is the first one."))

    # What is shown

    def _show(self) -> None:
        if self.place is not None and self._looked:
            self.show_way(self.place, self._way, self._prompt, more=self._more)
            self._show_time()
            self._show_begun()
            if self._found and self.under.list.go_to(self._found):
                self._found = ""

    def _show_time(self) -> None:
        self.show_time(self._way, self._desk.acting.here(), more=self._more)

    def _show_begun(self) -> None:
        """Offer what was put aside, or begun at another prompt."""
        here = [one for one in self.writing.drafts.begun if one.typed.activity == self._activity]
        if not here:
            self.under.offer.offer("", ())
            return
        begun = here[-1]
        stop = self._way.stop(begun.typed.prompt)
        there = stop.number or {"opening": self.tr("the opening"), "close": self.tr("the close")}.get(stop.kind, "")
        text = self.tr("An answer to {} was begun at {}.").format(there, begun.at)
        self.under.offer.offer(text, [(self.tr("Take it up"), lambda: self._take_up(begun.place))])

    # What a person does

    def _enter(self) -> None:
        line = self.card.understood()
        if line.jump and not self.card.said().answer:
            self._jump(line.jump)
        elif self._way.stop(self._prompt).kind == "opening" and not self.card.said().begun:
            if not self._way.ticks:
                self.acts.tick(self._way, self._scope)
            self._step(1)
        else:
            self._keep()

    def _keep(self, note: tuple[str, AnyVoice] | None = None) -> bool:
        """Keep what is typed, as it stands; say whether it is on its way."""
        activity, said, line = self.place.activity if self.place else None, self.card.said(), self.card.understood()
        if activity is None:
            return False
        if not (line.asks or line.text):
            self.card.show_hint(self.tr("Type what is said, then press Enter."))
            return False
        if line.asks:
            note = (self._way.question(self._prompt), "")
        return self.writing.keep(self._scope, activity, self._way.answer(said.answer), note)

    def _next(self) -> None:
        """Keep what is typed and go on: Tab costs no answer."""
        line, said = self.card.understood(), self.card.said()
        if line.jump and not said.answer:
            self._jump(line.jump)
        elif said.begun and (line.asks or said.answer):
            self._keep()
        elif not said.begun or self.writing.is_on_its_way() or self._keep():
            self._step(1)

    def _back(self) -> None:
        self._step(-1)

    def _jump(self, number: str) -> None:
        self.writing.forget()
        self._go(self._way.numbered(number).prompt)

    def _down(self) -> None:
        """Ask the next follow-up; after the last one, go to what was said."""
        at, count = self.card.said().follow_up or "0", len(self.prompt.follow_ups)
        if int(at) < count:
            self._choose_follow_up(str(int(at) + 1))
        elif self.under.list.isVisible():
            self.under.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif count:
            self._choose_follow_up("")

    def _choose_follow_up(self, number: str) -> None:
        self.card.choose_follow_up(number)
        self.prompt.show_follow_up(number)
        self.card.line.setFocus()

    def _choose_guide(self, guide: str) -> None:
        self._wished[self._activity] = guide
        self._were.pop(self._activity, None)
        self.writing.make_room()
        self._looked = False
        if self.place is not None:
            self.show_place(self.place)

    def _on_said(self, said: bool) -> None:
        if said:
            self.acts.tick(self._way, self._scope)
        elif not self.acts.untick(self._way):
            self._show()  # somebody else said them

    def _take_up(self, place: str) -> None:
        begun = next((one for one in self.writing.drafts.begun if one.place == place), None)
        if begun is not None:
            self._prompt = self._were[self._activity] = begun.typed.prompt
            self.writing.take_up(begun)
            self._show()
            self.card.line.setFocus()

    def _take_out(self) -> None:
        own = self._way.unanswered(self._prompt)
        if own is not None:
            self._step(-1)
            self.acts.take_out(own)

    # What becomes of answers

    def _up(self) -> None:
        """Bring back what was put aside here; where nothing was, change what was kept last."""
        here = [one for one in self.writing.drafts.begun if one.typed.activity == self._activity]
        aside = [one for one in here if one.typed.prompt == self._prompt]
        if aside:
            self._take_up(aside[-1].place)
        else:
            self._change_last()

    def _change_last(self) -> None:
        if self._way.last is not None:
            self._change(self._way.last)

    def _change(self, answer: Answer) -> None:
        """Put an answer into the line, where it was said; Escape leaves it as it was."""
        if self._return is None:
            self._return = self._prompt
        self._prompt = self._way.stop(answer.prompt).prompt
        self.writing.change(to_change(answer))
        self._show()
        self.card.line.setFocus()

    def _leave_change(self) -> None:
        self.writing.forget()
        self._go_back()

    def _go_back(self) -> None:
        """Go where one was before an answer was changed."""
        if self._return is not None:
            back, self._return = self._return, None
            self._go(back)

    def _make_note(self) -> None:
        """Make a note of what is typed, of the answer that the keys are on, or of the one that was kept last."""
        said, listed, row = self.card.said(), self.under.list.answer(), self.under.echo.row
        if self.under.list.hasFocus() and listed is not None:
            self.acts.make_note(self._way, listed)
        elif said.begun and not said.answer and not self.card.understood().asks:
            self._keep((self._way.question(self._prompt), self._way.voice))
        elif (answer := self._way.answer(row.key if row else "")) is not None:
            self.acts.make_note(self._way, answer)

    def _note_of(self, answer: Answer) -> None:
        self.acts.make_note(self._way, answer)

    def _on_kept(self, changes: Changes) -> None:
        if "prompt" in changes.kinds:
            self._wanted = self.writing.last
        elif not self.card.said().answer:
            self._go_back()
        self.changed.emit(changes)
