from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.authority import MAX_GRANT_DEPTH, Rights, Standing, may
from peerdesk.domain.entries import Revision, Statement
from tests.domain.story import KEYS, Story, note
from tests.domain.writing import an_id, count_calls

HEIGHT: Mapping[Standing, int] = {"held": 0, "marked": 1, "in": 2}

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
