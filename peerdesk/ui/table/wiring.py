"""What the cards of the table tell, and who hears it: the journal, the look at words, the acts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Moderation
from peerdesk.ui.feedback.before import show_before
from peerdesk.ui.proofing.proofreader import Proofreader
from peerdesk.ui.table.acts import TableActs
from peerdesk.ui.table.finding_card import FindingCard
from peerdesk.ui.table.standing_acts import StandingActs
from peerdesk.ui.table.standing_card import StandingCard
from peerdesk.ui.widgets.draft_offer import DraftOffer
from peerdesk.ui.widgets.kept_fields import KeptFields
from peerdesk.ui.widgets.offered import Offered


@dataclass(frozen=True)
class Wires:
    """What all cards share; `offered` answers which drafts wait in the review that is shown."""

    desk: Desk
    proof: Proofreader
    offered: Callable[[], Offered]

    def journal(self, fields: KeptFields, offer: DraftOffer) -> None:
        """Put on disk what is typed, and take the answer to what is offered."""
        fields.noted.connect(self.desk.drafts.note_typing)
        fields.journal_requested.connect(lambda *said: self.offered().journal(*said))
        offer.answered.connect(lambda *said: self.offered().answer(*said))


def wire_finding(card: FindingCard, acts: TableActs, wires: Wires) -> None:
    """Connect the card of a finding."""
    wires.journal(card.fields, card.offer)
    card.fields.keep_requested.connect(partial(acts.keep, card))
    card.changed_to.connect(lambda name, value: acts.change(card.row.finding, name, value))
    for field in card.texts().values():
        wires.proof.watch(field, lambda: card.row.finding.record_id, line=card.look_line)
    card.uncite_requested.connect(acts.uncite)
    card.settled.connect(lambda: acts.settle(card.row.finding))
    card.delete_requested.connect(lambda: acts.delete(card.row.finding))
    card.before_requested.connect(lambda: show_before(acts.page, wires.desk, card.row.finding))


def wire_standing(card: StandingCard, acts: StandingActs, wires: Wires, scope: str) -> None:
    """Connect the card of a characteristic in a review."""

    def keep(name: str, text: str, shown: Moderation | None) -> None:
        acts.keep(scope, card, name, text, shown)

    def on_record(do: Callable[[Moderation], None]) -> None:
        if card.row.record is not None:
            do(card.row.record)

    wires.journal(card.fields, card.offer)
    card.fields.keep_requested.connect(keep)
    wires.proof.watch(card.reasons, lambda: card.fields.place, line=card.look_line)
    card.level_chosen.connect(lambda name, level: acts.choose(scope, card.row, name, level))
    card.uncite_requested.connect(lambda row: acts.uncite(card.row, row.row.note.record_id))
    card.settled.connect(lambda: on_record(acts.settle))
    card.delete_requested.connect(lambda: on_record(acts.delete))
