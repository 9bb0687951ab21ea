"""The log: what a bug or a refusal left behind, for whoever mends it. It holds no words that a person typed."""

import logging
from contextlib import suppress
from pathlib import Path
from traceback import format_tb
from types import TracebackType

from peerdesk.overriding import override

MAX_BYTES = 512 * 1024


class WordlessFormatter(logging.Formatter):
    """Says where something went wrong and of what type it is, not what it says: that may be a line out of a note."""

    @override
    def formatException(
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        error, told = ei[1], list[str]()
        while error is not None:
            told.insert(0, "".join(format_tb(error.__traceback__)) + type(error).__name__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nand then\n".join(told)


def start_log(folder: Path) -> None:
    """Write warnings and bugs into a file in the data folder; two older ones are kept."""
    from logging.handlers import RotatingFileHandler  # half of what it takes to begin; a window is seen before it

    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "peerdesk.log", maxBytes=MAX_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(WordlessFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("peerdesk").addHandler(handler)
    logging.getLogger("peerdesk").setLevel(logging.INFO)


def leave_no_core() -> None:
    """Let the system keep no picture of this process's memory when it crashes: every note that is open is in it."""
    try:
        import resource
    except ImportError:  # Windows has no such thing; what it keeps of a crash is for its administrator to say
        return
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
