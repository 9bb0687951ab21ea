"""Under its name there is all of it, or what was there before; whatever happens meanwhile."""

import errno
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from peerdesk.errors import PackageWriteError
from peerdesk.export.package import landing
from peerdesk.keys.signing import PrivateKey
from tests.export.package.bench import LEAD, Bench

ROOT = Path(__file__).resolve().parents[3]
BOTH = pytest.mark.parametrize("to", [(), (LEAD,)])


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_file())


@pytest.fixture
def nobody(bench: Bench) -> Iterator[None]:
    """Be somebody without rights in this folder, whoever runs the tests."""
    was = os.geteuid()
    bench.folder.chmod(0o500)
    if was == 0:
        os.seteuid(65534)
    yield
    os.seteuid(was)


@pytest.fixture
def hardly_any_room() -> Iterator[None]:
    """Let no file grow beyond 4 KiB, as a full stick would not."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@BOTH
@pytest.mark.usefixtures("hardly_any_room")
def test_a_full_stick(bench: Bench, to: tuple[PrivateKey, ...]) -> None:
    with pytest.raises(PackageWriteError, match=r"not enough room there\. Make some room"):
        bench.write(*to)
    assert left_in(bench.folder) == []


@pytest.mark.usefixtures("nobody")
def test_a_folder_where_we_may_not_write(bench: Bench) -> None:
    with pytest.raises(PackageWriteError, match=r"may not write there\. Choose another folder"):
        bench.write(LEAD)


def test_a_folder_that_is_not_there(bench: Bench) -> None:
    bench.hold(b"", "a file")
    for name in ("stick/tom.peerdesk", "a file/tom.peerdesk"):
        with pytest.raises(PackageWriteError, match=r"folder is not there\. Put the stick in again"):
            bench.write(LEAD, name=name)


def test_the_name_of_a_folder(bench: Bench) -> None:
    (bench.folder / "tom.peerdesk").mkdir()
    with pytest.raises(PackageWriteError):
        bench.write(LEAD)
    assert left_in(bench.folder) == []


@BOTH
def test_a_stick_that_is_pulled(bench: Bench, to: tuple[PrivateKey, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    def pulled(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", pulled)
    before = bench.hold(b"before", "tom.peerdesk")
    with pytest.raises(PackageWriteError, match=r"stopped before the end\. See that the stick is in"):
        bench.write(*to)
    assert left_in(bench.folder) == ["tom.peerdesk"]
    assert before.read_bytes() == b"before"


def test_a_stick_that_does_not_keep_what_it_is_given(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    def forgetful(handle: int) -> None:
        os.truncate(handle, 1000)

    monkeypatch.setattr(os, "fsync", forgetful)
    with pytest.raises(PackageWriteError, match="What arrived there is not what was written"):
        bench.write(LEAD)
    assert left_in(bench.folder) == []


def test_what_was_there_is_replaced_whole(bench: Bench) -> None:
    bench.hold(b"before", "tom.peerdesk")
    bench.hold(b"half of an earlier one", ".tom.peerdesk.part")
    with bench.open(bench.write(LEAD), LEAD) as package:
        assert package.info.entries == 2
    assert left_in(bench.folder) == ["tom.peerdesk"]


@pytest.mark.parametrize("at", range(12))
def test_a_stick_that_is_pulled_at_any_moment(bench: Bench, at: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the first touch of the stick to the last, each one that fails leaves what was there, or all of the new."""
    before = bench.hold(b"before", "tom.peerdesk")
    touches = iter(range(100))

    def touched(real: Any) -> Any:
        def touch(*given: Any, **named: Any) -> Any:
            if next(touches) >= at:  # once it is out, it is out
                raise OSError(errno.EIO, "Input/output error")
            return real(*given, **named)

        return touch

    with monkeypatch.context() as patch:
        for owner, name in ((os, "fsync"), (os, "open"), (Path, "open"), (Path, "replace"), (Path, "unlink")):
            patch.setattr(owner, name, touched(getattr(owner, name)))
        patch.setattr(landing._Hashed, "write", touched(landing._Hashed.write))
        with suppress(PackageWriteError):
            landing.land(before, lambda file: file.writelines([b"al", b"l"]))
    assert before.read_bytes() in (b"before", b"all")
    assert set(left_in(bench.folder)) <= {"tom.peerdesk", ".tom.peerdesk.part"}
    landing.land(before, lambda file: file.writelines([b"al", b"l"]))
    assert left_in(bench.folder) == ["tom.peerdesk"]
    assert before.read_bytes() == b"all"


STOPPED = """
import sys, time
from pathlib import Path
from peerdesk.export.package.landing import land

def write(file):
    file.write(b"half" * 100_000)
    print("half", flush=True)
    time.sleep(60)

land(Path(sys.argv[1]), write)
"""


def test_killed_in_the_middle_it_leaves_nothing_under_the_name(bench: Bench) -> None:
    out = bench.folder / "tom.peerdesk"
    writing = subprocess.Popen([sys.executable, "-c", STOPPED, str(out)], cwd=ROOT, stdout=subprocess.PIPE)
    with writing:
        assert writing.stdout
        assert writing.stdout.readline() == b"half\n"
        writing.send_signal(signal.SIGKILL)
    assert left_in(bench.folder) == [".tom.peerdesk.part"]
    landing.land(out, lambda file: file.writelines([b"who", b"le"]))
    assert left_in(bench.folder) == ["tom.peerdesk"]
    assert out.read_bytes() == b"whole"
