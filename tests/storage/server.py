"""A PostgreSQL server of its own for tests, on a Unix socket, gone when they end."""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


def programs() -> Path | None:
    """Return where the server's programs lie; None if it is not installed here."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))  # as Debian lays them
    here = shutil.which("initdb")
    return Path(here).parent if here else found[-1].parent if found else None


@contextmanager
def running(where: Path) -> Iterator[str]:
    """Run a server; yield the URL of an empty database.

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
        options = f"-c listen_addresses='' -c fsync=off -k {folder}"
        call(str(where / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log", "-o", options, "start")
        try:
            yield f"postgresql://tests@/postgres?host={folder}"
        finally:
            call(str(where / "pg_ctl"), "-D", data, "-m", "immediate", "stop")
