"""What arrives in a folder is told once, when it has stopped growing, and nothing else is opened."""

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.desk import watching
from peerdesk.desk.arrivals import folders_of, look_at, note_seen
from peerdesk.desk.watching import NOWHERE, SHARED, WATCHED, Watch, list_folder, watched_folder
from tests.people import BEN, Team


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    return folder


def names(watch: Watch, *folders: Path) -> list[str]:
    return [one.path.name for one in watch.look(folders)]


def test_a_file_is_told_once_and_only_when_it_has_stopped_growing(downloads: Path) -> None:
    watch, file = Watch(), downloads / "Notes.peerdesk"
    assert names(watch, downloads) == []
    with file.open("wb") as writing:
        for _ in range(3):
            writing.write(b"x" * 10)
            writing.flush()
            assert names(watch, downloads) == []
    assert names(watch, downloads) == ["Notes.peerdesk"]
    assert names(watch, downloads) == []
    file.write_bytes(b"another one")
    assert names(watch, downloads) == []
    assert names(watch, downloads) == ["Notes.peerdesk"]


def test_what_a_browser_still_fetches_waits(downloads: Path) -> None:
    watch, file, part = Watch(), downloads / "Notes.peerdesk", downloads / "Notes.peerdesk.part"
    file.write_bytes(b"its place is kept")
    part.write_bytes(b"half")
    assert [names(watch, downloads) for _ in range(3)] == [[], [], []]
    part.replace(file)
    assert [names(watch, downloads) for _ in range(3)] == [[], ["Notes.peerdesk"], []]


def test_an_empty_file_is_none_yet(downloads: Path) -> None:
    watch = Watch()
    (downloads / "Notes.peerdesk").write_bytes(b"")
    assert [names(watch, downloads) for _ in range(3)] == [[], [], []]


def test_a_stick_that_goes_and_comes_is_told_again(tmp_path: Path) -> None:
    watch, stick = Watch(), tmp_path / "STICK"
    assert names(watch, stick) == []
    stick.mkdir()
    (stick / "Notes.peerdesk").write_bytes(b"x")
    assert [names(watch, stick), names(watch, stick)] == [[], ["Notes.peerdesk"]]
    stick.rename(tmp_path / "out")
    assert names(watch, stick) == []
    (tmp_path / "out").rename(stick)
    assert [names(watch, stick), names(watch, stick)] == [[], ["Notes.peerdesk"]]


def test_other_files_are_not_even_asked_for_their_size(downloads: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("song.mp3", ".hidden.peerdesk", "Notes.peerdesk"):
        (downloads / name).write_bytes(b"x")
    (downloads / "folder.peerdesk").mkdir()
    os.mkfifo(downloads / "pipe.peerdesk")  # whoever opens it waits for ever
    (downloads / "gone.peerdesk").symlink_to(downloads / "nowhere")
    monkeypatch.setattr(Path, "open", lambda *_: pytest.fail("opened"))
    monkeypatch.setattr(Path, "read_bytes", lambda *_: pytest.fail("opened"))
    assert [one.path.name for one in list_folder(downloads)] == ["Notes.peerdesk"]


@given(st.lists(st.sampled_from(["grow", "stay", "go"]), max_size=12))
def test_nothing_is_told_that_grew_since_the_last_look(steps: list[str]) -> None:
    sizes: list[int] = []
    watch, size = Watch(), 0

    def listed(folder: Path) -> frozenset[watching.Found]:
        return frozenset({watching.Found(folder / "a.peerdesk", size, size)} if size else ())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "list_folder", listed)
        for step in steps:
            size = size + 1 if step == "grow" else 0 if step == "go" else size
            told = watch.look([Path("folder")])
            sizes.append(size)
            assert bool(told) <= (len(sizes) > 1 and sizes[-1] == sizes[-2] > 0)


def test_downloads_is_watched_unless_somebody_says_otherwise(team: Team, tmp_path: Path) -> None:
    assert watched_folder("") == tmp_path / "Downloads"
    assert folders_of(team.lead) == (tmp_path / "Downloads", None)
    team.lead.keeping.put_setting(WATCHED, NOWHERE)
    team.lead.keeping.put_setting(SHARED, str(tmp_path))
    assert folders_of(team.lead) == (None, tmp_path)


def test_whose_it_is_is_read_from_its_beginning(team: Team, downloads: Path) -> None:
    file = downloads / "Holiday (1).peerdesk"
    team.ben.packages.give(team.scope, "team", file)
    (downloads / "Odd.peerdesk").write_bytes(b"PK, but no more of it")
    team.lead.packages.give(team.scope, "team", downloads / "Mine.peerdesk")
    found = sorted(list_folder(downloads), key=lambda one: one.path.name)
    before = team.lead.keeping.digest()
    (arrived,) = look_at(team.lead, found).arrived
    assert (arrived.name, arrived.kind, arrived.met, arrived.found.path) == (BEN, "team", True, file)
    assert team.lead.keeping.digest() == before
    note_seen(team.lead, found)
    assert look_at(team.lead, found).arrived == ()  # put away, also after a start
    os.utime(file, ns=(1, 1))
    assert len(look_at(team.lead, list_folder(downloads)).arrived) == 1  # another one of that name
    team.lead.packages.merge(team.lead.packages.preview(file))
    assert look_at(team.lead, list_folder(downloads)).arrived == ()  # it is in


def test_words_of_arrival_are_kept_and_told_once(team: Team, downloads: Path) -> None:
    file = downloads / "Ben.peerdesk"
    team.ben.packages.give(team.scope, "team", file)
    _, receipt = team.lead.packages.merge(team.lead.packages.preview(file))
    (downloads / "Ben.arrived").write_bytes(receipt.to_bytes())
    (downloads / "Odd.arrived").write_bytes(b"{}")
    found = list_folder(downloads)
    assert look_at(team.ben, found).words == ((receipt, "Anita Shah"),)
    assert look_at(team.ben, found).words == ()
    assert look_at(team.cara, found).words == ()  # not hers
