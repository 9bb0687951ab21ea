"""One activity of the day, edited in place."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words, read_clock
from peerdesk.domain.framework import Guide
from peerdesk.domain.line import SOURCE_OF
from peerdesk.domain.naming import named
from peerdesk.domain.review import VOICES, Activity, ActivityKind
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.pages.plan_part import KeptField, let_go, set_read_only
from peerdesk.ui.pages.plan_prompts import OwnPrompts
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptChoice, KeptLine, KeptTicks
from peerdesk.ui.widgets.label import Label

_CLOCK = 88  # pixels of a time at 100 % text


class ActivityForm(Card):
    """What, when, where, who, about which questions."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make a form without an activity."""
        super().__init__(theme)
        self.theme, self.acts = theme, acts
        self.activity: Activity | None = None
        self._kept: dict[str, KeptField] = {}
        self.title = KeptLine(theme, self.tr("Name of the activity"), self.tr("Learning walk, English: Y5, Y3, Y1"))
        self.kind = KeptChoice(theme, self.tr("Kind of activity"), self._kinds())
        self.day = KeptChoice(theme, self.tr("Day"))
        self.begins = KeptLine(theme, self.tr("From"), self.tr("9.05"), read=_read_time)
        self.ends = KeptLine(theme, self.tr("To"), self.tr("9.50"), read=_read_time)
        self.place = KeptLine(theme, self.tr("Place"))
        self.who = KeptTicks(theme, self.tr("Who"))
        self.scribe = KeptChoice(theme, self.tr("Who writes"))
        self.joint_with = KeptLine(theme, self.tr("With somebody of the school"), self.tr("Deputy head"))
        self.questions = KeptTicks(theme, self.tr("Questions"))
        voices = [("", self.tr("nobody's in particular")), *((voice, voice) for voice in VOICES)]
        self.voice = KeptChoice(theme, self.tr("Whose voice it hears"), voices)
        self.guide = KeptChoice(theme, self.tr("Guide for the conversation"), [("", self.tr("no guide"))])
        self.own = OwnPrompts(theme, acts)
        self.link = KeptLine(theme, self.tr("Link to where it meets"))
        self.remove = Button(theme, self.tr("Take it out"), "trash-2", "quiet")
        self._build()
        self._wire()

    def show_activity(self, activity: Activity, plan: ReviewPlan, editable: bool) -> None:
        """Show an activity of a plan."""
        if self.activity is not None and self.activity.record_id != activity.record_id:
            let_go(self)
        self.activity = activity
        people = [(one.record_id, named(one)) for one in plan.members]
        self.day.show_choices([(day, day_in_words(day, year=False)) for day in plan.review.days])
        self.day.setVisible(len(plan.review.days) > 1)
        self.who.show_choices(people)
        self.scribe.show_choices([("", self.tr("each for themselves")), *people])
        self.questions.show_choices(
            [
                (one.record_id, f"{at} {one.short_name}" if one.short_name else self.tr("Question {}").format(at))
                for at, one in enumerate(plan.questions, 1)
            ]
        )
        self.link.setPlaceholderText(plan.review.link or self.tr("Only where it is by video"))
        for name, field in self._kept.items():
            field.show_value(getattr(activity, name))
        begins, ends = (*activity.time, "", "")[:2]
        self.kind.show_value(activity.kind)
        self.day.show_value(begins[:10] or (plan.review.days or ("",))[0])
        self.begins.show_value(clock_of(begins))
        self.ends.show_value(clock_of(ends))
        set_read_only(self, not editable)
        self.remove.setVisible(editable)
        self._show_own(activity)

    def _show_own(self, activity: Activity) -> None:
        """Show one's own questions where there is a conversation; whoever is in the team may add some."""
        is_talk = activity.kind == "conversation" or bool(activity.guide)
        self.own.setVisible(is_talk)
        self._besides.setVisible(is_talk)
        self.own.add.setReadOnly(False)
        if is_talk:
            self.own.show_activity(activity)

    def show_guides(self, guides: Sequence[Guide]) -> None:
        """Offer the guides of the framework."""
        self.guide.show_choices(
            [("", self.tr("no guide")), *((one.guide_id, f"{one.title} ({one.minutes} min)") for one in guides)]
        )
        if self.activity is not None:
            self.guide.show_value(self.activity.guide)

    def _build(self) -> None:
        theme = self.theme
        when = QWidget()
        row = QHBoxLayout(when)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.day)
        for clock in (self.begins, self.ends):
            clock.setFixedWidth(theme.px(_CLOCK))
        row.addWidget(self.begins)
        row.addWidget(Label(theme, "–", tone="soft"))
        row.addWidget(self.ends)
        row.addStretch()
        form = Form(theme)
        for word, field in (
            (self.tr("What"), self.title),
            (self.tr("Kind"), self.kind),
            (self.tr("When"), when),
            (self.tr("Where"), self.place),
            (self.tr("Who"), self.who),
            (self.tr("Who writes"), self.scribe),
            (self.tr("Joint with"), self.joint_with),
            (self.tr("Questions"), self.questions),
            (self.tr("Voice"), self.voice),
            (self.tr("Guide"), self.guide),
            (self.tr("Besides"), self.own),
            (self.tr("Link"), self.link),
        ):
            label = form.add(word, field)
            if field is self.own:
                self._besides = label
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.remove)
        column = QVBoxLayout()
        column.addWidget(form)
        column.addLayout(foot)
        self.body.addLayout(column)

    def _wire(self) -> None:
        self._kept = {
            "title": self.title,
            "place": self.place,
            "who": self.who,
            "scribe": self.scribe,
            "joint_with": self.joint_with,
            "questions": self.questions,
            "voice": self.voice,
            "guide": self.guide,
            "link": self.link,
        }
        for name, field in self._kept.items():
            field.given.connect(partial(self._keep, name))
        self.kind.given.connect(self._keep_kind)
        for name, line in (
            ("title", self.title),
            ("place", self.place),
            ("joint_with", self.joint_with),
            ("link", self.link),
            ("begins", self.begins),
            ("ends", self.ends),
        ):
            self.acts.drafts.watch(line, partial(self._place, name))
        for field in (self.day, self.begins, self.ends):
            field.given.connect(lambda _: self._keep_time())
        for clock in (self.begins, self.ends):
            clock.puzzled.connect(lambda: self.acts.say(self.tr("It is not clear which time that is. Say it as 9.05.")))
        self.remove.clicked.connect(self._on_remove)

    def _place(self, name: str) -> tuple[str, str]:
        return (self.activity.record_id if self.activity else "", name)

    def _keep(self, name: str, value: object) -> None:
        self._change(**{name: value})

    def _keep_kind(self, kind: ActivityKind) -> None:
        self._change(kind=kind, source=SOURCE_OF[kind])

    def _keep_time(self) -> None:
        """Keep both times at once; one that is missing is that of the other."""
        begins, ends = read_clock(self.begins.text()), read_clock(self.ends.text())
        day = self.day.value()
        if not day:
            self.acts.say(self.tr("Say first, under School, on which day the visit is."))
        elif begins or ends:
            begins, ends = begins or ends, ends or begins
            self._change(time=(f"{day}T{begins}", f"{day}T{max(begins, ends)}"))
        else:
            self._change(time=())

    def _change(self, **fields: Any) -> None:
        if self.activity is not None:
            self.acts.change(self.activity, **fields)

    def _on_remove(self) -> None:
        if self.activity is not None:
            self.acts.delete(self.activity, self.tr("The activity is out of the plan. What was noted in it stays."))

    def _kinds(self) -> list[tuple[str, str]]:
        return [
            ("walk", self.tr("learning walk, lesson visit")),
            ("conversation", self.tr("conversation")),
            ("work", self.tr("look at work")),
            ("documents", self.tr("documents and data")),
            ("meeting", self.tr("the team together")),
            ("passing", self.tr("in passing")),
        ]


def clock_of(time: str) -> str:
    """Return "09:05" for "2027-03-09T09:05", "" for none."""
    return time.partition("T")[2]


def _read_time(typed: str) -> str | None:
    return read_clock(typed) or (None if typed.strip() else "")
