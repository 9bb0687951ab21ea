"""The tally: for a look at work, a line a look-for; "7/12" and Enter, and the next one waits."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerdesk.desk.changes import Changes
from peerdesk.desk.desk import Desk
from peerdesk.domain.counting import Count, read_counting
from peerdesk.domain.framework import LookFor
from peerdesk.domain.looking import Group, Looked, is_in_work, make_checklist, words_of
from peerdesk.domain.many_lines import without_turns
from peerdesk.domain.review import Activity
from peerdesk.overriding import override
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.jobs import JobRunner, Progress
from peerdesk.ui.messages import show_failure
from peerdesk.ui.notes.rows import short_name
from peerdesk.ui.now.strip import state_of
from peerdesk.ui.now.tally_row import TallyRow
from peerdesk.ui.now.tally_what import WhatIsCounted
from peerdesk.ui.now.tools import Place, Tool
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import Card
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import bring_into_view

_WHAT = "what"


class Tally(Tool):
    """Look-fors as rows. Numbers that were kept stand at the row in hand, for others may be looking on."""

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it without rows."""
        super().__init__(parent)
        self._desk, self._jobs, self._theme = desk, jobs, theme
        self._looked: Mapping[str, Looked] = {}
        self._typed: dict[tuple[str, str], str] = {}  # what stands in fields, by activity and look-for
        self._on_way: dict[tuple[str, str], str] = {}  # what is being kept: Enter twice keeps it once
        self._visited: set[str] = set()
        self._groups: tuple[Group, ...] = ()
        self._is_whole = self._is_more = False
        self.rows: list[TallyRow] = []
        self._parts: list[QWidget] = []
        self._build()
        self._wire()

    # What the page asks

    @override
    def is_for(self, activity: Activity) -> bool:
        return activity.kind == "work"

    @override
    def show_place(self, place: Place) -> None:
        before, activity = self.place, place.activity
        if activity is None or not self.is_for(activity):
            self._put_aside()
            self.place, self._groups = place, ()
            return
        groups = tuple(one for one in _groups_of(place, activity) if one.look_fors)
        if before is None or before.activity != activity or groups != self._groups:
            self._put_aside()
            self.place = place
            self._groups = groups
            self._is_whole = False
            self._make_rows()
            self.what.field.setText(self._typed.get((activity.record_id, _WHAT), ""))
        self.place = place
        self.what.show_activity(activity.title)
        if activity.record_id not in self._visited:
            self._visited.add(activity.record_id)
            self._drafts.show_in(self.typed, self._name_of)
        self._look()

    @override
    def first_focus(self) -> QWidget:
        if not self.what.field.text():
            return self.what.field
        return next((row.field for row in self.rows if not row.field.text()), self.what.field)

    @override
    def type_here(self, event: QKeyEvent) -> None:
        field = self.first_focus()
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.sendEvent(field, event)

    @override
    def has_begun(self) -> bool:
        return any(row.field.text() for row in self.rows)

    @override
    def begun_in(self) -> set[str]:
        begun = {activity for (activity, name), text in self._typed.items() if text and name != _WHAT}
        return begun - {self._activity if self.isVisible() else ""}

    @override
    def show_more(self, shown: bool) -> None:
        self._is_more = shown
        self._show_kept()

    @override
    def flush(self) -> None:
        for field in (self.what.field, *(row.field for row in self.rows)):
            field.journal.journal_now()

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        self.what = WhatIsCounted(theme)
        self.word, self.way = self.tr("Tally"), self.what.way
        self.typed = Offer(theme, "history")
        self.none = Paragraph(
            theme, self.tr("The framework has no look-fors for this. Count in the line."), tone="soft"
        )
        self.whole = Button(theme, "", kind="link")
        self.hint = Paragraph(theme, self.tr("7/12 and Enter, and the next one waits."), "caption", "soft")
        self._drafts = FieldDrafts(self._desk, self._jobs, "tally", self)
        self._drafts.watch(self.what.field, lambda: (self._activity, _WHAT))
        card = Card(theme)
        card.setAccessibleName(self.tr("Tally"))
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.what, self.typed, self._inside, self.none, self.hint):
            card.body.addWidget(part)
        card.body.addWidget(self.whole, 0, Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)

    def _wire(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._bring_into_view)
        self.what.activity_requested.connect(self.activity_requested)
        self.what.field.textChanged.connect(self._on_what)
        self.what.field.returnPressed.connect(lambda: self._go(0))
        self.what.field.escape_pressed.connect(self.left)
        self.whole.clicked.connect(self._show_whole)
        self._drafts.taken_up.connect(self._drafts.take)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _make_rows(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self.rows, self._parts = [], []
        chosen, left_out = _rows_of(self._groups, whole=self._is_whole)
        for group, look_fors in chosen:
            if len(self._groups) > 1:
                heading = Label(self._theme, short_name(group.number, group.question), "caption", bold=True)
                heading.setMinimumHeight(self._theme.px("row"))
                self._parts.append(heading)
            self._parts += [self._make_row(one, group.question.record_id) for one in look_fors]
        for part in self._parts:
            self._column.addWidget(part)
        self.none.setVisible(not self.rows)
        self.hint.setVisible(bool(self.rows))
        self.whole.setText(self.tr("{} more look-fors").format(left_out))
        self.whole.setVisible(bool(left_out))
        self._on_what()

    def _make_row(self, look_for: LookFor, question: str) -> TallyRow:
        row = TallyRow(self._theme, look_for, question)
        activity, name = self._activity, look_for.look_for_id
        row.field.setText(self._typed.get((activity, name), ""))
        self._drafts.watch(row.field, lambda: (activity, name))
        row.keep_requested.connect(lambda count: self._keep(row, count))
        row.next_requested.connect(lambda: self._go(self.rows.index(row) + 1))
        row.stepped.connect(lambda by: self._go(self.rows.index(row) + by))
        row.left.connect(self.left)
        self.rows.append(row)
        return row

    # What the desk says

    @property
    def _activity(self) -> str:
        return self.place.activity.record_id if self.place and self.place.activity else ""

    def _look(self) -> None:
        if self.place is not None:
            scope = self.place.plan.scope
            self._jobs.start(self, lambda _: self._desk.looking.look(scope), lambda one: self._on_looked(scope, one))

    def _on_looked(self, scope: str, looked: Mapping[str, Looked]) -> None:
        if self.place is None or scope != self.place.plan.scope:
            return
        self._looked = looked
        mine = [one for said in looked.values() for one in said.counted_in(self._me, self._activity)]
        if mine and (self._activity, _WHAT) not in self._typed and not self.what.field.text():
            self.what.field.setText(max(mine, key=lambda one: (one.at, one.written_at, one.note)).where)
        self._show_kept()

    def _show_kept(self) -> None:
        place = self.place
        activity = place.activity if place else None
        is_open = self._is_more or (activity is not None and state_of(activity, self._desk.acting.here()) == "done")
        for row in self.rows:
            said = self._looked.get(row.look_for.look_for_id)
            row.show_kept(said.counted_in(self._me, self._activity) if said else (), is_open=is_open)

    @property
    def _me(self) -> str:
        return (self.place.me if self.place else "") or self._desk.identity.key_id

    # What a person does

    def _keep(self, row: TallyRow, count: Count | None) -> None:
        """Keep what stands in a row, and go on; it leaves the row when it is on disk."""
        place = self.place
        if place is None or not self.what.field.room.fits():
            return
        scope, activity, typed, changes = place.plan.scope, self._activity, row.field.text(), row.changes
        look_for, question, looking = row.look_for, row.question, self._desk.looking
        text = (count.words if count else " ".join(without_turns(typed).split())) or words_of(look_for)
        tally, counting = count.tally if count else None, read_counting(without_turns(self.what.field.text()))
        key = (activity, look_for.look_for_id)
        self._go(self.rows.index(row) + 1)
        if self._on_way.get(key) == typed:
            return
        self._on_way[key] = typed
        draft = self._drafts.place_of(*key)

        def work(_: Progress) -> tuple[Changes, Mapping[str, Looked]]:
            done = looking.count_again(changes, tally, text, draft_place=draft) if changes else None
            if done is None:
                done = looking.count(
                    scope,
                    look_for.look_for_id,
                    tally,
                    text,
                    counting=counting,
                    activity=activity,
                    question=question,
                    draft_place=draft,
                )[1]
            return done, looking.look(scope)

        failed = partial(self._on_not_kept, key)
        self._jobs.start(self, work, lambda said: self._on_kept(key, typed, scope, *said), failed)

    def _on_kept(
        self, key: tuple[str, str], typed: str, scope: str, changes: Changes, looked: Mapping[str, Looked]
    ) -> None:
        """Empty the line that was kept; if something was typed there meanwhile nothing of it goes."""
        self._on_way.pop(key, None)
        if self._typed.get(key) == typed:
            del self._typed[key]
        for row in self.rows:
            if (self._activity, row.look_for.look_for_id) == key and row.field.text() == typed:
                row.clear()
        if self._activity == key[0]:  # what is counted is kept with it, and comes back from there
            self.what.field.journal.settle()
            self._drafts.write(key[0], _WHAT, "")
        self._on_looked(scope, looked)
        self.changed.emit(changes)

    def _on_not_kept(self, key: tuple[str, str], error: Exception) -> None:
        self._on_way.pop(key, None)
        show_failure(self, error)

    def _go(self, at: int) -> None:
        """Go to a row; after the last one, to what is counted next."""
        if at < 0 or at >= len(self.rows):
            self.what.field.setFocus(Qt.FocusReason.TabFocusReason)
            self.what.field.selectAll()
        else:
            self.rows[at].field.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_whole(self) -> None:
        self._put_aside()
        self._is_whole = True
        at = len(self.rows)
        self._make_rows()
        self._show_kept()
        self._go(min(at, len(self.rows) - 1))

    def _put_aside(self) -> None:
        """Keep what stands in the fields of an activity: it comes back with it, and is on disk meanwhile."""
        activity = self._activity
        if activity and self._groups:
            self.flush()
            self.what.field.journal.forget()
            self._typed[activity, _WHAT] = self.what.field.text()
            for row in self.rows:
                self._typed[activity, row.look_for.look_for_id] = row.field.text()

    def _on_what(self) -> None:
        of = self.what.counting().of
        for row in self.rows:
            row.show_counting(of)

    def _on_focus(self) -> None:
        for row in self.rows:
            row.show_what_belongs()
        self._soon.start()  # when it is laid out

    def _bring_into_view(self) -> None:
        focused = QApplication.focusWidget()
        for part in (self.what, *self.rows):
            if focused is not None and part.isAncestorOf(focused):
                bring_into_view(part)

    def _name_of(self, place: str) -> str:
        field = self._drafts.field(place)
        return field.accessibleName() if field is not None else ""


def _groups_of(place: Place, activity: Activity) -> list[Group]:
    """Return the look-fors that an activity is about, each under the first of its questions."""
    groups, known = list[Group](), set[str]()
    for one in make_checklist(place.framework, place.plan.questions, activity.questions):
        if one.here:
            fresh = tuple(each for each in one.look_fors if each.look_for_id not in known)
            known |= {each.look_for_id for each in fresh}
            groups.append(Group(one.question, one.number, fresh))
    return groups


def _rows_of(groups: Sequence[Group], *, whole: bool) -> tuple[list[tuple[Group, list[LookFor]]], int]:
    """Return what is counted, and how many are left out: those that one hardly comes upon in work, unless `whole`."""
    in_work = [(one, [each for each in one.look_fors if is_in_work(each)]) for one in groups]
    some = sum(len(look_fors) for _, look_fors in in_work)
    every = sum(len(one.look_fors) for one in groups)
    if not some:
        return [(one, list(one.look_fors)) for one in groups], 0
    rest = [(one, [each for each in one.look_fors if not is_in_work(each)]) for one in groups]
    shown = [*in_work, *(rest if whole else ())]
    return [(one, look_fors) for one, look_fors in shown if look_fors], 0 if whole else every - some
