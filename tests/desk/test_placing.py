"""Where a desk should not lie: on a share, in a synchronised or a roaming folder."""

from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from peerdesk.desk.placing import Mount, Trouble, find_markers, judge_here, judge_place, to_mounts

TABLE = """/dev/sda1 / ext4 rw 0 0
//server/staff /mnt/staff\\040room cifs rw 0 0
/dev/sdb1 /mnt/staff\\040room/stick vfat rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "trouble"),
    [
        (r"D:\Anita\AppData\Local\PeerDesk", None),
        (r"D:\Anita\AppData\Roaming\PeerDesk", "roaming"),
        (r"D:\Anita\OneDrive\PeerDesk", "synchronised"),
        (r"D:\Anita\OneDrive - Saltmarsh Primary School\Documents\PeerDesk", "synchronised"),
        (r"D:\Anita\Dropbox (Personal)\PeerDesk", "synchronised"),
        (r"G:\My Drive\PeerDesk", "synchronised"),
        (r"E:\Work cloud\PeerDesk", "synchronised"),
        (r"\\server\staff\anita\PeerDesk", "share"),
        (r"D:\Anita\Boxing club\PeerDesk", None),
    ],
)
def test_places_on_windows(folder: str, trouble: Trouble | None) -> None:
    environment = {"APPDATA": r"D:\Anita\AppData\Roaming", "OneDriveCommercial": r"E:\Work cloud"}
    assert judge_place(PureWindowsPath(folder), environment=environment).trouble == trouble


@pytest.mark.parametrize(
    ("folder", "trouble"),
    [
        ("/data/anita/.local/share/PeerDesk", None),
        ("/mnt/staff room/PeerDesk", "share"),
        ("/mnt/staff room/stick/PeerDesk", None),
        ("/Volumes/anita/Library/Mobile Documents/com~apple~CloudDocs/PeerDesk", "synchronised"),
        ("/Volumes/anita/Library/CloudStorage/GoogleDrive-anita/PeerDesk", "synchronised"),
    ],
)
def test_places_elsewhere(folder: str, trouble: Trouble | None) -> None:
    assert judge_place(PurePosixPath(folder), mounts=to_mounts(TABLE)).trouble == trouble


def test_what_a_synchronising_program_left_above_tells(tmp_path: Path) -> None:
    folder = tmp_path / "shared" / "mine"
    folder.mkdir(parents=True)
    assert find_markers(folder) == []
    (tmp_path / "shared" / ".dropbox").touch()
    assert judge_place(folder, markers=find_markers(folder)).trouble == "synchronised"


def test_the_sentence_offers_a_better_place_and_is_silent_where_all_is_well() -> None:
    better = PurePosixPath("/data/anita/.local/share/PeerDesk")
    mounts = [Mount(PurePosixPath("/net"), "nfs4")]
    assert str(better) in judge_place(PurePosixPath("/net/anita"), mounts=mounts, better=better).sentence
    assert judge_place(better, mounts=mounts, better=better).sentence == ""


def test_this_computer_is_judged_by_what_it_says_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert judge_here(tmp_path).sentence == ""
    monkeypatch.setenv("OneDrive", str(tmp_path))
    assert judge_here(tmp_path / "PeerDesk").trouble == "synchronised"
