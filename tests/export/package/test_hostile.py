"""What arrives is not believed: each of these is refused with one sentence, or is exactly what was sent."""

import random
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyrage
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerdesk.errors import (
    DamagedPackageError,
    ForgedPackageError,
    LimitError,
    NewerPackageError,
    NotAPackageError,
    NotForYouError,
    PackageReadError,
    PeerDeskError,
)
from peerdesk.export.package import SUFFIX, envelope_of, limits
from tests.export.package.bench import LEAD, STRANGER, TOM, Bag, Bench, put, says

Give = Callable[..., Path]
Refusals = DamagedPackageError, ForgedPackageError, LimitError, NotAPackageError, NotForYouError, NewerPackageError


# Cut, flipped, swapped


@pytest.mark.parametrize("is_closed", [True, False])
def test_cut_anywhere_it_is_refused(bench: Bench, is_closed: bool) -> None:
    whole = bench.write(*([LEAD] if is_closed else [])).read_bytes()
    for twentieth in range(20):
        cut = bench.hold(whole[: len(whole) * twentieth // 20])
        with pytest.raises((DamagedPackageError, NotAPackageError)):
            bench.open(cut, LEAD)
    for tail in (1, 2, 15, 16, 17, 22):
        with pytest.raises(DamagedPackageError):
            bench.open(bench.hold(whole[:-tail]), LEAD)


@pytest.mark.parametrize("is_closed", [True, False])
def test_bytes_after_the_end_are_refused(bench: Bench, is_closed: bool) -> None:
    whole = bench.write(*([LEAD] if is_closed else [])).read_bytes()
    for more in (b"\0", b"PK\x03\x04", whole):
        with pytest.raises(DamagedPackageError):
            bench.open(bench.hold(whole + more), LEAD)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(is_closed=st.booleans(), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
def test_one_flipped_bit_is_refused(bench: Bench, is_closed: bool, place: float, bit: int) -> None:
    """Refused; or, in an open one, a bit after the end of packed lines, of which nobody reads anything."""
    path = bench.write(*([LEAD] if is_closed else []))
    flipped = bytearray(path.read_bytes())
    flipped[int(place * len(flipped))] ^= 1 << bit
    try:
        package = bench.open(bench.hold(bytes(flipped)), LEAD)
    except Refusals:
        return
    assert not is_closed
    assert says(package) == says(bench.open(path))


def test_what_is_something_else_is_refused(bench: Bench) -> None:
    for data in (b"", b"%PDF-1.7", b"\xff\xd8\xff\xe0", b"-----BEGIN AGE ENCRYPTED FILE-----\n", b"{}", b"PK\x05\x06"):
        with pytest.raises(NotAPackageError, match=r"not made by PeerDesk. .*\.peerdesk"):
            bench.open(bench.hold(data), LEAD)
    assert SUFFIX == ".peerdesk"


def test_what_age_closed_but_is_no_package_is_refused(bench: Bench) -> None:
    key = pyrage.ssh.Recipient.from_str(LEAD.public.line())
    for data in (b"", b"hello", b"PK\x03\x04", b"PK\x05\x06" + bytes(18)):
        with pytest.raises(DamagedPackageError):
            bench.open(bench.hold(pyrage.encrypt(data, [key])), LEAD)


def test_what_is_not_there_cannot_be_read(bench: Bench) -> None:
    for path in (bench.folder / "gone.peerdesk", bench.folder):
        with pytest.raises(PackageReadError, match="stick"):
            bench.open(path)


@pytest.mark.parametrize("to", [(), (LEAD,)])
def test_a_stick_that_is_pulled_while_we_look(
    bench: Bench, to: tuple[Any, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REMEMBERED_BYTES", 0)
    path = bench.write(*to)
    package = bench.open(path, LEAD)
    path.unlink()
    with pytest.raises(PackageReadError, match="stick"):
        list(package.entries())


@pytest.mark.parametrize("to", [(), (LEAD,)])
def test_what_changes_under_our_eyes_is_refused(
    bench: Bench, to: tuple[Any, ...], bag: Bag, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REMEMBERED_BYTES", 0)
    path = bench.write(*to)
    package = bench.open(path, LEAD)
    bag.put("data/entries.jsonl", b'{"another":1}\n')
    bag.sign()
    bench.hold(bag.zipped(bench.folder / "other.zip").read_bytes(), path.name)
    with pytest.raises(DamagedPackageError):
        list(package.entries())
    bag.files.pop("data/words.jsonl")
    bench.hold(bag.zipped(bench.folder / "other.zip").read_bytes(), path.name)
    with pytest.raises(DamagedPackageError, match="Ask the sender"):
        list(package.words())


@pytest.mark.parametrize("to", [(), (LEAD,)])
def test_lines_that_are_not_many_are_those_that_were_checked(bench: Bench, to: tuple[Any, ...]) -> None:
    path = bench.write(*to)
    package = bench.open(path, LEAD)
    path.write_bytes(b"something else")
    assert list(package.entries()) == list(bench.contents.entries)
    assert len(list(package.words())) == 2
    with pytest.raises(PeerDeskError):
        list(package.attachments())


# Signed by whom


def test_hand_made_is_as_good_as_ours(bench: Bench, give: Give) -> None:
    """The standard library writes the same form; so what follows is refused for what it changes alone."""
    assert says(bench.open(give())) == says(bench.open(bench.write()))


def test_a_changed_word_under_an_old_signature(bench: Bench, bag: Bag) -> None:
    bag.put("data/words.jsonl", b'["another"]\n')
    with pytest.raises(DamagedPackageError):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_a_list_changed_with_the_word(bench: Bench, bag: Bag) -> None:
    before = bag.files["tagmanifest-sha256.txt.sig"]
    bag.put("data/words.jsonl", b'["another"]\n')
    bag.sign()
    bag.files["tagmanifest-sha256.txt.sig"] = before
    with pytest.raises(ForgedPackageError, match="not as it was when its sender made it"):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_the_list_and_signature_of_another_package(bench: Bench, bag: Bag) -> None:
    other = Bag(dict(bag.files))
    other.say("Package-Id", "e" * 32)
    other.sign()
    for name in ("tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig"):
        bag.files[name] = other.files[name]
    with pytest.raises(DamagedPackageError):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_parts_of_two_packages(bench: Bench, bag: Bag) -> None:
    other = Bag(dict(bag.files))
    other.put("data/words.jsonl", b'["another"]\n')
    bag.files |= {name: other.files[name] for name in ("data/words.jsonl", "manifest-sha256.txt")}
    with pytest.raises(DamagedPackageError):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_signed_by_another_than_it_says(bench: Bench, bag: Bag) -> None:
    bag.sign(by=STRANGER)
    with pytest.raises(ForgedPackageError):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_a_signature_for_something_else(bench: Bench, bag: Bag) -> None:
    message = bag.files["tagmanifest-sha256.txt"]
    for signature in (TOM.sign("seal@peerdesk", message).encode(), b"", b"\xff\xfe", b"nonsense\n"):
        bag.files["tagmanifest-sha256.txt.sig"] = signature
        with pytest.raises(ForgedPackageError):
            bench.open(bag.zipped(bench.folder / "given.peerdesk"))


# Signed, and still not believed

UNSAFE = [
    "../escape.jsonl",
    "data/../../escape",
    "/etc/passwd",
    "C:/windows/x",
    "C:x",
    "data\\words.jsonl",
    "data/Entries.jsonl",
    "data/ENTRIES.JSONL",
    "data/documents/con.pdf",
    "data/documents/../x.pdf",
    "data/documents/Report.pdf",
    "data/documents/re\u0301port.pdf",
    "data/documents/r\u00e9port.pdf",
    "data/attachments/" + "0" * 64,
    "data/attachments/x",
    "data/other.txt",
    "data/",
    "data//x",
    "data/x\n",
    "data/" + "x" * 250,
]


@pytest.mark.parametrize("name", UNSAFE)
def test_an_unsafe_name_is_refused(bench: Bench, bag: Bag, give: Give, name: str) -> None:
    bag.put(name, b"[]\n")
    with pytest.raises(DamagedPackageError):
        bench.open(give())
    assert {path.suffix for path in bench.folder.rglob("*")} <= {SUFFIX, ""}


def test_a_file_that_no_list_names_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    for name in ("extra.txt", "data/documents/extra.pdf", "data/attachments/" + "a" * 64):
        files = dict(bag.files)
        bag.files[name] = b"extra"
        names = list(bag.files)
        bag.sign()
        bag.files["manifest-sha256.txt"] = files["manifest-sha256.txt"]
        for order in (names, [name, *files]):
            with pytest.raises(DamagedPackageError):
                bench.open(bag.zipped(bench.folder / "given.peerdesk", order))
        bag.files = files


def test_a_file_that_is_missing_is_refused(bench: Bench, bag: Bag) -> None:
    for name in bag.files:
        order = [other for other in bag.files if other != name]
        with pytest.raises(DamagedPackageError):
            bench.open(bag.zipped(bench.folder / "given.peerdesk", order))


def test_a_list_without_one_of_the_four_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    del bag.files["data/badges.jsonl"]
    bag.list_payload()
    with pytest.raises(DamagedPackageError):
        bench.open(give())


def test_another_order_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    names = list(bag.files)
    for order in (names[::-1], names[7:] + names[:7], [*names[:8], names[9], names[8], *names[10:]]):
        with pytest.raises(DamagedPackageError):
            bench.open(give(order))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice_is_refused(bench: Bench, bag: Bag) -> None:
    for name in ("data/words.jsonl", "sender.badge"):
        names = list(bag.files)
        at = names.index(name)
        with pytest.raises(DamagedPackageError):
            bench.open(bag.zipped(bench.folder / "given.peerdesk", [*names[:at], name, *names[at:]]))


@pytest.mark.parametrize(
    ("label", "value", "refusal"),
    [
        ("Package-Version", "2", NewerPackageError),
        ("Package-Version", "17", NewerPackageError),
        ("Package-Version", "0", DamagedPackageError),
        ("Package-Version", "1.0", DamagedPackageError),
        ("Package-Kind", "gift", DamagedPackageError),
        ("Package-Scope", "somewhere", DamagedPackageError),
        ("Sender", LEAD.public.key_id, ForgedPackageError),
        ("Made-At", "2026-11-12", DamagedPackageError),
        ("Entries", "3", DamagedPackageError),
        ("Entries", "02", DamagedPackageError),
        ("Entries", "٢", DamagedPackageError),
        ("Entries", "9" * 5000, DamagedPackageError),
        ("Entries", "500001", LimitError),
        ("Words", "1", DamagedPackageError),
        ("Words", str(64 * 500_000 + 1), LimitError),
        ("Seals", "0", DamagedPackageError),
        ("Seals", "500001", LimitError),
        ("Attachments", "1", DamagedPackageError),
        ("Payload-Oxum", "17.7", DamagedPackageError),
        ("Payload-Oxum", "100000.7", DamagedPackageError),
        ("Payload-Oxum", "5000000000.7", LimitError),
        ("Payload-Oxum", "3000.70000", LimitError),
        ("Payload-Oxum", "many", DamagedPackageError),
        ("Bag-Software-Agent", "Another", DamagedPackageError),
    ],
)
def test_what_it_says_of_itself_is_held_to_what_is_there(
    bench: Bench, bag: Bag, give: Give, label: str, value: str, refusal: type[PeerDeskError]
) -> None:
    bag.say(label, value)
    with pytest.raises(refusal):
        bench.open(give())


@pytest.mark.parametrize(
    "text",
    [b"", b"Package-Version: 1\n", b"\xff\xfe\n", b"no colon\n" * 30, b": \n"],
)
def test_what_says_nothing_of_itself_is_refused(bench: Bench, bag: Bag, give: Give, text: bytes) -> None:
    bag.files["bag-info.txt"] = text
    with pytest.raises(DamagedPackageError):
        bench.open(give())


def test_other_forms_of_the_lists_are_refused(bench: Bench, bag: Bag, give: Give) -> None:
    lists = bag.files["manifest-sha256.txt"]
    others = [
        lists.upper(),
        lists.replace(b"  ", b" *"),
        lists.replace(b"\n", b"\r\n"),
        lists[:-1],
        b"\n" + lists,
        lists + lists.splitlines(keepends=True)[-1],
        b"\xef\xbb\xbf" + lists,
        b"",
    ]
    for other in others:
        bag.files["manifest-sha256.txt"] = other
        with pytest.raises(DamagedPackageError):
            bench.open(give())


def test_a_list_of_tag_files_that_names_another_is_refused(bench: Bench, bag: Bag) -> None:
    bag.files["extra.txt"] = b"extra"
    bag.sign()
    del bag.files["extra.txt"]
    with pytest.raises(DamagedPackageError):
        bench.open(bag.zipped(bench.folder / "given.peerdesk"))


def test_the_sum_of_files_is_held_to_what_is_there(bench: Bench, bag: Bag, give: Give) -> None:
    size_bytes, files = re.findall(rb"Payload-Oxum: (\d+)\.(\d+)", bag.files["bag-info.txt"])[0]
    bag.say("Payload-Oxum", f"{int(size_bytes)}.{int(files) + 1}")
    with pytest.raises(DamagedPackageError):
        bench.open(give())
    bag.say("Payload-Oxum", f"{int(size_bytes) - 1}.{int(files)}")
    told: list[bool] = []
    with pytest.raises(DamagedPackageError):
        bench.open(give(), progress=lambda done, total: told.append(done <= total))
    assert all(told)


def test_another_bagit_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    bag.files["bagit.txt"] = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-16\n"
    with pytest.raises(DamagedPackageError):
        bench.open(give())


@pytest.mark.parametrize("lines", [b"[]\n[]", b"[]\n\n[]\n", b"\n[]\n", b"[]\n[]\n[]\n"])
def test_lines_are_lines_and_counted(bench: Bench, bag: Bag, give: Give, lines: bytes) -> None:
    bag.put("data/entries.jsonl", lines)
    with pytest.raises(DamagedPackageError):
        bench.open(give())


def test_a_last_line_without_end_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    bag.put("data/badges.jsonl", b"[]\n[]")
    with pytest.raises(DamagedPackageError):
        bench.open(give())


# Limits


def test_a_line_of_more_than_a_mebibyte_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    for noise in (b"x", b"x\n[]"):
        bag.put(
            "data/words.jsonl", b"[]\n" + random.Random(1).randbytes(limits.LINE_BYTES).hex().encode() + noise + b"\n"
        )
        with pytest.raises(LimitError, match="larger than PeerDesk takes"):
            bench.open(give())


def test_a_bomb_is_refused_before_it_unpacks(bench: Bench, bag: Bag, give: Give) -> None:
    bag.put("data/words.jsonl", b"[]\n" * 5_000_000)
    path = give()
    assert path.stat().st_size < 100_000
    with pytest.raises(LimitError):
        bench.open(path)


def test_too_many_lines_are_refused(bench: Bench, bag: Bag, give: Give) -> None:
    bag.put("data/badges.jsonl", b"".join(b"[%d]\n" % number for number in range(limits.ENTRIES + 1)))
    with pytest.raises(LimitError):
        bench.open(give())


def test_too_large_a_picture_is_refused(bench: Bench, bag: Bag, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ATTACHMENT_BYTES", 3000)
    with pytest.raises(LimitError):
        bench.open(give())


def test_too_large_a_tag_file_is_refused(bench: Bench, bag: Bag, give: Give) -> None:
    bag.files["README.txt"] = b"x" * (limits.TAG_BYTES + 1)
    with pytest.raises(LimitError):
        bench.open(give())


def test_too_many_files_are_refused(bench: Bench, give: Give, monkeypatch: pytest.MonkeyPatch) -> None:
    path = give()
    monkeypatch.setattr(limits, "FILES", 10)
    with pytest.raises(LimitError):
        bench.open(path)


def test_too_large_a_package_is_not_even_begun(bench: Bench) -> None:
    path = bench.folder / "large.peerdesk"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        file.truncate(limits.PACKAGE_BYTES + 1)  # a hole: it takes no room
    with pytest.raises(LimitError):
        bench.open(path)


def test_work_without_end_is_not_begun(bench: Bench) -> None:
    """A phrase that costs 2^30 steps would take all memory, and the laptop with it."""
    stanza = b"age-encryption.org/v1\n-> scrypt " + b"A" * 22 + b" 30\n" + b"A" * 43 + b"\n--- " + b"A" * 43 + b"\n"
    with pytest.raises(LimitError):
        bench.open(bench.hold(stanza + bytes(100)), phrase="otter")
    assert envelope_of(bench.hold(stanza.replace(b" 30", b" 20") + bytes(100))) == "phrase"


# The archive itself


def rewritten(bag: Bag, bench: Bench, change: Callable[[bytes], bytes]) -> Path:
    whole = bag.zipped(bench.folder / "before.zip").read_bytes()
    changed = change(whole)
    assert changed != whole
    return bench.hold(changed)


def field(mark: bytes, offset: int, form: str, value: int) -> Callable[[bytes], bytes]:
    """Change one number in the last header that begins with a mark."""

    def change(whole: bytes) -> bytes:
        data = bytearray(whole)
        struct.pack_into(form, data, whole.rindex(mark) + offset, value)
        return bytes(data)

    return change


@pytest.mark.parametrize("mark", [b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"])
@pytest.mark.parametrize("value", [0xFFFF, 1, 0x8000])
def test_a_header_of_another_form_is_refused(bench: Bench, bag: Bag, mark: bytes, value: int) -> None:
    """Flags, methods, dates, extra fields, comments, counts, modes, offsets: each number, one after the other."""
    for offset in range(4, {b"PK\x03\x04": 30, b"PK\x01\x02": 46, b"PK\x05\x06": 22}[mark] - 1):
        whole = bag.zipped(bench.folder / "before.zip").read_bytes()
        changed = field(mark, offset, "<H", value)(whole)
        if changed != whole:
            with pytest.raises((DamagedPackageError, LimitError)):
                bench.open(bench.hold(changed))


def test_a_link_a_device_and_a_folder_are_refused(bench: Bench, bag: Bag) -> None:
    for mode in (0o120777, 0o020666, 0o010644, 0o040755):
        path = bench.folder / "given.peerdesk"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in bag.files.items():
                member = zipfile.ZipInfo(name)
                member.external_attr = mode << 16
                archive.writestr(member, data)
        with pytest.raises(DamagedPackageError):
            bench.open(path)


def test_other_ways_to_pack_are_refused(bench: Bench, bag: Bag) -> None:
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        path = bench.folder / "given.peerdesk"
        with zipfile.ZipFile(path, "w", method) as archive:
            for name, data in bag.files.items():
                archive.writestr(zipfile.ZipInfo(name), data, method)
        with pytest.raises(DamagedPackageError):
            bench.open(path)


def test_bytes_between_members_are_refused(bench: Bench, bag: Bag) -> None:
    first = b"PK\x01\x02"
    for change in (
        lambda whole: b"PK\x03\x04" + whole,
        lambda whole: whole.replace(first, b"hidden" + first, 1),
        partial(bytes.__add__, b"#!"),
    ):
        with pytest.raises((DamagedPackageError, NotAPackageError)):
            bench.open(rewritten(bag, bench, change))


def deflated_member(bag: Bag, bench: Bench, content: bytes, packed: bytes, size: int | None = None) -> Path:
    """Give the badges' lines another packed form than the header expects."""
    bag.put("data/badges.jsonl", content)
    bag.sign()
    parts, listing, offset = [], [], 0
    for name, data in bag.files.items():
        is_it = name == "data/badges.jsonl"
        body, method = (packed, 8) if is_it else (data, 0)
        numbers = (zlib.crc32(data), len(body), size if is_it and size else len(data), len(name), 0)
        head = struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, method, 0, 33, *numbers) + name.encode()
        end = (0, 0, 0, 0o600 << 16, offset)
        listing.append(
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 3 << 8 | 20, 20, 0, method, 0, 33, *numbers, *end) + name.encode()
        )
        parts += [head, body]
        offset += len(head) + len(body)
    listed = b"".join(listing)
    count = len(bag.files)
    end_of_all = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(listed), offset, 0)
    return bench.hold(b"".join([*parts, listed, end_of_all]))


def test_packed_lines_are_whole_and_nothing_more(bench: Bench, bag: Bag) -> None:
    content = b"[1]\n[2]\n"
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = pack.compress(content) + pack.flush()
    with bench.open(deflated_member(bag, bench, content, packed)) as package:
        assert list(package.badges()) == [b"[1]", b"[2]"]
    unfinished = zlib.compressobj(9, zlib.DEFLATED, -15)
    cut = unfinished.compress(content) + unfinished.flush(zlib.Z_SYNC_FLUSH)
    for other in (packed[:-1], packed + b"\0", packed + packed, cut, b"", b"\xff\xff\xff"):
        with pytest.raises(DamagedPackageError):
            bench.open(deflated_member(bag, bench, content, other))
    for size in (len(content) - 1, len(content) + 1):
        with pytest.raises(DamagedPackageError):
            bench.open(deflated_member(bag, bench, content, packed, size))


def test_the_standard_library_reads_what_we_refuse(bench: Bench, bag: Bag) -> None:
    """What hides before the archive is there for one reader and not for the other: so there is one form only."""
    path = bench.folder / "given.peerdesk"
    with zipfile.ZipFile(path, "w") as archive:
        put(archive, "data/hidden.txt", b"hidden")
    with path.open("ab") as file:
        file.write(bag.zipped(bench.folder / "before.zip").read_bytes())
    assert "data/hidden.txt" not in zipfile.ZipFile(path).namelist()
    with pytest.raises(DamagedPackageError):
        bench.open(path)
