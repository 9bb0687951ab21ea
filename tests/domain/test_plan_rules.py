from typing import Any

import pytest

from peerdesk.domain.data_table import DataTable
from peerdesk.domain.plan_rules import Rule, look_at_rules, rules_from, with_reason
from peerdesk.errors import DataFileError
from peerdesk.intake.plan_rules import read_plan_rules
from peerdesk.paths import resources
from tests.domain.planning import a_member, a_review, a_rule, an_activity

APART = a_rule("apart", roles=("champion",), others=("lead", "reviewer"))


def said(rule: Rule, *members: Any, activities: Any = (), **review: Any) -> list[str]:
    return [one.sentence for one in look_at_rules([rule], a_review(**review), members, activities)]


def test_the_champion_was_not_on_the_team() -> None:
    elin = a_member("Elin", "champion")
    assert said(APART, elin, a_member("Tom")) == []
    assert said(APART, elin, a_member(" elin ", record_id="other")) == ["Elin · 0"]
    assert said(APART, a_member("Elin", "champion", key="k"), a_member("E. Rees", key="k")) == ["Elin · 0"]
    walk = an_activity("Walk", "09:00", "09:30", "elin")
    assert said(APART, elin, activities=[walk]) == ["Elin · 0"]
    assert said(APART, elin, activities=[an_activity("Feedback", "15:00", "15:30", "elin", kind="meeting")]) == []


def test_nobody_reviews_their_own_school() -> None:
    rule = a_rule("own school", roles=("reviewer",))
    assert said(rule, a_member("Tom", school="WRENHOLT  primary school")) == ["Tom · 0"]
    assert (
        said(rule, a_member("Tom", school="Quillbrook"), a_member("Hal", "host", school="Wrenholt Primary School"))
        == []
    )
    assert said(rule, a_member("Tom", school=""), school_name="") == []


def test_the_lead_has_been_trained() -> None:
    rule = a_rule("trained", roles=("lead",))
    assert said(rule, a_member("Anita", "lead")) == ["Anita · 0"]
    assert said(rule, a_member("Anita", "lead", training="January 2026")) == []
    assert said(rule, a_member("", "lead", record_id="x")) == ["somebody without a name yet · 0"]


def test_there_are_enough_and_from_several_schools() -> None:
    enough = a_rule("at least", roles=("lead", "reviewer"), count=2)
    assert said(enough, a_member("Anita", "lead")) == [" · 2"]
    assert said(enough, a_member("Anita", "lead"), a_member("Tom")) == []
    several = a_rule("other schools", roles=("lead", "reviewer"), count=2)
    assert said(several, a_member("Anita", "lead", school="A"), a_member("Tom", school="a")) == [" · 2"]
    assert said(several, a_member("Anita", "lead", school="A"), a_member("Tom", school="B")) == []
    assert said(several, a_member("Anita", "lead", school="A"), a_member("Tom")) == []  # it cannot be told yet


def test_a_reason_stands_beside_its_rule_and_stops_nothing() -> None:
    review = a_review(exceptions=("trained: she leads with Bryony", "other: kept"))
    rule = a_rule("trained", roles=("lead",))
    (unkept,) = look_at_rules([rule], review, [a_member("Anita", "lead")], [])
    assert unkept.reason == "she leads with Bryony"
    assert with_reason(review, "trained", "  on the course: May ") == ("trained: on the course: May", "other: kept")
    assert with_reason(review, "trained", "") == ("other: kept",)


def test_the_rules_that_peerdesk_brings_can_be_read() -> None:
    rules = read_plan_rules(resources() / "plan" / "rules.toml")
    assert {one.check for one in rules.rules} == {"apart", "own school", "trained", "at least", "other schools"}
    assert (rules.lunch_minutes, rules.longest_virtual) == (20, 30)
    assert len({one.rule_id for one in rules.rules}) == len(rules.rules)


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        ({"check": "tall"}, "“check” cannot be “tall”"),
        ({"roles": ["boss"]}, "“boss” is no part"),
        ({"wordz": "x"}, "“wordz” means nothing here"),
        ({"words": ""}, "“words” is empty"),
    ],
)
def test_a_rule_that_cannot_be_meant_says_where(row: dict[str, Any], wrong: str) -> None:
    values = {
        "lunch": {"from": "11:30", "to": "14:00", "minutes": 20},
        "virtual": {"longest": 30},
        "rule": [{"id": "one", "check": "trained", "words": "Words.", "roles": ["lead"]} | row],
    }
    with pytest.raises(DataFileError) as refused:
        rules_from(DataTable(values, "rules.toml"))
    assert "rule 1" in str(refused.value)
    assert wrong in str(refused.value)
