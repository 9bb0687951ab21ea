"""The school in context: published figures beside its authority and England, and which of them the review keeps."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.context_sheets import write_context
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.context import Figures, pack_part, part_of
from peerdesk.domain.figures import Place
from peerdesk.domain.measures import measure_of
from peerdesk.domain.school import Relations, School
from peerdesk.overriding import override
from peerdesk.ui import messages
from peerdesk.ui.commands import Command
from peerdesk.ui.dialogs.choosing import ask_new_pdf
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.page import Page
from peerdesk.ui.pages.context_acts import BringingIn
from peerdesk.ui.pages.context_view import ContextView
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.school_field import SchoolField
from peerdesk.ui.widgets.tabs import Tabs
from peerdesk.ui.widgets.tick import Tick
from peerdesk.ui.widgets.title_row import TitleRow

_OTHERS = "context.others."  # what a desk keeps for itself: the other schools of the partnership


@dataclass(frozen=True)
class _Seen:
    """What a look at the desk and at the files found."""

    plan: ReviewPlan
    figures: Figures | None
    kept: frozenset[str]
    together: Figures | None
    about: str


class ContextPage(Page):
    """One measure at a time; a tick keeps it in the review, so that the team sees it without the files."""

    title = "Context"
    kinds = frozenset({"review", "context"})

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, fonts: Path, parent: QWidget | None = None) -> None:
        """Make the page; it shows nothing before `show_review`."""
        super().__init__(theme, jobs, parent)
        self._desk, self._fonts, self._scope = desk, fonts, ""
        self._seen: _Seen | None = None
        self.whose = Tabs(
            theme,
            [("school", self.tr("This school")), ("together", self.tr("With others"))],
            self.tr("Whose figures"),
        )
        self.measure = Choice(theme, self.tr("Which figures"), 420)
        self.keep = Tick(theme, self.tr("For the team"))
        self.keep.setAccessibleDescription(self.tr("Keeps these figures in the review; they go out with the briefing."))
        self.kept_words = Paragraph(theme, "", "caption", "soft")
        self.other = SchoolField(theme, self.tr("Another school"), self.tr("Add a school, by its name or number"))
        self.clear = Button(theme, self.tr("Only this school"), kind="quiet")
        self.bring = Button(theme, self.tr("Bring in figures…"), "download", "primary")
        self.write = Button(theme, self.tr("As a PDF…"), "printer", "quiet")
        self.view = ContextView(theme)
        self.bringing = BringingIn(self, desk.in_context.store, self.refresh)
        self.stack = QStackedWidget()
        self.primary = self.bring
        self._build()
        self._wire()

    def show_review(self, scope: str) -> None:
        """Show the figures for another review's school."""
        if scope != self._scope:
            self._scope, self._seen = scope, None
            self.stack.setCurrentWidget(self.none)
            self.look_when_seen()

    @override
    def refresh(self) -> None:
        scope = self._scope
        if scope:
            self.jobs.start(self, lambda _: self._look(scope), self._show)

    @override
    def commands(self) -> list[Command]:
        group = self.tr("Context")
        return [
            Command("context.bring", self.tr("Bring in figures…"), group, self.bringing.ask, "", "download"),
            Command("context.pdf", self.tr("Write them as a PDF…"), group, self._ask_pdf, "", "printer"),
            Command("context.keep", self.tr("Keep these for the team, or no longer"), group, self._on_keep_key),
        ]

    @override
    def first_focus(self) -> QWidget | None:
        return self.measure if self.stack.currentWidget() is self.shown else self.bring

    def _build(self) -> None:
        theme = self.theme
        self.none = Empty(
            theme,
            "table-2",
            self.tr("No figures yet."),
            self.tr(
                "Bring in the key stage 2 file, the school census or a sheet of the school’s own. Choose the school on "
                "the plan first."
            ),
        )
        self.shown = QWidget()
        column = QVBoxLayout(self.shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("s"))
        choosing = QHBoxLayout()
        choosing.setSpacing(theme.gap("m"))
        choosing.addWidget(self.measure, 1)
        choosing.addWidget(self.keep)
        choosing.addStretch()
        column.addLayout(choosing)
        column.addWidget(self.kept_words)
        self.others = QWidget()
        row = QHBoxLayout(self.others)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.other, 1)
        row.addWidget(self.clear)
        column.addWidget(self.others)
        column.addWidget(self.view, 1)
        page = QVBoxLayout(self)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.setSpacing(theme.gap("m"))
        page.addWidget(TitleRow(theme, self.title, self.whose, (self.write, self.bring)))
        page.addWidget(self.stack, 1)
        self.stack.addWidget(self.none)
        self.stack.addWidget(self.shown)
        self.others.hide()

    def _wire(self) -> None:
        self.whose.picked.connect(lambda _: self._show_measure())
        self.measure.currentIndexChanged.connect(lambda _: self._show_measure())
        self.keep.clicked.connect(self._on_keep)
        self.bring.clicked.connect(self.bringing.ask)
        self.write.clicked.connect(self._ask_pdf)
        self.clear.clicked.connect(lambda: self._put_others(()))
        self.other.picked.connect(self._on_other)
        self.other.wanted.connect(self._find)

    def _look(self, scope: str) -> _Seen | None:
        """Look at the plan, the files and the register; work of a job."""
        plan = self._desk.plan.look(scope)
        if plan is None:
            return None
        urn, context = plan.review.school_urn, self._desk.in_context
        figures, kept = context.of_review(plan.contexts, urn, plan.review.school_authority)
        others = self._desk.keeping.setting(_OTHERS + scope).split()
        together = context.store.figures([urn, *others]) if urn and others else None
        school = self._desk.plan.school(urn) if urn else None
        about = _about(school, self._desk.plan.relations(school)) if school else ""
        return _Seen(plan, figures, kept, together, about)

    def _show(self, seen: _Seen | None) -> None:
        if seen is None or seen.plan.scope != self._scope:
            return
        begins, self._seen = self._seen is None, seen
        review = seen.plan.review
        self.bringing.place = Place(review.school_urn, review.school_name, review.school_authority)
        figures = seen.figures
        self.stack.setCurrentWidget(self.shown if figures else self.none)
        self.write.setEnabled(figures is not None)
        if figures is not None:
            names = [(name, f"{measure_of(name).subject}: {measure_of(name).words}") for name in figures.measures()]
            self.measure.blockSignals(True)
            self.measure.show_choices([(name, f"✓ {word}" if name in seen.kept else word) for name, word in names])
            self.measure.blockSignals(False)
            self.view.show_about(seen.about)
            self._show_measure()
        if begins:
            self.begin_here()

    def _show_measure(self) -> None:
        seen, name = self._seen, self.measure.value()
        if seen is None or seen.figures is None or not name:
            return
        together = self.whose.value() == "together"
        self.others.setVisible(together)
        part = pack_part(seen.together, name) if together and seen.together else part_of(seen.figures, name)
        self.keep.setChecked(name in seen.kept)
        self.keep.setEnabled(seen.plan.my_role == "lead" and self._can_keep(seen.figures, name))
        self.kept_words.setText(self._say_kept(seen))
        if part is not None:
            self.view.show_part(part)

    def _say_kept(self, seen: _Seen) -> str:
        if self.whose.value() == "together" and seen.together is not None and len(seen.together.schools) > 1:
            return self.tr("The schools beside it stay on this laptop: give colleagues the PDF, or the names.")
        if not seen.kept:
            return self.tr("Nothing is ticked yet: the team sees what you tick, without the files.")
        return self.tr("{} ticked. They go out with the briefing.").format(len(seen.kept))

    def _can_keep(self, figures: Figures, name: str) -> bool:
        return any(measure == name and one.source for (_, _, measure, _), one in figures.found.items())

    def _on_keep_key(self) -> None:
        if self.keep.isEnabled():
            self.keep.click()

    def _on_keep(self) -> None:
        seen, name = self._seen, self.measure.value()
        if seen is None or seen.figures is None:
            return
        wanted = seen.kept | {name} if self.keep.isChecked() else seen.kept - {name}
        figures, scope = seen.figures, self._scope

        def done(changes: Changes) -> None:
            self.changed.emit(changes)

        def failed(error: Exception) -> None:
            self.refresh()
            messages.show_failure(self, error)

        self.jobs.start(self, lambda _: self._desk.in_context.keep(scope, figures, frozenset(wanted)), done, failed)

    def _find(self, words: str) -> None:
        self.jobs.start(self, lambda _: self._desk.plan.schools(words), self.other.show_schools)

    def _on_other(self, school: School) -> None:
        self.other.show_value("")
        here = self._seen.plan.review.school_urn if self._seen else ""
        others = self._desk.keeping.setting(_OTHERS + self._scope).split()
        self._put_others(tuple(dict.fromkeys([*others, school.urn] if school.urn != here else others)))

    def _put_others(self, urns: tuple[str, ...]) -> None:
        name = _OTHERS + self._scope
        self.jobs.start(self, lambda _: self._desk.keeping.put_setting(name, " ".join(urns)), lambda _: self.refresh())

    def _ask_pdf(self) -> None:
        if self._seen is not None and self._seen.figures is not None:
            name = self.tr("{} in context.pdf").format(self._seen.plan.review.school_name)
            ask_new_pdf(self, self.tr("Where the figures go"), None, name, self.write_pdf)

    def write_pdf(self, out: Path) -> None:
        """Write what is shown as a PDF: the ticked figures, or all that are known if none is ticked."""
        seen = self._seen
        if seen is None or seen.figures is None:
            return
        together = self.whose.value() == "together" and seen.together
        figures = together or seen.figures
        measures = [name for name in figures.measures() if name in seen.kept] or list(figures.measures())
        practice = self.theme.practice
        self.jobs.start(
            self,
            lambda _: write_context(figures, measures, out, self._fonts, practice=practice),
            lambda path: self.toast_requested.emit(self.tr("Written: {}").format(path), False),
            label=self.tr("Writing the figures"),
        )


def _about(school: School, related: Relations) -> str:
    """Return what the register says of a school, and of those that belong together with it."""
    pupils = f"{school.pupils} pupils" if school.pupils is not None else ""
    said = [
        part for part in (school.phase, school.ages and f"ages {school.ages}", pupils, school.local_authority) if part
    ]
    lines = [" · ".join(said)] if said else []
    lines += [f"Goes together with {one.name}, ages {one.ages}." for one in related.pairs]
    if school.federation:
        others = ", ".join(one.name for one in related.federation)
        lines.append(f"Federation: {school.federation}" + (f", with {others}." if others else "."))
    if school.trust:
        lines.append(f"Trust: {school.trust}, {len(related.trust)} more of its schools in the list.")
    lines += [f"{link.words}: {link.name or 'a school'}, URN {link.other}." for link in related.links]
    return "\n".join(lines)
