"""Short lives: a child process that says what it has done, and is killed by SIGKILL at a moment of chance."""

import json
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Tell = Callable[..., None]


class LossError(AssertionError):
    """What was said to be saved is not there, or the file is not as it must be."""


@dataclass(frozen=True)
class Life:
    """What came of one child.

    Attributes:
        said: its lines, in order; a line that was cut off is not among them.
        killed: it did not come to its own end before.
    """

    said: list[dict[str, Any]]
    killed: bool


def live(work: Callable[[Tell], None], after_s: float, *, from_first_word: bool = False) -> Life:
    """Let a child work, and kill it after a time.

    Args:
        work: is given what it tells the parent with.
        after_s: from its birth.
        from_first_word: the time begins when it first tells something.

    Raises:
        LossError: it died of something else than the kill; what it saw is on standard error.
    """
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        _work(work, write_end)
    os.close(write_end)
    said = os.read(read_end, 65536) if from_first_word else b""
    until = time.monotonic() + after_s
    while (left := until - time.monotonic()) > 0 and select.select([read_end], [], [], left)[0]:
        if not (more := os.read(read_end, 65536)):
            break
        said += more
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    said += b"".join(iter(lambda: os.read(read_end, 65536), b""))
    os.close(read_end)
    if not os.WIFSIGNALED(status) and os.WEXITSTATUS(status):
        raise LossError("see above")
    lines = said.decode().split("\n")[:-1]
    return Life([json.loads(line) for line in lines], os.WIFSIGNALED(status))


def _work(work: Callable[[Tell], None], out: int) -> None:
    def tell(**said: Any) -> None:
        os.write(out, f"{json.dumps(said)}\n".encode())

    try:
        work(tell)
        os._exit(0)
    except BaseException:  # noqa: BLE001 - whatever it is, the parent must hear of it
        traceback.print_exc(file=sys.stderr)
    finally:
        sys.stderr.flush()
        os._exit(1)
