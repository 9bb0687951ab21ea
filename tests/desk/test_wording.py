"""What is known of the words of a review: who is there, what is nobody, what was left; all on this desk alone."""

from multiprocessing import active_children
from pathlib import Path

import pytest

from peerdesk.desk.demo_day import hold_table, keep_notes, plan_day
from peerdesk.desk.desk import start_here
from peerdesk.desk.practice import demo_day
from peerdesk.desk.spelling import Spelling
from peerdesk.desk.wording import mark_at, without_left
from peerdesk.domain.review import Contact
from peerdesk.domain.wording import WordMark
from peerdesk.errors import DataFileError
from peerdesk.paths import resources
from tests.desk.test_leaving import release
from tests.people import Clock, Shelf, Team


def names(team: Team, text: str, *, with_team: bool = False) -> dict[str, str]:
    words = team.lead.wording.of_review(team.scope)
    assert words is not None
    reader = words.with_team if with_team else words.reader
    return {one.words: one.instead[0] for one in reader.look(text) if one.kind == "name"}


def test_the_team_is_known_by_its_parts(team: Team) -> None:
    assert names(team, "As Ben saw, and Anita Shah said") == {"Ben": "a reviewer", "Anita Shah": "the lead reviewer"}
    assert names(team, "Ben drives, Anita Shah walks", with_team=True) == {}


def test_whom_the_school_named_is_a_role(team: Team) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    contacts = {"child": Contact(name="Mrs Vexholme"), "adult": Contact(name="the office")}
    team.lead.plan.change(plan.review, contacts=contacts)
    assert names(team, "We thank Vexholme for lunch") == {"Vexholme": "the safeguarding lead"}


def test_the_school_s_own_name_is_nobody(team: Team) -> None:
    assert names(team, "We came to Saltmarsh Primary School, and Saltmarsh was awake.") == {}


def test_a_role_that_is_one_person_is_said_another_way(team: Team) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, one_class=True, one_person=("safeguarding lead",))
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.plan.change(plan.review, contacts={"child": Contact(name="Mrs Vexholme")})
    (instead,) = names(team, "We thank Vexholme for lunch").values()
    assert instead != "the safeguarding lead"


def test_what_is_left_is_left_here_and_travels_nowhere(team: Team, tmp_path: Path) -> None:
    desk = team.lead
    name = WordMark(0, 6, "Jaxxon", "name")
    word = WordMark(7, 10, "all", "word")
    slip = WordMark(0, 6, "Jaxxon", "spelling")
    for mark in (name, word):
        desk.wording.leave(team.scope, "finding 1", mark)
    desk.wording.add_word("Oracify")
    words = desk.wording.of_review(team.scope)
    assert words is not None
    assert words is desk.wording.of_review(team.scope)  # nothing is read twice while nothing has changed
    assert without_left([name, word, slip], "finding 1", words.left) == []
    assert without_left([name, word], "finding 2", words.left) == [word]
    assert "oracify" in words.accepted
    assert "jaxxon" not in " ".join(words.left).casefold()
    path = tmp_path / "mine.peerdesk"
    desk.packages.give(team.scope, "team", path)
    team.ben.packages.merge(team.ben.packages.preview(path))
    there = team.ben.wording.of_review(team.scope)
    assert there is not None
    assert mark_at("finding 1", name) not in there.left
    assert "oracify" not in there.accepted


def test_names_leave_with_their_own_notes_only(team: Team) -> None:
    team.lead.capture.keep_note(team.scope, text="Jaxxon T reads", made_of_it="as Mrs Quennelby hoped")
    team.ben.capture.keep_note(team.scope, text="Bogdan reads")
    found = team.lead.names.in_mine(team.scope)
    assert [[name.words for name in one.names] for one in found] == [["Jaxxon T"], ["Mrs Quennelby"]]
    team.lead.names.leave(team.scope, "jaxxon t")
    assert len(team.lead.names.in_mine(team.scope)) == 1
    assert team.lead.names.in_mine("0" * 64) == []
    assert team.lead.names.for_partnership("0" * 64) == []
    assert team.lead.names.for_partnership(team.scope) == []  # nothing but who took part is released


def test_one_line_fields_are_looked_at_too_and_the_team_is_nobody_there(team: Team) -> None:
    lead, scope = team.lead, team.scope
    lead.plan.add(scope, "question", text="Does Mrs Quennelby lead?", short_name="Quennelby")
    lead.plan.add(scope, "activity", title="Walk: Y5 (Ben), Y4 (Cara)", place="Mr O'Dhuibhne-Pell's room")
    lead.findings.add(scope, question=team.questions[0], title="Jaxxon T can say why", text="As Ben saw.")
    with lead.acting.act("take down an answer") as act:
        act.add(scope, "reply", words="Mrs Quennelby was glad")
        act.add(scope, "heard", about="missed", words="KQ (maths lead) would have told you")
    found = {(one.kind, name.words) for one in lead.names.in_mine(scope) for name in one.names}
    assert found == {
        ("question", "Mrs Quennelby"), ("question", "Quennelby"),
        ("activity", "Mr O'Dhuibhne-Pell"),
        ("finding", "Jaxxon T"),
        ("reply", "Mrs Quennelby"), ("heard", "KQ"),
    }  # fmt: skip
    assert team.ben.names.in_mine(scope) == []  # each has their own words to look at


def test_the_practice_day_alarms_nobody(tmp_path: Path) -> None:
    desk = start_here(tmp_path / "desk", Shelf(), "Amina", Clock())
    day = demo_day()
    scope, ids = plan_day(desk, day, {})
    for person in day.people:
        keep_notes(desk, day, person.record_id, scope, ids)
    hold_table(desk, day, scope, ids)
    said = {name.words for one in desk.names.in_mine(scope) for name in one.names}
    assert said <= {"Tom", "Anita"}  # in notes, where a colleague is a person of whom one writes
    desk.close()


def test_a_note_about_somebody_s_safety_is_in_no_list(team: Team) -> None:
    team.lead.capture.keep_note(team.scope, text="Jaxxon T says dad hits him when he gets it wrong")
    team.lead.safety.look_over()
    assert team.lead.names.in_mine(team.scope) == []


def test_the_dictionary_is_tried_once_more_and_then_off(tmp_path: Path) -> None:
    spelling = Spelling(tmp_path / "none")
    with pytest.raises(DataFileError, match="Spelling is off for now"):
        spelling.look("chidlren", ())
    assert spelling.is_off
    assert spelling.look("chidlren", ()) == ()  # said once
    assert spelling.suggest("chidlren") == ()
    spelling.close()


def kill(spelling: Spelling) -> None:
    pid = spelling._worker._process.pid
    (process,) = (one for one in active_children() if one.pid == pid)
    process.kill()
    process.join()


def test_a_dictionary_that_dies_is_started_again_once() -> None:
    spelling = Spelling(resources() / "spelling" / "en_GB")
    assert [one.words for one in spelling.look("chidlren", ())] == ["chidlren"]
    kill(spelling)
    assert [one.words for one in spelling.look("the chidlren", ())] == ["chidlren"]
    spelling.close()  # on purpose: that does not count
    assert "children" in spelling.suggest("chidlren")
    assert not spelling.is_off
    kill(spelling)
    with pytest.raises(DataFileError, match="Spelling is off for now"):
        spelling.look("chidlren", ())
    spelling.close()


def test_what_goes_to_the_partnership_is_looked_at_as_it_goes(team: Team) -> None:
    text = "We thank Mrs Quennelby, and Jaxxon T."
    section_id, _ = team.lead.reports.add_section(team.scope, "opening", title="To the school", text=text)
    assert team.lead.names.for_partnership(team.scope) == []
    release(team, "report")
    (found,) = team.lead.names.for_partnership(team.scope)
    assert (found.kind, found.record_id) == ("section", section_id)
    assert [one.words for one in found.names] == ["Mrs Quennelby", "Jaxxon T"]
    team.lead.names.leave(team.scope, "Jaxxon T")
    (found,) = team.lead.names.for_partnership(team.scope)
    assert [one.words for one in found.names] == ["Mrs Quennelby"]
