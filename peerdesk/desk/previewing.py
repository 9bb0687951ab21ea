"""What a person is shown of a file that somebody sent, before anything of it is brought in."""

from dataclasses import dataclass
from pathlib import Path

from peerdesk.desk.bringing_in import BroughtIn
from peerdesk.domain.kinds import PackageKind


@dataclass(frozen=True)
class Preview:
    """What is in a file that somebody sent. Nothing of it is in the desk yet.

    Attributes:
        sender: name of the key that signed it.
        sender_name: as on their badge.
        sender_words: the six words to compare with what the sender reads aloud.
        known: the sender has a part in the review or a confirmed badge, so it can be brought in without the words.
        confirmed: somebody compared the sender's six words, or the lead vouched for them.
        stale: that was more than two years ago, so it is to be asked about again.
        changed_from: the key under which somebody of this name is known here, if it is another; "" if not.
        changed_words: the six words of that key.
        ended_at: when the sender's part in the review ended, `YYYY-MM-DDTHH:MM:SSZ`; "" if it has not.
        mine_to_decide: the person here decides about a changed badge.
        for_others: it was made for others, and closed again for whoever opens it here.
        brought: what would come of it.
        been_here: it was brought in before.
        is_whole: its pictures were checked too; if not, bringing it in may still find it cut short or altered.
    """

    path: Path
    manifest_hash: str
    scope: str
    kind: PackageKind
    made_at: str
    sender: str
    sender_name: str
    sender_words: str
    known: bool
    brought: BroughtIn
    been_here: bool
    confirmed: bool = True
    stale: bool = False
    changed_from: str = ""
    changed_words: str = ""
    ended_at: str = ""
    for_others: bool = False
    mine_to_decide: bool = True
    is_whole: bool = True
