"""What comes in parts: however it is cut, and in whatever order it comes, the desk says the same in the end."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from peerdesk.desk.desk import Desk
from peerdesk.storage.digests import holds, says
from peerdesk.storage.schema import EntryRow
from tests.people import Parcel, Team, bring, pack, start_team, take
from tests.storage.by_hand import check_by_hand, rebuilt_rows_of, rows_of, words_in


@pytest.fixture(scope="module")
def brought() -> Iterator[tuple[Desk, list[Parcel]]]:
    """A desk that holds little, and what a team gives her: edits, two versions, an erasure, somebody's end."""
    with tempfile.TemporaryDirectory() as folder:
        team = start_team(Path(folder) / "laptops")
        yield team.lead, _a_day(team)
        team.close()


def _a_day(team: Team) -> list[Parcel]:
    ben, cara, scope = team.ben, team.cara, team.scope
    seen, _ = ben.capture.keep_note(scope, text="Pairs talk", questions=team.questions)
    gone, _ = ben.capture.keep_note(scope, text="Nobody waits", where="hall")
    ben.findings.add(scope, notes=[seen], title="All speak")
    early = pack(ben, scope)
    for desk in (cara, team.dan):
        take(desk, early)
    for desk, said in ((ben, "Most speak"), (cara, "Pairs rehearse")):
        desk.findings.change(desk.findings.all(scope)[0], title=said)
        desk.findings.change(desk.findings.all(scope)[0], text=said)
    note = ben.capture.note(seen)
    assert note is not None
    ben.capture.change_note(note, text="Pairs talk twice", questions=team.questions[:1])
    regretted = ben.capture.note(gone)
    assert regretted is not None
    with ben.acting.act("erase for good") as act:
        act.state(scope, "erase", record=gone, fields=["text"], keep=act.say_anew(regretted, text="Somebody waits"))
    team.dan.capture.keep_note(scope, text="seen in training")
    deleted, _ = cara.capture.keep_note(scope, text="a mistake")
    note = cara.capture.note(deleted)
    assert note is not None
    cara.capture.delete(note)
    for desk in (cara, team.dan):
        take(ben, pack(desk, scope))
    return [early, pack(team.dan, scope), pack(ben, scope)]


def _all_of(session: Session) -> object:
    standings = select(EntryRow.entry_id, EntryRow.standing, EntryRow.depth).order_by(EntryRow.entry_id)
    entries = [tuple(row) for row in session.execute(standings)]
    return rows_of(session), entries, words_in(session), holds(session), says(session)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    number=st.integers(0, 2), seed=st.integers(0, 2**16), lost=st.sampled_from([0, 0.2, 0.5]), shuffled=st.booleans()
)
def test_parts_of_any_size_make_the_same_tables(
    brought: tuple[Desk, list[Parcel]], number: int, seed: int, lost: float, shuffled: bool
) -> None:
    lead, chance = brought[0], Random(seed)
    parcel = brought[1][number].only(
        lines=lambda _: chance.random() >= lost,
        words=lambda _: chance.random() >= lost,
        seals=lambda _: chance.random() >= lost / 2,
    )
    if shuffled:
        leaving = parcel.leaving
        lines, words = list(leaving.lines), [*leaving.words, *leaving.words[:3]]
        chance.shuffle(lines)
        chance.shuffle(words)
        parcel = replace(parcel, leaving=replace(leaving, lines=tuple(lines), words=tuple(words)))
    found = []
    for at_once in (1, 7, 5_000):
        with lead.acting.sessions.write() as session:  # never committed
            came = bring(session, parcel, at_once)
            check_by_hand(session)
            found.append((came, _all_of(session)))
            assert rows_of(session) == rebuilt_rows_of(session)
    assert found[0] == found[1] == found[2]
