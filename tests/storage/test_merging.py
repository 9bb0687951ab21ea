"""What comes in from others: what is whole is shown, what lacks something waits, and no order matters."""

from collections.abc import Callable
from itertools import permutations
from typing import cast

import pytest

from peerdesk.desk.bringing_in import bring_in
from peerdesk.desk.checking import check as check_file
from peerdesk.desk.desk import Desk
from peerdesk.desk.packages import _seal_line
from peerdesk.domain.canonical import Value, from_bytes, to_bytes
from peerdesk.domain.entries import Entry, Words, read_entry, words_hash
from peerdesk.domain.evidence import Link, Note
from peerdesk.domain.seals import NAMESPACE, read_seal, write_seal
from peerdesk.errors import LimitError
from peerdesk.export.package.reader import OpenedPackage
from peerdesk.keys.signing import PACKAGE
from peerdesk.storage.reading import read_all
from peerdesk.storage.standing import count_standings
from tests.people import Parcel, Team, pack, take
from tests.storage.by_hand import Rows, check_by_hand, rebuilt_rows_of, rows_of, whole_revisions
from tests.storage.pen import WHEN, Pen, as_line


@pytest.fixture
def ben(team: Team) -> Pen:
    return Pen(team.ben, team.scope)


@pytest.fixture
def lead(team: Team) -> Pen:
    return Pen(team.lead, team.scope)


def rows(desk: Desk) -> Rows:
    with desk.acting.look() as session:
        return rows_of(session)


def standings(desk: Desk, scope: str) -> dict[str, int]:
    with desk.acting.look() as session:
        return count_standings(session, scope)


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def check(desk: Desk) -> None:
    """Hold the live tables against rebuilt ones and against a slow and obvious reading."""
    with desk.acting.sessions.write() as session:  # never committed
        check_by_hand(session)
        assert rows_of(session) == rebuilt_rows_of(session)


def test_child_waits_for_its_parent(team: Team, ben: Pen) -> None:
    first = ben.revise({"text": "one"})
    middle = ben.revise({"text": "two"}, first)
    last = ben.revise({"text": "three"}, middle)
    brought = take(team.lead, ben.parcel(last, first))
    assert brought.waiting == 1
    note = note_of(team.lead, first.record_id)
    assert (note.text, note.two_versions) == ("one", ())
    check(team.lead)
    brought = take(team.lead, ben.parcel(middle))
    assert (brought.waiting, brought.two_versions) == (0, 0)
    assert note_of(team.lead, first.record_id).text == "three"
    check(team.lead)


def test_nobody_waits_beside_a_parent_that_came_in_the_same_package(team: Team, ben: Pen) -> None:
    chain = [ben.revise({"text": "0"})]
    for number in range(1, 40):
        chain.append(ben.revise({"text": str(number)}, chain[-1]))
    fork = ben.revise({"text": "other"}, chain[3])
    joined = ben.revise({"text": "both"}, chain[-1], fork)
    take(team.lead, ben.parcel(joined, *reversed(chain), fork))
    assert note_of(team.lead, chain[0].record_id).text == "both"
    assert "waiting" not in standings(team.lead, team.scope)


def test_foreign_parents_never_enter(team: Team, ben: Pen) -> None:
    mine, other = ben.revise({"text": "mine"}), ben.revise({"text": "other"})
    finding = ben.revise({"title": "a finding"}, kind="finding")
    take(team.lead, ben.parcel(mine, other, finding))
    before, digest = rows(team.lead), team.lead.keeping.digest()
    foreign = [
        ben.revise({"text": "X"}, other, record=mine.record_id),
        ben.revise({"text": "X"}, mine, finding),
        ben.revise({"title": "X"}, mine, kind="finding"),
    ]
    on_foreign = ben.revise({"text": "X"}, foreign[0])
    assert take(team.lead, ben.parcel(*foreign, on_foreign)).waiting == 4
    take(team.lead, ben.parcel(mine, other, finding))
    assert rows(team.lead) == before
    assert team.lead.keeping.digest() == digest


def test_a_parent_in_another_review_lets_nothing_in(team: Team, ben: Pen) -> None:
    elsewhere, _ = team.ben.plan.begin(school_name="Another school")
    there = Pen(team.ben, elsewhere)
    parent = there.revise({"text": "there"})
    for parcel in (pack(team.ben, elsewhere), there.parcel(parent)):
        take(team.lead, parcel)
    child = ben.revise({"text": "here"}, parent)
    assert take(team.lead, ben.parcel(child)).waiting == 1
    assert team.lead.capture.notes(team.scope) == []


def test_equal_holds_equal_structure(team: Team, ben: Pen) -> None:
    first = ben.revise({"text": "one", "where": "hall"})
    other, another = ben.revise({"text": "two"}, first), ben.revise({"text": "three"}, first)
    gone = ben.revise({"text": "gone"})
    deleted = ben.revise({}, gone, deleted=True)
    entries = (first, other, another, gone, deleted)
    full = ben.parcel(*entries)
    take(team.lead, full)
    take(team.cara, full.only(words=lambda one: one[1] == "where"))

    def structure(desk: Desk) -> dict[str, dict[str, tuple[str, bool]]]:
        with desk.acting.look() as session:
            return {
                record_id: {one: (held.standing, held.revision.deleted) for one, held in record.items()}
                for record_id, record in whole_revisions(session).items()
            }

    assert structure(team.lead) == structure(team.cara)
    one, two = note_of(team.lead, first.record_id), note_of(team.cara, first.record_id)
    assert (one.tips, one.two_versions) == (two.tips, two.two_versions) == (one.tips, ("text",))
    assert (one.unreadable, two.unreadable) == ((), ("text",))
    assert team.lead.keeping.digest().holds == team.cara.keeping.digest().holds
    assert team.lead.keeping.digest().says != team.cara.keeping.digest().says
    check(team.cara)
    assert not take(team.cara, full).new
    assert team.lead.keeping.digest() == team.cara.keeping.digest()
    assert rows(team.lead)["note"] == rows(team.cara)["note"]


def test_withheld_words_never_bring_back_older_ones(team: Team, ben: Pen) -> None:
    first = ben.revise({"text": "older"})
    newer = ben.revise({"text": "newer"}, first)
    take(team.lead, ben.parcel(first))
    take(team.lead, ben.parcel(newer, words=False))
    note = note_of(team.lead, first.record_id)
    assert (note.text, note.unreadable, note.two_versions) == ("", ("text",), ())
    assert team.lead.capture.find("older") == []
    take(team.lead, ben.parcel(newer))
    assert note_of(team.lead, first.record_id).text == "newer"
    assert [one.record_id for one in team.lead.capture.find("newer")] == [first.record_id]


def test_words_that_do_not_fit_their_header_are_not_kept(team: Team, ben: Pen) -> None:
    note = ben.revise({"text": "true"})
    other = ben.revise({"text": "false"})
    said = ben.words[other.entry_id, "text"]
    ben.words[note.entry_id, "text"] = said
    ben.words[note.entry_id, "where"] = said
    take(team.lead, ben.parcel(note))
    assert note_of(team.lead, note.record_id).unreadable == ("text",)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_removal_before_or_after_the_note(team: Team, ben: Pen, lead: Pen, order: tuple[int, ...]) -> None:
    early = ben.revise({"text": "early"})
    late = ben.revise({"text": "late"})
    end = lead.state("end", grant=grant_of(team, ben), keeps=[early.entry_id])
    parcels = [ben.parcel(early), ben.parcel(late), lead.parcel(end)]
    for number in order:
        take(team.cara, parcels[number])
        check(team.cara)
    assert [one.text for one in team.cara.capture.notes(team.scope)] == ["early"]
    assert standings(team.cara, team.scope)["held"] == 1
    for parcel in parcels:
        take(team.lead, parcel)
    assert team.lead.keeping.digest() == team.cara.keeping.digest()
    admit = lead.parcel(lead.state("admit", entries=[late.entry_id]))
    for desk in (team.cara, team.lead):
        take(desk, admit)
        assert {one.text for one in desk.capture.notes(team.scope)} == {"early", "late"}
        check(desk)


def grant_of(team: Team, pen: Pen) -> str:
    """Return the id of the right that somebody has in the review."""
    for line in pack(team.lead, team.scope).entries():
        value = from_bytes(line)
        assert isinstance(value, dict)
        if value["kind"] == "grant" and value["says"]["key"] == pen.badge.key.key_id:
            return read_entry(line).entry_id
    raise AssertionError


def test_backdated_work_is_held(team: Team, ben: Pen, lead: Pen) -> None:
    kept = ben.revise({"text": "kept"})
    end = lead.state("end", grant=grant_of(team, ben), keeps=[kept.entry_id])
    back = ben.revise({"text": "changed"}, kept, at="2001-01-01T00:00:00Z")
    for parcel in (ben.parcel(kept), lead.parcel(end), ben.parcel(back)):
        take(team.cara, parcel)
    note = note_of(team.cara, kept.record_id)
    assert (note.text, note.two_versions) == ("kept", ())
    check(team.cara)


@pytest.mark.parametrize("seal_first", [True, False])
def test_an_end_keeps_by_a_seal_whenever_that_comes(team: Team, ben: Pen, lead: Pen, seal_first: bool) -> None:
    kept, more = ben.revise({"text": "kept"}), ben.revise({"text": "more"})
    one, both = ben.parcel(kept), ben.seal(kept, more)
    named = hash_of_seal(both)
    end = lead.parcel(lead.state("end", grant=grant_of(team, ben), keeps=[named]))
    parcels = [one, ben.parcel(more), end]
    alone = ben.parcel(seals=[both])
    for parcel in (alone, *parcels) if seal_first else (*parcels, alone):
        take(team.cara, parcel)
    assert {note.text for note in team.cara.capture.notes(team.scope)} == {"kept", "more"}
    check(team.cara)


def hash_of_seal(line: bytes) -> str:
    value = from_bytes(line)
    assert isinstance(value, dict)
    return read_seal(to_bytes(value["seal"])).seal_id


@pytest.mark.parametrize("erase_first", [True, False])
def test_an_erasure_of_ones_own_stands_whenever_the_record_comes(team: Team, ben: Pen, erase_first: bool) -> None:
    note = ben.revise({"text": "mine"})
    erase = ben.state("erase", record=note.record_id, fields=["text"], keep=None)
    parcels = [ben.parcel(erase), ben.parcel(note)]
    for parcel in parcels if erase_first else reversed(parcels):
        take(team.cara, parcel)
    assert "held" not in standings(team.cara, team.scope)


def test_clocks_win_nothing(team: Team, ben: Pen, lead: Pen) -> None:
    first = ben.revise({"title": "begun"}, kind="finding")
    far = ben.revise({"title": "from 2099"}, first, kind="finding", at="2099-12-31T23:59:59Z")
    old = lead.revise({"title": "from 1970"}, first, kind="finding", at="1970-01-01T00:00:00Z")
    older = lead.revise({"title": "from 1969"}, old, kind="finding", at="1969-01-01T00:00:00Z")
    for parcel in (ben.parcel(first, far), lead.parcel(old)):
        take(team.cara, parcel)
    finding = team.cara.findings.all(team.scope)[0]
    assert finding.two_versions == ("title",)
    assert finding.title == max((far.entry_id, "from 2099"), (old.entry_id, "from 1970"))[1]
    take(team.cara, lead.parcel(older))
    assert team.cara.findings.all(team.scope)[0].title == "from 1969", "the deeper one is shown, whatever clocks say"
    record_id, _ = team.cara.capture.keep_note(team.scope, text="now")
    assert note_of(team.cara, record_id).first_written_at.startswith("2025-10-14"), "nobody's clock is dragged along"


def lifted(ben: Pen, cara: Pen, entry: Entry) -> bytes:
    return ben.seal(ben.revise({"text": "another"}))


def changed(ben: Pen, cara: Pen, entry: Entry) -> bytes:
    value = from_bytes(ben.seal(ben.revise({"text": "another"})))
    assert isinstance(value, dict)
    seal = write_seal(ben.scope, entry.author, None, WHEN, [entry.entry_id])
    return to_bytes({"seal": from_bytes(seal.line), "signature": value["signature"]})


def foreign(ben: Pen, cara: Pen, entry: Entry) -> bytes:
    return cara.seal(entry)


def in_his_name(ben: Pen, cara: Pen, entry: Entry) -> bytes:
    return cara.seal(entry, author=entry.author)


def for_another_purpose(ben: Pen, cara: Pen, entry: Entry) -> bytes:
    seal = write_seal(ben.scope, entry.author, None, WHEN, [entry.entry_id])
    return to_bytes({"seal": from_bytes(seal.line), "signature": ben.private.sign(PACKAGE, seal.line)})


@pytest.mark.parametrize("attack", [lifted, changed, foreign, in_his_name, for_another_purpose, None])
def test_seal_lifted_changed_foreign_missing(
    team: Team, ben: Pen, attack: Callable[[Pen, Pen, Entry], bytes] | None
) -> None:
    note = ben.revise({"text": "sealed?"})
    before, digest = rows(team.lead), team.lead.keeping.digest()
    seals = [attack(ben, Pen(team.cara, team.scope), note)] if attack else []
    assert take(team.lead, ben.parcel(note, seals=seals)).waiting == 1
    assert rows(team.lead) == before
    assert team.lead.keeping.digest() == digest
    take(team.lead, ben.parcel(seals=[ben.seal(note)]))
    assert note_of(team.lead, note.record_id).text == "sealed?"
    check(team.lead)
    digest = team.lead.keeping.digest()
    take(team.lead, ben.parcel(seals=[ben.seal(note)]))
    assert team.lead.keeping.digest() == digest


def test_what_the_sender_signed_is_not_thereby_sealed(team: Team, ben: Pen) -> None:
    """A colleague who relays, and signs the package, does not vouch for who wrote what."""
    note = ben.revise({"text": "said to be Ben's"})
    cara = Pen(team.cara, team.scope)
    cara.words = ben.words
    assert take(team.lead, cara.parcel(note)).waiting == 1


def test_statement_alone_reprojects(team: Team, lead: Pen, ben: Pen) -> None:
    note_id, _ = team.dan.capture.keep_note(team.scope, text="by Dan", questions=team.questions[:1])
    kept = ben.revise({"text": "by Ben"})
    for parcel in (pack(team.dan, team.scope), ben.parcel(kept)):
        take(team.cara, parcel)
    assert note_of(team.cara, note_id).marked
    brought = take(team.cara, lead.parcel(lead.state("admit", entries=[note_id])))
    assert brought.records == {note_id}
    assert not note_of(team.cara, note_id).marked
    check(team.cara)
    brought = take(team.cara, lead.parcel(lead.state("end", grant=grant_of(team, ben), keeps=[])))
    assert brought.records == {kept.record_id}
    assert team.cara.capture.note(kept.record_id) is None
    check(team.cara)


def test_shadow_does_not_adopt_himself(team: Team, lead: Pen) -> None:
    dan = Pen(team.dan, team.scope)
    note = dan.revise({"text": "first words"})
    take(team.lead, dan.parcel(note, dan.state("admit", entries=[note.entry_id])))
    assert note_of(team.lead, note.record_id).marked
    take(team.lead, lead.parcel(lead.state("admit", entries=[note.entry_id])))
    take(team.lead, dan.parcel(dan.revise({"text": "other words"}, note)))
    assert note_of(team.lead, note.record_id).text == "other words"
    with team.lead.acting.look() as session:
        assert [one.text for one in read_all(session, Note, team.scope, for_report=True)] == ["first words"]
    check(team.lead)


def test_delete_against_edit(team: Team, ben: Pen, lead: Pen) -> None:
    first = ben.revise({"title": "begun"}, kind="finding")
    gone = lead.revise({}, first, kind="finding", deleted=True)
    edited = ben.revise({"text": "still wanted"}, first, kind="finding")
    for parcel in (lead.parcel(gone), ben.parcel(first, edited)):
        take(team.cara, parcel)
    finding = team.cara.findings.all(team.scope)[0]
    assert (finding.text, finding.two_versions) == ("still wanted", ("deleted",))
    check(team.cara)
    team.cara.findings.change(finding, agreed=False)
    assert team.cara.findings.all(team.scope)[0].two_versions == ()


def test_link_made_and_unmade(team: Team) -> None:
    note_id, _ = team.ben.capture.keep_note(team.scope, text="linked", questions=team.questions[:1])
    team.hand(team.ben, team.lead, team.cara)
    team.lead.capture.change_note(note_of(team.lead, note_id), questions=())
    with team.ben.acting.act("link again") as act:
        act.join(team.scope, "link", note_id, team.questions[0])
    team.meet()
    for desk in team.desks.values():
        note = note_of(desk, note_id)
        assert (note.questions, note.two_versions) == (team.questions[:1], ())
        with desk.acting.look() as session:
            assert [one.two_versions for one in read_all(session, Link, team.scope)] == [()]


def later_entries(pen: Pen) -> list[Entry]:
    """Write a revision of a later version with words, and a statement of a kind that is not known."""
    said = Words("0" * 32, "what a later version says")
    author = pen.badge.key.key_id
    later: dict[str, Value] = {"author": author, "kind": "note", "written_at": WHEN, "scope": pen.scope, "v": 2}
    header = {**later, "t": "revision", "mood": ["new"], "fields": {"text": words_hash(said, author, "text")}}
    wish = {**later, "kind": "wish", "t": "statement", "v": 1, "says": {"nonce": "0" * 32, "wish": "more time"}}
    revision = read_entry(as_line(header))
    pen.words[revision.entry_id, "text"] = said
    return [revision, read_entry(as_line(wish))]


def later_seal(pen: Pen, *entries: Entry) -> bytes:
    """Sign a seal of a later version."""
    value = as_line({"t": "seal", "v": 2, "scope": pen.scope, "author": pen.badge.key.key_id, "tree": "0" * 64})
    return _seal_line(value, pen.private.sign(NAMESPACE, value))


def test_unknown_kinds_fields_and_versions_are_passed_on_unchanged(team: Team, ben: Pen) -> None:
    strange_kind = ben.revise({"shape": {"of": ["things", 1, True, None]}}, kind="hologram")
    on_it = ben.revise({"shape": "other"}, strange_kind, kind="hologram")
    strange_field = ben.revise({"text": "a note", "smell": "chalk"})
    entries = [strange_kind, on_it, strange_field, *later_entries(ben)]
    parcel = ben.parcel(*entries, seals=[ben.seal(*entries), later_seal(ben)])
    brought = take(team.lead, parcel)
    assert brought.newer == 6
    assert note_of(team.lead, strange_field.record_id).text == "a note"
    relayed = pack(team.lead, team.scope)
    assert set(parcel.entries()) <= set(relayed.entries())
    assert len(set(parcel.words())) == 5
    assert set(parcel.words()) <= set(relayed.words())
    assert set(parcel.seals()) <= set(relayed.seals())
    assert take(team.cara, relayed).newer == 6
    again = pack(team.cara, team.scope)
    assert set(parcel.entries()) <= set(again.entries())
    assert set(parcel.words()) <= set(again.words())
    assert set(parcel.seals()) <= set(again.seals())
    assert team.cara.keeping.digest() == team.lead.keeping.digest()
    assert check_file(team.lead.engine) == []


def test_what_only_a_later_seal_lists_waits_and_words_that_do_not_fit_stay_out(team: Team, ben: Pen) -> None:
    note, (later, _) = ben.revise({"text": "sealed anew"}), later_entries(ben)
    ben.words[later.entry_id, "text"] = Words("0" * 32, "said in his name")
    assert take(team.lead, ben.parcel(note, later, seals=[later_seal(ben, note)])).waiting == 2
    assert later.entry_id not in {entry for entry, _, _ in pack(team.lead, team.scope).leaving.words}
    take(team.lead, ben.parcel(seals=[ben.seal(note)]))
    assert note_of(team.lead, note.record_id).text == "sealed anew"


def test_too_much_of_one_author_that_nobody_heard_is_refused(team: Team, ben: Pen) -> None:
    """PROTOCOL 13, with a small limit: what waits and what is held count together, what is in does not."""
    stranger = [ben.revise({"title": str(number)}, kind="section") for number in range(3)]
    waiting = [ben.revise({"text": str(number)}) for number in range(3)]
    good = [ben.revise({"text": str(number)}) for number in range(9)]
    take_at_most(team.lead, ben.parcel(*stranger), 5)
    before, digest = rows(team.lead), team.lead.keeping.digest()
    with pytest.raises(LimitError):
        take_at_most(team.lead, ben.parcel(*good, *waiting, seals=[ben.seal(*good)]), 5)
    assert (rows(team.lead), team.lead.keeping.digest()) == (before, digest)
    take_at_most(team.lead, ben.parcel(*good, *waiting[:2], seals=[ben.seal(*good)]), 5)
    assert standings(team.lead, team.scope)["held"] == 3
    cara = Pen(team.cara, team.scope)
    take_at_most(team.lead, cara.parcel(cara.revise({"text": "of another author"}), seals=[]), 5)


def take_at_most(desk: Desk, parcel: Parcel, most: int) -> None:
    with desk.acting.sessions.write.begin() as session:
        bring_in(session, cast(OpenedPackage, parcel), confirmed=True, met_at=WHEN, most_unheard=most)


def test_a_known_field_of_an_unknown_shape_is_not_shown_and_not_lost(team: Team, ben: Pen) -> None:
    note = ben.revise({"text": ["no", "text"], "tally": "many", "starred": 1, "where": "hall"})
    take(team.lead, ben.parcel(note))
    shown = note_of(team.lead, note.record_id)
    assert (shown.text, shown.where) == ("", "hall")
    assert set(shown.unreadable) == {"text", "tally", "starred"}
    relayed: Parcel = pack(team.lead, team.scope)
    assert {name for entry, name, _ in relayed.leaving.words if entry == note.entry_id} == {*note.fields}
