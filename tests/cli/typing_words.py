"""Type several commands in one process: `python -m tests.cli.typing_words`, with JSON on standard input and output.

In: a list of [words, what is typed when asked]. Out: a list of [exit code, standard output, standard error].
"""

import io
import json
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from unittest.mock import patch

from peerdesk.cli import main

Answer = tuple[int, str, str]


def type_words(words: Sequence[str], typed: str = "") -> Answer:
    """Run one command as `peerdesk` does."""
    out, err = io.StringIO(), io.StringIO()
    with (
        patch.object(sys, "argv", ["peerdesk", *words]),
        patch.object(sys, "stdin", io.StringIO(typed)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as leaving:
            return int(leaving.code or 0), out.getvalue(), err.getvalue()


if __name__ == "__main__":
    json.dump([type_words(words, typed) for words, typed in json.load(sys.stdin)], sys.stdout)
