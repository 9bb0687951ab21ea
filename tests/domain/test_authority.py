from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.authority import MAX_GRANT_DEPTH, RULES, Rights, Standing, may
from peerdesk.domain.canonical import Value
from peerdesk.domain.entries import Revision, Statement, write_statement
from peerdesk.domain.records import Placed, in_report_view, in_team_view, look
from tests.domain.writing import SALT, WHEN, an_id, count_calls, revision

KEYS = {
    name: an_id(f"key of {name}") for name in ("lead", "deputy", "tom", "bryony", "shadow", "stranger", "coordinator")
}
HEIGHT: Mapping[Standing, int] = {"held": 0, "marked": 1, "in": 2}


@dataclass
class Story:
    """What people stated about one review, in the order in which it comes to one's mind."""

    above: tuple[str, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    seals: dict[str, list[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        above = [KEYS[name] for name in self.above]
        says: dict[str, Value] = {"what": "review", "rules": RULES, "above": above, "nonce": SALT}
        self.found = write_statement(scope=None, kind="found", says=says, author=KEYS["lead"], written_at=WHEN)
        self.statements.append(self.found)

    @property
    def founding(self) -> str:
        return self.found.entry_id

    def state(self, author: str, kind: str, /, written_at: str = WHEN, **says: Any) -> Statement:
        nonce = f"{len(self.statements):032x}"
        statement = write_statement(
            scope=self.founding, kind=kind, says={**says, "nonce": nonce}, author=KEYS[author], written_at=written_at
        )
        self.statements.append(statement)
        return statement

    def grant(self, author: str, key: str, role: str, under: str | None, **says: str) -> str:
        return self.state(author, "grant", key=KEYS[key], role=role, under=under, **says).entry_id

    def end(self, author: str, grant: str, keeps: Iterable[str] = (), written_at: str = WHEN) -> Statement:
        return self.state(author, "end", written_at, grant=grant, keeps=sorted(keeps))

    def listed_by(self, entry_id: str) -> Collection[str]:
        return {seal_id for seal_id, entries in self.seals.items() if entry_id in entries}

    def rights(self, statements: Iterable[Statement] | None = None) -> Rights:
        return Rights(self.found, self.statements if statements is None else statements, self.listed_by)

    def stands(self, entry: Revision | Statement | str, *, own: bool = True) -> Standing:
        by_id = {one.entry_id: one for one in self.statements}
        return self.rights().standing(by_id[entry] if isinstance(entry, str) else entry, own=own)


def note(author: str, text: str = "a note", parents: Iterable[Revision] = (), kind: str = "note") -> Revision:
    return revision({"text": text}, parents, author=KEYS[author], kind=kind)


# The rules of rights once more, word for word and without any care for time: what the real ones are held against.


@dataclass(frozen=True)
class Plainly:
    story: Story

    def grants(self) -> dict[str, tuple[str, str, str, str | None]]:
        founder = self.story.found.author
        told: dict[str, tuple[str, str, str, str | None]] = {self.story.founding: (founder, founder, "lead", None)}
        for one in self.story.statements:
            if one.kind == "grant":
                told[one.entry_id] = (one.author, one.says["key"], one.says["role"], one.says["under"])
        return told

    def above(self, author: str) -> bool:
        return author in self.story.found.says["above"]

    def path(self, grant: str) -> list[str]:
        under = self.grants()[grant][3]
        return [under, *self.path(under)] if under in self.grants() else []

    def good(self, grant: str) -> bool:
        author, _, _, under = self.grants()[grant]
        if len(self.path(grant)) + 1 > MAX_GRANT_DEPTH:
            return False
        if grant == self.story.founding or self.above(author):
            return True
        return under in self.grants() and self.leads(author, under) and self.counts(grant, under)

    def leads(self, key: str, grant: str) -> bool:
        return self.grants()[grant][1:3] == (key, "lead") and self.good(grant)

    def good_end(self, end: Statement) -> bool:
        if end.says["grant"] not in self.grants():
            return False
        path = self.path(end.says["grant"])
        return self.above(end.author) or any(self.leads(end.author, g) and self.counts(end.entry_id, g) for g in path)

    def counts(self, entry_id: str, grant: str) -> bool:
        ends = [one for one in self.story.statements if one.kind == "end" and one.says["grant"] == grant]
        names = {entry_id, *self.story.listed_by(entry_id)}
        return all(names & set(end.says["keeps"]) for end in ends if self.good_end(end))

    def roles(self, entry: Revision | Statement) -> set[str]:
        return {
            role
            for grant, (_, key, role, _) in self.grants().items()
            if key == entry.author and self.good(grant) and self.counts(entry.entry_id, grant)
        }

    def standing(self, entry: Revision | Statement, own: bool) -> Standing:
        if isinstance(entry, Statement):
            return "in" if self.may_state(entry, own) else "held"
        admits = [one for one in self.story.statements if one.kind == "admit" and self.may_state(one, own=False)]
        roles = {role for role in self.roles(entry) if may(role, entry.kind, own)}
        if roles - {"shadow"} or any(entry.entry_id in admit.says["entries"] for admit in admits):
            return "in"
        return "marked" if roles else "held"

    def may_state(self, entry: Statement, own: bool) -> bool:
        if entry.kind == "found":
            return True
        if entry.kind == "grant":
            return self.good(entry.entry_id)
        if entry.kind == "end":
            return self.good_end(entry)
        if self.above(entry.author) and entry.kind in {"admit", "erase", "release"}:
            return True
        roles = self.roles(entry)
        return "lead" in roles or (entry.kind == "erase" and own and bool(roles))


ROLES = st.sampled_from(["lead", "lead", "reviewer", "shadow", "headteacher"])


@st.composite
def stories(draw: st.DrawFn) -> tuple[Story, list[Revision]]:
    """Let people who may and people who may not grant, end and admit, mostly under what is there."""
    story = Story(above=draw(st.sampled_from([(), ("coordinator",), ("coordinator", "tom")])))
    names = st.sampled_from(sorted(KEYS))
    notes = [note(draw(names), f"note {n}") for n in range(draw(st.integers(1, 4)))]
    grants = [story.founding]
    others: list[str] = [an_id("nothing"), *(one.entry_id for one in notes)]
    for number in range(draw(st.integers(0, 9))):
        author = draw(names)
        anything = st.sampled_from([*grants, *others])
        what = draw(st.sampled_from(["grant", "grant", "grant", "end", "end", "admit", "erase", "release"]))
        if what == "grant":
            under = draw(st.sampled_from(grants) | st.none() | anything)
            if draw(st.integers(0, 3)):  # mostly by whom it was given to
                holders = {one.entry_id: one.says["key"] for one in story.statements if one.kind == "grant"}
                holder = holders.get(str(under), KEYS["lead"])
                author = next(name for name, key in KEYS.items() if key == holder)
            grants.append(story.grant(author, draw(names), draw(ROLES), under))
        elif what == "end":
            kept = draw(st.sets(anything, max_size=3))
            if draw(st.booleans()):
                seal = an_id(f"seal {number}")
                story.seals[seal] = draw(st.lists(anything, max_size=3))
                kept.add(seal)
            others.append(story.end(author, draw(anything), kept).entry_id)
        elif what == "admit":
            others.append(story.state(author, what, entries=draw(st.lists(anything, max_size=2))).entry_id)
        elif what == "erase":
            others.append(story.state(author, what, record=an_id("r"), fields=["*"], keep=None).entry_id)
        else:
            others.append(story.state(author, what, signoff=an_id("s"), what="report", word=None).entry_id)
    return story, notes


def entries_of(story: Story, notes: Iterable[Revision]) -> dict[str, Revision | Statement]:
    entries: dict[str, Revision | Statement] = {one.entry_id: one for one in story.statements}
    return entries | {one.entry_id: one for one in notes}


def all_stand(rights: Rights, story: Story, notes: Iterable[Revision]) -> dict[tuple[str, bool], Standing]:
    entries = entries_of(story, notes).values()
    return {(one.entry_id, own): rights.standing(one, own=own) for one in entries for own in (True, False)}


@settings(max_examples=200)
@given(stories())
def test_everything_stands_where_the_rules_say(told: tuple[Story, list[Revision]]) -> None:
    story, notes = told
    plainly = Plainly(story)
    by_id = entries_of(story, notes)
    for (entry_id, own), standing in all_stand(story.rights(), story, notes).items():
        assert standing == plainly.standing(by_id[entry_id], own)


@given(stories(), st.data())
def test_any_order_of_arrival_gives_equal_standings(told: tuple[Story, list[Revision]], data: st.DataObject) -> None:
    story, notes = told
    shuffled = data.draw(st.permutations(story.statements))
    assert all_stand(story.rights([*shuffled, *shuffled[:2]]), story, notes) == all_stand(story.rights(), story, notes)


def says_of(kind: str, known: st.SearchStrategy[str]) -> st.SearchStrategy[dict[str, Any]]:
    if kind == "grant":
        return st.fixed_dictionaries({"key": st.just(KEYS["stranger"]), "role": ROLES, "under": known})
    if kind == "end":
        return st.fixed_dictionaries({"grant": known, "keeps": st.lists(known)})
    return st.fixed_dictionaries({"entries": st.lists(known)})


@given(stories(), st.data())
def test_whoever_has_no_right_changes_nothing_for_others(
    told: tuple[Story, list[Revision]], data: st.DataObject
) -> None:
    story, notes = told
    stranger = KEYS["stranger"]
    story.statements = [one for one in story.statements if stranger not in (one.author, one.says.get("key"))]
    before = all_stand(story.rights(), story, notes)
    known = st.sampled_from(sorted(entries_of(story, notes)))
    for _ in range(data.draw(st.integers(1, 5))):
        kind = data.draw(st.sampled_from(["grant", "end", "admit"]))
        mine = story.state("stranger", kind, **data.draw(says_of(kind, known)))
        known |= st.just(mine.entry_id)
        assert story.stands(mine) == "held"
    after = all_stand(story.rights(), story, notes)
    assert {key: after[key] for key in before} == before


@given(stories(), st.sampled_from(sorted(KEYS)), st.sampled_from(["reviewer", "shadow"]))
def test_a_right_to_write_takes_nothing_from_anybody(told: tuple[Story, list[Revision]], key: str, role: str) -> None:
    story, notes = told
    before = all_stand(story.rights(), story, notes)
    story.grant("lead", key, role, story.founding)
    after = all_stand(story.rights(), story, notes)
    assert all(HEIGHT[after[one]] >= HEIGHT[standing] for one, standing in before.items())


@given(stories())
def test_nothing_is_in_without_a_path_from_the_founding_or_an_admit(told: tuple[Story, list[Revision]]) -> None:
    story, notes = told
    given_to: dict[str, set[str]] = {KEYS["lead"]: {story.founding}}
    reached = {story.founding}
    for _ in story.statements:
        for one in story.statements:
            if one.kind == "grant" and (one.author in story.found.says["above"] or one.says["under"] in reached):
                reached.add(one.entry_id)
                given_to.setdefault(one.says["key"], set()).add(one.entry_id)
    rights = story.rights()
    admitted = {
        entry_id
        for one in story.statements
        if one.kind == "admit" and rights.standing(one, own=False) == "in"
        for entry_id in one.says["entries"]
    }
    for each in notes:
        if rights.standing(each, own=True) != "held":
            assert each.author in given_to or each.entry_id in admitted


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


def crowd(size: int) -> tuple[Story, list[Revision]]:
    """Invite as many as that one under the other, send each away, and let strangers try the same."""
    story = Story()
    under = story.founding
    found = story.statements[0]
    for number in range(size // 4):
        key = an_id(f"key {number}")
        parts: list[tuple[str, dict[str, Any]]] = [
            ("grant", {"key": key, "role": "reviewer", "under": story.founding}),
            ("grant", {"key": key, "role": "lead", "under": under}),
            ("end", {"grant": under, "keeps": []}),
            ("admit", {"entries": [an_id(f"entry {number}")]}),
        ]
        for part, (kind, says) in enumerate(parts):
            entry_id = an_id(f"statement {part} {number}")
            author = KEYS["lead"] if number % 3 else KEYS["stranger"]
            story.statements.append(replace(found, entry_id=entry_id, kind=kind, author=author, says=says))
            under = entry_id if part == 1 else under
    return story, [replace(note("tom"), author=an_id(f"key {n}"), entry_id=an_id(f"n {n}")) for n in range(size // 4)]


def test_ten_thousand_statements_are_bounded_work() -> None:
    def work(size: int) -> int:
        story, notes = crowd(size)
        return count_calls(lambda: [story.rights().standing(notes[0], own=True), all_stood(story.rights(), notes)])

    def all_stood(rights: Rights, notes: list[Revision]) -> list[Standing]:
        return [rights.standing(one, own=True) for one in notes]

    small, large = work(1_000), work(10_000)
    assert large < 12 * small


def test_many_ends_of_one_right_are_looked_at_once() -> None:
    def work(size: int) -> int:
        story = Story()
        tom = story.grant("lead", "tom", "reviewer", story.founding)
        end = story.end("lead", tom)
        story.statements += [replace(end, entry_id=an_id(f"end {number}")) for number in range(size)]
        notes = [replace(note("tom"), entry_id=an_id(f"note {number}")) for number in range(size)]
        rights = story.rights()
        return count_calls(lambda: {rights.standing(one, own=True) for one in notes})

    assert work(1_000) < 12 * work(100)


def test_ten_thousand_invitations_in_a_row_do_not_recurse() -> None:
    story = Story()
    under = story.founding
    for number in range(10_000):
        entry_id = an_id(str(number))
        says = {"key": KEYS["lead"], "role": "lead", "under": under}
        story.statements.append(replace(story.found, entry_id=entry_id, kind="grant", says=says))
        under = entry_id
    assert story.rights(reversed(story.statements)).standing(story.statements[-1], own=True) == "held"
    assert story.rights(reversed(story.statements)).standing(story.statements[7], own=True) == "in"
    assert story.rights(reversed(story.statements)).standing(story.statements[8], own=True) == "held"
