"""Sitting down with the head: what is kept, on whose laptop, and what can be told of it afterwards."""

from typing import Any

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk
from peerdesk.desk.drafts import Drafts
from peerdesk.desk.feedback import ACTS
from peerdesk.domain.feedback import message_of, spoken
from peerdesk.domain.outcome import Finding, HeadsWord
from tests.people import BEN, LEAD, Team


def agreed(team: Team, **said: object) -> Finding:
    """Have a finding on which all agree, on the lead's and on Ben's laptop."""
    given: dict[str, Any] = {
        "title": "Pupils talk first.",
        "text": "We saw it.",
        "question": team.questions[0],
        "agreed": True,
    }
    made, _ = team.lead.findings.add(team.scope, **given | said)
    team.hand(team.lead, team.ben)
    return one(team.lead, made)


def one(desk: Desk, record_id: str) -> Finding:
    found = desk.plan.one(Finding, record_id)
    assert isinstance(found, Finding)
    return found


def said(desk: Desk, team: Team) -> list[str]:
    return [word.words for word in spoken(desk.feedback.heard(team.scope))]


def test_words_are_kept_as_they_were_said_with_who_took_them_down_and_when(team: Team) -> None:
    finding = agreed(team)
    team.ben.feedback.take_down(team.scope, "  That's us.\nMostly. ", finding=finding.record_id)
    (word,) = team.ben.feedback.heard(team.scope)
    ben = next(one for one in team.ben.plan.look(team.scope).members if one.name == BEN)  # type: ignore[union-attr]
    assert (word.words, word.about, word.finding) == ("That's us.\nMostly.", "finding", finding.record_id)
    assert (word.taken_by, word.heard_on, word.says, word.travels) == (ben.record_id, "2025-10-14", "", "")


def test_two_people_who_write_at_once_have_both_afterwards(team: Team) -> None:
    finding = agreed(team)
    team.lead.feedback.take_down(team.scope, "I knew that.", finding=finding.record_id)
    team.ben.feedback.take_down(team.scope, "I knew. That it is all of them I did not.", finding=finding.record_id)
    team.ben.feedback.take_down(team.scope, "The nursery.", "missed")
    team.meet((team.lead, team.ben))
    assert sorted(said(team.lead, team)) == sorted(said(team.ben, team))
    assert len(said(team.lead, team)) == 3


def test_somebody_in_training_takes_nothing_down(team: Team) -> None:
    with pytest.raises(NotYoursError):
        team.dan.feedback.take_down(team.scope, "Hm.", "recognise")
    assert team.dan.feedback.heard(team.scope) == []


def test_what_is_taken_down_is_changed_taken_out_undone_and_brought_back(team: Team) -> None:
    desk = team.lead
    desk.feedback.take_down(team.scope, "yes we no", "recognise")
    desk.feedback.change(desk.feedback.heard(team.scope)[0], "Yes, we know.")
    assert said(desk, team) == ["Yes, we know."]
    desk.feedback.delete(desk.feedback.heard(team.scope)[0])
    assert said(desk, team) == []
    assert desk.keeping.last_act() in ACTS
    desk.keeping.undo()
    assert said(desk, team) == ["Yes, we know."]
    desk.keeping.redo()
    assert said(desk, team) == []
    (gone,) = desk.history.deleted(team.scope)
    assert (gone.kind, gone.words) == ("heard", "Yes, we know.")
    desk.history.bring_back(gone)
    assert said(desk, team) == ["Yes, we know."]
    assert desk.keeping.last_act() == "bring back what the head said"


def test_keeping_takes_the_draft_away_in_the_same_act(team: Team) -> None:
    place = f"heard:{team.scope}:recognise"
    team.lead.drafts.put(place, "Yes")
    assert [one.place for one in team.lead.drafts.all()] == [place]
    team.lead.feedback.take_down(team.scope, "Yes.", "recognise", draft=place)
    assert Drafts(team.lead.acting).all() == []


def test_what_was_typed_and_not_kept_is_told_with_its_place(team: Team) -> None:
    finding = agreed(team)
    team.lead.drafts.put(f"heard:{team.scope}:{finding.record_id}", "half a sent")
    (waits,) = team.lead.unkept.all()
    assert (waits.kind, waits.scope, waits.title, waits.standing) == ("heard", team.scope, finding.title, "there")


def test_other_words_leave_a_trace_to_what_the_head_said(team: Team) -> None:
    finding, lead = agreed(team, wondering="Who decides?"), team.lead
    lead.feedback.take_down(team.scope, "Not all: the oldest do.", finding=finding.record_id)
    (word,) = lead.feedback.heard(team.scope)
    lead.feedback.agree_words(finding, word, title="The oldest pupils talk first.", text=finding.text, wondering="Why?")
    changed = lead.feedback.other_words(team.scope)
    assert [(one.field, one.before, one.after) for one in changed] == [
        ("title", "Pupils talk first.", "The oldest pupils talk first."),
        ("wondering", "Who decides?", "Why?"),
    ]
    assert {(one.who, one.said, one.led_by) for one in changed} == {(LEAD, "Not all: the oldest do.", word.record_id)}
    now = one(lead, finding.record_id)
    assert (now.title, now.agreed) == ("The oldest pupils talk first.", True)
    lead.findings.change(now, title="The oldest pupils talk before all else.")  # a slip mended in the evening
    assert lead.feedback.other_words(team.scope) == changed
    team.hand(lead, team.ben)
    assert team.ben.feedback.other_words(team.scope) == changed


def test_other_words_are_one_act_that_undo_takes_back_and_redo_does_again(team: Team) -> None:
    finding, lead = agreed(team), team.lead
    lead.feedback.take_down(team.scope, "The oldest do.", finding=finding.record_id)
    lead.feedback.agree_words(finding, lead.feedback.heard(team.scope)[0], title="The oldest talk first.")
    assert lead.keeping.last_act() in ACTS
    lead.keeping.undo()
    assert one(lead, finding.record_id).title == "Pupils talk first."
    assert lead.feedback.other_words(team.scope) == ()
    assert said(lead, team) == ["The oldest do."]
    lead.keeping.redo()
    assert [one.after for one in lead.feedback.other_words(team.scope)] == ["The oldest talk first."]


def test_words_that_nobody_wrote_down_leave_the_trace_that_any_edit_leaves(team: Team) -> None:
    finding, lead = agreed(team), team.lead
    lead.feedback.agree_words(finding, None, title="The oldest talk first.")
    assert lead.feedback.other_words(team.scope) == ()
    assert lead.history.of(finding.record_id)[0].before == "Pupils talk first."


def test_agreeing_what_it_says_already_changes_nothing(team: Team) -> None:
    finding, lead = agreed(team), team.lead
    lead.feedback.take_down(team.scope, "Yes.", finding=finding.record_id)
    before = lead.keeping.digest()
    lead.feedback.agree_words(finding, lead.feedback.heard(team.scope)[0], title=finding.title, text=finding.text)
    assert lead.keeping.digest() == before


def test_leave_is_for_the_day_and_for_this_laptop(team: Team) -> None:
    lead = team.lead
    assert not lead.feedback.leave(team.scope)
    lead.feedback.give_leave(team.scope, True)
    assert lead.feedback.leave(team.scope)
    assert not team.ben.feedback.leave(team.scope)
    team.clocks[LEAD].at = team.clocks[LEAD].at.replace(day=15)
    assert not lead.feedback.leave(team.scope)
    lead.feedback.give_leave(team.scope, True)
    lead.feedback.give_leave(team.scope, False)
    assert not lead.feedback.leave(team.scope)


def test_the_order_is_this_laptops_own(team: Team) -> None:
    team.lead.feedback.arrange(team.scope, ["b", "a"])
    team.lead.feedback.leave_out(team.scope, {"a"})
    assert team.lead.feedback.order(team.scope) == ("b", "a")
    assert team.lead.feedback.left_out(team.scope) == {"a"}
    assert team.ben.feedback.order(team.scope) == ()


def test_a_finding_that_rests_on_what_is_held_back_is_not_shown_until_that_is_answered(team: Team) -> None:
    lead = team.lead
    note, _ = lead.capture.keep_note(
        team.scope, text="She said that her uncle hits her and she is frightened to go home"
    )
    cited = agreed(team, text=f"We heard it [[{note}]].")
    linked, _ = lead.findings.add(team.scope, notes=[note], title="Linked", agreed=True)
    plain = agreed(team, title="Another")
    lead.safety.look_over()
    assert lead.feedback.held_back(team.scope) == {cited.record_id, linked}
    lead.safety.say_no(lead.safety.held(team.scope)[0])
    assert lead.feedback.held_back(team.scope) == frozenset()
    assert plain.record_id not in lead.feedback.held_back(team.scope)


def test_likely_names_in_what_is_shown_are_told_once(team: Team) -> None:
    finding, plan = agreed(team, title="Mrs Quennelby leads history."), team.lead.plan.look(team.scope)
    assert plan is not None
    (found,) = team.lead.feedback.names_in(plan, [message_of(finding)])
    assert found.record_id == finding.record_id
    for name in found.names:
        team.lead.names.leave(team.scope, name.words)
    assert team.lead.feedback.names_in(plan, [message_of(finding)]) == []


def test_what_the_head_said_goes_to_the_team_and_never_to_the_partnership() -> None:
    from peerdesk.domain.kinds import KINDS

    assert KINDS["heard"].team
    assert not KINDS["heard"].after
    assert not KINDS["heard"].briefing
    assert KINDS["heard"].value is HeadsWord
