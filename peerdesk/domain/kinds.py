"""The kinds of record, their fields, and which package may carry which of them (docs/PACKAGE.md prints this)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal, TypeAlias

from peerdesk.domain import review as values

PackageKind: TypeAlias = Literal["team", "partnership", "briefing"]
Release: TypeAlias = Literal["nothing", "themes", "summary", "report"]

JOTTING = "jotting"
RELEASES: tuple[Release, ...] = ("nothing", "themes", "summary", "report")


@dataclass(frozen=True)
class Kind:
    """One kind of record.

    Attributes:
        value: the class that its records are shown as.
        ends: names of the two ends for a link, else empty.
    """

    name: str
    value: type[values.Record]
    ends: tuple[str, ...] = ()

    @property
    def field_names(self) -> tuple[str, ...]:
        """The fields that its revisions may write, as far as this version knows them."""
        shared = {one.name for one in fields(values.Record)} - {"order"}
        computed = {"questions", "pictures"} if self.name == "note" else set()
        return tuple(one.name for one in fields(self.value) if one.name not in shared | computed | set(self.ends))


KINDS: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("review", values.Review),
        Kind("member", values.Member),
        Kind("question", values.Question),
        Kind("activity", values.Activity),
        Kind("note", values.Note),
        Kind("link", values.Link, ends=("note", "question")),
        Kind("attachment", values.Picture),
        Kind("finding", values.Finding),
        Kind("citation", values.Citation, ends=("finding", "note")),
        Kind("section", values.Section),
        Kind("action", values.PreviousAction),
        Kind("reply", values.Reply),
        Kind(JOTTING, values.Jotting),
    )
}

_PLAN = ("review", "member", "question", "activity", "action")
_REVIEW_TOOK_PLACE = ("school_name", "school_urn", "school_address", "school_phase", "days", "partnership")

# What a partnership package may hold, by what the head released. Kind -> fields; a kind that is not named does not
# travel at all, not even as a header. `places` of sections is narrowed by `section_places`.
_PARTNERSHIP: Mapping[Release, Mapping[str, tuple[str, ...]]] = {
    "nothing": {"review": _REVIEW_TOOK_PLACE, "member": ("name", "role", "school", "key")},
    "themes": {"question": ("text", "short_name", "theme", "order")},
    "summary": {"section": ("place", "question", "title", "text", "order")},
    "report": {"action": ("text", "state", "what_we_saw", "order")},
}


def team_kinds() -> tuple[str, ...]:
    """Kinds that travel between the laptops of a team: all but private jottings."""
    return tuple(name for name in KINDS if name != JOTTING)


def briefing_kinds() -> tuple[str, ...]:
    """Kinds that a briefing holds: the plan, and no evidence."""
    return _PLAN


def partnership_fields(release: Release) -> Mapping[str, tuple[str, ...]]:
    """Kinds and fields that a partnership package may hold after a release; each release includes those before it."""
    allowed: dict[str, tuple[str, ...]] = {}
    for one in RELEASES[: RELEASES.index(release) + 1]:
        allowed |= _PARTNERSHIP[one]
    return allowed


def section_places(release: Release) -> tuple[str, ...]:
    """Places of report sections that may travel to the partnership after a release; empty means none."""
    if release == "summary":
        return ("page",)
    return ("page", "opening", "last_review", "question", "sharing", "how") if release == "report" else ()
