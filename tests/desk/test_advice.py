"""Two lines from the lead to somebody in training: three desks, of which one carries them unread."""

import secrets
from pathlib import Path

import pytest
from sqlalchemy import text

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.advice import NoBadgeYetError, ToTrainee
from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Advice
from peerdesk.domain.kinds import KINDS, partnership_fields
from peerdesk.keys.badge import make_badge
from peerdesk.keys.for_two import NotForThisBadgeError, open_closed
from peerdesk.keys.signing import PrivateKey
from peerdesk.storage.reading import read_all
from tests.people import DAN, Team, start_team

WORDS = "You waited for the heron answer.\nNext time: the quiet one first."


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return start_team(tmp_path)


def trainee(team: Team) -> ToTrainee:
    (found,) = team.lead.advice.to_trainees(team.scope)
    return found


def give(team: Team, words: str = WORDS) -> None:
    team.lead.advice.give(trainee(team), words)


def everything_in(desk: Desk) -> list[bytes]:
    with desk.acting.look() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        found = [value for name in tables for row in session.execute(text(f'SELECT * FROM "{name}"')) for value in row]
    return [one if isinstance(one, bytes) else str(one).encode() for one in found]


def test_the_lead_writes_and_the_trainee_alone_reads(team: Team) -> None:
    assert trainee(team).member.name == DAN
    give(team)
    team.hand(team.lead, team.cara)
    team.hand(team.cara, team.dan)  # somebody else carries it
    (one,) = team.dan.advice.for_me(team.scope)
    assert (one.text, one.who, one.opens) == (WORDS, "Anita Shah", True)
    assert trainee(team).text == WORDS
    assert team.cara.advice.for_me(team.scope) == []
    for desk in (team.cara, team.ben):
        assert [shown.text for shown in desk.advice.to_trainees(team.scope)] == [""]


def test_whoever_carries_it_has_the_words_in_no_form_that_opens(team: Team) -> None:
    give(team)
    team.hand(team.lead, team.cara, team.dan)
    for desk in (team.cara, team.lead, team.dan):
        assert not any(b"heron" in one for one in everything_in(desk))
    with team.cara.acting.look() as session:
        (advice,) = read_all(session, Advice, team.scope)
    assert advice.closed
    with pytest.raises(NotForThisBadgeError):
        open_closed(advice.closed, team.cara.identity.private)
    assert team.cara.capture.find("heron") == team.dan.capture.find("heron") == []
    assert team.cara.history.all_versions(team.scope) == []


def test_what_the_lead_gives_back_without_anybodys_notes_holds_it(team: Team, tmp_path: Path) -> None:
    give(team)
    file = tmp_path / "back.peerdesk"
    team.lead.packages.give(team.scope, "team", file, notes=False)
    team.dan.packages.merge(team.dan.packages.preview(file))
    assert [one.text for one in team.dan.advice.for_me(team.scope)] == [WORDS]


def test_it_is_in_no_file_for_the_partnership_and_in_no_briefing() -> None:
    assert not KINDS["advice"].briefing
    for release in ("nothing", "themes", "summary", "report"):
        assert "advice" not in partnership_fields(release)


def test_it_is_changed_taken_back_and_undone(team: Team) -> None:
    give(team)
    give(team, "Other words.")
    team.hand(team.lead, team.dan)
    assert [one.text for one in team.dan.advice.for_me(team.scope)] == ["Other words."]
    give(team, "")
    team.hand(team.lead, team.dan)
    assert team.dan.advice.for_me(team.scope) == []
    team.lead.keeping.undo()
    assert trainee(team).text == "Other words."


def test_the_draft_goes_with_the_lines(team: Team) -> None:
    place = f"advice:{trainee(team).member.record_id}:text"
    team.lead.drafts.put(place, WORDS)
    team.lead.drafts.flush()
    team.lead.advice.give(trainee(team), WORDS, draft_place=place)
    assert team.lead.drafts.all() == []


def test_only_a_lead_writes_it(team: Team) -> None:
    (shown,) = team.cara.advice.to_trainees(team.scope)
    with pytest.raises(NotYoursError):
        team.cara.advice.give(shown, WORDS)


def test_a_trainee_whose_badge_never_came_gets_a_sentence(team: Team) -> None:
    team.lead.plan.add_member(team.scope, "Eve", "shadow")
    eve = next(one for one in team.lead.advice.to_trainees(team.scope) if one.member.name == "Eve")
    assert not eve.has_badge
    with pytest.raises(NoBadgeYetError, match="The badge of Eve is not on this laptop"):
        team.lead.advice.give(eve, WORDS)


def test_a_badge_that_changed_is_told_on_both_sides(team: Team) -> None:
    give(team)
    team.hand(team.lead, team.dan)
    fresh = PrivateKey.from_seed(secrets.token_bytes(32))
    badge = make_badge(fresh, DAN, "2025-10-14")
    team.lead.people.add(badge, typed_words=team.lead.people.words(badge.key.key_id))
    team.lead.plan.take_new_badge(trainee(team).member, badge.key.key_id)
    assert trainee(team).standing == "earlier badge"
    assert trainee(team).text == WORDS  # still there for the lead, to be kept again
    team.hand(team.lead, team.dan)
    team.dan.identity._private, team.dan.identity.key_id = fresh, badge.key.key_id
    (one,) = team.dan.advice.for_me(team.scope)
    assert (one.opens, one.text, one.who) == (False, "", "Anita Shah")
    give(team)
    assert trainee(team).standing == "written"
    team.hand(team.lead, team.cara)
    with team.lead.acting.look() as session:
        (closed,) = [one.closed for one in read_all(session, Advice, team.scope)]
    assert open_closed(closed, fresh) == WORDS


def test_what_others_wrote_goes_from_the_laptop_and_the_lines_stay(team: Team) -> None:
    """Decision 0019 lets others' notes go; what was written for oneself is kept."""
    give(team)
    team.lead.capture.keep_note(team.scope, text="a wall", questions=[team.questions[0]])
    team.hand(team.lead, team.dan)
    assert team.dan.letting_go.let_go(team.scope) is not None
    assert [one.text for one in team.dan.advice.for_me(team.scope)] == [WORDS]


def test_who_is_in_training_is_known(team: Team) -> None:
    assert team.dan.advice.is_in_training(team.scope)
    assert not team.cara.advice.is_in_training(team.scope)
