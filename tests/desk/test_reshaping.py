"""Notes that are parted and joined: what goes where, who may, what follows, and that it is one act."""

from typing import Any

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.reshaping import CannotReshapeError
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Finding
from tests.people import BEN, LEAD, Team


def note_of(team: Team, name: str, record_id: str) -> Note:
    note = team.desks[name].capture.note(record_id)
    assert note is not None
    return note


def texts(team: Team, name: str) -> list[str]:
    return [note.text for note in team.desks[name].capture.notes(team.scope)]


def look(desk: Desk, team: Team) -> ReviewPlan:
    plan = desk.plan.look(team.scope)
    assert plan is not None
    return plan


def keep(team: Team, name: str, text: str, at: str = "09:00", **fields: Any) -> str:
    record_id, _ = team.desks[name].capture.keep_note(team.scope, text=text, seen_at=f"2025-10-14T{at}", **fields)
    return record_id


def test_both_parts_say_where_they_come_from(team: Team) -> None:
    both = keep(
        team, BEN, "pairs talk. one waits", questions=team.questions, where="Y5", sign="not_yet", tally=(1, 6), voice=""
    )
    second, _ = team.ben.reshaping.split(note_of(team, BEN, both), "pairs talk.", " one waits", made_of_it="why?")
    one, other = note_of(team, BEN, both), note_of(team, BEN, second)
    assert (one.text, one.made_of_it, other.text, other.made_of_it) == ("pairs talk.", "why?", "one waits", "")
    assert one.questions == other.questions == team.questions
    assert (other.where, other.sign, other.seen_at, other.observed_by) == (
        "Y5",
        "not_yet",
        one.seen_at,
        one.observed_by,
    )
    assert (one.tally, other.tally) == ((1, 6), ())
    team.ben.keeping.undo()
    assert texts(team, BEN) == ["pairs talk. one waits"]
    assert note_of(team, BEN, both).made_of_it == ""


def test_what_findings_say_stays_with_the_first_part(team: Team) -> None:
    both = keep(team, BEN, "pairs talk. one waits")
    finding, _ = team.ben.findings.add(team.scope, notes=[both], title="Talk")
    team.ben.reshaping.split(note_of(team, BEN, both), "pairs talk.", "one waits")
    assert [(one.finding, one.note) for one in team.ben.findings.citations(team.scope)] == [(finding, both)]


@pytest.mark.parametrize(("text", "rest"), [("", "all"), ("all", " ")])
def test_an_empty_part_is_refused(team: Team, text: str, rest: str) -> None:
    both = keep(team, BEN, "all")
    with pytest.raises(CannotReshapeError):
        team.ben.reshaping.split(note_of(team, BEN, both), text, rest)
    assert texts(team, BEN) == ["all"]


def test_joined_words_stand_in_the_order_in_which_they_were_seen(team: Team) -> None:
    late = keep(team, BEN, "then one waits", "09:20", questions=team.questions[1:], made_of_it="why?", sign="not_yet")
    early = keep(team, BEN, "pairs talk", "09:10", questions=team.questions[:1], where="Y5", starred=True)
    joined, _ = team.ben.reshaping.join([note_of(team, BEN, late), note_of(team, BEN, early)])
    note = note_of(team, BEN, joined)
    assert joined == early
    assert note.text == "pairs talk\nthen one waits"
    assert (note.made_of_it, note.where, note.starred, note.sign) == ("why?", "Y5", True, "not_yet")
    assert note.questions == team.questions
    assert len(texts(team, BEN)) == 1
    team.ben.keeping.undo()
    assert texts(team, BEN) == ["pairs talk", "then one waits"]
    assert note_of(team, BEN, early).questions == team.questions[:1]
    team.ben.keeping.redo()
    assert texts(team, BEN) == ["pairs talk\nthen one waits"]


def test_notes_that_disagree_leave_one_that_is_unsure(team: Team) -> None:
    ids = [keep(team, BEN, sign, sign=sign) for sign in ("yes", "not_yet", "noted")]
    joined, _ = team.ben.reshaping.join([note_of(team, BEN, one) for one in ids])
    assert note_of(team, BEN, joined).sign == "unsure"


def test_findings_and_their_words_follow(team: Team) -> None:
    one, other = keep(team, BEN, "a", "09:01"), keep(team, BEN, "b", "09:02")
    finding, _ = team.ben.findings.add(
        team.scope, notes=[one, other], title="Talk", text=f"Pairs talk [[{one} {other}]]; one waits [[{other}]]."
    )
    alone, _ = team.ben.findings.add(team.scope, title="Waiting")
    team.ben.findings.cite(next(f for f in findings(team) if f.record_id == alone), [other], "against")
    team.ben.reshaping.join([note_of(team, BEN, one), note_of(team, BEN, other)])
    said = {(c.finding, c.note, c.way) for c in team.ben.findings.citations(team.scope)}
    assert said == {(finding, one, "for"), (alone, one, "against")}
    assert next(f for f in findings(team) if f.record_id == finding).text == (
        f"Pairs talk [[{one}]]; one waits [[{one}]]."
    )
    team.ben.keeping.undo()
    assert len(team.ben.findings.citations(team.scope)) == 3


def findings(team: Team) -> list[Finding]:
    return team.ben.findings.all(team.scope)


def test_words_of_the_lead_are_not_rewritten_by_others(team: Team) -> None:
    one, other = keep(team, BEN, "a", "09:01"), keep(team, BEN, "b", "09:02")
    team.meet()
    team.lead.plan.add(team.scope, "action", text="Let all talk", what_we_saw=f"We saw [[{other}]].", evidence=(other,))
    team.meet()
    with pytest.raises(CannotReshapeError, match="lead's"):
        team.ben.reshaping.join([note_of(team, BEN, one), note_of(team, BEN, other)])
    assert texts(team, BEN) == ["a", "b"]
    team.lead.reshaping.join([note_of(team, LEAD, one), note_of(team, LEAD, other)])
    (action,) = look(team.lead, team).actions
    assert (action.what_we_saw, action.evidence) == (f"We saw [[{one}]].", (one,))


def test_only_ones_own_and_the_lead_everybodys(team: Team) -> None:
    ids = [keep(team, BEN, "a b", "09:01"), keep(team, BEN, "c", "09:02")]
    team.meet()
    cara = team.cara
    shown = [note for one in ids if (note := cara.capture.note(one))]
    with pytest.raises(NotYoursError):
        cara.reshaping.split(shown[0], "a", "b")
    with pytest.raises(NotYoursError):
        cara.reshaping.join(shown)
    second, _ = team.lead.reshaping.split(note_of(team, LEAD, ids[0]), "a", "b")
    team.meet()
    assert texts(team, BEN) == ["a", "b", "c"]
    ben = look(team.ben, team).me(team.ben.identity.key_id)
    assert ben is not None
    assert note_of(team, BEN, second).observed_by == ben.record_id  # his eyes, her hand


def test_a_note_of_somebody_in_training_is_not_joined_before_it_is_included(team: Team) -> None:
    theirs, _ = team.dan.capture.keep_note(team.scope, text="mine")
    team.meet()
    own = keep(team, LEAD, "own")
    with pytest.raises(CannotReshapeError, match="training"):
        team.lead.reshaping.join([note_of(team, LEAD, theirs), note_of(team, LEAD, own)])


def test_a_star_on_one_laptop_and_a_split_on_another_never_clash(team: Team) -> None:
    both = keep(team, BEN, "pairs talk. one waits", questions=team.questions[:1])
    team.meet()
    second, _ = team.ben.reshaping.split(note_of(team, BEN, both), "pairs talk.", "one waits")
    lead = note_of(team, LEAD, both)
    team.lead.capture.change_note(lead, starred=True, sign="yes")
    team.lead.reshaping.say_behind(lead, [*team.questions], where="Y5 English")
    team.meet()
    for name in (BEN, LEAD):
        note = note_of(team, name, both)
        assert (note.text, note.starred, note.where, note.two_versions) == ("pairs talk.", True, "Y5 English", ())
        assert note.questions == team.questions
        assert note_of(team, name, second).text == "one waits"


def test_links_are_made_and_taken_away_for_several(team: Team) -> None:
    first, second = team.questions
    ids = [keep(team, BEN, "a", questions=[first]), keep(team, BEN, "b")]
    team.ben.reshaping.link([note_of(team, BEN, one) for one in ids], second, linked=True)
    assert [note_of(team, BEN, one).questions for one in ids] == [(first, second), (second,)]
    team.ben.keeping.undo()
    assert [note_of(team, BEN, one).questions for one in ids] == [(first,), ()]
    team.ben.reshaping.link([note_of(team, BEN, one) for one in ids], first, linked=False)
    assert note_of(team, BEN, ids[0]).questions == ()
