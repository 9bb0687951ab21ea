from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from peerdesk.desk.letting_go import LettingGo
from peerdesk.domain.raw_notes import notes_go_on
from peerdesk.domain.review import Review
from peerdesk.storage.failures import StorageError
from tests.desk.test_return_leg import SAID, after_lunch, all_words, coverage, send
from tests.people import Team, start_team

DAY = date(2025, 10, 28)  # fourteen days after the visit


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    team = start_team(tmp_path / "laptops")
    after_lunch(team, tmp_path)
    members = team.lead.plan.look(team.scope)
    assert members is not None
    cara = next(one.record_id for one in members.members if one.name.startswith("Cara"))
    team.lead.capture.keep_note(team.scope, text="Cara saw, the lead wrote", observed_by=cara)
    gone = team.ben.capture.notes(team.scope)[0]
    send(team, team.lead, tmp_path / "all.peerdesk", team.cara, team.ben)
    team.ben.capture.delete(gone)
    send(team, team.ben, tmp_path / "deleted.peerdesk", team.cara)
    yield team
    team.close()


def going(team: Team) -> LettingGo:
    return team.cara.letting_go


def test_others_words_go_on_their_day_and_ones_own_never(team: Team, tmp_path: Path) -> None:
    before, held = coverage(team.cara, team.scope), team.cara.keeping.digest().holds
    (one,) = going(team).all()
    assert (one.school, one.day) == ("Saltmarsh Primary School", DAY)
    assert going(team).let_go_of_due(DAY.replace(day=27)) == []
    assert SAID in all_words(team.cara)
    (gone,) = going(team).let_go_of_due(DAY)
    assert gone.count == one.count
    assert gone.copy.is_file()  # a copy first
    assert SAID not in all_words(team.cara)  # of the deleted note, too
    texts = {note.text for note in team.cara.capture.notes(team.scope)}
    assert {"Cara's own", "Cara saw, the lead wrote"} <= texts
    assert not any(SAID in text for text in texts)
    assert team.cara.capture.find("Leon") == []
    assert coverage(team.cara, team.scope) == before
    assert team.cara.keeping.digest().holds == held
    assert going(team).all() == []
    assert going(team).let_go(team.scope) is None


def test_the_lead_keeps_them_until_the_report(team: Team) -> None:
    assert team.lead.letting_go.all() == []
    assert team.lead.letting_go.let_go(team.scope) is None
    assert SAID in all_words(team.lead)


def test_they_may_go_earlier_and_come_again_from_the_lead(team: Team, tmp_path: Path) -> None:
    assert going(team).let_go(team.scope) is not None
    send(team, team.lead, tmp_path / "once more.peerdesk", team.cara)
    assert SAID in all_words(team.cara)
    assert going(team).all()


def test_without_a_copy_nothing_goes(team: Team) -> None:
    def full() -> Path:
        raise StorageError("The disk is full.", "Make room.")

    with pytest.raises(StorageError):
        LettingGo(team.cara.acting, full, list).let_go(team.scope)
    assert SAID in all_words(team.cara)


@pytest.mark.parametrize(
    ("days", "said", "day"),
    [
        (("2025-10-14",), "", DAY),
        (("2025-10-14", "2025-10-15"), "", date(2025, 10, 29)),
        (("2025-10-14",), "2025-11-30", date(2025, 11, 30)),
        ((), "", None),
        (("soon",), "", None),
    ],
)
def test_the_day_is_the_reviews_own_or_fourteen_days_after(days: tuple[str, ...], said: str, day: date | None) -> None:
    review = Review(record_id="", scope="", author="", first_written_at="", days=days, notes_go_on=said)
    assert notes_go_on(review) == day
