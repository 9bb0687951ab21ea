"""A package goes from one to another, whole."""

import hashlib
import zipfile
from dataclasses import replace
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from peerdesk.errors import Cancelled, LimitError, NotForYouError, PackageWriteError
from peerdesk.export.package import Contents, PackageInfo, envelope_of, limits
from peerdesk.keys.signing import PrivateKey
from tests.export.package.bench import LEAD, LINES, STRANGER, TOM, Bench, says


@pytest.mark.parametrize("to", [(), (LEAD,), (TOM, LEAD)])
def test_what_was_given_comes_out(bench: Bench, to: tuple[PrivateKey, ...]) -> None:
    path = bench.write(*to)
    with bench.open(path, LEAD if to else None) as package:
        assert package.sender == package.info.sender == TOM.public.key_id
        assert package.info == replace(
            bench.info,
            recipients=tuple(sorted(key.public.key_id for key in to)),
            entries=2,
            words=2,
            seals=1,
            attachments=2,
        )
        assert package.sender_badge == bench.contents.sender_badge
        for name in LINES:
            assert list(getattr(package, name)()) == list(getattr(bench.contents, name))
        assert dict(package.attachments()) == bench.pictures
        assert {sha256: package.attachment(sha256) for sha256 in package.attachment_hashes} == bench.pictures
        assert package.document("report.pdf") == b"%PDF-1.7 a report"


def test_both_can_open_what_is_for_both(bench: Bench) -> None:
    path = bench.write(TOM, LEAD)
    assert says(bench.open(path, TOM)) == says(bench.open(path, LEAD))


def test_it_is_closed_to_others(bench: Bench) -> None:
    path = bench.write(LEAD)
    assert envelope_of(path) == "people"
    with pytest.raises(NotForYouError, match="made for somebody else"):
        bench.open(path, STRANGER)
    with pytest.raises(NotForYouError, match="Ask the sender to include you"):
        bench.open(path)
    for secret in (b"Two pupils", b"found", TOM.public.key_id.encode(), b"PNG two"):
        assert secret not in path.read_bytes()


def test_words_said_aloud_open_it(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PHRASE_WORK", 12)
    path = bench.write(phrase="otter  Ladder\n window")
    assert envelope_of(path) == "phrase"
    with bench.open(path, phrase="Otter ladder window ") as package:
        assert list(package.entries()) == list(bench.contents.entries)
        assert dict(package.attachments()) == bench.pictures
        assert package.info.recipients == ()
    with pytest.raises(NotForYouError, match="not the words"):
        bench.open(path, phrase="otter ladder door")
    with pytest.raises(NotForYouError, match="spoken phrase"):
        bench.open(path, LEAD)


def test_it_says_that_it_was_made_for_another(bench: Bench) -> None:
    """Whoever could open it and closes it again for somebody else cannot change whom it was meant for."""
    with bench.open(bench.write(LEAD, TOM), LEAD) as package:
        assert package.info.recipients == tuple(sorted([LEAD.public.key_id, TOM.public.key_id]))


def test_an_empty_package_is_a_package(bench: Bench) -> None:
    with bench.open(bench.write(LEAD, contents=Contents(sender_badge=b"{}")), LEAD) as package:
        assert [list(getattr(package, name)()) for name in LINES] == [[], [], [], []]
        assert (package.info.entries, list(package.attachments())) == (0, [])


def test_the_same_makes_the_same(bench: Bench) -> None:
    first, second = bench.write(name="a.peerdesk"), bench.write(name="b.peerdesk")
    assert first.read_bytes() == second.read_bytes()


def test_the_hash_names_the_package(bench: Bench) -> None:
    other = bench.write(info=replace(bench.info, package_id="f" * 32), name="other.peerdesk")
    hashes = [bench.open(path).manifest_hash for path in (bench.write(), bench.write(name="again.peerdesk"), other)]
    assert hashes[0] == hashes[1] != hashes[2]
    with zipfile.ZipFile(bench.write()) as archive:
        assert hashlib.sha256(archive.read("tagmanifest-sha256.txt")).hexdigest() == hashes[0]


def test_tag_files_come_first(bench: Bench) -> None:
    with zipfile.ZipFile(bench.write()) as archive:
        names = archive.namelist()
    is_payload = [name.startswith("data/") for name in names]
    assert names[:2] == ["tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"]
    assert is_payload == sorted(is_payload)


def test_what_shrinks_like_a_bomb_is_stored(bench: Bench) -> None:
    """Or our own reader would refuse what our writer wrote."""
    line = b'["' + b"a" * 300_000 + b'"]'
    path = bench.write(contents=replace(bench.contents, words=[line] * 6))
    with bench.open(path) as package:
        assert list(package.words()) == [line] * 6


def test_both_are_told_how_far_they_are(bench: Bench) -> None:
    written: list[tuple[int, int]] = []
    read: list[tuple[int, int]] = []
    path = bench.write(LEAD, progress=lambda done, total: written.append((done, total)))
    bench.open(path, LEAD, progress=lambda done, total: read.append((done, total)))
    for told in (written, read):
        assert [done for done, _ in told] == sorted(done for done, _ in told)
        assert told[-1][0] == told[-1][1] > 2000


@pytest.mark.parametrize("to", [(), (LEAD,)])
def test_a_person_may_stop_it(bench: Bench, to: tuple[PrivateKey, ...]) -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        bench.write(*to, progress=stop)
    assert list(bench.folder.glob("*.p*")) == []
    path = bench.write(*to)
    with pytest.raises(Cancelled):
        bench.open(path, LEAD, progress=stop)


def test_nothing_comes_out_after_the_end(bench: Bench) -> None:
    with bench.open(bench.write()) as package:
        lines = package.entries()
    with pytest.raises(ValueError, match="closed"):
        next(lines)
    with pytest.raises(ValueError, match="closed"):
        package.attachment(package.attachment_hashes[0])


def test_what_is_not_there_cannot_be_had(bench: Bench) -> None:
    with bench.open(bench.write()) as package:
        with pytest.raises(KeyError):
            package.attachment("0" * 64)
        with pytest.raises(KeyError):
            package.document("other.pdf")


def test_looking_at_the_first_line_leaves_the_rest(bench: Bench) -> None:
    with bench.open(bench.write(LEAD), LEAD) as package:
        first = package.entries()
        assert next(first) == next(iter(bench.contents.entries))
        first.close()  # type: ignore[attr-defined]
        assert len(list(package.words())) == 2


def test_a_picture_that_changed_on_this_laptop_does_not_leave(bench: Bench) -> None:
    sha256 = next(iter(bench.pictures))
    for reads in permutations([b"something else", bench.pictures[sha256]]):
        contents = replace(bench.contents, attachments={sha256: iter(reads).__next__})
        with pytest.raises(PackageWriteError, match="not as it was kept"):
            bench.write(contents=contents)
    assert list(bench.folder.glob("*.p*")) == []


def test_more_than_a_package_may_hold_is_not_written(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    large = b"x" * (limits.ATTACHMENT_BYTES + 1)
    pictures = {hashlib.sha256(large).hexdigest(): lambda: large}
    too_much = [
        replace(bench.contents, entries=[b"x" * (limits.LINE_BYTES + 1)]),
        replace(bench.contents, attachments=pictures),
        replace(bench.contents, sender_badge=b"x" * (limits.TAG_BYTES + 1)),
        replace(bench.contents, badges=(b"[]" for _ in range(limits.ENTRIES + 1))),
    ]
    for contents in too_much:
        with pytest.raises(LimitError):
            bench.write(contents=contents)
    monkeypatch.setattr(limits, "PHRASE_PACKAGE_BYTES", 1000)
    with pytest.raises(LimitError):
        bench.write(phrase="otter")
    monkeypatch.setattr(limits, "PACKAGE_BYTES", 5000)
    with pytest.raises(LimitError):
        bench.write()
    assert list(bench.folder.glob("*.p*")) == []


@pytest.mark.parametrize("line", [b"", b"one\ntwo"])
def test_what_is_no_line_is_not_written(bench: Bench, line: bytes) -> None:
    with pytest.raises(ValueError, match="no line"):
        bench.write(contents=replace(bench.contents, entries=[line]))


@pytest.mark.parametrize("name", ["Report.pdf", "../report.pdf", "con.pdf", "report.exe", "a/b.pdf", ".pdf", "é.pdf"])
def test_an_unsound_name_is_not_written(bench: Bench, name: str) -> None:
    with pytest.raises(ValueError, match="no place"):
        bench.write(contents=replace(bench.contents, documents={name: lambda: b"x"}))


def test_one_way_to_close_it_is_enough(bench: Bench) -> None:
    with pytest.raises(ValueError, match="not by both"):
        bench.write(LEAD, phrase="otter")


@pytest.mark.parametrize(
    "change",
    [
        {"package_id": "12"},
        {"kind": "gift"},
        {"scope": "A" * 64},
        {"sender": "x\nSender: y"},
        {"made_at": "yesterday"},
        {"entries": -1},
        {"recipients": ("a",)},
    ],
)
def test_what_a_package_says_of_itself_is_of_one_form(bench: Bench, change: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="says about itself"):
        PackageInfo(**({**vars(bench.info), **change}))


def test_it_may_lie_in_a_folder_of_any_name(bench: Bench, tmp_path: Path) -> None:
    folder = tmp_path / "Müllers Stick – ناقل"
    folder.mkdir()
    with bench.open(bench.write(LEAD, name=f"{folder.name}/Tom 12.04.peerdesk"), LEAD) as package:
        assert package.info.entries == 2
