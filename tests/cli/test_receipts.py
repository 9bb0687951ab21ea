"""The word that something arrived, from the command line: listed, taken, and given back."""

from pathlib import Path

import pytest

from tests.cli.test_commands import Day, _guesses_cost_little  # noqa: F401 - a fixture


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    return Day(tmp_path_factory.mktemp("day"))


def test_a_word_goes_back_on_the_stick(day: Day, tmp_path: Path) -> None:
    anita, ben = day.anita, day.ben
    assert "arrived" not in ben.ask("receipt", "list", "Saltmarsh")
    anita.ask("package", "merge", day.file)
    anita.ask("receipt", "give", "Saltmarsh", tmp_path)
    (word,) = tmp_path.glob("*.arrived")
    assert word.name == "1 from Ben Okoro, arrived at Anita Shah.arrived"
    for _ in range(2):
        assert ", at Anita Shah's." in ben.ask("receipt", "take", word)
        lines = ben.ask("receipt", "list", "Saltmarsh").splitlines()
        assert [line.split(",")[0].split()[0] for line in lines] == ["Notes", "arrived"]
        assert lines[1].endswith(", at the lead's")
    (sent,) = ben.ask_json("receipt", "list", "Saltmarsh")["sent"]
    assert [(one["name"], one["lead"]) for one in sent["arrived"]] == [("Anita Shah", True)]


def test_what_is_no_word_is_refused(day: Day, tmp_path: Path) -> None:
    odd = tmp_path / "Odd.arrived"
    for content in (b"", b"{}", b'{"receipt":{},"signature":""}'):
        odd.write_bytes(content)
        day.ben.refused("receipt", "take", odd)
    day.ben.refused("receipt", "take", tmp_path / "nothing.arrived")
    day.anita.refused("receipt", "give", "Saltmarsh", tmp_path / "no such folder")


def test_a_file_is_opened_by_its_name_alone(day: Day, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[list[Path]] = []

    def open_window(argv: list[str], files: list[Path]) -> int:
        opened.append(files)
        return 0

    monkeypatch.setattr("peerdesk.start.main", open_window)
    monkeypatch.chdir(day.folder)
    for words in (["ben.peerdesk"], ["open", "ben.peerdesk"], ["open", "ben.peerdesk", "briefing.peerdesk"]):
        assert day.anita.call(*words)[0] == 0
    ben, briefing = day.folder / "ben.peerdesk", day.folder / "briefing.peerdesk"
    assert opened == [[ben], [ben], [ben, briefing]]
    assert day.anita.call("open")[0] == 2
