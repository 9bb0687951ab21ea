"""Packages of each version that there was: real files, which every later PeerDesk brings in fully."""

from pathlib import Path

import pytest

from peerdesk.desk.desk import Desk
from peerdesk.desk.previewing import Preview
from peerdesk.desk.record import open_record_of
from peerdesk.export.package.bag import VERSION
from tests.packages.make import PHRASE, start

VERSIONS = sorted(one for one in Path(__file__).parent.iterdir() if one.is_dir() and one.name.isdecimal())
each_version = pytest.mark.parametrize("folder", VERSIONS, ids=lambda one: one.name)


def bring_in(desk: Desk, path: Path, phrase: str | None = None) -> Preview:
    seen = desk.packages.preview(path, phrase)
    desk.packages.merge(seen, typed_words=seen.sender_words, phrase=phrase)
    return seen


@each_version
@pytest.mark.parametrize(("name", "phrase"), [("team", None), ("phrase", PHRASE)])
def test_notes_of_a_team_come_in_as_they_were_given(
    folder: Path, tmp_path: Path, name: str, phrase: str | None
) -> None:
    ben = start(tmp_path, "Ben Okoro")
    seen = bring_in(ben, folder / f"{name}.peerdesk", phrase)
    assert (seen.sender_name, seen.brought.newer, seen.brought.waiting, seen.brought.held) == ("Anita Shah", 0, 0, 0)
    (review,) = ben.plan.reviews()
    notes = {one.text: one for one in ben.capture.notes(review.scope)}
    assert notes.keys() == {"Pairs talk before they write.", "Six books have a comment."}
    assert notes["Six books have a comment."].tally == (6, 8)
    assert len(notes["Pairs talk before they write."].questions) == 1
    (picture,) = ben.capture.pictures(review.scope)
    assert (picture.alt, bool(ben.capture.picture(picture.sha256))) == ("Six exercise books", True)
    assert [one.title for one in ben.findings.all(review.scope)] == ["Talk comes first"]
    assert [one.text for one in ben.reports.sections(review.scope)] == ["Pupils talk before they write."]
    signed = ben.reports.last_sign_off(review.scope)
    assert signed is not None
    assert not signed.stale
    assert ben.keeping.digest().says == (folder / "says.txt").read_text().strip()
    ben.close()


@each_version
def test_a_briefing_comes_in_as_it_was_given(folder: Path, tmp_path: Path) -> None:
    cara = start(tmp_path, "Cara Lind")
    bring_in(cara, folder / "briefing.peerdesk")
    (review,) = cara.plan.reviews()
    plan = cara.plan.look(review.scope)
    assert plan is not None
    assert [one.name for one in plan.members] == ["Anita Shah", "Ben Okoro", "Cara Lind"]
    assert [one.text for one in plan.questions] == ["Do all pupils speak?"]
    assert [one.title for one in plan.activities] == ["Walk, Y5"]
    assert cara.capture.notes(review.scope) == []
    bring_in(cara, folder / "team.peerdesk")
    assert cara.keeping.digest().says == (folder / "says.txt").read_text().strip()
    cara.close()


@each_version
def test_what_was_released_goes_into_the_record(folder: Path, tmp_path: Path) -> None:
    cara = start(tmp_path, "Cara Lind")
    record = open_record_of(cara, f"sqlite:///{tmp_path / 'record.db'}")
    path = folder / "partnership.peerdesk"
    record.bring_in(path, typed_words=record.preview(path).sender_words)
    (kept,) = record.reviews()
    assert (kept.review.school_name, kept.release, kept.notes) == ("Saltmarsh Primary School", "summary", 0)
    assert [(one.title, one.text) for one in kept.sections] == [("In short", "Pupils talk before they write.")]
    record.close()
    cara.close()


def test_there_are_packages_of_every_version() -> None:
    assert [int(one.name) for one in VERSIONS] == [*range(1, VERSION + 1)]
