"""What holds for every file that is kept, whatever it says."""

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# Written in two parts, so that this file is not what it looks for.
REGISTRIES = ["pypi" + ".org", "python" + "hosted", "npm" + "js.", "crates" + ".io", "ana" + "conda.org"]
INDEX_OPTIONS = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links", "--trusted" + "-host"]
MACHINE_PATHS = re.compile(rb"(?<![\w./~-])/(?:root|work|opt|home/\w+|Users/\w+|tmp/\w+)/|\b[A-Z]:\\+Users\\+\w")
LOCK_FILES = re.compile(r"uv\.lock|pylock.*\.toml|poetry\.lock|Pipfile\.lock|pdm\.lock")


@cache
def kept_files() -> list[Path]:
    """List what is in the repository or would be with the next commit."""
    listed = subprocess.run(
        # the folder may belong to somebody else than who runs the tests
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def that_hold(pattern: re.Pattern[bytes]) -> list[str]:
    """Name each kept file and the first thing in it that the pattern finds."""
    found = ((path.relative_to(ROOT), pattern.search(path.read_bytes())) for path in kept_files())
    return [f"{name}: {match[0].decode(errors='replace')}" for name, match in found if match]


def test_the_files_are_looked_at() -> None:
    assert ROOT / "pyproject.toml" in kept_files()
    assert Path(__file__).resolve() in kept_files()


def test_no_file_names_a_registry() -> None:
    words = b"|".join(re.escape(word.encode()) for word in REGISTRIES + INDEX_OPTIONS)
    assert that_hold(re.compile(words)) == []


def test_no_file_names_a_place_on_one_machine() -> None:
    assert that_hold(MACHINE_PATHS) == []


def test_no_lock_file_that_would_name_a_registry_is_kept() -> None:
    assert [path.name for path in kept_files() if LOCK_FILES.fullmatch(path.name)] == []


def pins(name: str) -> dict[str, list[str]]:
    """Read a pinned file: each line that asks for something, and its hashes."""
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")
    lines = [line.partition(" --hash=") for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    return {asked.strip(): re.findall(r"sha256:[0-9a-f]{64}\b", hashes) for asked, _, hashes in lines}


@pytest.mark.parametrize("name", ["run.txt", "dev.txt", "lock.txt"])
def test_each_pin_is_exact_and_has_a_hash(name: str) -> None:
    assert pins(name)
    for asked, hashes in pins(name).items():
        assert re.match(r"[a-z0-9-]+==[\w.]+", asked), asked
        assert hashes, asked


def test_tests_run_on_the_versions_that_people_get() -> None:
    run, dev = (
        {asked.partition(";")[0].strip(): hashes for asked, hashes in pins(name).items()}
        for name in ("run.txt", "dev.txt")
    )  # of what is asked for on some systems only, tests may want more
    assert run.items() <= dev.items()


def test_what_pyproject_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asked = {
        "run.txt": project["project"]["dependencies"],
        "dev.txt": project["dependency-groups"]["dev"],
        "lock.txt": project["dependency-groups"]["lock"],
    }
    for name, wanted in asked.items():
        pinned = {line.partition("==")[0] for line in pins(name)}
        assert {re.match(r"[\w-]+", want)[0].lower().replace("_", "-") for want in wanted} <= pinned  # type: ignore[index]


def test_imports_run_down() -> None:
    checked = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stdout


def test_a_use_case_holds_a_session_and_writes_no_sql() -> None:
    imported = re.compile(r"^\s*(?:from|import) (sqlalchemy\S*|sqlcipher3|alembic)(?: import (.+))?$", re.MULTILINE)
    wordy = []
    for path in (ROOT / "peerdesk" / "desk").rglob("*.py"):
        for module, names in imported.findall(path.read_text()):
            if not names or not set(names.split(", ")) <= {"Engine", "Session"}:
                wordy.append(f"{path.name}: {module} {names}")
    assert wordy == []


def test_links_between_documents_lead_somewhere() -> None:
    dead = []
    for document in (path for path in kept_files() if path.suffix == ".md"):
        for target in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", document.read_text()):
            if not (document.parent / target).exists():
                dead.append(f"{document.relative_to(ROOT)} → {target}")
    assert dead == []
