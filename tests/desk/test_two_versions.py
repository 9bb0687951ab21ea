"""Two versions, open and settled: what there ever was stays on record."""

from pathlib import Path

from peerdesk.domain.evidence import Note
from peerdesk.domain.review import Activity
from tests.people import BEN, CARA, LEAD, Team


def note_of(team: Team, name: str, record_id: str) -> Note:
    note = team.desks[name].capture.note(record_id)
    assert note is not None
    return note


def change_both(team: Team) -> str:
    """Let Ben and the lead change the same words apart from each other; return the note."""
    record_id, _ = team.ben.capture.keep_note(team.scope, text="said", where="hall")
    team.meet()
    team.ben.capture.change_note(note_of(team, BEN, record_id), text="said by Ben")
    team.lead.capture.change_note(note_of(team, LEAD, record_id), text="said by Anita", where="library")
    team.meet()
    return record_id


def test_the_list_holds_what_is_open_and_who_settled_what(team: Team) -> None:
    record_id = change_both(team)
    (one,) = team.cara.history.all_versions(team.scope)
    assert (one.record_id, one.field, one.who, one.when) == (record_id, "text", "", "")
    assert {(each.who, each.value) for each in one.versions} == {(BEN, "said by Ben"), (LEAD, "said by Anita")}
    shown = note_of(team, LEAD, record_id)
    assert shown.two_versions == ("text",)  # where it is, only one of them said
    team.lead.history.settle(shown, text="said by both")
    team.meet()
    (one,) = team.cara.history.all_versions(team.scope)
    assert (one.who, one.value) == (LEAD, "said by both")
    assert one.when.startswith("2025-10-14T")
    assert {each.value for each in one.versions} == {"said by Ben", "said by Anita"}


def test_undoing_a_settlement_opens_it_again_and_both_stay_listed(team: Team) -> None:
    record_id = change_both(team)
    team.lead.history.settle(note_of(team, LEAD, record_id), text="said by both")
    team.lead.keeping.undo()
    listed = team.lead.history.all_versions(team.scope)
    assert [(one.who, bool(one.when)) for one in listed] == [("", False), (LEAD, True)]


def test_different_fields_never_clash(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text="said", where="hall")
    team.meet()
    team.ben.capture.change_note(note_of(team, BEN, record_id), text="said by Ben")
    team.lead.capture.change_note(note_of(team, LEAD, record_id), where="library")
    team.meet()
    for name in (BEN, LEAD, CARA):
        note = note_of(team, name, record_id)
        assert (note.text, note.where, note.two_versions) == ("said by Ben", "library", ())
        assert team.desks[name].history.all_versions(team.scope) == []


def test_ones_own_activity_on_two_laptops_is_no_two_versions(team: Team) -> None:
    """What just happened is added on each laptop, and each note is put to its own: nothing is asked about."""
    first, _ = team.ben.plan.unplanned(team.scope, "playground")
    second, _ = team.cara.plan.unplanned(team.scope, "playground")
    ben, _ = team.ben.capture.keep_note(team.scope, text="a", activity=first)
    cara, _ = team.cara.capture.keep_note(team.scope, text="b", activity=second)
    team.meet()
    team.ben.capture.change_note(note_of(team, BEN, ben), activity="")
    team.cara.capture.change_note(note_of(team, CARA, cara), activity=first)
    team.meet()
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    assert [one.two_versions for one in plan.activities] == [(), ()]
    assert team.lead.history.all_versions(team.scope) == []


def activity_of(team: Team, name: str) -> Activity:
    plan = team.desks[name].plan.look(team.scope)
    assert plan is not None
    (one,) = plan.activities
    return one


def test_the_lead_and_the_owner_of_an_activity_change_different_fields(team: Team) -> None:
    team.ben.plan.unplanned(team.scope, "playground")
    team.meet()
    team.lead.plan.change(activity_of(team, LEAD), title="Playground at noon")
    team.ben.plan.change(activity_of(team, BEN), time=("2025-10-14T12:00", "2025-10-14T12:20"))
    team.meet()
    for name in (BEN, LEAD, CARA):
        one = activity_of(team, name)
        assert (one.title, one.time[1][-5:], one.two_versions) == ("Playground at noon", "12:20", ())


def test_the_same_field_on_two_laptops_of_one_person_is_asked_about_and_nothing_is_lost(
    team: Team, tmp_path: Path
) -> None:
    """No clock decides: what was written on either laptop stays until the person says which it is."""
    team.ben.plan.unplanned(team.scope, "playground")
    twin = team.put_back(f"{BEN} again", team.ben.keeping.back_up(), tmp_path / "twin")
    team.ben.plan.change(activity_of(team, BEN), title="playground, noon")
    twin.plan.change(activity_of(team, f"{BEN} again"), title="yard, noon")
    team.meet()
    one = activity_of(team, BEN)
    assert one.two_versions == ("title",)
    versions = team.ben.history.versions(one.record_id)["title"]
    assert {(each.value, each.who) for each in versions} == {("playground, noon", BEN), ("yard, noon", BEN)}
    assert {each.key for each in versions} == {team.ben.identity.key_id}
    team.ben.history.settle(one, title="yard, noon")
    team.meet()
    assert (activity_of(team, LEAD).title, activity_of(team, LEAD).two_versions) == ("yard, noon", ())
