"""What somebody gets who installs PeerDesk without the repository."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as hatchling does, without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("peerdesk-*.whl"))


def test_every_resource_is_packed(wheel: Path) -> None:
    packed = set(zipfile.ZipFile(wheel).namelist())
    lying = {
        f"peerdesk/{path.relative_to(ROOT).as_posix()}" for path in (ROOT / "resources").rglob("*") if path.is_file()
    }
    assert lying
    assert lying <= packed


def test_only_the_program_is_packed(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0].partition("-")[0] for name in names} == {"peerdesk"}
    assert [name for name in names if "__pycache__" in name or name.endswith(".pyc")] == []


def test_licences_come_along(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for licence in ("LICENSE", "resources/fonts/OFL.txt", "resources/icons/LICENSE", "resources/spelling/LICENSE"):
        assert any(name.endswith(f".dist-info/licenses/{licence}") for name in names), licence


def test_the_program_finds_its_resources_where_it_is_installed(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; sys.path.insert(0, sys.argv[1]); from peerdesk.paths import resources; print(resources())",
            str(tmp_path),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    assert Path(said) == tmp_path / "peerdesk" / "resources"
    assert (Path(said) / "fonts" / "OFL.txt").is_file()
