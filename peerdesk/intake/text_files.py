"""Text that somebody wrote elsewhere: read whatever program saved it, and of no size that would stop the window."""

import codecs
from pathlib import Path

from peerdesk.errors import PeerDeskError

MOST_BYTES = 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


class NoTextError(PeerDeskError):
    """A file that is not there, is no text, or is far too long."""


def read_text(path: Path) -> str:
    """Return what a text file says, as Notepad, a spreadsheet or a phone saved it.

    Raises:
        NoTextError: it cannot be read, is longer than a megabyte, or is no text.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise NoTextError(
            f"“{path.name}” cannot be read.", "Look whether it is still there, then try again.", detail=str(error)
        ) from error
    if len(content) > MOST_BYTES:
        raise NoTextError(f"“{path.name}” is too long for notes.", "Copy the part that you need, and paste it.")
    text = _decode(content)
    if "\0" in text:
        raise NoTextError(f"“{path.name}” holds no text.", "Save it as text where it was made, then try again.")
    return text


def _decode(content: bytes) -> str:
    coding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(coding)
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")  # what Windows wrote before it wrote Unicode
