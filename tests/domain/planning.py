"""A small plan, put together record by record."""

from typing import Any

from peerdesk.domain.plan_rules import PlanRules, Rule
from peerdesk.domain.review import Activity, Member, Review

DAY = "2027-03-09"
RULES = PlanRules(lunch_from="11:30", lunch_to="14:00", lunch_minutes=20, longest_virtual=30, rules=())


def _base(word: str) -> dict[str, Any]:
    return {
        "record_id": word,
        "scope": "review",
        "author": "anita",
        "first_written_at": "2027-03-01T08:00:00Z",
    }


def a_review(**said: Any) -> Review:
    return Review(**{**_base("review"), "school_name": "Wrenholt Primary School", "days": (DAY,), **said})


def a_member(name: str, role: str = "reviewer", **said: Any) -> Member:
    return Member(**{**_base(name.casefold()), "name": name, "role": role, **said})


def an_activity(title: str, begins: str = "", ends: str = "", who: str = "", **said: Any) -> Activity:
    """Make an activity of one day; `who` are names parted by spaces."""
    day = said.pop("day", DAY)
    time = (f"{day}T{begins}", f"{day}T{ends}") if begins else ()
    people = tuple(one.casefold() for one in who.split())
    return Activity(**{**_base(title.casefold()), "title": title, "time": time, "who": people, **said})


def a_rule(check: str, **said: Any) -> Rule:
    return Rule(**{"rule_id": check, "check": check, "words": "{names} · {count}", **said})


TEAM = (a_member("Anita", "lead"), a_member("Tom"), a_member("Bryony"), a_member("Marek", "shadow"))
