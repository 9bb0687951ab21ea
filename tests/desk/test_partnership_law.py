"""Whatever is written, edited, linked, released or attached: what reaches the partnership is in the table of kinds."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from peerdesk.desk.leaving import NotReleasedError
from peerdesk.desk.packages import BeyondReleaseError
from peerdesk.desk.record import Record, open_record_of
from peerdesk.domain.canonical import Value, to_bytes
from peerdesk.domain.entries import Revision, read_entry
from peerdesk.domain.kinds import KINDS, RELEASES, Release, partnership_fields, section_places
from peerdesk.domain.reply_answers import HeadsAnswer
from peerdesk.keys.badge import make_badge, words_of
from peerdesk.keys.signing import PrivateKey
from peerdesk.paths import resources
from peerdesk.storage.departure import for_team
from tests.desk.test_leaving import inside, release
from tests.people import Team, take
from tests.storage.pen import WHEN, Pen

WORD = "Quokka"
PLACES = ("page", "opening", "last_review", "question", "sharing", "how", "appendix")
UNKNOWN = ("hologram", "wish")
_PLANTED = re.compile(rf"{WORD}-(\w+?)-(\w+?)-(\w*?)-(\d+)".encode())

kinds = st.sampled_from([*KINDS, *UNKNOWN])
acts = st.one_of(
    st.tuples(st.just("write"), kinds, st.sampled_from(PLACES)),
    st.tuples(st.just("edit"), st.integers(0, 30), st.booleans()),
    st.tuples(st.just("held"), kinds, st.sampled_from(PLACES)),
    st.tuples(st.just("statement"), st.sampled_from(["wish", "note", "section", "jotting"]), st.sampled_from([1, 2])),
    st.tuples(st.just("badge"), st.integers(1, 9), st.just(0)),
    st.tuples(st.just("jotting"), st.just(0), st.just(0)),
    st.tuples(st.just("release"), st.sampled_from(RELEASES), st.just(0)),
)

WRITE = ("write", "section", "page")


@dataclass
class Planting:
    """One review in which a word is planted everywhere; each time it is told where, and as which one."""

    team: Team
    scope: str
    written: list[tuple[Revision, str]] = field(default_factory=list)
    count: int = 0
    signed_at: int = 0

    def __post_init__(self) -> None:
        self.lead, self.ben = Pen(self.team.lead, self.scope), Pen(self.team.ben, self.scope)

    def values(self, kind: str, place: str) -> dict[str, Value]:
        """Return a planted value for every field that a kind has, and for one that it has not."""
        self.count += 1
        names = (*KINDS[kind].field_names, "smell") if kind in KINDS else ("shape", "text")
        said: dict[str, Value] = {name: f"{WORD}-{kind}-{name}-{place}-{self.count}" for name in names}
        return said | ({"place": place} if kind == "section" else {})

    def do(self, act: tuple[str, Any, Any]) -> None:
        what, one, other = act
        getattr(self, what)(one, other)

    def write(self, kind: str, place: str) -> None:
        ends = None
        if kind in KINDS and KINDS[kind].ends:
            ends = (f"{self.count + 1:064x}", f"{self.count + 2:064x}")
        revision = self.lead.revise(self.values(kind, place), kind=kind, ends=ends)
        self.written.append((revision, place))
        take(self.team.lead, self.lead.parcel(revision))

    def edit(self, at: int, deleted: bool) -> None:
        if self.written:
            before, place = self.written[at % len(self.written)]
            said = {} if deleted else self.values(before.kind, place)
            revision = self.lead.revise(said, before, kind=before.kind, ends=before.ends, deleted=deleted)
            self.written.append((revision, place))
            take(self.team.lead, self.lead.parcel(revision))

    def held(self, kind: str, place: str) -> None:
        take(self.team.lead, self.ben.parcel(self.ben.revise(self.values(kind, place), kind=kind)))

    def statement(self, kind: str, version: int) -> None:
        self.count += 1
        says: dict[str, Value] = {"wish": f"{WORD}-{kind}-says--{self.count}"}
        author = self.lead.badge.key.key_id
        value: dict[str, Value] = {"author": author, "scope": self.scope, "written_at": WHEN, "t": "statement"}
        line = to_bytes({**value, "v": version, "kind": kind, "says": says})
        take(self.team.lead, self.lead.parcel(read_entry(line)))

    def badge(self, number: int, _: int) -> None:
        badge = make_badge(PrivateKey.from_seed(bytes([number]) * 32), f"{WORD}-badge-name--0", "2025-10-01")
        key = badge.key.key_id
        self.team.lead.people.add(badge, typed_words=" ".join(words_of(key)))
        self.team.lead.plan.add_member(self.scope, "Somebody", "reviewer", key=key)

    def jotting(self, *_: int) -> None:
        self.count += 1
        self.team.lead.capture.keep_jotting(self.scope, f"{WORD}-jotting-text--{self.count}")

    def release(self, what: Release, _: int) -> None:
        self.signed_at = self.count
        scope, self.team.scope = self.team.scope, self.scope
        release(self.team, what)
        self.team.scope = scope


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(doing=st.lists(acts, max_size=9))
@example(doing=[WRITE, ("release", "report", 0), WRITE, ("edit", 0, False), ("edit", 1, True)])
@example(doing=[WRITE, ("release", "report", 0), WRITE, ("release", "summary", 0), WRITE])
def test_only_what_the_table_names_reaches_the_partnership(
    team: Team, tmp_path: Path, doing: list[tuple[str, Any, Any]]
) -> None:
    scope, _ = team.lead.plan.begin(school_name="A school")
    planting = Planting(team, scope)
    for act in doing:
        planting.do(act)
    out = tmp_path / "partnership.peerdesk"
    team.lead.packages.give(scope, "partnership", out, to=[team.cara.people.mine])
    with team.lead.acting.look() as session:
        what = team.lead.packages.release_of(session, scope)
    allowed, places = partnership_fields(what), section_places(what)
    content = inside(team.cara, out)
    found = _PLANTED.findall(content)
    assert len(found) == content.count(WORD.encode())
    for kind, name, place, number in ((one.decode() for one in each) for each in found):
        assert name in allowed.get(kind, ()), (kind, name, what)
        assert kind != "section" or place in places, (place, what)
        assert kind in partnership_fields("nothing") or int(number) <= planting.signed_at


@pytest.mark.parametrize("what", RELEASES)
def test_no_document_but_the_released_report_goes_along(team: Team, tmp_path: Path, what: Release) -> None:
    lead, scope = team.lead, team.scope
    team.lead.reports.sign_off(scope, resources() / "fonts")
    signed = lead.reports.last_sign_off(scope)
    assert signed is not None
    lead.replies.keep(scope, HeadsAnswer(what=what))
    planted = tmp_path / f"{WORD}.pdf"
    planted.write_bytes(f"%PDF-1.7 {WORD}".encode())
    out, to = tmp_path / "partnership.peerdesk", [team.cara.people.mine]
    with pytest.raises(NotReleasedError):
        lead.packages.give(scope, "partnership", out, to=to, documents=[planted])
    assert not out.exists()


def test_the_report_with_the_heads_answer_goes_along_once_the_lead_handed_it_over(team: Team, tmp_path: Path) -> None:
    lead, scope, fonts = team.lead, team.scope, resources() / "fonts"
    lead.reports.sign_off(scope, fonts)
    lead.replies.keep(scope, HeadsAnswer(words={"recognise": "We know ourselves in it."}, what="report"))
    answered = lead.reports.write_report(scope, tmp_path / "report.pdf", fonts, "final")
    out, to = tmp_path / "partnership.peerdesk", [team.cara.people.mine]
    with pytest.raises(NotReleasedError):
        lead.packages.give(scope, "partnership", out, to=to, documents=[answered])
    lead.editions.keep(scope, "final", answered.read_bytes())
    lead.packages.give(scope, "partnership", out, to=to, documents=[answered])
    assert out.exists()


@pytest.fixture
def record(team: Team, tmp_path: Path) -> Record:
    return open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")


def test_the_record_refuses_what_the_head_did_not_release(team: Team, record: Record, tmp_path: Path) -> None:
    """Somebody's program sends more than it may: notes, or the words of a part that was not let out."""
    team.lead.capture.keep_note(team.scope, text=f"{WORD} in a note")
    team.lead.reports.add_section(team.scope, "page", title="Title", text=f"{WORD} in the page")
    everything = tmp_path / "all.peerdesk"
    before = record.digest()
    _give_as_if(team, everything)
    with pytest.raises(BeyondReleaseError):
        record.preview(everything)
    with pytest.raises(BeyondReleaseError):
        record.bring_in(everything)
    assert record.digest() == before
    assert record.reviews() == []
    honest = tmp_path / "some.peerdesk"
    team.lead.packages.give(team.scope, "partnership", honest, to=[team.cara.people.mine])
    record.bring_in(honest)
    (kept,) = record.reviews()
    assert (kept.sections, kept.notes) == ((), 0)
    record.close()


def _give_as_if(team: Team, out: Path) -> None:
    """Write a package for the partnership that holds all that a team's does."""
    packages = team.lead.packages
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("peerdesk.desk.leaving.for_partnership", for_team)
        packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])


def test_a_narrower_answer_hides_what_the_record_took_before(team: Team, record: Record, tmp_path: Path) -> None:
    team.lead.reports.add_section(team.scope, "page", title="Title", text="Words of the page")
    team.lead.reports.sign_off(team.scope, resources() / "fonts")
    answers: list[tuple[Release, int]] = [("summary", 1), ("nothing", 0)]
    for what, sections in answers:
        team.lead.replies.keep(team.scope, HeadsAnswer(what=what))
        out = tmp_path / f"{what}.peerdesk"
        team.lead.packages.give(team.scope, "partnership", out, to=[team.cara.people.mine])
        record.bring_in(out)
        (kept,) = record.reviews()
        assert (kept.release, len(kept.sections)) == (what, sections)
    other = open_record_of(team.cara, f"sqlite:///{tmp_path / 'other.db'}")
    other.bring_in(tmp_path / "nothing.peerdesk")
    with pytest.raises(BeyondReleaseError):  # had it come the other way round
        other.bring_in(tmp_path / "summary.peerdesk")
    other.close()
    record.close()
