"""A conversation on the desk: undone and done again, found, looked back on, and on two laptops under one prompt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.domain.conversation import OPENING
from peerdesk.domain.evidence import Answer
from tests.people import Team, start_team


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path / "laptops")
    yield team
    team.close()


def begin(team: Team) -> str:
    """Plan a conversation on the lead's laptop, and let Ben and Dan have the plan."""
    group, _ = team.lead.plan.add(team.scope, "activity", title="Pupil group", kind="conversation", voice="pupils")
    return group


def send(team: Team, giver: Desk, out: Path, taker: Desk) -> None:
    giver.packages.give(team.scope, "team", out, notes=True)
    taker.packages.merge(taker.packages.preview(out))


def said(desk: Desk, team: Team, group: str) -> list[str]:
    return [one.text for one in desk.conversation.look(team.scope, group).answers if one.prompt != OPENING]


def test_each_act_has_plain_words_and_is_undone_and_done_again(team: Team) -> None:
    group, desk = begin(team), team.lead
    talk = desk.conversation
    acts = [
        talk.tick_opening(team.scope, group, "pupils"),
        talk.keep_answer(team.scope, activity=group, prompt="1", text="loud but kind")[1],
        talk.ask(team.scope, group, "And on Mondays?")[1],
    ]
    (answer,) = [one for one in talk.look(team.scope, group).answers if one.prompt == "1"]
    acts += [
        talk.make_note(answer, question=team.questions[0], voice="pupils")[1],
        talk.change_answer(answer, text="loud, but kind"),
    ]
    assert [one.undo_label for one in acts] == [
        "tick the opening words",
        "keep an answer",
        "add a question of your own",
        "make a note of an answer",
        "change an answer",
    ]
    for _ in acts:
        desk.keeping.undo()
    assert (talk.look(team.scope, group).answers, talk.look(team.scope, group).prompts) == ([], [])
    assert desk.capture.notes(team.scope) == []
    for _ in acts:
        desk.keeping.redo()
    after = talk.look(team.scope, group)
    assert [one.text for one in after.answers] == ["", "loud, but kind"]
    assert list(after.notes) == [answer.record_id]
    assert [note.text for note in desk.capture.notes(team.scope)] == ["loud but kind"]


def test_an_answer_that_goes_leaves_its_note(team: Team) -> None:
    group, talk = begin(team), team.lead.conversation
    record, _ = talk.keep_as_note(
        team.scope, question=team.questions[0], voice="pupils", activity=group, prompt="1", text="kind"
    )
    kept = talk.answer(record)
    assert kept is not None
    talk.delete(kept)
    (note,) = team.lead.capture.notes(team.scope)
    assert (note.text, note.answer, note.questions) == ("kind", record, (team.questions[0],))
    (gone,) = team.lead.history.deleted(team.scope)
    assert (gone.kind, gone.words) == ("answer", "kind")


def test_two_laptops_stand_under_one_prompt_and_nothing_is_twice(team: Team, tmp_path: Path) -> None:
    group = begin(team)
    send(team, team.lead, tmp_path / "plan.peerdesk", team.ben)
    team.lead.conversation.keep_answer(team.scope, activity=group, prompt="1", text="hers", seen_at="2025-10-14T10:50")
    team.ben.conversation.keep_answer(team.scope, activity=group, prompt="1", text="his", seen_at="2025-10-14T10:49")
    team.ben.conversation.tick_opening(team.scope, group, "pupils")
    own, _ = team.ben.conversation.ask(team.scope, group, "And on Mondays?", question=team.questions[0])
    team.ben.conversation.keep_answer(team.scope, activity=group, prompt=own, text="quiet", seen_at="2025-10-14T10:55")
    for _ in range(2):
        send(team, team.ben, tmp_path / "ben.peerdesk", team.lead)
        (tmp_path / "ben.peerdesk").unlink()
    talk = team.lead.conversation.look(team.scope, group)
    assert said(team.lead, team, group) == ["his", "hers", "quiet"]
    assert [one.text for one in talk.prompts] == ["And on Mondays?"]
    his = next(one for one in talk.answers if one.text == "his")
    team.lead.conversation.make_note(his, question="", voice="pupils")  # whoever leads may use what Ben heard
    assert list(team.lead.conversation.look(team.scope, group).notes) == [his.record_id]


def test_what_was_said_is_found_by_its_words(team: Team) -> None:
    group = begin(team)
    team.lead.conversation.keep_answer(team.scope, activity=group, prompt="1", text="chess club", said_by="Y4 pupil")
    team.lead.conversation.ask(team.scope, group, "Who plays chess?")
    found = team.lead.search.records("chess", team.scope, limit=9)
    assert {type(one).__name__ for one in found} == {"Answer", "OwnPrompt"}
    (answer,) = [one for one in found if isinstance(one, Answer)]
    assert answer.said_by == "Y4 pupil"
