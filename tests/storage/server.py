"""A PostgreSQL server of its own for tests, on a Unix socket, gone when they end."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory


def programs() -> Path | None:
    """Return where the server's programs lie; None if it is not installed here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # as Debian lays them
    here = shutil.which("initdb")
    return Path(here).parent if here else found[-1].parent if found else None


@dataclass(frozen=True)
class Server:
    """A server that runs.

    Attributes:
        url: of an empty database, as whoever may do everything there.
    """

    url: str
    control: Callable[..., None]

    def restart(self) -> None:
        """Stop it as if it had been cut off, and start it again."""
        self.control("-m", "immediate", "restart")

    def stop(self) -> None:
        self.control("-m", "immediate", "stop")

    def start(self) -> None:
        self.control("start")


@contextmanager
def serving(where: Path, *, careful: bool = False) -> Iterator[Server]:
    """Run a server; if it is to be careful, what it says is written is on the disk, as on a real one.

    It refuses to run as root, so for root it runs as nobody else than `postgres`. Paths of sockets must be short.
    """
    with TemporaryDirectory(prefix="pd") as folder:
        as_whom = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        if as_whom:
            shutil.chown(folder, *pwd.getpwnam("postgres")[2:4])
        data = f"{folder}/data"

        def call(*words: str) -> None:
            subprocess.run([*as_whom, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL)

        call(str(where / "initdb"), "-D", data, "-A", "trust", "-U", "tests", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = f"-c listen_addresses='' -c fsync={'on' if careful else 'off'} -k {folder}"
        control = partial(call, str(where / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options)
        control("start")
        try:
            yield Server(f"postgresql://tests@/postgres?host={folder}", control)
        finally:
            call(str(where / "pg_ctl"), "-D", data, "-m", "immediate", "stop")


@contextmanager
def running(where: Path) -> Iterator[str]:
    """Run a server; yield the URL of an empty database."""
    with serving(where) as server:
        yield server.url
