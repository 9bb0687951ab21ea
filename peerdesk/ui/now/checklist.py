"""The checklist under all tools: what is looked for, how far it was there, and what nobody has looked at yet."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from peerdesk.desk.desk import Desk
from peerdesk.domain.looking import Group, State, make_checklist
from peerdesk.overriding import override
from peerdesk.ui.commands import Command
from peerdesk.ui.jobs import JobRunner
from peerdesk.ui.now.checklist_group import GroupRows
from peerdesk.ui.now.checklist_hand import InHand
from peerdesk.ui.now.checklist_row import LookForRow
from peerdesk.ui.now.checklist_states import ChecklistStates
from peerdesk.ui.now.strip import state_of
from peerdesk.ui.now.tools import Place, Tool
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.flow import Flow
from peerdesk.ui.widgets.label import make_key_hint
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.scroll import bring_into_view

_OPEN = "Ctrl+Shift+K"


class Checklist(Tool):
    """Folded to one line until it is asked for. While an activity runs states stand only at the row in hand."""

    def __init__(self, desk: Desk, jobs: JobRunner, theme: Theme, parent: QWidget | None = None) -> None:
        """Make it empty and folded."""
        super().__init__(parent)
        self._desk, self._theme = desk, theme
        self._groups: tuple[Group, ...] = ()
        self._states = ChecklistStates(desk, jobs, self)
        self._hidden: frozenset[str] = frozenset()  # ids of look-fors that the filter hides
        self._folded: set[str] = set()
        self.is_open = False
        self.in_hand: LookForRow | None = None
        self._stop: LookForRow | None = None
        self.sections: list[GroupRows] = []
        self._build()
        self._wire()

    # What the page asks

    @override
    def show_place(self, place: Place) -> None:
        before, self.place, self._states.place = self.place, place, place
        groups = make_checklist(
            place.framework, place.plan.questions, place.activity.questions if place.activity else ()
        )
        if before is None or before.activity != place.activity or groups != self._groups:
            moved = before is None or before.activity != place.activity
            self._groups = groups
            if moved:
                self._folded = {one.question.record_id for one in groups if not one.here}
                self.team.setChecked(not self.is_quiet)
            self._make_rows()
        self._say_how_many()
        if self.is_open:
            self._states.look()

    @override
    def show_more(self, shown: bool) -> None:
        self.team.setChecked(shown or not self.is_quiet)
        self._show_all()

    @override
    def first_focus(self) -> QWidget:
        return self.in_hand or next(self._seen_rows(), None) or self.open

    @override
    def commands(self) -> list[Command]:
        here = self.tr("Now")
        return [
            Command("now.look_fors", self.tr("Look-fors: open, or fold away"), here, self.switch, _OPEN, "list-checks"),
            Command("now.unseen", self.tr("Look-fors that nobody has looked at yet"), here, self.show_unseen, ""),
        ]

    @property
    def is_quiet(self) -> bool:
        """Whether others may be looking on: before an activity is over, unless the team is among itself."""
        activity = self.place.activity if self.place else None
        if activity is None or (activity.kind == "meeting" and not activity.joint_with):
            return False
        return state_of(activity, self._desk.acting.here()) != "done"

    def rows(self) -> list[LookForRow]:
        """Return the rows that no filter hides, folded away or not."""
        return [row for section in self.sections for row in section.rows]

    def switch(self) -> None:
        """Open it and go there; from there fold it away and go back."""
        inside = self.isAncestorOf(QApplication.focusWidget() or self.window())
        if self.is_open and inside:
            self._show_open(opened=False)
            self.left.emit()
            return
        self._show_open(opened=True)
        self.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_unseen(self) -> None:
        """Open it, and show only what nobody has looked at yet."""
        self._show_open(opened=True)
        self.unseen.setChecked(True)
        self.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason)

    # How it is made

    def _build(self) -> None:
        theme = self._theme
        self.open = Button(theme, self.tr("Look-fors"), "chevron-right", "quiet")
        self.unseen = Button(theme, self.tr("Not looked yet by anybody"), "", "chip")
        self.team = Button(theme, self.tr("What we have seen"), "eye", "chip")
        self.hides = Paragraph(theme, "", "caption", "soft")
        self.none = Paragraph(theme, "", "body", "soft")
        self.inside = QWidget()
        self.hand = InHand(theme, self.inside)
        head = Flow(self.tr("Look-fors"))
        self.key = make_key_hint(_OPEN)
        for part in (self.open, self.key, self.team, self.unseen):
            head.flow.addWidget(part)
        self._column = QVBoxLayout(self.inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.gap("s"))
        self._column.addWidget(self.hides)
        self._column.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.gap("xs"))
        column.addWidget(head)
        column.addWidget(self.inside)
        self.hand.hide()
        self._show_open(opened=False)

    def _wire(self) -> None:
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._bring_into_view)
        self.open.clicked.connect(lambda: self._show_open(opened=not self.is_open))
        self.unseen.toggled.connect(self._on_filter)
        self.team.toggled.connect(self._show_all)
        self.hand.chosen.connect(self._say)
        self.hand.left.connect(self.left)
        self._states.looked.connect(self._show_all)
        self._states.changed.connect(self.changed)
        QApplication.instance().focusChanged.connect(self._on_focus)  # type: ignore[union-attr]

    def _make_rows(self) -> None:
        """Make the rows anew: another activity, framework or filter; the row in hand stays in hand."""
        kept, focused = self.in_hand.key if self.in_hand else None, self._has_focus()
        self.in_hand = self._stop = None
        self.hand.hide()
        self.hand.setParent(self.inside)
        for section in self.sections:
            section.hide()
            section.deleteLater()
        self.sections = [self._make_section(one) for one in self._shown_groups()] if self.is_open else []
        for section in self.sections:
            self._column.addWidget(section)
        row = next((one for one in self.rows() if one.key == kept), None)
        if row is not None and focused:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
        elif first := next(self._seen_rows(), None):
            self._stop_at(first)
        self._show_all()

    def _make_section(self, group: Group) -> GroupRows:
        theme, question = self._theme, group.question.record_id
        shown = [one for one in group.look_fors if one.look_for_id not in self._hidden]
        section = GroupRows(theme, group, [LookForRow(theme, one, question) for one in shown])
        section.folded.connect(lambda: self._fold(question))
        for row in section.rows:
            row.taken.connect(lambda row=row: self._take(row))
            row.clicked.connect(lambda _=False, row=row: row.setFocus(Qt.FocusReason.MouseFocusReason))
            row.stepped.connect(lambda by, row=row: self._step(row, by))
            row.state_typed.connect(self._say)
            row.left.connect(self.left)
        return section

    def _shown_groups(self) -> list[Group]:
        """Return the questions of which something is to be seen; if none has look-fors, that is said once for all."""
        some = any(one.look_fors for one in self._groups)
        if not self.unseen.isChecked():
            return list(self._groups) if some else []
        return [one for one in self._groups if not {each.look_for_id for each in one.look_fors} <= self._hidden]

    # What a person does

    def _show_open(self, *, opened: bool) -> None:
        was = self.is_open
        self.is_open = opened
        self.open.set_icon("chevron-down" if opened else "chevron-right")
        self.open.setAccessibleDescription(self.tr("Unfolded") if opened else self.tr("Folded away"))
        self.inside.setVisible(opened)
        self.key.setVisible(not opened)
        self._show_ways()
        if opened != was:
            self._make_rows()
        if opened and not was:
            self._states.look()

    def _fold(self, question: str) -> None:
        self._folded ^= {question}
        if self.in_hand is not None and self.in_hand.question in self._folded:
            self._put_down()
        self._show_all()

    def _on_filter(self, on: bool) -> None:
        """Hide what somebody has looked at; what one looks at from now on stays until the filter is asked for again."""
        self._hidden = self._states.looked_at if on else frozenset()
        if on:
            self._folded = set()
        self._make_rows()

    def _take(self, row: LookForRow) -> None:
        before, self.in_hand = self.in_hand, row
        if before is not row:
            self._place_hand(row)
            self.hand.show_look_for(row.look_for)
            self._stop_at(row)
        self.hand.show()
        if before is not None:
            self._show_row(before)
        self._show_row(row)
        self._show_hand()
        self._soon.start()  # when it is laid out

    def _place_hand(self, row: LookForRow) -> None:
        for section in self.sections:
            section.column.removeWidget(self.hand)
        column = next(one.column for one in self.sections if row in one.rows)
        column.insertWidget(column.indexOf(row) + 1, self.hand)

    def _stop_at(self, row: LookForRow) -> None:
        """Let Tab stop at one row; arrows go on from there."""
        if self._stop is not None:
            self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._stop = row

    def _put_down(self) -> None:
        """Let go of the row in hand: nothing of what was said of it is seen any longer, if others may look on."""
        if self.in_hand is not None:
            self.hand.hide()
            self._show_row(self.in_hand)

    def _step(self, row: LookForRow, by: int) -> None:
        seen = list(self._seen_rows())
        at = seen.index(row) + by
        if 0 <= at < len(seen):
            seen[at].setFocus(Qt.FocusReason.TabFocusReason)
        elif at < 0:
            self.open.setFocus(Qt.FocusReason.BacktabFocusReason)

    def _say(self, state: State) -> None:
        """Say how far the one in hand was there."""
        row = self.in_hand
        if row is None:
            return
        if state != self._states.state_of(row.look_for.look_for_id):  # a key may be held down
            self._states.say(row.look_for.look_for_id, row.question, state)
        self._show_row(row)
        self._show_hand()
        row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if self.in_hand is not None and now is not None and self.is_quiet and not self.isAncestorOf(now):
            self._put_down()

    # What is shown

    def _show_all(self) -> None:
        shown, looked_at = self.team.isChecked(), self._states.looked_at
        for section in self.sections:
            looked = sum(one.look_for_id in looked_at for one in section.group.look_fors)
            folded = section.group.question.record_id in self._folded
            section.show_state(folded=folded, looked_at=looked if shown else None)
            for row in section.rows:
                self._show_row(row)
        self._show_hand()
        count = len({each.look_for_id for one in self._groups for each in one.look_fors} & self._hidden)
        self.hides.setText(self._hides(count) if self.unseen.isChecked() else "")
        self.hides.setVisible(self.unseen.isChecked())
        self.hides.updateGeometry()

    def _hides(self, count: int) -> str:
        if not count:
            return self.tr("Nobody has looked at any of them yet; nothing is hidden.")
        said = self.tr("Hidden: {} that somebody has looked at, or said do not apply.").format(count)
        return said if self.rows() else f"{said} {self.tr('Nothing is left to look at.')}"

    def _show_row(self, row: LookForRow) -> None:
        own = team = ""
        in_hand = row is self.in_hand and self.hand.isVisibleTo(self.inside)
        if self.team.isChecked() and not in_hand:
            team = self._states.team_of(row.look_for.look_for_id)
            own = "" if team else self._states.state_of(row.look_for.look_for_id)
        row.show_in_hand(in_hand)
        row.show_said(own.capitalize(), team)

    def _show_hand(self) -> None:
        if self.in_hand is None:
            return
        look_for, shown = self.in_hand.look_for.look_for_id, self.team.isChecked()
        self.hand.show_state(self._states.state_of(look_for))
        self.hand.show_team(
            self._states.team_of(look_for) if shown else "", self._states.tallies_of(look_for) if shown else ""
        )

    def _say_how_many(self) -> None:
        here = {each.look_for_id for one in self._groups if one.here for each in one.look_fors}
        every = {each.look_for_id for one in self._groups for each in one.look_fors}
        said = self.tr("none") if not every else str(len(every))
        if here != every:
            said = self.tr("{} here, {} in all").format(len(here), len(every))
        self.open.setText(f"{self.tr('Look-fors')} · {said}")
        self.none.setText(self._why_none())
        self.none.setVisible(not every)
        self._show_ways()
        self.none.updateGeometry()

    def _show_ways(self) -> None:
        """Offer what can be done with look-fors where there are some."""
        for way in (self.team, self.unseen):
            way.setVisible(self.is_open and any(one.look_fors for one in self._groups))

    def _why_none(self) -> str:
        if self.place is None or not self.place.plan.questions:
            return self.tr("There are no questions yet: look-fors come with them.")
        said = self.tr("“{}” has no look-fors for these questions. What you see goes into the line.")
        return said.format(self.place.framework.title)

    def _seen_rows(self) -> Iterator[LookForRow]:
        return (row for row in self.rows() if row.question not in self._folded)

    def _has_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _bring_into_view(self) -> None:
        """Scroll so that the row in hand and what belongs to it are seen."""
        if self.in_hand is not None:
            bring_into_view(self.hand)
            bring_into_view(self.in_hand)
