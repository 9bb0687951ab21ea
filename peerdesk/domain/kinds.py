"""The kinds of record, their fields, and which package may carry which of them (docs/PACKAGE.md prints this)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Literal, TypeAlias

from peerdesk.domain import evidence, outcome, review
from peerdesk.domain.late import Late

PackageKind: TypeAlias = Literal["team", "partnership", "briefing"]
Release: TypeAlias = Literal["nothing", "themes", "summary", "report"]

JOTTING = "jotting"
RELEASES: tuple[Release, ...] = ("nothing", "themes", "summary", "report")


@dataclass(frozen=True)
class Kind:
    """One kind of record: a row of the table of what may leave.

    Attributes:
        value: the class that its records are shown as.
        ends: names of the two ends for a link, else empty.
        team: a package of a team carries it, with all its fields; what is not known travels there too.
        briefing: a briefing carries it, with all its fields but `unbriefed`.
        unbriefed: fields whose words a briefing leaves out: it may lie open.
        after: a partnership package carries it after a release of at least this; "" for never, not even as a header.
        partnership: the fields whose words a partnership package then carries.
    """

    name: str
    value: type[review.Record]
    ends: tuple[str, ...] = ()
    team: bool = True
    briefing: bool = False
    unbriefed: tuple[str, ...] = ()
    after: Release | Literal[""] = ""
    partnership: tuple[str, ...] = ()

    @cached_property
    def field_names(self) -> tuple[str, ...]:
        """The fields that its revisions may write, as far as this version knows them."""
        shared = {one.name for one in fields(review.Record)} - {"order"}
        computed = {"questions", "pictures"} if self.name == "note" else set()
        return tuple(one.name for one in fields(self.value) if one.name not in shared | computed | set(self.ends))


_TOOK_PLACE = ("school_name", "school_urn", "school_address", "school_phase", "days", "partnership")

OF_A_REVIEW: Mapping[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind("review", review.Review, briefing=True, after="nothing", partnership=_TOOK_PLACE),
        Kind(
            "member",
            review.Member,
            briefing=True,
            unbriefed=("ended_why",),
            after="nothing",
            partnership=("name", "role", "school", "key"),
        ),
        Kind(
            "question",
            review.Question,
            briefing=True,
            after="themes",
            partnership=("text", "short_name", "theme", "order"),
        ),
        Kind("activity", review.Activity, briefing=True),
        Kind("note", evidence.Note),
        Kind("link", evidence.Link, ends=("note", "question")),
        Kind("attachment", evidence.Picture),
        Kind("finding", outcome.Finding),
        Kind("citation", outcome.Citation, ends=("finding", "note")),
        Kind(
            "section",
            outcome.Section,
            after="summary",
            partnership=("place", "question", "title", "text", "order"),
        ),
        Kind(
            "action",
            review.PreviousAction,
            briefing=True,
            after="report",
            partnership=("text", "state", "what_we_saw", "order"),
        ),
        Kind("reply", outcome.Reply),
        Kind("heard", outcome.HeadsWord),
        Kind("moderation", outcome.Moderation, after="report", partnership=("characteristic", "school_level", "level")),
        Kind("edition", outcome.Edition),
        Kind(
            "framework",
            review.KeptFramework,
            briefing=True,
            after="themes",
            partnership=("framework_id", "version", "title"),
        ),
        Kind("self_view", review.SelfView, briefing=True),
        Kind("context", review.Context, briefing=True),
        Kind("letter", review.Letter),
        Kind("answer", evidence.Answer),
        Kind("prompt", evidence.OwnPrompt, briefing=True),
        Kind("look", evidence.Look),
        Kind("advice", evidence.Advice),
        Kind(JOTTING, evidence.Jotting, team=False),
    )
}
"""The kinds of a review's own scope."""


def _of_a_partnership() -> Mapping[str, Kind]:
    """Return the kinds of a partnership's own scope (docs/decisions/0026)."""
    from peerdesk.domain import (  # a review does without them, and its window is there sooner
        partnership,
        partnership_cycle,
        partnership_health,
        partnership_plans,
        partnership_sharing,
    )

    kinds = (
        Kind("partnership", partnership.Partnership),
        Kind("protocol", partnership.ProtocolLine),
        Kind("school", partnership.PartnerSchool),
        Kind("school_group", partnership.SchoolGroup),
        Kind("membership", partnership.Membership),
        Kind("office", partnership.Office),
        Kind("target", partnership.Target),
        Kind("capacity", partnership.Capacity),
        Kind("funding", partnership.Funding),
        Kind("development_visit", partnership.DevelopmentVisit),
        Kind("provider", partnership.Provider),
        Kind("colleague", partnership_cycle.Colleague),
        Kind("training", partnership_cycle.Training),
        Kind("attendance", partnership_cycle.Attendance, ends=("training", "colleague")),
        Kind("readiness", partnership_cycle.Readiness),
        Kind("cycle", partnership_cycle.Cycle),
        Kind("part", partnership_cycle.Part, ends=("cycle", "colleague")),
        Kind("kept_report", partnership_cycle.KeptReport),
        Kind("evaluation", partnership_cycle.Evaluation),
        Kind("half_term", partnership_cycle.HalfTerm),
        Kind("closed_days", partnership_cycle.ClosedDays),
        Kind("planned_action", partnership_plans.PlannedAction),
        Kind("check_in", partnership_plans.CheckIn),
        Kind("impact", partnership_plans.Impact),
        Kind("champion_entry", partnership_plans.ChampionEntry),
        Kind("offer", partnership_sharing.Offer),
        Kind("want", partnership_sharing.Want),
        Kind("support_request", partnership_sharing.SupportRequest),
        Kind("support", partnership_sharing.Support),
        Kind("case_study", partnership_sharing.CaseStudy),
        Kind("learning_set", partnership_sharing.LearningSet),
        Kind("set_school", partnership_sharing.SetSchool, ends=("learning_set", "school")),
        Kind("quote", partnership_sharing.Quote),
        Kind("maturity", partnership_health.Maturity),
        Kind("health_check", partnership_health.HealthCheck),
        Kind("health_answer", partnership_health.HealthAnswer),
        Kind("group_figures", partnership_health.GroupFigures),
        Kind("meeting", partnership_health.Meeting),
        Kind("decision", partnership_health.Decision),
    )
    return {kind.name: kind for kind in kinds}


KINDS: Mapping[str, Kind] = Late(OF_A_REVIEW, _of_a_partnership)


def team_kinds() -> tuple[str, ...]:
    """Kinds that travel between the laptops of a team: all but private jottings."""
    return tuple(name for name, kind in KINDS.items() if kind.team)


def briefing_kinds() -> tuple[str, ...]:
    """Kinds that a briefing holds: the plan, and no evidence."""
    return tuple(name for name, kind in OF_A_REVIEW.items() if kind.briefing)


def partnership_fields(release: Release) -> Mapping[str, tuple[str, ...]]:
    """Kinds and fields that a partnership package may hold after a release; each release includes those before it."""
    let_out = RELEASES[: RELEASES.index(release) + 1]
    return {name: kind.partnership for name, kind in OF_A_REVIEW.items() if kind.after in let_out}


def section_places(release: Release) -> tuple[str, ...]:
    """Places of report sections that may travel to the partnership after a release; empty means none."""
    if release == "summary":
        return ("page",)
    return ("page", "opening", "last_review", "question", "sharing", "how") if release == "report" else ()
