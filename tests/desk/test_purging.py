"""A whole review is removed for good; what was erased is on record; no draft brings it back."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select, text

from peerdesk.desk.bringing_in import PurgedError
from peerdesk.desk.checking import check as check_file
from peerdesk.desk.desk import Desk
from peerdesk.desk.record import open_record_of
from peerdesk.desk.restoring import restore
from peerdesk.domain.erasure import ErasureSheet
from peerdesk.paths import resources
from peerdesk.storage.base import Base
from peerdesk.storage.schema import AskedRow, DraftRow
from tests.domain.safety_lines import TYPED
from tests.people import Team
from tests.storage.by_hand import rebuilt_rows_of, rows_of

CANARY = "Zanzibar"


def all_that_is_kept(desk: Desk) -> str:
    """Return every cell of every table, and the index of words, in one text."""
    with desk.acting.look() as session:
        rows = [tuple(row) for table in Base.metadata.sorted_tables for row in session.execute(select(table))]
        rows += [tuple(row) for row in session.execute(text("SELECT words FROM found"))]
    return repr(rows).lower()


def draft(desk: Desk, place: str, words: str, context: str = "") -> None:
    desk.drafts.put(place, words, context)
    assert desk.drafts.flush()


def drafts(desk: Desk) -> list[str]:
    with desk.acting.look() as session:
        return list(session.scalars(select(DraftRow.text)))


def test_a_review_that_is_removed_does_not_come_back(team: Team, tmp_path: Path) -> None:
    ben, scope = team.ben, team.scope
    other, _ = ben.plan.begin(school_name="Another school")
    stays, _ = ben.capture.keep_note(other, text="stays")
    record_id, _ = ben.capture.keep_note(scope, text=f"{CANARY} said so", questions=team.questions[:1])
    ben.capture.keep_jotting(scope, f"{CANARY} for me")
    draft(ben, f"note:{record_id}:words", f"{CANARY} typed")
    draft(ben, "now.line", "typed elsewhere")
    path = tmp_path / "ben.peerdesk"
    ben.packages.give(scope, "team", path)
    team.hand(ben, team.lead)
    copy = ben.keeping.back_up("asked")
    assert copy is not None
    outside = tmp_path / copy.name
    outside.write_bytes(copy.read_bytes())
    header = copy.with_suffix(".header")
    certificate = ben.erasing.remove_review(scope)
    assert (certificate.kind, certificate.scope, certificate.by) == ("review", scope, "Ben Okoro")
    assert copy.name in certificate.copies_gone
    assert not copy.exists()
    assert not header.exists()
    assert {one.what for one in certificate.places} == {"laptop", "given"}
    assert CANARY.lower() not in all_that_is_kept(ben)
    assert "saltmarsh" not in all_that_is_kept(ben)
    assert drafts(ben) == ["typed elsewhere"]
    assert ben.plan.look(scope) is None
    assert [one.school_name for one in ben.plan.reviews()] == ["Another school"]
    assert [one.record_id for one in ben.capture.notes(other)] == [stays]
    assert check_file(ben.engine) == []
    before = ben.keeping.digest()
    sent = tmp_path / "lead.peerdesk"
    team.lead.packages.give(scope, "team", sent)
    with pytest.raises(PurgedError):
        ben.packages.preview(sent)
    assert ben.keeping.digest() == before
    with ben.acting.sessions.write() as session:  # never committed
        assert rows_of(session) == rebuilt_rows_of(session)
    assert ben.erasing.certificates() == [certificate]


def test_a_copy_from_before_does_not_bring_a_removed_review_back(team: Team, tmp_path: Path) -> None:
    team.ben.capture.keep_note(team.scope, text=f"{CANARY} said so")
    copy = team.ben.keeping.back_up("asked")
    assert copy is not None
    away = tmp_path / "away"
    away.mkdir()
    for file in copy.parent.glob(copy.stem + ".*"):
        (away / file.name).write_bytes(file.read_bytes())
    team.ben.erasing.remove_review(team.scope)
    restore(team.ben, away / copy.name)
    assert CANARY.lower() not in all_that_is_kept(team.ben)
    assert team.ben.plan.reviews() == []


def test_a_review_is_removed_from_the_record(team: Team, tmp_path: Path) -> None:
    record = open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")
    path = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", path, to=[team.cara.people.mine])
    record.bring_in(path)
    (one,) = record.reviews()
    record.remove(one.review.scope)
    assert record.reviews() == []
    with pytest.raises(PurgedError):
        record.preview(path)
    record.close()


def test_what_was_erased_is_listed_at_all_who_learned_of_it(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=f"{CANARY} said so")
    team.hand(team.ben, team.lead)
    note = team.ben.capture.note(record_id)
    assert note is not None
    made = team.ben.erasing.erase(note).certificate
    assert (made.kind, made.records, made.fields, made.here) == ("note", (record_id,), ("*",), True)
    assert {"Anita Shah", "Cara Lind"} <= {one.who for one in made.places if one.what == "laptop"}
    assert team.ben.erasing.certificates() == [made]
    team.hand(team.ben, team.lead)
    (learned,) = team.lead.erasing.certificates()
    assert (learned.by, learned.records, learned.here) == ("Ben Okoro", (record_id,), False)
    assert CANARY.lower() not in all_that_is_kept(team.ben)


def test_what_was_typed_before_an_erasure_is_not_written_back(team: Team) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text=f"{CANARY} said so")
    note = team.ben.capture.note(record_id)
    assert note is not None
    place, shown = f"note:{record_id}:words", " ".join(note.tips)
    draft(team.ben, place, f"{CANARY} said it twice", shown)
    team.ben.erasing.erase(note, {"text": "Somebody said so"})
    draft(team.ben, place, f"{CANARY} said it twice, I think", shown)  # the field was still open
    assert drafts(team.ben) == []
    note = team.ben.capture.note(record_id)
    assert note is not None
    draft(team.ben, place, "Somebody said so, loudly", " ".join(note.tips))
    assert drafts(team.ben) == ["Somebody said so, loudly"]
    team.ben.erasing.erase(note)
    draft(team.ben, place, "Somebody said so, very loudly", " ".join(note.tips))
    draft(team.ben, place + "+", "Somebody said so, very loudly")
    assert drafts(team.ben) == []


def test_the_sheet_can_be_printed(team: Team, tmp_path: Path) -> None:
    sheet = ErasureSheet(
        "Erased for good",
        "Ben Okoro",
        "14 October 2025",
        ("A note.",),
        "Gone",
        ("Here.",),
        "May be",
        ("There.",),
        "So.",
    )
    out = team.ben.erasing.write_sheet(sheet, tmp_path / "sheet.pdf", resources() / "fonts")
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert re.search(rb"/StructTreeRoot", content)


def asked(desk: Desk) -> list[str]:
    """Return what each question was about."""
    with desk.acting.look() as session:
        return list(session.scalars(select(AskedRow.about)))


def test_what_was_asked_goes_with_the_review_and_what_was_asked_elsewhere_stays(team: Team) -> None:
    ben, scope = team.ben, team.scope
    other, _ = ben.plan.begin(school_name="Another school")
    for place, texts in ((scope, TYPED[:2]), (other, TYPED[2:4])):
        for typed in texts:
            ben.capture.keep_note(place, text=typed)
        ben.safety.look_over()
        (first, second) = ben.safety.held(place)
        ben.safety.say_no(first)
        ben.safety.say_yes(second.record_id)
    here = len(asked(ben))
    ben.erasing.remove_review(scope)
    left = {note.record_id for note in ben.capture.notes(other)}
    assert asked(ben)
    assert set(asked(ben)) <= left
    assert len(asked(ben)) < here
    assert [one.is_answered for one in ben.safety.held(other)] == [True]


def test_of_words_that_are_erased_no_hash_of_an_answer_is_left(team: Team) -> None:
    ben = team.ben
    record_id, _ = ben.capture.keep_note(team.scope, text=TYPED[0])
    ben.safety.look_over()
    (held,) = ben.safety.held(team.scope)
    ben.safety.say_no(held)
    assert set(asked(ben)) == {record_id}
    note = ben.capture.note(record_id)
    assert note is not None
    ben.erasing.erase(note)
    assert asked(ben) == []
