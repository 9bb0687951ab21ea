"""Beside the text: how far the report has come, who signed it, and what was handed over, each time it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.reports import SignOff
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.editions import is_open
from peerdesk.domain.outcome import Edition, Reply, ReportState
from peerdesk.domain.review import Member, Record
from peerdesk.ui.report.looking import ReportLook
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.label import Label
from peerdesk.ui.widgets.lane_column import LaneColumn
from peerdesk.ui.widgets.paragraph import Paragraph

STATES: Mapping[ReportState, str] = {"on the day": "On the day", "for checking": "For checking", "final": "Final"}
_ROLES = {"lead": "the lead reviewer", "deputy": "the deputy"}


class VersionsPanel(LaneColumn):
    """Three states, signatures, and a list of what was handed over.

    Signals:
        open_requested: show the pages of this Edition.
        compare_requested: show what changed since this Edition.
        place_requested: show this Record, which changed since it was signed.
    """

    open_requested = Signal(object)
    compare_requested = Signal(object)
    place_requested = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        """Make a panel that says nothing yet."""
        super().__init__(theme, parent)
        self._theme = theme
        self._inside = QWidget()
        self.body.addWidget(self._inside)
        self.body.addStretch()
        self.setAccessibleName(self.tr("Versions"))

    def show_look(self, look: ReportLook, words: Mapping[tuple[str, str], str]) -> None:
        """Say where the report stands; `words` are what the outline calls each thing in it."""
        old, self._inside = self._inside, QWidget()
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap("s"))
        for said in _states(look.editions):
            column.addWidget(Paragraph(self._theme, said))
        self._add_signed(column, look, words)
        if checked := _checked(look.replies):
            column.addWidget(Paragraph(self._theme, checked))
        if look.editions:
            column.addWidget(Label(self._theme, self.tr("Handed over"), bold=True))
        for edition in reversed(look.editions):
            self._add_edition(column, edition)
        self.body.replaceWidget(old, self._inside)
        old.hide()
        old.deleteLater()

    def _add_signed(self, column: QVBoxLayout, look: ReportLook, words: Mapping[tuple[str, str], str]) -> None:
        for said in signed_in_words(look.signed, look.plan.members):
            column.addWidget(Paragraph(self._theme, said))
        changed = look.signed.changed if look.signed is not None and look.signed.stale else ()
        for record in changed:
            button = Button(self._theme, _word_of(record, words), kind="link")
            button.setAccessibleName(self.tr("Changed since it was signed: {}").format(button.text()))
            button.clicked.connect(lambda _=False, record=record: self.place_requested.emit(record))
            column.addWidget(button)

    def _add_edition(self, column: QVBoxLayout, edition: Edition) -> None:
        theme = self._theme
        said = f"{STATES[edition.state]} · {day_in_words(edition.handed_on, year=False)}"
        if is_open(edition):
            said = self.tr("A correction, not handed over yet")
        column.addWidget(Paragraph(theme, said))
        told = [self.tr("To be checked by {}.").format(day_in_words(edition.check_by, year=False))]
        told = told if edition.check_by else []
        told += [self.tr("What changed: {}").format(edition.what_changed)] if edition.what_changed else []
        for one in told:
            column.addWidget(Paragraph(theme, one, "caption", "soft"))
        row = QHBoxLayout()
        row.setSpacing(theme.gap("m"))
        for word, signal, there in (
            (self.tr("Open"), self.open_requested, bool(edition.document)),
            (self.tr("What changed since"), self.compare_requested, not is_open(edition)),
        ):
            button = Button(theme, word, kind="link")
            button.setAccessibleName(f"{word}: {said}")
            button.clicked.connect(lambda _=False, signal=signal: signal.emit(edition))
            row.addWidget(button)
            if not there:
                button.hide()
        row.addStretch()
        column.addLayout(row)


def signed_in_words(signed: SignOff | None, members: Sequence[Member]) -> list[str]:
    """Return who signed, and whether the report still says so."""
    if signed is None:
        return ["Not signed yet: all of it is a draft."]
    said = [_signature(signed, members)]
    if signed.others:
        said += [_signature(one, members) for one in signed.others]
        same = not any(one.stale != signed.stale for one in signed.others)
        if same and not signed.stale:
            said.append("Both signed the same words, so both hold.")
        else:
            said.append("They signed at once, and not the same words. Whoever signs next settles it.")
    return [*said, "Changed since it was signed:"] if signed.stale else said


def _signature(signed: SignOff, members: Sequence[Member]) -> str:
    at = datetime.fromisoformat(signed.at).astimezone()
    by = next((one for one in members if one.record_id == signed.by), None)
    who = _ROLES.get(by.role, by.name) if by is not None else _ROLES["lead"]
    return f"Signed by {who}, {at:%H:%M}, {day_in_words(at.date().isoformat(), year=False)}."


def _states(editions: Sequence[Edition]) -> list[str]:
    """Return the three states in order, each with the day on which it was last handed over."""
    said = []
    for state, word in STATES.items():
        days = [one.handed_on for one in editions if one.state == state and one.pdf]
        said.append(f"{word}: {day_in_words(days[-1], year=False)}" if days else f"{word}: not yet")
    return said


def _checked(replies: Sequence[Reply]) -> str:
    return f"Checked by the head, {day_in_words(replies[-1].answered_on, year=False)}." if replies else ""


def _word_of(record: Record, words: Mapping[tuple[str, str], str]) -> str:
    for kind in ("section", "finding", "question", "action", "review", "citation", "moderation"):
        if (kind, record.record_id) in words:
            return words[kind, record.record_id]
    return {"Citation": "What a finding stands on", "Review": "The plan"}.get(type(record).__name__, "Something else")
