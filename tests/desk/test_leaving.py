"""What may leave a laptop, and what may not: looked for in the decrypted bytes of real packages."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy.orm import Session

from peerdesk.desk.desk import Desk
from peerdesk.desk.record import open_record_of
from peerdesk.domain.canonical import Value, from_bytes, to_bytes
from peerdesk.domain.entries import read_entry
from peerdesk.domain.kinds import KINDS, RELEASES, PackageKind, Release, partnership_fields, section_places
from peerdesk.domain.outcome import Section
from peerdesk.domain.reply_answers import HeadsAnswer
from peerdesk.domain.review import Contact, PreviousAction, Question
from peerdesk.paths import resources
from peerdesk.storage.reading import read_all
from tests.people import LEAD, Team, take
from tests.storage.pen import WHEN, Pen

PLANTED = "Quokka"
FONTS = resources() / "fonts"
TEXT_FIELDS = {
    kind: [name for name in KINDS[kind].field_names if KINDS[kind].value.__annotations__.get(name) is str]
    for kind in KINDS
}


def planted(kind: str, name: str) -> str:
    return f"{PLANTED} {kind} {name}"


def inside(desk: Desk, file: Path) -> bytes:
    """Decrypt a package with nothing but the key, and unpack every byte of it."""
    content = file.read_bytes()
    if content.startswith(b"age-encryption.org"):
        content = pyrage.decrypt(content, [pyrage.ssh.Identity.from_buffer(desk.identity.private.openssh_pem())])
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return b"\n".join([*map(str.encode, archive.namelist()), *map(archive.read, archive.namelist())])


def plant_everywhere(team: Team) -> None:
    """Let each person plant a word in every field, deleted and held records, statements and unknown kinds."""
    lead, scope = Pen(team.lead, team.scope), team.scope
    note = lead.revise({name: planted("note", name) for name in TEXT_FIELDS["note"]})
    entries = [note]
    for kind in ("activity", "finding", "section", "action", "reply", "attachment", "hologram", "question", "member"):
        said: dict[str, Value] = {name: planted(kind, name) for name in TEXT_FIELDS.get(kind, ["shape"])}
        entries.append(lead.revise(said, kind=kind))
        entries.append(lead.revise({**said, "smell": planted(kind, "smell")}, kind=kind))
    for place in ("page", "opening", "last_review", "question", "sharing", "how", "appendix"):
        said = {"place": place, "title": planted(place, "title"), "text": planted(place, "text")}
        entries.append(lead.revise(said, kind="section"))
    older = lead.revise({"place": "page", "title": f"{PLANTED} older", "text": f"{PLANTED} older"}, kind="section")
    newer = lead.revise({"title": "Newer", "text": "Newer"}, older, kind="section")
    gone = lead.revise({"place": "page", "text": f"{PLANTED} deleted"}, kind="section")
    entries += [older, newer, gone, lead.revise({}, gone, kind="section", deleted=True)]
    entries.append(lead.revise({"place": f"{PLANTED}"}, kind="citation", ends=(note.entry_id, note.entry_id)))
    unknown: dict[str, Value] = {
        "author": lead.badge.key.key_id,
        "scope": scope,
        "written_at": WHEN,
        "t": "statement",
        "v": 1,
        "kind": "wish",
        "says": {"wish": f"{PLANTED} statement"},
    }
    lines = [to_bytes(unknown), to_bytes({**unknown, "v": 2, "kind": "section", "mood": f"{PLANTED} version"})]
    take(team.lead, lead.parcel(*entries, *map(read_entry, lines)))
    dan = Pen(team.dan, scope)
    take(team.lead, dan.parcel(dan.revise({"text": f"{PLANTED} shadow"}, kind="section")))
    ben = Pen(team.ben, scope)
    held = [ben.revise({"place": "page", "text": f"{PLANTED} held"}, kind="section")]
    held.append(ben.revise({"text": f"{PLANTED} held"}, newer, kind="section"))
    take(team.lead, ben.parcel(*held))
    team.lead.capture.keep_jotting(scope, f"{PLANTED} jotting")
    plan = team.lead.plan.look(scope)
    assert plan is not None
    names = {name: planted("review", name) for name in TEXT_FIELDS["review"]}
    contacts = {"child": Contact(name=f"{PLANTED} contact", place=f"{PLANTED} place")}
    team.lead.plan.change(plan.review, **names, contacts=contacts)


def release(team: Team, what: Release) -> None:
    """Record what the head let out, past the sign-off, which would refuse what is planted."""
    with team.lead.acting.act("release") as act:
        signoff = act.state(team.scope, "signoff", pdf="0" * 64, covers=signable(act.session, team.scope), numbers=[])
        act.state(team.scope, "release", signoff=signoff, what=what, word=None)


def signable(session: Session, scope: str) -> list[str]:
    """Return all revisions that stand in the report, were it signed now."""
    kinds = (Question, Section, PreviousAction)
    return sorted(
        {tip for kind in kinds for one in read_all(session, kind, scope, for_report=True) for tip in one.tips}
    )


@pytest.mark.parametrize("what", RELEASES)
def test_partnership_package_holds_no_prose(team: Team, tmp_path: Path, what: Release) -> None:
    plant_everywhere(team)
    if what != "nothing":
        release(team, what)
    out = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])
    content = inside(team.cara, out)
    assert b"bagit.txt" in content
    allowed = {planted(kind, name).encode() for kind, names in partnership_fields(what).items() for name in names}
    allowed -= {planted("section", name).encode() for name in TEXT_FIELDS["section"]}  # its place is none that may go
    allowed |= {
        planted(place, name).encode()
        for place in section_places(what)
        for name in ("title", "text")
        if "section" in partnership_fields(what)
    }
    rest = content
    for words in sorted(allowed, key=len, reverse=True):
        rest = rest.replace(words, b"")
    at = rest.find(PLANTED.encode())
    assert at < 0, rest[at - 100 : at + 100]
    assert (b"note" in kinds_in(content)) is (b"finding" in kinds_in(content)) is False
    for place in section_places(what):
        assert planted(place, "text").encode() in content


def kinds_in(content: bytes) -> set[bytes]:
    found = set()
    for line in content.split(b"\n"):
        if line.startswith(b"{") and b'"kind":' in line:
            value: Any = from_bytes(line)
            found.add(value["kind"].encode())
    return found


def test_the_record_takes_it_and_shows_what_was_released(team: Team, tmp_path: Path) -> None:
    plant_everywhere(team)
    release(team, "summary")
    out = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])
    record = open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")
    record.bring_in(out)
    (kept,) = record.reviews()
    assert (kept.release, kept.notes) == ("summary", 0)
    assert {one.place for one in kept.sections} == {"page"}
    assert kept.actions == ()
    before = record.digest()
    record.bring_in(out)
    assert record.digest() == before
    record.close()


@pytest.mark.parametrize("kind", ["team", "briefing", "partnership"])
def test_private_lines_leave_in_nothing(team: Team, tmp_path: Path, kind: PackageKind) -> None:
    """Nor when a colleague names a statement as private lines are named."""
    team.ben.capture.keep_jotting(team.scope, f"{PLANTED} mine")
    jotting = team.ben.capture.jottings(team.scope)[0]
    lead = Pen(team.lead, team.scope)
    trick: dict[str, Value] = {"author": lead.badge.key.key_id, "scope": team.scope, "written_at": WHEN, "v": 1}
    lines = [to_bytes({**trick, "t": "statement", "kind": name, "says": {}}) for name in ("jotting", "note", "finding")]
    take(team.ben, lead.parcel(*map(read_entry, lines)))
    out = tmp_path / "x.peerdesk"
    team.ben.packages.give(team.scope, kind, out, to=[team.cara.people.mine])
    content = inside(team.cara, out)
    assert PLANTED.encode() not in content
    assert jotting.record_id.encode() not in content
    assert b"jotting" not in b"".join(line for line in content.split(b"\n") if jotting.author.encode() in line)


def test_a_briefing_holds_the_plan_and_no_evidence(team: Team, tmp_path: Path) -> None:
    plant_everywhere(team)
    out = tmp_path / "briefing.peerdesk"
    team.lead.packages.give(team.scope, "briefing", out)
    content = inside(team.cara, out)
    assert kinds_in(content) <= {b"review", b"member", b"question", b"activity", b"action", b"found", b"grant"}
    for kind in ("note", "finding", "section", "reply", "attachment", "hologram"):
        for name in TEXT_FIELDS.get(kind, ["shape"]):
            assert planted(kind, name).encode() not in content


def test_a_reviewer_cannot_release_by_a_record_of_that_name(team: Team) -> None:
    ben = Pen(team.ben, team.scope)
    take(team.lead, ben.parcel(ben.revise({"what": "report"}, kind="release")))
    with team.lead.acting.look() as session:
        assert team.lead.packages.release_of(session, team.scope) == "nothing"


def test_what_was_written_since_the_sign_off_is_not_released(team: Team, tmp_path: Path) -> None:
    """The head saw what was signed: of that it goes as it was then."""
    section_id, _ = team.lead.reports.add_section(team.scope, "page", title="As signed", text="As signed")
    release(team, "summary")
    (shown,) = (one for one in team.lead.reports.sections(team.scope) if one.record_id == section_id)
    team.lead.reports.change_section(shown, text=f"{PLANTED} since")
    team.lead.reports.add_section(team.scope, "page", title=f"{PLANTED} new", text=f"{PLANTED} new")
    out = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])
    content = inside(team.cara, out)
    assert b"As signed" in content
    assert PLANTED.encode() not in content
    release(team, "summary")
    team.lead.packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])
    assert f"{PLANTED} since".encode() not in inside(team.cara, out), "two stand, and one of them does not cover it"


def test_a_clock_that_was_in_2099_does_not_hold_the_answer(team: Team) -> None:
    team.lead.reports.sign_off(team.scope, FONTS)
    answers: list[tuple[int, Release]] = [(2099, "report"), (1970, "nothing"), (2025, "summary")]
    for year, what in answers:
        team.clocks[LEAD].set_year(year)
        team.lead.reports.sign_off(team.scope, FONTS)
        team.lead.replies.keep(team.scope, HeadsAnswer(what=what))
        with team.lead.acting.look() as session:
            assert team.lead.packages.release_of(session, team.scope) == what
        signed = team.lead.reports.last_sign_off(team.scope)
        assert signed is not None
        assert (signed.at[:4], signed.stale) == (str(year), False)


def test_why_somebodys_part_ended_is_for_the_team_and_not_in_a_file_that_lies_open(team: Team, tmp_path: Path) -> None:
    team.lead.vouching.end_part(team.scope, team.ben.identity.key_id, reason="Quokka is not well")
    held = {}
    for kind in ("briefing", "team"):
        team.lead.packages.give(team.scope, kind, tmp_path / f"{kind}.peerdesk")
        held[kind] = b"Quokka" in inside(team.cara if kind == "team" else team.lead, tmp_path / f"{kind}.peerdesk")
    assert held == {"briefing": False, "team": True}
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    assert {one.name for one in plan.members} >= {LEAD}
