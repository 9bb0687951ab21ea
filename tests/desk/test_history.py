"""Who said what and when; what was deleted comes back; two versions are read side by side."""

from peerdesk.desk.desk import Desk
from peerdesk.domain.evidence import Note
from peerdesk.domain.history import changed_words
from peerdesk.domain.outcome import Finding
from tests.people import BEN, LEAD, Team


def note_of(desk: Desk, record_id: str) -> Note:
    note = desk.capture.note(record_id)
    assert note is not None
    return note


def finding_of(desk: Desk, scope: str) -> Finding:
    return desk.findings.all(scope)[0]


def test_the_past_of_a_note_by_field_the_newest_first(team: Team) -> None:
    desk = team.ben
    note_id, _ = desk.capture.keep_note(team.scope, text="Two children spoke", where="hall")
    desk.capture.change_note(note_of(desk, note_id), text="Three children spoke")
    desk.capture.delete(note_of(desk, note_id))
    lines = desk.history.of(note_id)
    assert [(one.field, one.before, one.after, one.deleted) for one in lines[:2]] == [
        ("", None, None, True),
        ("text", "Two children spoke", "Three children spoke", False),
    ]
    begun = {one.field: one.after for one in lines[2:]}
    assert (begun["text"], begun["where"]) == ("Two children spoke", "hall")
    assert {one.who for one in lines} == {BEN}
    assert [one.when for one in lines] == sorted((one.when for one in lines), reverse=True)


def test_the_past_names_everybody_and_what_each_had_before_them(team: Team) -> None:
    scope = team.scope
    finding_id, _ = team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), title="Ben's")
    team.lead.findings.change(finding_of(team.lead, scope), title="the lead's")
    team.hand(team.ben, team.lead)
    team.lead.findings.change(finding_of(team.lead, scope), title="settled")
    lines = [one for one in team.lead.history.of(finding_id) if one.field == "title"]
    assert (lines[0].who, lines[0].after) == (LEAD, "settled")
    assert lines[0].before in ("Ben's", "the lead's")
    assert {(one.who, one.before, one.after) for one in lines[1:3]} == {
        (BEN, "begun", "Ben's"),
        (LEAD, "begun", "the lead's"),
    }


def test_earlier_words_are_written_again_as_a_new_edit(team: Team) -> None:
    desk = team.ben
    note_id, _ = desk.capture.keep_note(team.scope, text="first", tally=(1, 6))
    desk.capture.change_note(note_of(desk, note_id), text="second", tally=(2, 6))
    first = {one.field: one.after for one in desk.history.of(note_id) if one.before is None}
    desk.history.write_back(note_of(desk, note_id), "text", first["text"])
    desk.history.write_back(note_of(desk, note_id), "tally", first["tally"])
    assert (note_of(desk, note_id).text, note_of(desk, note_id).tally) == ("first", (1, 6))
    assert desk.keeping.undo().label == "bring back earlier words"
    assert note_of(desk, note_id).tally == (2, 6)


def test_what_was_deleted_is_listed_and_comes_back(team: Team) -> None:
    desk, scope = team.ben, team.scope
    note_id, _ = desk.capture.keep_note(scope, text="seen", questions=team.questions)
    desk.capture.keep_note(scope, text="undone at once")
    desk.keeping.undo()
    desk.capture.delete(note_of(desk, note_id))
    assert desk.capture.notes(scope) == []
    by_words = {one.words: one for one in desk.history.deleted(scope)}
    assert set(by_words) == {"seen", "undone at once"}
    assert (by_words["seen"].kind, by_words["seen"].who) == ("note", BEN)
    for one in by_words.values():
        desk.history.bring_back(one)
    assert {one.text for one in desk.capture.notes(scope)} == {"seen", "undone at once"}
    assert note_of(desk, note_id).questions == team.questions
    assert desk.history.deleted(scope) == []
    desk.keeping.undo()
    assert len(desk.history.deleted(scope)) == 1


def test_two_versions_are_read_with_who_and_settled_in_one_act(team: Team) -> None:
    scope = team.scope
    finding_id, _ = team.lead.findings.add(scope, title="begun", text="said")
    team.hand(team.lead, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), title="Ben's", text="Ben's text")
    team.lead.findings.change(finding_of(team.lead, scope), title="the lead's", text="the lead's text")
    team.hand(team.ben, team.lead)
    versions = team.lead.history.versions(finding_id)
    assert {(one.who, one.value) for one in versions["title"]} == {(BEN, "Ben's"), (LEAD, "the lead's")}
    assert set(versions) == {"title", "text"}
    both = "\n\n".join(sorted(one.value for one in versions["text"]))
    team.lead.history.settle(finding_of(team.lead, scope), title="Ben's", text=both)
    finding = finding_of(team.lead, scope)
    assert (finding.title, finding.two_versions) == ("Ben's", ())
    assert finding.text == "Ben's text\n\nthe lead's text"
    team.lead.keeping.undo()
    assert set(finding_of(team.lead, scope).two_versions) == {"title", "text"}


def test_deleted_by_one_and_changed_by_another_is_two_versions(team: Team) -> None:
    scope = team.scope
    finding_id, _ = team.lead.findings.add(scope, title="begun")
    team.hand(team.lead, team.ben)
    team.lead.findings.delete(finding_of(team.lead, scope))
    team.ben.findings.change(finding_of(team.ben, scope), title="wanted")
    team.hand(team.ben, team.lead)
    versions = team.lead.history.versions(finding_id)["deleted"]
    assert {(one.who, one.value) for one in versions} == {(LEAD, True), (BEN, False)}
    team.lead.history.settle(finding_of(team.lead, scope), deleted=True)
    assert team.lead.findings.all(scope) == []


def test_words_that_differ_are_marked_whole() -> None:
    assert changed_words("Two children spoke", "Two of the children spoke") == (
        ("same", "Two "),
        ("new", "of the "),
        ("same", "children spoke"),
    )
    before, after = "a b\nc", "a x\nc"
    pieces = changed_words(before, after)
    assert "".join(piece for what, piece in pieces if what != "new") == before
    assert "".join(piece for what, piece in pieces if what != "gone") == after
