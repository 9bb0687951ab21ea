"""A note that may be about somebody's safety is asked about once, and stays on this laptop until it is not."""

import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from peerdesk.desk.capture import NewNote
from peerdesk.desk.desk import Desk
from peerdesk.desk.packages import _signer
from peerdesk.desk.safety import HeldNote
from peerdesk.domain.kinds import PackageKind
from peerdesk.export.package.reader import open_package
from peerdesk.paths import resources
from tests.desk.test_erasing import check, note_of, words_on
from tests.domain.safety_lines import ABOUT_AN_ADULT, TYPED
from tests.people import Team, pack, take

CANARY = "Zanzibar"
LINE = f"{CANARY}: y5 p says dad hits him when he gets it wrong"
ELSE = f"{CANARY}: bruise on arm, wouldnt say how"
KINDS: tuple[PackageKind, ...] = ("team", "briefing", "partnership")
LEARNING = "3 of 4 explain why in full sentences"


@pytest.fixture
def ben(team: Team) -> Desk:
    return team.ben


def keep(team: Team, text: str = LINE, **fields: Any) -> str:
    return team.ben.capture.keep_note(team.scope, text=text, questions=team.questions[:1], **fields)[0]


def the_one(team: Team) -> HeldNote:
    team.ben.safety.look_over()
    (one,) = team.ben.safety.held(team.scope)
    return one


def what_left(path: Path, reader: Desk) -> bytes:
    """Return all bytes that somebody can read of what was given."""
    with open_package(path, _signer, reader.identity.private.openssh_pem()) as package:
        said = [*package.entries(), *package.words(), *package.seals(), *package.badges()]
        return b"\n".join([*said, *(content for _, content in package.attachments())])


def give(team: Team, out: Path, kind: PackageKind = "team") -> bytes:
    path = out / f"{kind}.peerdesk"
    team.ben.packages.give(team.scope, kind, path, to=[team.lead.people.mine])
    return what_left(path, team.lead)


def picture() -> bytes:
    out = io.BytesIO()
    Image.effect_noise((64, 48), 80).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("line", TYPED)
def test_each_line_is_asked_about_once(team: Team, line: str) -> None:
    record_id = keep(team, line)
    shown = the_one(team)
    assert (shown.record_id, shown.texts, shown.is_answered, shown.left) == (record_id, (line,), False, ())
    assert shown.about == ("adult" if line in TYPED[18:] else "child")
    team.ben.safety.say_no(shown)
    assert not team.ben.safety.look_over()
    again = keep(team, f" {line.upper()} ")
    assert again != record_id
    assert not team.ben.safety.look_over(), "it is the same text"
    assert team.ben.safety.held(team.scope) == []


def test_what_is_ordinary_is_never_asked_about(team: Team) -> None:
    keep(team, LEARNING)
    keep(team, "Miss Trunchbull locks them in the chokey")
    assert not team.ben.safety.look_over()


@pytest.mark.parametrize("about", ["made_of_it", "text", "jotting", "answer", "alt"])
def test_whatever_was_typed_in_words_is_looked_at(team: Team, about: str) -> None:
    if about == "jotting":
        record_id, _ = team.ben.capture.keep_jotting(team.scope, LINE)
    elif about == "answer":
        with team.ben.acting.act("answer") as act:
            record_id = act.add(team.scope, "answer", prompt="3", text=LINE, quote=True)
    elif about == "alt":
        record_id = keep(team, LEARNING)
        team.ben.capture.add_picture(note_of(team.ben, record_id), picture(), "one.png", LINE)
    else:
        record_id = keep(team, **{"text": LEARNING, about: LINE})
    shown = the_one(team)
    assert shown.record_id == record_id
    assert LINE in shown.texts[0]


def test_the_words_of_others_are_their_own(team: Team) -> None:
    team.cara.capture.keep_note(team.scope, text=LINE)
    team.hand(team.cara, team.ben)
    assert not team.ben.safety.look_over()


def test_what_is_changed_is_asked_about_again_only_for_more(team: Team) -> None:
    record_id = keep(team)
    team.ben.safety.say_no(the_one(team))
    team.ben.capture.change_note(note_of(team.ben, record_id), text=f"in Y5: {LINE}, then laughs")
    assert not team.ben.safety.look_over(), "nothing new in it"
    team.ben.capture.change_note(note_of(team.ben, record_id), text=f"{LINE}. {ELSE}")
    shown = the_one(team)
    assert (shown.record_id, shown.texts) == (record_id, (f"{LINE}. {ELSE}",))


def test_what_was_changed_or_deleted_since_is_asked_about_in_its_words(team: Team) -> None:
    first, second = keep(team), keep(team, ELSE)
    team.ben.capture.change_note(note_of(team.ben, first), text=LEARNING)
    team.ben.capture.delete(note_of(team.ben, second))
    team.ben.safety.look_over()
    assert {one.record_id: one.texts for one in team.ben.safety.held(team.scope)} == {
        first: (LINE,),
        second: (ELSE,),
    }
    assert CANARY.encode() not in b"".join(
        line for _, _, said in pack(team.ben, team.scope).leaving.words for line in [repr(said).encode()]
    )


def test_it_is_asked_about_at_the_latest_when_something_leaves(team: Team, tmp_path: Path) -> None:
    """Nobody looked since it was kept; giving, copying and composing find it themselves."""
    record_id = keep(team)
    assert CANARY.encode() not in give(team, tmp_path)
    held = team.ben.safety.held_back()
    assert record_id in held
    assert not any(held.values())
    keep(team, ELSE)
    keep(team, LEARNING)
    copy = team.ben.text_copies.look(team.scope)
    assert [note.text for note in copy.notes] == [LEARNING]
    keep(team, ABOUT_AN_ADULT[0])
    assert [note.text for note in team.ben.reports.material(team.scope).notes] == [LEARNING]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    where=st.sampled_from(["text", "made_of_it", "alt", "answer", "made of an answer", "jotting"]),
    before=st.booleans(),
    edited=st.sampled_from(["", "edited", "deleted"]),
    asked=st.sampled_from(["never", "waits", "yes"]),
    cited=st.booleans(),
)
def test_nothing_of_it_leaves_by_any_way(
    team: Team, tmp_path_factory: pytest.TempPathFactory, where: str, before: bool, edited: str, asked: str, cited: bool
) -> None:
    out, ben = tmp_path_factory.mktemp("out"), team.ben
    if before:
        keep(team, LEARNING)
        give(team, out)
    record_id = kept_at(team, where)
    shown = ben.capture.note(record_id)
    if cited and shown is not None:
        ben.findings.add(team.scope, title="They explain why", notes=[record_id])
    if asked != "never":
        ben.safety.look_over()
    if asked == "yes":
        ben.safety.say_yes(record_id)
    if shown is not None:
        change(ben, record_id, edited)
    for kind in KINDS:
        left = give(team, out, kind)
        assert CANARY.encode() not in left
        assert record_id.encode() not in left, "nor that there is anything"
    write_all(team, out)
    material = ben.reports.material(team.scope)
    assert record_id not in {one.record_id for one in material.notes} | {one.note for one in material.citations}
    for path in out.iterdir():
        assert CANARY.encode() not in path.read_bytes()
    take(team.lead, pack(ben, team.scope))
    assert CANARY.encode() not in words_on(team.lead)
    check(team.lead)


def change(desk: Desk, record_id: str, edited: str) -> None:
    """Change a note that is asked about, or delete it; what it said stays with it."""
    if edited:
        desk.capture.change_note(note_of(desk, record_id), text=f"{CANARY} as it was changed")
    if edited == "deleted":
        desk.capture.delete(note_of(desk, record_id))


def write_all(team: Team, out: Path) -> None:
    """Write whatever is written as a file of its own."""
    keep(team, LEARNING)
    copies = team.ben.text_copies
    copies.write(copies.look(team.scope), out / "notes.txt", only_me=True)
    team.ben.reports.write_page(team.scope, out / "page.pdf", resources() / "fonts")
    team.ben.reports.write_report(team.scope, out / "report.pdf", resources() / "fonts", "final")


def test_its_pictures_stay_too(team: Team, tmp_path: Path) -> None:
    held, other = keep(team), keep(team, LEARNING)
    shared = picture()
    for note, content in ((held, picture()), (held, shared), (other, shared)):
        team.ben.capture.add_picture(note_of(team.ben, note), content, "one.png", "a display")
    only, both = note_of(team.ben, held).pictures
    left = give(team, tmp_path)
    assert (team.ben.capture.picture(only) or b"") not in left
    assert (team.ben.capture.picture(both) or b"?") in left, "another note has it as well"


def kept_at(team: Team, where: str) -> str:
    """Keep the words somewhere; return the record that nothing of may leave."""
    capture = team.ben.capture
    match where:
        case "jotting":
            return capture.keep_jotting(team.scope, LINE)[0]
        case "alt":
            record_id = keep(team, LEARNING)
            capture.add_picture(note_of(team.ben, record_id), picture(), "one.png", LINE)
            return record_id
        case "answer" | "made of an answer":
            with team.ben.acting.act("answer") as act:
                answer = act.add(team.scope, "answer", prompt="3", text=LINE, quote=True)
            return keep(team, "as said", answer=answer) if where == "answer" else answered(team, answer)
        case _:
            return keep(team, **{"text": LEARNING, where: LINE})


def answered(team: Team, answer: str) -> str:
    keep(team, LINE, answer=answer)
    return answer


def test_what_waits_leaves_no_gap_and_comes_once_it_is_about_learning(team: Team) -> None:
    ben, lead = team.ben, team.lead
    first, held = keep(team, LEARNING), keep(team)
    ben.findings.add(team.scope, title="They explain why", notes=[first, held])
    ben.safety.look_over()
    team.hand(ben, lead)
    assert {one.record_id for one in lead.capture.notes(team.scope)} == {first}
    assert ben.keeping.digest() == lead.keeping.digest(), "both have the same, as far as it is anybody's"
    check(lead)
    ben.safety.say_no(the_one(team))
    team.hand(ben, lead)
    assert note_of(lead, held).text == LINE
    assert note_of(lead, held).questions == team.questions[:1]
    assert len(lead.findings.citations(team.scope)) == 2
    assert ben.keeping.digest() == lead.keeping.digest()


def test_what_had_left_before_says_so_and_goes_no_further(team: Team, tmp_path: Path) -> None:
    """A laptop that gave it before there was a check: the words stay from now on, and it is said where they are."""
    ben = team.ben
    record_id = keep(team, LEARNING)
    give(team, tmp_path)
    ben.packages.give(team.scope, "team", tmp_path / "early.peerdesk")
    preview = team.lead.packages.preview(tmp_path / "early.peerdesk")
    _, receipt = team.lead.packages.merge(preview)
    word = tmp_path / "word"
    word.write_bytes(receipt.to_bytes())
    ben.packages.take_receipt(word)
    ben.safety.say_yes(record_id)
    shown = the_one(team)
    assert [one.arrived for one in shown.left] == [(), ("Anita Shah",)]
    team.hand(ben, team.cara)
    note = note_of(team.cara, record_id)
    assert "text" in note.unreadable
    assert note_of(team.lead, record_id).text == LEARNING, "it is not taken from anybody"


def test_nobody_else_sees_that_anything_was_asked(team: Team) -> None:
    keep(team)
    keep(team, LEARNING)
    team.ben.safety.look_over()
    leaving = pack(team.ben, team.scope).leaving
    kinds = b"".join(leaving.lines)
    assert b"safety" not in kinds
    assert b"asked" not in b"".join(repr(one).encode() for one in leaving.words if one[1] != "asked_by")
    take(team.lead, pack(team.ben, team.scope))
    assert not team.lead.safety.look_over()
    assert team.lead.safety.held(team.scope) == []


def test_what_is_held_back_unasked_is_held_back(team: Team) -> None:
    record_id = keep(team, LEARNING)
    assert not team.ben.safety.look_over()
    team.ben.safety.say_yes(record_id)
    shown = the_one(team)
    assert (shown.is_answered, shown.about, shown.texts) == (True, "child", (LEARNING,))
    assert LEARNING.encode() not in words_of(team)


def words_of(team: Team) -> bytes:
    return b"".join(repr(said).encode() for _, _, said in pack(team.ben, team.scope).leaving.words)


def test_a_partnership_may_look_for_words_of_its_own(team: Team) -> None:
    team.ben.folder.joinpath("safeguarding.toml").write_text(
        "near = 3\n[same]\n[lists]\n"
        '[[pattern]]\nid = "ours"\nabout = "adult"\nnear_one_another = ["purple"]\nwithin = 2\n',
        encoding="utf-8",
    )
    keep(team, "wore purple")
    assert the_one(team).about == "adult"


def test_a_long_desk_is_looked_at_in_parts_and_goes_on_where_it_stopped(team: Team) -> None:
    notes = [NewNote({"text": LEARNING}) for _ in range(700)]
    team.ben.capture.keep_many(team.scope, [*notes, NewNote({"text": LINE})])

    class StopError(Exception):
        pass

    def stop() -> None:
        raise StopError

    with pytest.raises(StopError):
        team.ben.safety.look_over(stop)
    assert not team.ben.safety.is_waiting()
    steps: list[int] = []
    assert team.ben.safety.look_over(lambda: steps.append(1))
    assert len(steps) == 1
    assert team.ben.safety.look_over(lambda: steps.append(1))
    assert len(steps) == 1, "nothing was kept since"
