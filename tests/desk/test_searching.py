"""Search as a person uses it; pictures with their thumbnails; and clocks that are off."""

import io
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import insert, text

from peerdesk.desk.desk import Desk
from peerdesk.desk.searching import Found
from peerdesk.domain.evidence import Note
from peerdesk.storage.attachments import put_attachment
from peerdesk.storage.projection import rebuild
from peerdesk.storage.search import put
from peerdesk.storage.tables import NoteRow
from tests.people import BEN, CARA, LEAD, Team


def shown(found: list[Found]) -> list[str]:
    return [one.snippet.text for one in found]


def picture() -> bytes:
    target = io.BytesIO()
    Image.radial_gradient("L").resize((900, 600)).convert("RGB").save(target, "PNG")
    return target.getvalue()


def kept(desk: Desk, scope: str, words: str) -> Note:
    note = desk.capture.note(desk.capture.keep_note(scope, text=words)[0])
    assert note is not None
    return note


def test_a_word_is_found_in_whatever_says_it_and_marked(team: Team) -> None:
    desk, scope = team.ben, team.scope
    kept(desk, scope, "Phrasing it “aloud”, don’t write yet")
    desk.capture.keep_note(scope, text="talk time 40 secs", made_of_it="time for phrasing?", questions=team.questions)
    desk.capture.keep_jotting(scope, "take the phrase page home")
    finding_id, _ = desk.findings.add(scope, question=team.questions[0], title="Phrases are theirs", text="They talk.")
    found = desk.search.find("phras", scope)
    assert [one.kind for one in found] == ["finding", "jotting", "note", "note"]
    assert found[0].record_id == finding_id
    assert {name for one in found for name in one.spans} == {"title", "text", "made_of_it"}
    for one in found:
        for name, spans in one.spans.items():
            said = one.said.fields[name]
            assert [said[start:end].lower()[:5] for start, end in spans] == ["phras"]
        assert [one.snippet.text[start:end].lower()[:5] for start, end in one.snippet.spans] == ["phras"]
    records = {one.record_id: one for one in desk.capture.find("phras", scope)}
    assert list(records) == [one.record_id for one in found]
    asked = next(records[one.record_id] for one in found if "made_of_it" in one.spans)
    assert isinstance(asked, Note)
    assert set(asked.questions) == set(team.questions)


def test_what_was_typed_whole_comes_before_what_only_begins_so(team: Team) -> None:
    for words in ("a talk", "talking about talks", "the talker"):
        kept(team.ben, team.scope, words)
    assert shown(team.ben.search.find("talk"))[0] == "a talk"


def test_the_newest_comes_first_also_after_all_was_computed_again(team: Team) -> None:
    for number in range(5):
        team.ben.capture.keep_note(team.scope, text=f"drafts {number}", seen_at=f"2025-10-14T09:0{number}")
    newest = [f"drafts {number}" for number in (4, 3, 2, 1, 0)]
    assert shown(team.ben.search.find("drafts")) == newest
    with team.ben.acting.sessions.write.begin() as session:
        rebuild(session)
    assert shown(team.ben.search.find("drafts")) == newest


def test_a_change_a_deletion_and_its_undoing_are_found_at_once(team: Team) -> None:
    note = kept(team.ben, team.scope, "wombat")
    team.ben.capture.change_note(note, text="quagga")
    assert [shown(team.ben.search.find(word)) for word in ("wombat", "quagga")] == [[], ["quagga"]]
    changed = team.ben.capture.note(note.record_id)
    assert changed is not None
    team.ben.capture.delete(changed)
    assert team.ben.search.find("quagga") == []
    team.ben.keeping.undo()
    assert shown(team.ben.search.find("quagga")) == ["quagga"]


def test_what_a_colleague_sends_is_found_and_their_private_lines_are_not(team: Team) -> None:
    kept(team.ben, team.scope, "wombat in the yard")
    team.ben.capture.keep_jotting(team.scope, "wombat, mine")
    team.hand(team.ben, team.lead)
    assert shown(team.lead.search.find("wombat")) == ["wombat in the yard"]
    assert shown(team.ben.search.find("wombat")) == ["wombat, mine", "wombat in the yard"]


def test_filters_mean_the_people_and_questions_of_the_review(team: Team) -> None:
    kept(team.ben, team.scope, "talk in pairs")
    team.cara.capture.keep_note(team.scope, text="talk at lunch", questions=team.questions[:1], sign="unsure")
    team.hand(team.ben, team.lead)
    team.hand(team.cara, team.lead)
    find = team.lead.search.find
    assert shown(find("talk by:ben")) == ["talk in pairs"]
    assert shown(find("by:cara sign:?")) == ["talk at lunch"]
    assert shown(find("kind:note q:1")) == ["talk at lunch"]
    assert shown(find("talk day:today")) == ["talk at lunch", "talk in pairs"]
    assert shown(team.ben.search.find("talk by:me")) == ["talk in pairs"]
    assert find("talk", "f" * 64) == []


def test_a_picture_is_about_the_questions_of_its_note(team: Team) -> None:
    scope, ben = team.scope, team.ben
    for alt, question in (("wall of the first", 0), ("wall of the second", 1)):
        note_id, _ = ben.capture.keep_note(scope, text="display", questions=[team.questions[question]])
        note = ben.capture.note(note_id)
        assert note is not None
        ben.capture.add_picture(note, picture(), "wall.png", alt)
    assert shown(ben.search.find("wall q:2")) == ["wall of the second"]
    note = ben.capture.note(note_id)
    assert note is not None
    ben.capture.change_note(note, questions=team.questions[:1])
    assert ben.search.find("wall q:2") == []


def test_a_page_is_narrowed_to_all_that_is_found(team: Team) -> None:
    ids = {kept(team.ben, team.scope, f"drafts {number}").record_id for number in range(60)}
    kept(team.ben, team.scope, "another")
    assert team.ben.search.ids("drafts", team.scope) == ids
    assert len(team.ben.search.find("drafts", team.scope)) == 50
    assert team.ben.search.ids("drafts", "f" * 64) == frozenset()


def test_an_answer_has_the_best_of_each_kind_and_says_how_much_there_is(team: Team) -> None:
    desk, scope = team.ben, team.scope
    for number in range(40):
        desk.capture.keep_note(scope, text=f"drafts {number}", where="Y5 English")
    desk.findings.add(scope, question=team.questions[0], title="Drafting", text="Drafts are theirs.")
    answer = desk.search.answer("draft", scope)
    assert [(group.kind, group.count, len(group.found)) for group in answer.groups] == [
        ("finding", 1, 1),
        ("note", 40, 30),
    ]
    note = answer.groups[1].found[0]
    assert (note.snippet.text, note.who) == ("drafts 39", BEN)
    assert answer.looked_through is None


def test_an_answer_says_what_was_looked_through_in_vain_and_what_a_filter_hides(team: Team) -> None:
    kept(team.ben, team.scope, "drafts")
    team.ben.capture.keep_jotting(team.scope, "mine")
    answer = team.ben.search.answer("drafts by:cara", team.scope)
    assert (answer.groups, answer.hidden) == ((), 1)
    assert answer.looked_through is not None
    assert (answer.looked_through["note"], answer.looked_through["jotting"]) == (1, 1)
    assert team.ben.search.answer("", team.scope).groups == ()


def test_ten_thousand_hits_all_count(team: Team) -> None:
    with team.ben.acting.sessions.write.begin() as session:
        row = {"scope": team.scope, "author": "a" * 64, "for_team": True, "first_written_at": "2025-10-14T09:00:00Z"}
        row |= dict.fromkeys(("text", "made_of_it", "voice", "subject", "activity", "asked_by", "order", "where"), "")
        row |= dict.fromkeys(("tips", "two_versions", "unreadable", "tally", "present"), ())
        row |= {"for_report": True, "starred": False, "seen_at": "", "year": "", "sign": "noted", "source": "talk"}
        row |= {"answer": "", "look_for": ""}
        rows = [{**row, "seq": seq, "record_id": f"{seq:064x}", "text": "drafts"} for seq in range(900, 10_900)]
        session.execute(insert(NoteRow), [one | {"observed_by": ""} for one in rows])
        put(session, "note", rows)
    assert len(team.ben.search.ids("drafts", team.scope)) == 10_000
    group = team.ben.search.answer("drafts", team.scope).groups[0]
    assert (group.count, group.more) == (1_000, True)


def test_what_may_follow_a_filter_is_what_the_review_has(team: Team) -> None:
    values = team.ben.search.values(team.scope)
    assert set(values.people) >= {LEAD, BEN, CARA}
    assert values == team.ben.search.values()


def test_nothing_is_found_for_nothing(team: Team) -> None:
    kept(team.ben, team.scope, "talk")
    assert team.ben.search.find("") == team.ben.search.find("  “”  ") == []


def test_a_phrase_does_not_reach_from_one_field_into_the_next(team: Team) -> None:
    team.ben.capture.keep_note(team.scope, text="ends in talk", made_of_it="time begins here")
    assert team.ben.search.find('"talk time"') == []


def test_a_picture_has_a_thumbnail_that_lies_closed_in_the_file(team: Team) -> None:
    note = kept(team.ben, team.scope, "display")
    team.ben.capture.add_picture(note, picture(), "wall.png", "a wall")
    (known,) = team.ben.capture.pictures(team.scope)
    small = team.ben.capture.thumbnail(known.sha256)
    assert small is not None
    assert Image.open(io.BytesIO(small)).size == (256, 171)
    for path in team.ben.folder.rglob("*"):
        assert not path.is_file() or b"JFIF" not in path.read_bytes()


def test_a_thumbnail_is_made_for_what_a_colleague_sent_and_goes_with_the_picture(team: Team) -> None:
    with team.ben.acting.sessions.write.begin() as session:
        sha256 = put_attachment(session, picture(), "image/png")
        other = put_attachment(session, b"no picture", "image/jpeg")
    small = team.ben.capture.thumbnail(sha256)
    assert small is not None
    assert team.ben.capture.thumbnail(sha256) == small
    assert team.ben.capture.thumbnail(other) is None
    assert team.ben.capture.thumbnail("0" * 64) is None
    with team.ben.acting.sessions.write.begin() as session:
        assert session.scalar(text("SELECT count(*) FROM thumbnail")) == 1
        session.execute(text("DELETE FROM attachment_bytes"))
        assert session.scalar(text("SELECT count(*) FROM thumbnail")) == 0


def sentences(desk: Desk, scope: str) -> list[str]:
    return [one.sentence for one in desk.clocks.odd(scope)]


def test_sound_clocks_are_left_in_peace(team: Team) -> None:
    kept(team.ben, team.scope, "talk")
    team.meet()
    assert [sentences(desk, team.scope) for desk in team.desks.values()] == [[], [], [], []]


def test_a_laptop_in_another_year_is_pointed_out_to_its_owner_and_the_lead(team: Team) -> None:
    team.clocks[BEN].set_year(2099)
    note = kept(team.ben, team.scope, "from afar")
    team.clocks[CARA].set_year(1970)
    kept(team.cara, team.scope, "from long ago")
    team.meet()
    team.clocks[BEN].set_year(2025)
    team.clocks[CARA].set_year(2025)
    assert sentences(team.lead, team.scope) == [
        "Ben Okoro’s laptop was about 74 years ahead of this one.",
        "Cara Lind’s laptop said a year before 2020.",
    ]
    assert sentences(team.ben, team.scope) == ["This laptop was about 74 years ahead of what it says now."]
    assert sentences(team.cara, team.scope) == ["This laptop said a year before 2020."]
    assert sentences(team.dan, team.scope) == []
    assert note.text in shown(team.lead.search.find("afar"))


def test_an_edit_from_a_laptop_that_is_behind_is_pointed_out(team: Team) -> None:
    team.clocks[BEN].at += timedelta(hours=3)
    note = kept(team.ben, team.scope, "talk")
    team.meet()
    team.clocks[LEAD].at -= timedelta(minutes=1)
    theirs = team.lead.capture.note(note.record_id)
    assert theirs is not None
    team.lead.capture.change_note(theirs, sign="yes")
    (odd,) = team.lead.clocks.odd(team.scope)
    assert (odd.name, odd.odd.reason, odd.entries) == ("", "behind", 1)
    assert "hours behind" in odd.sentence
    assert sentences(team.ben, team.scope) == []


@pytest.fixture
def moving() -> Iterator[None]:
    """Let a test travel; come home afterwards."""
    home = os.environ.get("TZ")
    yield
    os.environ.pop("TZ", None)
    if home is not None:
        os.environ["TZ"] = home
    time.tzset()


def travel(to: str) -> None:
    os.environ["TZ"] = to
    time.tzset()


@pytest.mark.usefixtures("moving")
def test_summer_time_and_journeys_do_no_harm(team: Team, tmp_path: Path) -> None:
    clock = team.clocks[BEN]
    clock.at = datetime(2025, 10, 26, 0, 59, tzinfo=UTC)  # half an hour before and after the clocks go back in London
    seen = []
    for zone, later in (("Europe/London", 0), ("Europe/London", 40), ("Asia/Tokyo", 1), ("America/New_York", 1)):
        travel(zone)
        clock.at += timedelta(minutes=later)
        note = kept(team.ben, team.scope, f"talk in {zone}")
        team.ben.capture.change_note(note, sign="yes")
        seen.append((note.seen_at, note.first_written_at))
    assert [at for at, _ in seen] == ["2025-10-26T01:59", "2025-10-26T01:39", "2025-10-26T10:40", "2025-10-25T21:41"]
    assert [at for _, at in seen] == sorted(at for _, at in seen)
    team.hand(team.ben, team.lead)
    team.clocks[LEAD].at = clock.at
    assert sentences(team.lead, team.scope) == sentences(team.ben, team.scope) == []
    assert len(team.lead.search.find("talk day:26/10/25")) == 3
