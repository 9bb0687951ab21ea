"""What of a step is shown to the head, and how large beside the rest."""

from collections.abc import Sequence

from peerdesk.domain.report import KIND_WORDS
from peerdesk.ui.feedback.fitted import Piece
from peerdesk.ui.feedback.looking import Step, tr

_KIND, _WONDERING, _LINE, _MORE = 0.42, 0.66, 0.62, 0.7


def pieces_of(step: Step, *, more: bool = False, asks: str = "") -> Sequence[Piece]:
    """Return what is shown.

    Args:
        step: where the conversation is.
        more: how we know, below the sentence.
        asks: in the opening, the words that ask for leave.
    """
    message = step.message
    if message is None:
        lines = [Piece(one, _LINE) for one in (*step.lines, asks)]
        return [Piece(step.title, 1.0, bold=True), *lines]
    title = Piece(message.title, 1.0, bold=True)
    if more:
        return [title, *(Piece(one, _MORE) for one in message.more)]
    wondering = tr("We wondered: {}").format(message.wondering) if message.wondering else ""
    return [Piece(KIND_WORDS[message.kind], _KIND, tone="soft"), title, Piece(wondering, _WONDERING)]
