"""What a package says about itself, and what goes into one."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

Kind = Literal["team", "partnership", "briefing"]
Progress: TypeAlias = Callable[[int, int], None]
"""Told the bytes that are done and the bytes in all; may raise to end the work."""

_HASH = re.compile(r"[0-9a-f]{64}\Z")
_PACKAGE_ID = re.compile(r"[0-9a-f-]{32,64}\Z")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)


@dataclass(frozen=True, kw_only=True)
class PackageInfo:
    """What `bag-info.txt` says, under the sender's signature.

    Attributes:
        package_id: 32 to 64 of `0-9a-f-`, made at random by whoever writes the package.
        kind: what the package may hold.
        scope: id of the review's or partnership's `found` statement, 64 hex digits.
        sender: name of the key that signs the package, 64 hex digits.
        made_at: `YYYY-MM-DDTHH:MM:SSZ`, what the sender's clock said.
        recipients: names of the keys that can open it, sorted; empty if it is open or opens by a phrase. The writer
            fills it in, as it does the counts.
        entries: how many lines of entries there are; `words` and `seals` likewise.
        attachments: how many attachments there are.
    """

    package_id: str
    kind: Kind
    scope: str
    sender: str
    made_at: str
    recipients: tuple[str, ...] = ()
    entries: int = 0
    words: int = 0
    seals: int = 0
    attachments: int = 0

    def __post_init__(self) -> None:
        """Refuse what could not be written in one line and read back.

        Raises:
            ValueError: a part is not of its form.
        """
        sound = (
            _PACKAGE_ID.match(self.package_id)
            and self.kind in get_args(Kind)
            and all(_HASH.match(name) for name in (self.scope, self.sender, *self.recipients))
            and _TIME.match(self.made_at)
            and min(self.entries, self.words, self.seals, self.attachments) >= 0
        )
        if not sound:
            raise ValueError(f"not what a package says about itself: {self!r}")


@dataclass(frozen=True, kw_only=True)
class Contents:
    r"""What goes into a package. Lines are canonical JSON without a line end.

    Attributes:
        sender_badge: the sender's badge, the bytes of its file.
        entries: headers of revisions and statements, parents before children; read once.
        words: `{"entry": id, "field": name, "words": [salt, value]}`; read once.
        seals: `{"seal": {…}, "signature": "armored"}`; read once.
        badges: of the team; read once.
        attachments: opens each by its hash; called twice, so that only one is in memory at a time.
        documents: opens each by its file name (`report.pdf`: small letters, digits, hyphens); called twice.
    """

    sender_badge: bytes
    entries: Iterable[bytes] = ()
    words: Iterable[bytes] = ()
    seals: Iterable[bytes] = ()
    badges: Iterable[bytes] = ()
    attachments: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    documents: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
