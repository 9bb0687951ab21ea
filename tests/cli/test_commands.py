"""The command line as a script calls it: a small day on two laptops, and all that it must refuse."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from peerdesk.cli import main
from peerdesk.keys import passphrase

ROOT = Path(__file__).parents[2]
REGISTER = ROOT / "tests" / "data" / "register" / "utf8_bom.csv"
JARGON = ("traceback", "desk ", "merge", "preview", "seal", "roster", "digest", "fingerprint", "conflict", "invalid")


class Laptop:
    """Somebody's computer, seen from the command line."""

    def __init__(self, home: Path) -> None:
        self.home, self.passphrase = home, home.with_suffix(".txt")
        self.passphrase.write_text("a long passphrase of mine\n", encoding="utf-8")

    def call(self, *words: object, typed: bytes = b"", passphrase: Path | None = None) -> tuple[int, str, str]:
        """Run a command as its own process would, in this one: with its own words, home and streams."""
        argv = ["peerdesk", "--passphrase-file", str(passphrase or self.passphrase), *map(str, words)]
        streams = {name: io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for name in ("stdout", "stderr")}
        streams["stdin"] = io.TextIOWrapper(io.BytesIO(typed), "utf-8")
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("PEERDESK_HOME", str(self.home))
            patch.setattr(sys, "argv", argv)
            for name, stream in streams.items():
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as left:
                main()
        said, complaint = (streams[name].buffer.getvalue().decode() for name in ("stdout", "stderr"))
        return int(left.value.code or 0), said, complaint

    def ask(self, *words: object, typed: bytes = b"") -> str:
        """Return what is printed by a command that must be done."""
        code, said, complaint = self.call(*words, typed=typed)
        assert (code, complaint) == (0, ""), complaint
        return said

    def ask_json(self, *words: object, typed: bytes = b"") -> Any:
        return json.loads(self.ask("--json", *words, typed=typed))

    def refused(self, *words: object, typed: bytes = b"", passphrase: Path | None = None) -> str:
        """Return the sentence and the remedy of a command that must be refused, and that must write nothing."""
        before = files_of(self.home)
        code, said, complaint = self.call(*words, typed=typed, passphrase=passphrase)
        assert (code, said) == (1, ""), complaint
        lines = complaint.splitlines()
        assert len(lines) == 2, complaint
        assert all(line.endswith((".", ")", ":", "list", "yet.")) for line in lines), complaint
        assert not any(word in complaint.casefold().replace("peerdesk", "") for word in JARGON), complaint
        assert files_of(self.home) == before
        return complaint


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


class Day:
    """Anita leads, Ben keeps notes; both know each other's badge."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.anita, self.ben = Laptop(folder / "anita"), Laptop(folder / "ben")
        self.words = {one: one.ask_json("start", name)["words"] for one, name in self.people().items()}
        self.review = self.anita.ask_json(
            "review",
            "new",
            "999991",
            "--name",
            "Saltmarsh Primary",
            "--day",
            "2025-10-14",
            "--question",
            "Do all speak?",
            "--question",
            "Who reads?",
        )["review"]
        badge = self.ben.ask_json("badge", "show", "--save", folder)["file"]
        self.anita.ask("badge", "add", badge, "--words", self.words[self.ben], "--review", "Saltmarsh")
        self.briefing = folder / "briefing.peerdesk"
        self.anita.ask("package", "make", "Saltmarsh", self.briefing, "--kind", "briefing")
        self.ben.ask("package", "merge", self.briefing, "--words", self.words[self.anita])
        self.saved = self.ben.ask("note", "Saltmarsh", typed=b"Pairs explain #q1 +\n\nTwo wait #q2 -\r\n").split("\n")
        self.file = folder / "ben.peerdesk"
        self.ben.ask("package", "make", "999991", self.file, "--kind", "team")

    def people(self) -> dict[Laptop, str]:
        return {self.anita: "Anita Shah", self.ben: "Ben Okoro"}


@pytest.fixture(scope="module", autouse=True)
def _guesses_cost_little() -> Iterator[None]:
    """Passphrases are looked at elsewhere; here they are typed a hundred times."""
    costly = passphrase.Cost
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "Cost", lambda *given: costly(*given) if given else costly(64, 1, 1))
        yield


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return Day(tmp_path_factory.mktemp("day"))


def test_each_line_that_is_typed_is_said_to_be_saved(day: Day) -> None:
    assert [line.split()[0] for line in day.saved[:-1]] == ["saved", "saved"]
    assert len({line.split()[1] for line in day.saved[:-1]}) == 2
    found = day.ben.ask_json("search", "pairs")["found"]
    assert [(one["kind"], one["id"]) for one in found] == [("note", day.saved[0].split()[1])]


def test_a_day_by_commands(day: Day, tmp_path: Path) -> None:
    anita, ben = day.anita, day.ben
    assert anita.ask("package", "verify", day.file).startswith("Whole and unchanged. Signed by Ben Okoro")
    assert "2 note" in anita.ask("package", "preview", day.file)
    assert anita.ask_json("digest") != ben.ask_json("digest")
    merged = anita.ask_json("package", "merge", day.file)
    assert (merged["by"], merged["known"]) == ({"Ben Okoro": 2}, True)
    assert anita.ask("digest") == ben.ask("digest")
    assert anita.ask_json("digest") == ben.ask_json("digest")
    assert len(anita.ask("coverage", "Saltmarsh").splitlines()) >= 2
    for words, name in ((["--page"], "page.pdf"), (["--state", "final"], "report.pdf")):
        anita.ask("report", "Saltmarsh", tmp_path / name, *words)
        assert (tmp_path / name).read_bytes().startswith(b"%PDF-")
    words = ["--signed", "--password-words", "--state", "final"]
    told = anita.ask_json("report", "Saltmarsh", tmp_path / "signed.pdf", *words)
    assert b"ETSI.CAdES.detached" in (tmp_path / "signed.pdf").read_bytes()
    locked = PdfReader(told["locked"])
    assert locked.decrypt(told["words"])
    assert len(told["words"].split()) == 6
    assert anita.ask("note", day.review[:8], "!", "said", "in", "one", "go").startswith("saved ")
    anita.ask("undo")
    assert anita.ask("digest") == ben.ask("digest")
    assert anita.ask("backup").startswith("Copied and checked: ")


def test_json_parses_on_every_command(day: Day, tmp_path: Path) -> None:
    anita, file = Laptop(tmp_path / "third"), day.file
    anita.ask_json("start", "Third Person")
    anita.ask_json("register", "import", REGISTER)
    assert anita.ask_json("school", "900001")["name"] == "Wrenholt Primary School"
    review = anita.ask_json("review", "new", "900001")["review"]
    assert anita.ask_json("review", "list")["reviews"][0]["review"] == review
    assert len(anita.ask_json("note", "Wrenholt", "kept")["saved"]) == 64
    for words in (["search", "kept"], ["coverage", "900001"], ["badge", "show"], ["digest"], ["backup"]):
        assert isinstance(anita.ask_json(*words), dict)
    assert anita.ask_json("report", "900001", tmp_path / "x.pdf")["state"] == "on the day"
    badge = day.anita.ask_json("badge", "show", "--save", tmp_path)["file"]
    assert anita.ask_json("badge", "add", badge)["confirmed"] is False
    assert anita.ask_json("badge", "save-key", tmp_path / "key")["file"]
    made = anita.ask_json("package", "make", "900001", tmp_path / "p.peerdesk", "--kind", "partnership", "--to", badge)
    assert made["kind"] == "partnership"
    for words in (["verify"], ["preview"]):
        assert isinstance(day.anita.ask_json("package", *words, file), dict)
    url = f"sqlite:///{tmp_path / 'record.db'}"
    words = anita.ask_json("badge", "show")["words"]
    day.anita.ask_json("record", "--record", url, "merge", tmp_path / "p.peerdesk", "--words", words)
    assert day.anita.ask_json("record", "--record", url, "list")["reviews"][0]["released"] == "nothing"
    assert set(day.anita.ask_json("digest", "--record", url)) == {"holds", "says"}
    assert anita.ask_json("undo")["undone"] == "keep a note"


@pytest.mark.parametrize(("option", "found"), [(["--without-notes"], 0), ([], 1)])
def test_the_lead_gives_back_what_counts_with_or_without_the_words(
    day: Day, tmp_path: Path, option: list[str], found: int
) -> None:
    anita, out = day.anita, tmp_path / "back.peerdesk"
    said = f"Zanzibar {'without' if option else 'with'}"
    kept = anita.ask_json("note", "Saltmarsh", said)["saved"]
    anita.ask("package", "make", "Saltmarsh", out, "--kind", "team", *option)
    seen = day.ben.ask_json("package", "preview", out)
    assert (seen["withheld"] > 0) is bool(option)
    assert seen["new"]["note"] >= 1
    day.ben.ask("package", "merge", out)
    assert [one["id"] for one in day.ben.ask_json("search", f'"{said}"')["found"]] == [kept] * found


def test_a_review_is_taken_out_of_the_record_for_good(day: Day, tmp_path: Path) -> None:
    anita, ben, url, file = day.anita, day.ben, f"sqlite:///{tmp_path / 'record.db'}", tmp_path / "p.peerdesk"
    badge = ben.ask_json("badge", "show", "--save", tmp_path)["file"]
    anita.ask("package", "make", "Saltmarsh", file, "--kind", "partnership", "--to", badge)
    ben.ask("record", "--record", url, "merge", file)
    (listed,) = ben.ask_json("record", "--record", url, "list")["reviews"]
    assert listed["review"] == day.review
    _, said, asked = ben.call("record", "--record", url, "remove", "Saltmarsh", typed=b"n\n")
    assert "for good?" in asked
    assert said == "Saltmarsh Primary stays in the record.\n"
    ben.refused("record", "--record", url, "remove", "Wrenholt", "--yes")
    assert ben.ask_json("record", "--record", url, "remove", "saltm", "--yes") == {"removed": day.review}
    assert ben.ask_json("record", "--record", url, "list")["reviews"] == []
    assert "removed from here for good" in ben.call("record", "--record", url, "merge", file)[2]
    assert ben.ask_json("record", "--record", url, "list")["reviews"] == []


@pytest.mark.parametrize(
    "words",
    [["nonsense"], ["note"], ["package", "make", "x", "y", "--kind", "all"], ["review", "new", "1", "--day", "soon"]],
)
def test_wrong_words_end_with_2(day: Day, words: list[str]) -> None:
    code, said, complaint = day.anita.call(*words)
    assert (code, said) == (2, "")
    assert "Usage" in complaint


def test_a_wrong_passphrase_is_refused(day: Day, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.txt"
    wrong.write_text("another passphrase\n")
    assert "passphrase" in day.anita.refused("digest", passphrase=wrong)
    assert "passphrase" in day.anita.refused("digest", passphrase=tmp_path / "nothing.txt")
    binary = tmp_path / "binary.txt"
    binary.write_bytes(b"\xff\xfe\x00\x81")
    day.anita.refused("digest", passphrase=binary)


def damaged(content: bytes) -> list[bytes]:
    middle = len(content) // 2
    return [content[:middle], content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :], b"no package"]


def test_a_truncated_or_altered_package_is_refused(day: Day, tmp_path: Path) -> None:
    file = tmp_path / "x.peerdesk"
    for content in damaged(day.file.read_bytes()):
        file.write_bytes(content)
        for act in ("verify", "preview", "merge"):
            day.anita.refused("package", act, file)
    day.anita.refused("package", "merge", tmp_path / "nothing.peerdesk")
    day.anita.refused("package", "verify", tmp_path)


def test_an_unknown_sender_is_refused(day: Day, tmp_path: Path) -> None:
    stranger = Laptop(tmp_path / "stranger")
    words = stranger.ask_json("start", "Stranger")["words"]
    stranger.ask("review", "new", "999992", "--name", "Elsewhere")
    badge = day.anita.ask_json("badge", "show", "--save", tmp_path)["file"]
    file = tmp_path / "strange.peerdesk"
    stranger.ask("package", "make", "Elsewhere", file, "--kind", "team", "--to", badge)
    assert "not met" in day.anita.refused("package", "merge", file)
    day.anita.refused("package", "merge", file, "--words", day.words[day.ben])
    stranger.refused("package", "verify", day.file)
    assert "not met yet" in day.anita.ask("package", "preview", file)
    assert words in day.anita.ask("package", "preview", file)
    assert [one["school"] for one in day.anita.ask_json("review", "list")["reviews"]] == ["Saltmarsh Primary"]


def test_a_table_that_is_no_register_is_refused(day: Day, tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    for content in (b"name,age\nBen,40\n", b"", b"\x00\x01\x02", b"PK\x03\x04broken"):
        table.write_bytes(content)
        day.anita.refused("register", "import", table)
    day.anita.refused("school", "900001")
    day.anita.refused("register", "import", tmp_path / "nothing.csv")


def test_a_folder_that_cannot_be_written_is_refused(day: Day, tmp_path: Path) -> None:
    nowhere = tmp_path / "a file"
    nowhere.write_text("in the way")
    out = nowhere / "x"
    refusals: list[tuple[object, ...]] = [
        ("report", "Saltmarsh", out.with_suffix(".pdf")),
        ("package", "make", "Saltmarsh", out.with_suffix(".peerdesk"), "--kind", "team"),
        ("badge", "show", "--save", tmp_path / "nowhere"),
        ("badge", "save-key", out),
        ("record", "--record", f"sqlite:///{out}", "list"),
        ("demo", "--out", out),
        ("demo", "--out", nowhere),
    ]
    for words in refusals:
        code, said, complaint = day.anita.call(*words)
        assert (code, said) == (1, ""), complaint
        assert len(complaint.splitlines()) == 2, complaint
    homeless = Laptop(tmp_path / "home")
    homeless.home = nowhere / "home"
    code, said, complaint = homeless.call("start", "Nobody")
    assert (code, said, len(complaint.splitlines())) == (1, "", 2), complaint
    assert nowhere.read_text() == "in the way"


def test_what_is_not_here_is_refused(day: Day, tmp_path: Path) -> None:
    assert "peerdesk start" in Laptop(tmp_path / "empty").refused("digest")
    assert "already" in day.anita.refused("start", "Anita Shah")
    day.anita.refused("note", "Elsewhere", "text")
    day.anita.refused("note", "Saltmarsh", "text", "--activity", "swimming")
    day.anita.refused("review", "new", "123456")
    day.anita.refused("badge", "add", day.file)
    day.anita.refused("record", "--record", "mysql://x/y", "list")
    badge = day.ben.ask_json("badge", "show", "--save", tmp_path)["file"]
    day.anita.refused("badge", "add", badge, "--words", "one two three four five six")
    Laptop(tmp_path / "nameless").call("start", "")


def test_a_line_that_is_no_text_ends_it_and_keeps_those_before(day: Day) -> None:
    code, said, complaint = day.anita.call("note", "Saltmarsh", typed=b"caf\xc3\xa9 kept\n\xff\xfe broken\nnot read\n")
    assert code == 1
    assert said.startswith("saved ")
    assert len(said.splitlines()) == 1
    assert "Line 2" in complaint
    day.anita.ask("undo")


def test_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The same as everybody starts it: exit codes, streams, and a line that is said once it is on disk."""
    laptop = Laptop(tmp_path / "home")
    laptop.ask("start", "Anita Shah")
    laptop.ask("review", "new", "999991", "--name", "Saltmarsh")
    command = [sys.executable, "-m", "peerdesk", "--passphrase-file", str(laptop.passphrase)]
    settings = {**os.environ, "PEERDESK_HOME": str(laptop.home), "PYTHONWARNINGS": "error"}
    with subprocess.Popen(
        [*command, "note", "Saltmarsh"], cwd=ROOT, env=settings, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as writer:
        assert writer.stdin is not None
        assert writer.stdout is not None
        writer.stdin.write("Pairs talk café +\n".encode())
        writer.stdin.flush()
        saved = writer.stdout.readline().decode().split()
        writer.kill()
    assert saved[0] == "saved"
    assert [one["id"] for one in laptop.ask_json("search", "café")["found"]] == [saved[1]]
    for words, code in ((["nonsense"], 2), (["school", "1"], 1), (["review", "list"], 0)):
        ended = subprocess.run([*command, *words], cwd=ROOT, env=settings, capture_output=True, check=False)
        assert ended.returncode == code, ended.stderr
        assert (ended.stdout == b"") is (code != 0)
