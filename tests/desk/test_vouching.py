"""Trust: who is believed, what waits, and what the lead decides aloud."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.packages import UnknownSenderError
from peerdesk.desk.people import WordsDifferError
from peerdesk.desk.previewing import Preview
from peerdesk.desk.receipts import Receipt
from peerdesk.desk.vouching import ChangedBadgeError
from peerdesk.domain.review import Member
from peerdesk.errors import NotForYouError
from tests.people import BEN, CARA, DAN, LEAD, Clock, Shelf, Team, take
from tests.storage.pen import Pen

Start = Callable[[str], Desk]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Somebody's own laptop, new."""
    shelf = Shelf()
    return lambda name: start_here(tmp_path / f"new {name} {len(shelf.keys)}", shelf, name, Clock())


def give(desk: Desk, scope: str, path: Path, *to: Desk) -> Path:
    desk.packages.give(scope, "team", path, to=[one.people.mine for one in to])
    return path


def bring_in(desk: Desk, path: Path, words: str = "") -> Receipt:
    return desk.packages.merge(desk.packages.preview(path), typed_words=words)[1]


def member_of(team: Team, name: str) -> Member:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    return next(one for one in plan.members if one.name == name)


def texts(desk: Desk, scope: str) -> set[str]:
    return {one.text for one in desk.capture.notes(scope)}


def write_uninvited(desk: Desk, scope: str, text: str) -> None:
    """Write without a part in the review, which the program itself would refuse."""
    pen = Pen(desk, scope)
    take(desk, pen.parcel(pen.revise({"text": text})))


def test_four_people_need_three_readings(start: Start, tmp_path: Path) -> None:
    """Each colleague hears the lead's six words, and nobody else's; everybody's work reaches everybody."""
    lead, *others = (start(name) for name in (LEAD, BEN, CARA, DAN))
    scope, _ = lead.plan.begin(school_name="Saltmarsh Primary School")
    for one in others:
        badge = lead.people.read_file(one.people.write_file(tmp_path))
        lead.people.add(badge)
        lead.plan.add_member(scope, badge.name, "reviewer", key=badge.key.key_id)
    briefing = tmp_path / "Briefing.peerdesk"
    lead.packages.give(scope, "briefing", briefing)
    readings = 0
    for one in others:
        with pytest.raises(UnknownSenderError):
            bring_in(one, briefing)
        bring_in(one, briefing, lead.people.words(lead.identity.key_id))
        readings += 1
        one.capture.keep_note(scope, text=f"by {one.people.mine.name}")
    for one in others:
        path = tmp_path / f"{one.people.mine.name}.peerdesk"
        one.packages.give(scope, "team", path)
        seen = lead.packages.preview(path)
        assert (seen.known, seen.confirmed, seen.brought.held) == (True, False, 0)
        assert seen.brought.unconfirmed == {one.people.mine.name}
        lead.packages.merge(seen)
    back = tmp_path / "back.peerdesk"
    lead.packages.give(scope, "team", back)
    for one in others:
        assert bring_in(one, back).new >= 2
        assert {person.confirmed_how for person in one.people.all()} == {"own", "words", "lead"}
    assert all(texts(one, scope) == {f"by {name}" for name in (BEN, CARA, DAN)} for one in (lead, *others))
    assert readings == 3
    assert lead.vouching.unconfirmed() == {one.identity.key_id for one in others}


def test_who_is_not_on_the_list_waits_and_is_let_in_without_the_file(team: Team, start: Start, tmp_path: Path) -> None:
    eve = start("Eve Hart")
    bring_in(eve, _briefing(team, tmp_path), team.lead.people.words(team.lead.identity.key_id))
    write_uninvited(eve, team.scope, "Eve saw this")
    write_uninvited(eve, team.scope, "and that")
    path = give(eve, team.scope, tmp_path / "eve.peerdesk", team.lead)
    seen = team.lead.packages.preview(path)
    assert (seen.known, seen.brought.held) == (False, 2)
    bring_in(team.lead, path, seen.sender_words)
    path.unlink()
    assert texts(team.lead, team.scope) == set()
    (work,) = team.lead.vouching.held(team.scope)
    assert (work.name, work.ended, len(work.entries)) == ("Eve Hart", False, 2)
    assert [one.words for one in work.records] == ["Eve saw this", "and that"]
    assert work.badge_words == eve.people.words(eve.identity.key_id)
    team.hand(team.lead, team.ben)
    (seen_by_ben,) = team.ben.vouching.held(team.scope)
    with pytest.raises(NotYoursError):
        team.ben.vouching.admit(team.scope, seen_by_ben)
    changes = team.lead.vouching.admit(team.scope, work)
    assert "note" in changes.kinds
    assert texts(team.lead, team.scope) == {"Eve saw this", "and that"}
    assert team.lead.vouching.held(team.scope) == []
    team.hand(team.lead, team.ben)
    assert texts(team.ben, team.scope) == {"Eve saw this", "and that"}
    write_uninvited(eve, team.scope, "later")
    bring_in(team.lead, give(eve, team.scope, tmp_path / "later.peerdesk", team.lead))
    assert [one.words for one in team.lead.vouching.held(team.scope)[0].records] == ["later"]


def _briefing(team: Team, folder: Path) -> Path:
    path = folder / "Briefing.peerdesk"
    team.lead.packages.give(team.scope, "briefing", path)
    return path


@pytest.mark.parametrize("name", [BEN, "ben  okoro", "\uff22en Okoro"])
def test_a_changed_badge_is_a_stop(team: Team, start: Start, tmp_path: Path, name: str) -> None:
    """Somebody signs as Ben with another key: nothing comes in, until the lead has heard Ben's new words."""
    false = start(name)
    bring_in(false, _briefing(team, tmp_path), team.lead.people.words(team.lead.identity.key_id))
    write_uninvited(false, team.scope, "not Ben's")
    path = give(false, team.scope, tmp_path / "x.peerdesk", team.lead, team.cara)
    words = false.people.words(false.identity.key_id)
    for desk in (team.lead, team.cara):
        before = desk.keeping.digest(), desk.people.all()
        seen = desk.packages.preview(path)
        assert (seen.known, seen.changed_from) == (False, team.ben.identity.key_id)
        assert (seen.sender_words, seen.changed_words) == (words, team.ben.people.words(team.ben.identity.key_id))
        with pytest.raises(ChangedBadgeError, match="another badge"):
            desk.packages.merge(seen)
        assert (desk.keeping.digest(), desk.people.all()) == before
    with pytest.raises(ChangedBadgeError):  # only the lead decides, whatever words were heard
        bring_in(team.cara, path, words)
    with pytest.raises(WordsDifferError):
        bring_in(team.lead, path, team.ben.people.words(team.ben.identity.key_id))
    bring_in(team.lead, path, words)
    assert texts(team.lead, team.scope) == set()
    assert [one.key for one in team.lead.vouching.held(team.scope)] == [false.identity.key_id]


def test_the_lead_takes_a_new_badge_and_the_work_stays_theirs(team: Team, start: Start, tmp_path: Path) -> None:
    record_id, _ = team.ben.capture.keep_note(team.scope, text="before")
    team.hand(team.ben, team.lead, team.cara)
    new = start(BEN)
    badge = new.people.mine
    team.lead.people.add(badge, typed_words=new.people.words(badge.key.key_id))
    team.lead.vouching.take_new_badge(member_of(team, BEN), badge.key.key_id, "reviewer")
    path = tmp_path / "Briefing.peerdesk"
    team.lead.packages.give(team.scope, "team", path)
    bring_in(new, path, team.lead.people.words(team.lead.identity.key_id))
    shown = new.capture.note(record_id)
    assert shown is not None
    new.capture.change_note(shown, text="after")
    bring_in(team.lead, give(new, team.scope, tmp_path / "n.peerdesk", team.lead))
    assert texts(team.lead, team.scope) == {"after"}
    bring_in(team.cara, path)
    seen = team.cara.packages.preview(give(new, team.scope, tmp_path / "c.peerdesk", team.cara))
    assert (seen.changed_from, seen.known, seen.brought.held) == ("", True, 0)
    team.ben.capture.keep_note(team.scope, text="from the old laptop")
    late = team.lead.packages.preview(give(team.ben, team.scope, tmp_path / "o.peerdesk", team.lead))
    assert late.ended_at
    assert late.brought.held > 0


def test_a_part_ends_and_what_came_before_stays(team: Team, tmp_path: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="before")
    team.hand(team.ben, team.lead)
    key = team.ben.identity.key_id
    with pytest.raises(NotYoursError):
        team.cara.vouching.end_part(team.scope, key)
    team.lead.vouching.end_part(team.scope, key, "Their laptop was stolen")
    assert texts(team.lead, team.scope) == {"before"}
    standing = team.lead.vouching.standings(team.scope)[key]
    assert (standing.ended_at[:10], standing.reason) == ("2025-10-14", "Their laptop was stolen")
    team.ben.capture.keep_note(team.scope, text="after")
    path = give(team.ben, team.scope, tmp_path / "late.peerdesk", team.lead, team.cara)
    seen = team.lead.packages.preview(path)
    assert (seen.ended_at[:10], seen.brought.held) == ("2025-10-14", 1)
    bring_in(team.cara, path)  # had not heard of it
    assert texts(team.cara, team.scope) == {"before", "after"}
    team.hand(team.lead, team.cara)
    assert texts(team.cara, team.scope) == {"before"}
    there = team.cara.vouching.standings(team.scope)[key]
    assert (there.ended_at, there.reason) == (standing.ended_at, "Their laptop was stolen"), "the team reads why"
    assert team.cara.vouching.held(team.scope)[0].ended
    take_in = give(team.lead, team.scope, tmp_path / "team.peerdesk")
    with pytest.raises(NotForYouError):
        team.ben.packages.preview(take_in)  # whose part ended gets nothing that is closed to the team
    with pytest.raises(NotYoursError):
        team.lead.vouching.end_part(team.scope, key)


def test_a_deputy_ends_what_she_gave_and_nothing_else(team: Team, start: Start) -> None:
    team.lead.plan.change(member_of(team, CARA), role="deputy")
    team.hand(team.lead, team.cara)
    eve = start("Eve Hart").people.mine
    team.cara.people.add(eve)
    team.cara.plan.add_member(team.scope, "Eve Hart", "reviewer", key=eve.key.key_id)
    seen = team.cara.vouching.standings(team.scope)
    ben, lead = team.ben.identity.key_id, team.lead.identity.key_id
    assert {key for key, one in seen.items() if one.mine_to_end} == {eve.key.key_id}
    assert (seen[ben].given_by, seen[ben].has_part) == (LEAD, True)
    assert seen[eve.key.key_id].given_by == CARA
    for key in (ben, lead, team.cara.identity.key_id):
        with pytest.raises(NotYoursError):
            team.cara.vouching.end_part(team.scope, key)
    team.cara.vouching.end_part(team.scope, eve.key.key_id)
    assert team.cara.vouching.standings(team.scope)[eve.key.key_id].ended_at
    team.hand(team.cara, team.lead)
    assert {key for key, one in team.lead.vouching.standings(team.scope).items() if not one.mine_to_end} == {lead}


def test_a_deputy_has_the_leads_rights(team: Team, start: Start) -> None:
    team.lead.plan.change(member_of(team, CARA), role="deputy")
    team.hand(team.lead, team.cara, team.ben)
    eve = start("Eve Hart")
    stray = Pen(eve, team.scope)
    take(team.cara, stray.parcel(stray.revise({"text": "Eve saw this"})))
    (work,) = team.cara.vouching.held(team.scope)
    team.cara.vouching.admit(team.scope, work)
    team.cara.plan.add_member(team.scope, "Eve Hart", "reviewer", key=eve.identity.key_id)
    assert "Eve saw this" in texts(team.cara, team.scope)
    team.hand(team.cara, team.lead, team.ben)
    assert "Eve saw this" in texts(team.lead, team.scope)
    assert team.ben.vouching.held(team.scope) == []
    with pytest.raises(NotYoursError):
        team.cara.vouching.end_part(team.scope, team.lead.identity.key_id)
    team.cara.vouching.end_part(team.scope, eve.identity.key_id)
    assert team.cara.vouching.standings(team.scope)[eve.identity.key_id].ended_at


def test_a_confirmation_is_asked_about_again_after_two_years(team: Team, start: Start, tmp_path: Path) -> None:
    eve = start("Eve Hart")
    words = eve.people.words(eve.identity.key_id)
    scope, _ = eve.plan.begin(school_name="Elsewhere")
    team.lead.people.add(eve.people.mine, typed_words=words)

    def look() -> Preview:
        return team.lead.packages.preview(give(eve, scope, tmp_path / "e.peerdesk", team.lead))

    assert (look().known, look().stale) == (True, False)
    team.clocks[LEAD].at += timedelta(days=2 * 365 + 2)
    seen = look()
    assert (seen.known, seen.confirmed, seen.stale) == (False, True, True)
    with pytest.raises(UnknownSenderError):
        team.lead.packages.merge(seen)
    team.lead.packages.merge(seen, typed_words=words)
    assert (look().known, look().stale) == (True, False)
    ben = give(team.ben, team.scope, tmp_path / "b.peerdesk")
    assert (team.lead.packages.preview(ben).known, team.lead.packages.preview(ben).stale) == (True, True)


def test_the_lead_vouches_for_others_and_never_for_himself(team: Team, tmp_path: Path) -> None:
    path = give(team.lead, team.scope, tmp_path / "l.peerdesk")
    team.clocks[BEN].at += timedelta(days=2 * 365 + 2)
    assert {one.stale for one in team.ben.vouching.standings(team.scope).values()} == {True, False}
    bring_in(team.ben, path)
    standings = team.ben.vouching.standings(team.scope)
    assert standings[team.lead.identity.key_id].stale
    assert not standings[team.cara.identity.key_id].stale


def test_years_never_touch_what_is_seen(team: Team, tmp_path: Path) -> None:
    team.ben.capture.keep_note(team.scope, text="one")
    path = give(team.ben, team.scope, tmp_path / "b.peerdesk")
    team.clocks[LEAD].at += timedelta(days=4000)
    bring_in(team.lead, path)
    bring_in(team.cara, path)
    assert team.lead.keeping.digest() == team.cara.keeping.digest()


def test_ones_own_badge_is_renewed(team: Team, tmp_path: Path) -> None:
    before = team.ben.people.mine
    assert not team.ben.people.renew_if_old()
    team.clocks[BEN].at += timedelta(days=2 * 365 + 2)
    path = give(team.ben, team.scope, tmp_path / "b.peerdesk")
    mine = team.ben.people.mine
    assert (mine.key, mine.name) == (before.key, before.name)
    assert mine.made_on > before.made_on
    folder = team.ben.folder
    team.ben.close()
    assert team.open(BEN, folder).people.mine == mine
    assert team.lead.packages.preview(path).known


def test_a_laptop_restored_or_cloned_does_no_harm(team: Team, tmp_path: Path) -> None:
    """Two laptops are Ben at once: both are his, nothing is lost, and it is nobody's changed badge."""
    copy = team.ben.keeping.back_up("asked")
    assert copy is not None
    twin = team.put_back(f"{BEN} again", copy, tmp_path / "twin")
    for desk, text in ((team.ben, "on the one"), (twin, "on the other")):
        desk.capture.keep_note(team.scope, text=text)
    for number, desk in enumerate((team.ben, twin)):
        seen = team.lead.packages.preview(give(desk, team.scope, tmp_path / f"{number}.peerdesk", team.lead))
        assert (seen.known, seen.changed_from, seen.brought.held) == (True, "", 0)
        team.lead.packages.merge(seen)
    assert texts(team.lead, team.scope) == {"on the one", "on the other"}
    team.meet()
    assert len({desk.keeping.digest() for desk in team.desks.values()}) == 1
