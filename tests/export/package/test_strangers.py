"""Whoever has no PeerDesk can open a package, check it, and learn its form from docs/PACKAGE.md."""

import hashlib
import json
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import bagit
import pytest
import rfc8785

from peerdesk.domain import kinds
from peerdesk.export.package import phrase
from peerdesk.keys.signing import PrivateKey
from tests.export.package.bench import LEAD, STRANGER, TOM, Bench

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "PACKAGE.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
README_LINE = re.compile(r"^     (?!SHA256)(\S.*)$", re.MULTILINE)


def sh(folder: Path, *lines: str, typed: str = "") -> str:
    """Run lines as somebody types them, one after the other, until one says no."""
    done = subprocess.run(
        ["sh", "-euc", "\n".join(lines)], cwd=folder, input=typed, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture
def home(bench: Bench) -> Path:
    """Where a stranger keeps a private key and a package that was made for it."""
    key = bench.folder / "my_key"
    key.write_bytes(STRANGER.openssh_pem())
    key.chmod(0o600)
    bench.write(LEAD, STRANGER, name="it.peerdesk")
    return bench.folder


def fingerprint(key: PrivateKey, folder: Path) -> str:
    (folder / "key.pub").write_text(key.public.line() + "\n")
    return sh(folder, "ssh-keygen -l -f key.pub").split()[1]


def test_the_lines_of_the_document(home: Path) -> None:
    lines = "\n".join(re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)).splitlines()
    said = sh(home, *lines)
    assert said.count("Good ") == 4
    assert f"key {fingerprint(TOM, home)}" in said
    assert said.count(": OK\n") == 5 + 4 + 2 + 1
    assert (home / "package" / "data" / "documents" / "report.pdf").read_bytes() == b"%PDF-1.7 a report"


def test_the_lines_of_the_readme(home: Path, bench: Bench) -> None:
    with zipfile.ZipFile(bench.write()) as archive:
        readme = archive.read("README.txt")
    assert readme.isascii()
    assert b"\r" not in readme
    by_key, _by_phrase, _open, *rest = README_LINE.findall(readme.decode())
    (home / "package").mkdir()
    (home / "package" / "allowed_signers").write_text(f"sender {TOM.public.line()}\n")
    said = sh(home, by_key, *[line for line in rest if not line.startswith("mkdir")])
    assert said.count("Good ") == 2
    assert said.count(": OK\n") == 12
    assert fingerprint(TOM, home) in readme.decode()


def test_a_changed_word_shows(home: Path) -> None:
    sh(home, "age -d -i my_key it.peerdesk > p.zip", "unzip -q p.zip -d p", "sed -i s/Two/Six/ p/data/words.jsonl")
    with pytest.raises(AssertionError, match=r"words\.jsonl: FAILED"):
        sh(home / "p", "sha256sum -c manifest-sha256.txt")


def test_age_asks_for_the_spoken_words(bench: Bench) -> None:
    bench.write(name="it.peerdesk", phrase="otter ladder window")
    command = "age --decrypt -o package.zip it.peerdesk"
    sh(bench.folder, f"script -qec '{command}' /dev/null", "unzip -qt package.zip", typed="otter ladder window\n")


@pytest.mark.parametrize("size", [0, 1, 64 * 1024 - 1, 64 * 1024, 64 * 1024 + 1, 200_000])
def test_what_a_phrase_closes_age_opens(bench: Bench, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("peerdesk.export.package.limits.PHRASE_WORK", 10)
    content = bytes(size)
    bench.hold(b"".join(phrase.encrypt(content, "otter")), "it.age")
    command = "age --decrypt it.age > out"
    sh(bench.folder, f"script -qec '{command}' /dev/null", typed="otter\n")
    assert (bench.folder / "out").read_bytes() == content


def test_bagit_says_that_it_is_a_bag(bench: Bench) -> None:
    with zipfile.ZipFile(bench.write()) as archive:
        archive.extractall(bench.folder / "bag")
    bag = bagit.Bag(str(bench.folder / "bag"))
    bag.validate()
    assert bag.version_info == (1, 0)
    assert bag.info["Sender"] == TOM.public.key_id
    assert bag.info["Package-Kind"] == "team"


def test_unzip_sees_what_we_see(bench: Bench) -> None:
    bench.write(name="it.zip")
    assert "No errors detected" in sh(bench.folder, "unzip -t it.zip")
    assert sh(bench.folder, "unzip -Z1 it.zip").splitlines()[7:11] == [
        "data/entries.jsonl",
        "data/words.jsonl",
        "data/seals.jsonl",
        "data/badges.jsonl",
    ]


def example(bench: Bench) -> tuple[str, str]:
    """Make the document's example again: its last lines, and the package's hash."""
    contents = replace(bench.contents, attachments={}, documents={}, badges=())
    path = bench.write(contents=contents)
    shown = ("bag-info.txt", "data/entries.jsonl", "data/words.jsonl", "data/seals.jsonl", "sender.badge")
    lists = ("manifest-sha256.txt", "tagmanifest-sha256.txt", "tagmanifest-sha256.txt.sig")
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name).decode().removesuffix("\n") for name in (*shown, *lists)}
    blocks = [f"`{name}`\n\n```\n{text}\n```\n" for name, text in files.items()]
    return "\n".join(blocks), bench.open(path).manifest_hash


def test_the_example_can_be_made_again(bench: Bench) -> None:
    blocks, manifest_hash = example(bench)
    note_id = hashlib.sha256(list(bench.contents.entries)[1]).hexdigest()
    assert blocks in TEXT, blocks
    assert f"`{note_id}`" in TEXT, note_id
    assert f"`{TOM.public.key_id}`" in TEXT, TOM.public.key_id
    assert f"`{manifest_hash}`" in TEXT, manifest_hash


def test_a_reader_can_be_written_from_the_example() -> None:
    """Computed with nothing of PeerDesk, and with another writer of canonical JSON."""
    files = dict(re.findall(r"^`(\S+)`\n\n```\n(.*?)```$", TEXT, re.DOTALL | re.MULTILINE))
    lists = files["manifest-sha256.txt"] + files["tagmanifest-sha256.txt"]
    listed = dict(line.split("  ")[::-1] for line in lists.splitlines())
    for name, text in files.items():
        if name in listed:
            whole = text.removesuffix("\n") if name == "sender.badge" else text
            assert hashlib.sha256(whole.encode()).hexdigest() == listed[name], name
    found, note = map(json.loads, files["data/entries.jsonl"].splitlines())
    assert note["scope"] == hash_of(found)
    for words in map(json.loads, files["data/words.jsonl"].splitlines()):
        salt, value = words["words"]
        assert words["entry"] == hash_of(note)
        assert note["fields"][words["field"]] == hash_of([salt, note["author"], words["field"], value])
    assert json.loads(files["data/seals.jsonl"])["seal"]["entries"] == sorted([hash_of(found), hash_of(note)])


def hash_of(value: Any) -> str:
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()


def test_the_kinds_are_those_that_travel() -> None:
    """Print the table anew where it has changed."""
    rows = [row_of(kind) for kind in kinds.KINDS.values()]
    table = "\n".join(rows) + "\n\n"
    assert "of |\n| --- | --- | --- | --- | --- | --- |\n" + table in TEXT, table


def row_of(kind: kinds.Kind) -> str:
    fields = " ".join(f"`{name}`" for name in kind.field_names if name != "order")
    team = "yes" if kind.name in kinds.team_kinds() else ""
    briefing = "yes" if kind.name in kinds.briefing_kinds() else ""
    briefing += "".join(f", but `{name}`" for name in kind.unbriefed)
    return f"| `{kind.name}` | {' '.join(kind.ends)} | {fields} | {team} | {briefing} | {partnership(kind.name)} |"


def partnership(kind: str) -> str:
    for release in kinds.RELEASES:
        allowed = kinds.partnership_fields(release).get(kind)
        if allowed:
            names = " ".join(f"`{name}`" for name in allowed)
            places = " ".join(kinds.section_places(release)) if kind == "section" else ""
            return f"{release}: {names}" + (f" (of {places})" if places else "")
    return ""
