"""The plan's first part: which school, what the visit is for, when, and whom to tell if somebody may not be safe."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.dates import day_in_words, days_in_words, read_days, working_days_after
from peerdesk.domain.review import Contact, Review
from peerdesk.domain.school import School
from peerdesk.overriding import override
from peerdesk.ui.pages.plan_acts import CHECK_AFTER, REPORT_AFTER, PlanActs
from peerdesk.ui.pages.plan_framework import FrameworkRow
from peerdesk.ui.pages.plan_logo import LogoRow
from peerdesk.ui.pages.plan_part import PlanPart
from peerdesk.ui.pages.plan_purpose import PurposeField
from peerdesk.ui.pages.plan_small import SmallSchoolFields
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptChoice, KeptLine
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.school_field import SchoolField


class SchoolPart(PlanPart):
    """School, purpose, small school, dates, contacts. Each field is kept when it is left."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Make an empty part."""
        super().__init__(theme, acts)
        self.school = SchoolField(theme, self.tr("School"), self.tr("Type its name, or its number in the register"))
        self.purpose = PurposeField(theme)
        self.framework = FrameworkRow(theme, acts)
        self.logo = LogoRow(theme, acts)
        self.small = SmallSchoolFields(theme)
        ways = [
            ("in school", self.tr("in school")),
            ("virtual", self.tr("by video")),
            ("hybrid", self.tr("some in school, some by video")),
        ]
        self.way = KeptChoice(theme, self.tr("How you visit"), ways)
        self.lines: dict[str, KeptLine] = {"purpose": self.purpose.own}
        self.contacts: dict[str, tuple[KeptLine, KeptLine]] = {}
        self._names: list[QLabel] = []
        self._build()
        self._align()
        theme.changed.connect(self._align)
        self._wire()

    @override
    def first_field(self) -> QWidget:
        return self.school.line

    @override
    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        super().show_plan(plan, editable)
        review = plan.review
        self.framework.show_plan(plan)
        self.logo.show_plan(plan, editable)
        self.school.show_value(review.school_name)
        words = self.acts.desk.plan_words
        self.purpose.show_value(review.purpose, words.purposes)
        self.small.show_review(review, words.one_person)
        self.way.show_value(review.way or "in school")
        for name, line in self.lines.items():
            value = getattr(review, name)
            if line is not self.purpose.own:
                line.show_value(" ".join(value) if name == "days" else value)
        for about, (who, where) in self.contacts.items():
            contact = review.contacts.get(about, Contact())
            who.show_value(contact.name)
            where.show_value(contact.place)

    def _build(self) -> None:
        theme = self.theme
        school = self._add_form("")
        self._names.append(school.add(self.tr("School"), self.school))
        for name, word in (
            ("school_address", self.tr("Address")),
            ("school_phase", self.tr("Phase")),
            ("school_ages", self.tr("Ages")),
            ("school_roll", self.tr("Pupils")),
            ("partnership", self.tr("Partnership")),
        ):
            self._add_line(school, name, word, KeptLine(theme, word))
        self.lines["school_ages"].setPlaceholderText(self.tr("4-11"))
        self._names.append(school.add(self.tr("School’s logo"), self.logo))
        self._names.append(school.add(self.tr("What the visit is for"), self.purpose))
        self._names.append(school.add(self.tr("Framework"), self.framework))
        small = self._add_form(self.tr("Where a role is one person"))
        self._names.append(small.add(self.tr("Classes"), self.small.one_class))
        self._names.append(small.add(self.tr("Held by one person"), self.small.one_person))
        self.body.addWidget(self.small.why)
        dates = self._add_form(self.tr("When and how"))
        days = KeptLine(
            theme, self.tr("Days of the visit"), self.tr("9 and 10 March"), say=_say_days, read=self._read_days
        )
        self._add_line(dates, "days", self.tr("Days of the visit"), days)
        self._names.append(dates.add(self.tr("How you visit"), self.way))
        self._add_line(dates, "link", self.tr("Link for video"), KeptLine(theme, self.tr("Link for video")))
        for name, word, hint in (
            ("check_by", self.tr("The head checks it by"), ""),
            ("report_by", self.tr("The report follows by"), ""),
            ("workshop_on", self.tr("Improvement workshop"), ""),
            ("notes_go_on", self.tr("Notes go on"), self.tr("The day by which they are to be gone from every laptop.")),
        ):
            self._add_line(dates, name, word, KeptLine(theme, word, say=day_in_words, read=self._read_day), hint)
        contacts = self._add_form(self.tr("If somebody may not be safe"))
        for about, word in (
            ("child", self.tr("About a child")),
            ("adult", self.tr("About an adult in school")),
            ("head", self.tr("About the headteacher")),
        ):
            self._add_contact(contacts, about, word)
        self._names.append(
            contacts.add(self.tr("Danger this minute"), Label(theme, self.tr("999, then the office"), bold=True))
        )
        why = self.tr(
            "Everybody on the team sees these on the safeguarding card, on every page. Nothing waits for them: where "
            "one is empty, the card says to ask at the office."
        )
        self.body.addWidget(Paragraph(theme, why, "caption", "soft"))
        self.body.addStretch()

    def _add_form(self, heading: str) -> Form:
        if heading:
            self.body.addSpacing(self.theme.gap("m"))
            self.body.addWidget(Label(self.theme, heading, bold=True))
        form = Form(self.theme)
        form.setMaximumWidth(self.theme.px(self.theme.fixed("width.measure")))
        self.body.addWidget(form)
        return form

    def _add_line(self, form: Form, name: str, word: str, line: KeptLine, hint: str = "") -> None:
        self.lines[name] = line
        self._names.append(form.add(word, line, hint))

    def _add_contact(self, form: Form, about: str, word: str) -> None:
        who = KeptLine(self.theme, self.tr("{}: whom to tell").format(word), self.tr("Whom to tell"))
        where = KeptLine(self.theme, self.tr("{}: where they are").format(word), self.tr("Where they are"))
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self.theme.gap("s"))
        row.addWidget(who)
        row.addWidget(where)
        self.contacts[about] = (who, where)
        self._names.append(form.add(word, both))

    def _align(self) -> None:
        """Begin all fields of the three forms at one edge."""
        widest = max(name.sizeHint().width() for name in self._names)
        for name in self._names:
            name.setMinimumWidth(widest)

    def _wire(self) -> None:
        self.school.picked.connect(self._on_school_picked)
        self.school.given.connect(partial(self._keep, "school_name"))
        self.school.wanted.connect(self._find_schools)
        self.purpose.chosen.connect(partial(self._keep, "purpose"))
        self.way.given.connect(partial(self._keep, "way"))
        self.small.one_class_said.connect(self._keep_one_class)
        self.small.one_person.given.connect(lambda roles: self._change(one_person=roles))
        for name, line in self.lines.items():
            line.given.connect(self._keep_days if name == "days" else partial(self._keep, name))
            line.puzzled.connect(self._on_puzzled)
        for name, line in {"school_name": self.school.line, **self.lines}.items():
            self.acts.drafts.watch(line, partial(self._place, name), self._review)
        for about, both in self.contacts.items():
            for part, line in zip(("name", "place"), both, strict=True):
                self.acts.drafts.watch(line, partial(self._place, f"{about}.{part}"), self._review)
        for about, (who, where) in self.contacts.items():
            who.given.connect(partial(self._keep_contact, about, "name"))
            where.given.connect(partial(self._keep_contact, about, "place"))

    def _place(self, name: str) -> tuple[str, str]:
        return (self.plan.review.record_id if self.plan else "", name)

    def _review(self) -> Review | None:
        return self.plan.review if self.plan else None

    def _find_schools(self, words: str) -> None:
        self.acts.look(lambda: self.acts.desk.plan.schools(words), self.school.show_schools)

    def _keep(self, name: str, value: str) -> None:
        self._change(**{name: value})

    def _keep_days(self, value: str) -> None:
        """Keep the days, and suggest the two dates that follow from them where none is set."""
        days = tuple(value.split())
        suggested: dict[str, str] = {}
        if days and self.plan is not None:
            review = self.plan.review
            for name, count in (("check_by", CHECK_AFTER), ("report_by", REPORT_AFTER)):
                if not getattr(review, name):
                    suggested[name] = working_days_after(days[-1], count)
        self._change(days=days, **suggested)

    def _keep_contact(self, about: str, part: str, value: str) -> None:
        if self.plan is not None:
            typed = {
                name: Contact(name=who.text().strip(), place=where.text().strip())
                for name, (who, where) in self.contacts.items()
                if who.text().strip() or where.text().strip() or name == about
            }
            typed[about] = replace(typed[about], **{part: value})
            self._change(contacts=typed)

    def _keep_one_class(self, one_class: bool) -> None:
        """Keep whether each year has one class; the roles that one person then usually holds come with it."""
        said = self.acts.desk.plan_words.one_person
        if one_class and self.plan is not None and not self.plan.review.one_person:
            self._change(one_class=True, one_person=tuple(role.role_id for role in said.roles if role.usual))
        else:
            self._change(one_class=one_class)

    def _on_school_picked(self, school: School) -> None:
        said = school.for_review
        likely = self.acts.desk.plan_words.made_likely(said["school_ages"], said["school_roll"])
        self._change(**said, **likely)

    def _change(self, **fields: Any) -> None:
        if self.plan is not None:
            self.acts.change(self.plan.review, **fields)

    def _read_days(self, typed: str) -> str | None:
        days = read_days(typed, self.acts.today())
        return " ".join(days) if days or not typed.strip() else None

    def _read_day(self, typed: str) -> str | None:
        days = read_days(typed, self.acts.today())
        return days[0] if len(days) == 1 else None if typed.strip() else ""

    def _on_puzzled(self) -> None:
        self.acts.say(self.tr("It is not clear which day that is. Say it as 9 March 2027."))


def _say_days(value: str) -> str:
    return days_in_words(value.split())
