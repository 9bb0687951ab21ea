"""A reply sheet is read in a process of its own: a file made to harm ends that process, and nothing else."""

import json
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from peerdesk.errors import ReplySheetError
from peerdesk.intake.reply_sheets import Filled
from peerdesk.intake.worker_process import WorkerProcess, bound, say_ready

TIME_LIMIT_S = 20.0
_MOST_ANSWER = 64 * 1024**2
_MEMORY = 1024**3


def read_apart(data: bytes, name: str, time_limit_s: float = TIME_LIMIT_S) -> Filled:
    """Return what is on a sheet, as `reply_sheets.read_filled` does.

    Raises:
        ReplySheetError: what that raises; or reading it took too long, or ended the process.
    """
    process = WorkerProcess("reply sheet", _serve, name)
    try:
        pipe = process.started()
        pipe.send_bytes(data)
        if not pipe.poll(time_limit_s):
            raise TimeoutError
        said = json.loads(pipe.recv_bytes(_MOST_ANSWER))
    except (EOFError, OSError, ValueError, TimeoutError) as reason:
        raise ReplySheetError(
            f"“{name}” cannot be read.", "Ask for it again, or type it from the paper.", detail=repr(reason)
        ) from reason
    finally:
        process.stop()
    if "message" in said:
        raise ReplySheetError(str(said["message"]), str(said["remedy"]), detail=str(said["detail"]))
    return Filled({name: tuple(on) for name, on in said["ticked"].items()}, said["written"], tuple(said["beside"]))


def _serve(pipe: Connection, name: str) -> None:
    """Read one sheet."""
    import lxml.etree
    import pypdf

    from peerdesk.intake.reply_sheets import read_filled

    _ = lxml.etree, pypdf  # loaded before memory is bounded
    bound(_MEMORY)
    with suppress(EOFError, OSError):
        say_ready(pipe)
        data = pipe.recv_bytes()
        try:
            found = read_filled(data, name)
            said: dict[str, Any] = {
                "ticked": {place: list(on) for place, on in found.ticked.items()},
                "written": dict(found.written),
                "beside": list(found.beside),
            }
        except ReplySheetError as error:
            said = {"message": error.message, "remedy": error.remedy, "detail": error.detail[:1000]}
        pipe.send_bytes(json.dumps(said).encode())
