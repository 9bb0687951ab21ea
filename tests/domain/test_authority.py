from typing import Any

import pytest

from peerdesk.domain.authority import RULES, may
from peerdesk.domain.entries import Revision
from peerdesk.domain.records import Placed, in_report_view, in_team_view, look
from tests.domain.story import KEYS, Story, note
from tests.domain.writing import an_id, revision

ALL_KINDS = [
    "review", "member", "question", "section", "action", "reply", "note", "attachment", "activity", "jotting",
    "link", "finding", "citation", "smell",
]  # fmt: skip
LEADS = {"review", "member", "question", "section", "action", "reply"}
ONES_OWN = {"note", "attachment", "activity", "jotting"}


@pytest.mark.parametrize("kind", ALL_KINDS)
def test_the_table_of_rules_1(kind: str) -> None:
    assert RULES == 1
    assert may("lead", kind, own=False)
    assert may("lead", kind, own=True)
    assert may("reviewer", kind, own=True) == (kind not in LEADS)
    assert may("reviewer", kind, own=False) == (kind not in LEADS | ONES_OWN)
    assert may("shadow", kind, own=True) == (kind in ONES_OWN | {"link"})
    assert may("shadow", kind, own=False) == (kind == "link")
    for role in ("", "deputy", "governor", "host", "champion", "Lead", "headteacher"):
        assert not may(role, kind, own=True)


def test_equals_cannot_end_each_other() -> None:
    story = Story(above=("coordinator",))
    one = story.grant("lead", "deputy", "lead", story.founding)
    other = story.grant("lead", "tom", "lead", story.founding)
    of_deputy = story.end("deputy", other, written_at="2001-01-01T00:00:00Z")
    of_tom = story.end("tom", one, written_at="2001-01-01T00:00:00Z")
    assert story.stands(of_deputy) == story.stands(of_tom) == "held"
    assert story.stands(note("deputy")) == story.stands(note("tom")) == "in"
    assert story.stands(story.end("tom", story.founding)) == "held"
    assert story.stands(story.end("tom", other)) == "held"
    assert story.stands(story.end("lead", story.founding)) == "held"
    assert story.stands(note("lead")) == "in"


def test_above_prevails() -> None:
    story = Story(above=("coordinator",))
    deputy = story.grant("lead", "deputy", "lead", story.founding)
    story.end("coordinator", story.founding, [deputy])
    assert story.stands(note("lead")) == "held"
    assert story.stands(note("deputy")) == "in"
    assert story.stands(story.end("deputy", story.founding)) == "held"
    assert story.stands(story.state("coordinator", "admit", entries=[note("lead").entry_id])) == "in"
    assert story.stands(note("lead")) == "in"
    assert story.stands(note("coordinator")) == "held"
    for kind, says in OTHER_ACTS.items():
        assert story.stands(story.state("coordinator", kind, **says)) == ("held" if kind == "signoff" else "in")


def test_only_a_lead_ends_what_above_put_under_his_right() -> None:
    story = Story(above=("coordinator",))
    reviewer = story.grant("lead", "tom", "reviewer", story.founding)
    under_tom = story.grant("coordinator", "bryony", "reviewer", reviewer)
    assert story.stands(story.end("tom", under_tom)) == "held"
    assert story.stands(note("bryony")) == "in"
    assert story.stands(story.end("lead", under_tom)) == "in"
    assert story.stands(note("bryony")) == "held"
    self_made = story.grant("stranger", "stranger", "lead", None)
    under_stranger = story.grant("coordinator", "deputy", "lead", self_made)
    assert story.stands(story.end("stranger", under_stranger)) == "held"
    assert story.stands(note("deputy")) == "in"


OTHER_ACTS: dict[str, dict[str, Any]] = {
    "erase": {"record": an_id("r"), "fields": ["text"], "keep": None},
    "signoff": {"pdf": an_id("pdf"), "covers": [], "numbers": []},
    "release": {"signoff": an_id("s"), "what": "report", "word": None},
    "admit": {"entries": []},
}


@pytest.mark.parametrize("kind", OTHER_ACTS)
def test_who_may_admit_erase_sign_and_release(kind: str) -> None:
    story = Story()
    story.grant("lead", "deputy", "lead", story.founding)
    story.grant("lead", "tom", "reviewer", story.founding)
    story.grant("lead", "shadow", "shadow", story.founding)
    story.grant("lead", "bryony", "headteacher", story.founding)
    for name, own_expected, expected in [
        ("lead", "in", "in"),
        ("deputy", "in", "in"),
        ("tom", "in" if kind == "erase" else "held", "held"),
        ("shadow", "in" if kind == "erase" else "held", "held"),
        ("stranger", "held", "held"),
        ("coordinator", "held", "held"),
    ]:
        act = story.state(name, kind, **OTHER_ACTS[kind])
        assert (story.stands(act, own=True), story.stands(act, own=False)) == (own_expected, expected), name


def test_nobody_grants_himself() -> None:
    story = Story()
    reviewer = story.grant("lead", "tom", "reviewer", story.founding)
    tries = [
        story.grant("stranger", "stranger", "lead", story.founding),
        story.grant("stranger", "stranger", "lead", None),
        story.grant("stranger", "stranger", "lead", an_id("never sent")),
        story.grant("tom", "tom", "lead", reviewer),
        story.grant("tom", "stranger", "shadow", reviewer),
        story.grant("tom", "stranger", "reviewer", story.founding),
    ]
    tries += [story.grant("stranger", "stranger", "reviewer", one) for one in tries[:3]]
    tries += [story.grant("stranger", "tom", "lead", note("stranger").entry_id)]
    assert {story.stands(one) for one in tries} == {"held"}
    assert story.stands(note("stranger")) == "held"
    assert story.stands(note("tom", kind="review")) == "held"
    assert story.stands(note("tom")) == "in"


def test_lead_is_swapped() -> None:
    story = Story(above=("coordinator",))
    tom = story.grant("lead", "tom", "reviewer", story.founding)
    finding = note("lead", "agreed", kind="finding")
    seal = an_id("seal of the old lead")
    story.seals[seal] = [finding.entry_id, tom]
    new = story.grant("coordinator", "deputy", "lead", None)
    story.end("coordinator", story.founding, [seal])
    assert story.stands(finding) == "in"
    assert story.stands(note("tom")) == "in"
    assert story.stands(note("lead", "later", kind="finding")) == "held"
    assert story.stands(story.grant("lead", "stranger", "reviewer", story.founding)) == "held"
    assert story.stands(story.end("lead", tom)) == "held"
    assert story.stands(note("deputy", kind="section")) == "in"
    assert story.stands(story.grant("deputy", "bryony", "reviewer", new)) == "in"
    assert story.stands(note("bryony")) == "in"
    assert story.rights().role_of(KEYS["lead"]) == ""
    assert story.rights().lead_grant(KEYS["deputy"]) == new


def test_shadow_does_not_adopt_himself() -> None:
    story = Story()
    story.grant("lead", "shadow", "shadow", story.founding)
    first = note("shadow", "as adopted")
    assert story.stands(story.state("shadow", "admit", entries=[first.entry_id])) == "held"
    assert story.stands(first) == "marked"
    story.state("lead", "admit", entries=[first.entry_id])
    later = note("shadow", "changed since", [first])
    assert (story.stands(first), story.stands(later)) == ("in", "marked")

    placed = [Placed(first, 1, story.stands(first)), Placed(later, 2, story.stands(later))]
    said = {one.revision.entry_id: one.revision for one in placed}
    report = look(placed, lambda entry_id, _: read_text(said[entry_id]), in_report_view)
    team = look(placed, lambda entry_id, _: read_text(said[entry_id]), in_team_view)
    assert report is not None
    assert team is not None
    assert report.fields["text"].tips == (first.entry_id,)
    assert team.fields["text"].tips == (later.entry_id,)


def read_text(_revision: Revision) -> None:
    return None


def test_a_shadow_with_a_second_right_is_not_marked() -> None:
    story = Story()
    story.grant("lead", "shadow", "shadow", story.founding)
    reviewer = story.grant("lead", "shadow", "reviewer", story.founding)
    assert story.stands(note("shadow")) == "in"
    assert story.rights().role_of(KEYS["shadow"]) == "reviewer"
    story.end("lead", reviewer)
    assert story.stands(note("shadow")) == "marked"
    assert story.rights().role_of(KEYS["shadow"]) == "shadow"


@pytest.mark.parametrize("turned", [False, True])
def test_removal_before_or_after_the_note(turned: bool) -> None:
    story = Story()
    tom = story.grant("lead", "tom", "reviewer", story.founding)
    early, late = note("tom", "before he left"), note("tom", "after he left")
    story.end("lead", tom, [early.entry_id])
    if turned:
        story.statements.reverse()
    assert (story.stands(early), story.stands(late)) == ("in", "held")
    story.state("lead", "admit", entries=[late.entry_id])
    if turned:
        story.statements.reverse()
    assert (story.stands(early), story.stands(late)) == ("in", "in")
    assert story.stands(note("tom", "and one more")) == "held"


def test_backdated_work_is_held() -> None:
    story = Story()
    tom = story.grant("lead", "tom", "reviewer", story.founding)
    kept = note("tom", "kept")
    story.end("lead", tom, [kept.entry_id])
    backdated = revision({"text": "slipped in"}, [kept], author=KEYS["tom"], written_at="2001-01-01T00:00:00Z")
    fresh = revision({"text": "another"}, author=KEYS["tom"], written_at="2001-01-01T00:00:00Z")
    assert [story.stands(one) for one in (kept, backdated, fresh)] == ["in", "held", "held"]


def test_blank_cheque() -> None:
    story = Story()
    tom = story.grant("lead", "tom", "reviewer", story.founding)
    here, never_sent = note("tom", "here"), note("tom", "listed, and sent when he had gone")
    story.seals[an_id("a seal")] = [here.entry_id, never_sent.entry_id]
    story.end("lead", tom, [here.entry_id])  # the seal lists what is not on the desk, so the entry is named
    assert (story.stands(here), story.stands(never_sent)) == ("in", "held")


def test_every_end_has_to_keep_it_and_a_seal_may_speak_for_it() -> None:
    story = Story()
    tom = story.grant("lead", "tom", "reviewer", story.founding)
    both, one = note("tom", "both"), note("tom", "one")
    story.seals = {an_id("first"): [both.entry_id, one.entry_id], an_id("second"): [both.entry_id]}
    story.end("lead", tom, [an_id("first")])
    assert (story.stands(both), story.stands(one)) == ("in", "in")
    story.end("lead", tom, [an_id("second")])
    assert (story.stands(both), story.stands(one)) == ("in", "held")


def test_what_falls_with_a_lead_and_what_rises_again() -> None:
    story = Story(above=("coordinator",))
    deputy = story.grant("lead", "deputy", "lead", story.founding)
    tom = story.grant("deputy", "tom", "reviewer", deputy)
    of_tom = story.end("deputy", tom)
    admit = story.state("deputy", "admit", entries=[note("stranger").entry_id])
    assert (story.stands(note("tom")), story.stands(note("stranger"))) == ("held", "in")
    story.end("lead", deputy, [tom])  # keeps that Tom was invited, but not that he was sent away
    assert (story.stands(of_tom), story.stands(admit)) == ("held", "held")
    assert (story.stands(note("tom")), story.stands(note("stranger"))) == ("in", "held")


def test_an_admit_makes_revisions_count_and_nothing_else() -> None:
    story = Story()
    wild = story.grant("stranger", "stranger", "lead", None)
    later = note("stranger", "b", [note("stranger", "a")])
    story.state("lead", "admit", entries=[wild, note("stranger", "a").entry_id])
    assert story.stands(wild) == "held"
    assert story.stands(note("stranger", "a")) == "in"
    assert story.stands(later) == "held"


@pytest.mark.parametrize("above", [(), ("coordinator",)])
def test_rights_are_handed_on_eight_deep(above: tuple[str, ...]) -> None:
    story = Story(above=above)
    grants = [story.founding]
    author = "coordinator" if above else "lead"
    for _ in range(20):
        grants.append(story.grant(author, author if above else "lead", "lead", grants[-1]))
    assert [story.stands(one) for one in grants] == ["in"] * 8 + ["held"] * 13


def test_work_on_anothers_record_needs_a_right_to_it() -> None:
    story = Story()
    story.grant("lead", "tom", "reviewer", story.founding)
    story.grant("lead", "bryony", "reviewer", story.founding, succeeds=KEYS["tom"])
    story.grant("stranger", "stranger", "reviewer", story.founding, succeeds=KEYS["tom"])
    rights = story.rights()
    tom, bryony, stranger = KEYS["tom"], KEYS["bryony"], KEYS["stranger"]
    assert rights.speaks_for(tom, tom)
    assert rights.speaks_for(bryony, tom)
    assert not rights.speaks_for(tom, bryony)
    assert not rights.speaks_for(stranger, tom)
    assert rights.speaks_for(stranger, stranger)
    edit = note("bryony", "b", [note("tom", "a")])
    assert story.stands(edit, own=rights.speaks_for(bryony, tom)) == "in"
    assert story.stands(edit, own=rights.speaks_for(bryony, stranger)) == "held"
    assert not rights.speaks_for(bryony, "")


def test_a_right_that_ended_gives_nobody_a_role() -> None:
    story = Story()
    deputy = story.grant("lead", "deputy", "lead", story.founding)
    rights = story.rights()
    assert [rights.role_of(KEYS[name]) for name in ("lead", "deputy", "tom")] == ["lead", "lead", ""]
    assert rights.lead_grant(KEYS["lead"]) == story.founding
    assert rights.lead_grant(KEYS["deputy"]) == deputy
    assert rights.lead_grant(KEYS["tom"]) is None
    story.end("stranger", deputy)
    assert story.rights().role_of(KEYS["deputy"]) == "lead"
    story.end("lead", deputy, [deputy])
    assert story.rights().role_of(KEYS["deputy"]) == ""
    assert story.rights().lead_grant(KEYS["deputy"]) is None
