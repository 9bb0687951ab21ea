"""The one form of ZIP: what the standard library writes when it is left no choice, and nothing else."""

import io
import random
import zipfile
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.errors import DamagedPackageError, LimitError
from peerdesk.export.package import archive, limits
from peerdesk.export.package.archive import Member
from tests.export.package.bench import put

NAMES = st.from_regex(r"[a-z]{1,8}(/[a-z0-9]{1,8}){0,2}\.(txt|jsonl)", fullmatch=True)
FILES = st.dictionaries(NAMES, st.binary(max_size=300), min_size=1, max_size=6)


def ours(files: dict[str, bytes]) -> bytes:
    members, parts = [], []
    for name, data in files.items():
        member, packed = archive.member_of(name, data), data
        if name.endswith(".jsonl"):
            pack = zlib.compressobj(-1, zlib.DEFLATED, -15)
            packed = pack.compress(data) + pack.flush()
            member = Member(name, archive.DEFLATED, zlib.crc32(data), len(packed), len(data))
        members.append(member)
        parts += [member.header(), packed]
    return b"".join([*parts, archive.directory(members)])


@given(FILES)
def test_it_is_what_the_standard_library_writes(files: dict[str, bytes]) -> None:
    theirs = io.BytesIO()
    with zipfile.ZipFile(theirs, "w") as writer:
        for name, data in files.items():
            put(writer, name, data)
    assert ours(files) == theirs.getvalue()


@given(FILES)
def test_what_was_written_is_read(files: dict[str, bytes]) -> None:
    read = archive.read_members(io.BytesIO(ours(files)))
    assert {member.name: b"".join(content) for member, content in read} == files


@given(FILES)
def test_members_may_be_passed_over(files: dict[str, bytes]) -> None:
    names = [member.name for member, _ in archive.read_members(io.BytesIO(ours(files)))]
    assert names == list(files)


@given(FILES, st.data())
def test_no_byte_may_be_another(files: dict[str, bytes], data: st.DataObject) -> None:
    """Or it is a byte of packed content that means the same."""
    whole = bytearray(ours(files))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    try:
        found = {member.name: b"".join(content) for member, content in archive.read_members(io.BytesIO(bytes(whole)))}
    except (DamagedPackageError, LimitError):
        return
    assert found == files


def test_memory_holds_one_chunk() -> None:
    data = random.Random(1).randbytes(limits.CHUNK_BYTES * 4)
    for _, content in archive.read_members(io.BytesIO(ours({"a.txt": data, "b.jsonl": data}))):
        sizes = [len(chunk) for chunk in content]
        assert sum(sizes) == len(data)
        assert max(sizes) <= limits.CHUNK_BYTES


def test_more_than_the_form_can_say_is_not_written() -> None:
    large = Member("large", archive.STORED, 0, limits.PACKAGE_BYTES, limits.PACKAGE_BYTES)
    with pytest.raises(LimitError):
        archive.directory([large])
    with pytest.raises(LimitError):
        archive.directory([large, large])
    with pytest.raises(LimitError):
        archive.directory([replace(large, packed_bytes=limits.PACKAGE_BYTES - 100)])
    with pytest.raises(LimitError):
        archive.directory([archive.member_of("a", b"")] * (limits.FILES + 1))


def test_lying_sizes_do_not_cost_memory() -> None:
    """Each says 4 GiB; the second is refused before a byte of it is read."""
    huge = Member("huge", archive.STORED, 0, limits.PACKAGE_BYTES, limits.PACKAGE_BYTES)
    with pytest.raises(DamagedPackageError):
        list(archive.read_members(io.BytesIO(huge.header() + b"little")))
    empty_then_huge = archive.member_of("a", b"1").header() + b"1" + huge.header()
    with pytest.raises(LimitError):
        list(archive.read_members(io.BytesIO(empty_then_huge)))


def test_content_that_is_larger_than_its_header_says_is_not_unpacked() -> None:
    packed = zlib.compress(bytes(50_000_000))[2:-4]
    lying = Member("a.jsonl", archive.DEFLATED, 0, len(packed), 10)
    _, content = next(archive.read_members(io.BytesIO(lying.header() + packed)))
    with pytest.raises(DamagedPackageError):
        next(content)


def test_a_method_that_nobody_knows_is_refused() -> None:
    unknown = replace(archive.member_of("a.txt", b"a"), method=99)
    with pytest.raises(DamagedPackageError):
        list(archive.read_members(io.BytesIO(unknown.header() + b"a" + archive.directory([unknown]))))
