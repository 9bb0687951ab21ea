"""Reading a reply sheet that came back: what is ticked and written on it, as plain values; nothing in it is run.

The file is a stranger's: it is bounded before it is opened, and read in a process of its own (`reply_worker.py`).
"""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from peerdesk.errors import ReplySheetError

MOST_BYTES = 32 * 1024**2  # what can be kept with an answer
MOST_UNPACKED = 16 * 1024**2  # of the part of a .docx that is read; a sheet has a tenth of a megabyte
MOST_PARTS, MOST_FIELDS, MOST_PAGES, MOST_LETTERS = 2_000, 5_000, 400, 20_000
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TICKS = frozenset("☒☑✓✔✗✘xX×")
_SCRIPTS = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles", "/RichMedia")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff")


@dataclass(frozen=True)
class Filled:
    """What is on a sheet.

    Attributes:
        ticked: values of the boxes that are ticked, by the name of their place; a place without a tick is there, too.
        written: words, by the name of their place.
        beside: what was written next to the places for it, a paragraph each.
    """

    ticked: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    beside: tuple[str, ...] = ()


def read_file(path: Path) -> bytes:
    """Return the bytes of a file that may be a sheet.

    Raises:
        ReplySheetError: it cannot be read, or is larger than what can be kept.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise ReplySheetError(
            f"“{path.name}” cannot be read.", "Look whether it is still there, then try again.", detail=str(error)
        ) from error
    if len(data) > MOST_BYTES:
        raise ReplySheetError(
            f"“{path.name}” is larger than a reply sheet can be.", "Ask for the sheet as it was sent, filled in."
        )
    return data


def read_filled(data: bytes, name: str) -> Filled:
    """Return what is on a sheet: a .docx, a PDF form, or a picture or scan, on which nothing can be read.

    Args:
        data: of the file; what is in it counts, not its name.
        name: of the file, for the sentence.

    Raises:
        ReplySheetError: it is none of these, holds a program, is locked, damaged, or unpacks to far too much.
    """
    if data.startswith(b"PK\x03\x04"):
        return _read_word(data, name)
    if b"%PDF-" in data[:1024]:
        return _read_pdf(data, name)
    if data.startswith(_PICTURES):
        return Filled()
    raise ReplySheetError(
        f"“{name}” is no reply sheet.",
        "A sheet comes back as a Word file, as a PDF, or as a picture of the paper.",
    )


def _read_word(data: bytes, name: str) -> Filled:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            text = _document_of(archive, name)
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        root = etree.fromstring(text, parser)
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, NotImplementedError, RuntimeError, OSError) as error:
        raise _damaged(name, error) from error
    if root.getroottree().docinfo.doctype:
        raise _damaged(name, "a document type")
    return _controls(root)


def _document_of(archive: zipfile.ZipFile, name: str) -> bytes:
    """Return the one part of a .docx that is read."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    if "word/document.xml" not in names:
        raise ReplySheetError(f"“{name}” is no reply sheet.", "Ask for the sheet as it was sent, filled in.")
    if any(one.lower().endswith("vbaproject.bin") or one.startswith("word/embeddings/") for one in names):
        raise _holds_a_program(name)
    part = archive.getinfo("word/document.xml")
    if len(parts) > MOST_PARTS or part.file_size > MOST_UNPACKED:
        raise _too_much(name)
    with archive.open(part) as file:
        text = file.read(MOST_UNPACKED + 1)  # what the archive says of its size need not be so
    if len(text) > MOST_UNPACKED:
        raise _too_much(name)
    return text


def _controls(root: Any) -> Filled:
    ticked: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    for control in root.iter(f"{_WORD}sdt"):
        about = control.find(f"{_WORD}sdtPr")
        tag = about.find(f"{_WORD}tag") if about is not None else None
        name = tag.get(f"{_WORD}val", "") if tag is not None else ""
        if len(ticked) + len(written) >= MOST_FIELDS:
            break
        words = "" if about is not None and about.find(f"{_WORD}showingPlcHdr") is not None else _words(control)
        box = about.find(f"{_W14}checkbox") if about is not None else None
        if box is not None:
            place, _, value = name.rpartition("-")
            is_on = _is_on(box) or words.strip() in _TICKS
            ticked[place] = (*ticked.get(place, ()), *((value,) if is_on else ()))
        elif name:
            written[name] = words
    return Filled(ticked, written, tuple(_beside(root)))


def _is_on(box: Any) -> bool:
    checked = box.find(f"{_W14}checked")
    return checked is not None and checked.get(f"{_W14}val") in ("1", "true", "on")


def _beside(root: Any) -> Iterator[str]:
    """Yield what paragraphs say outside of the places to write in."""
    inside = {text for control in root.iter(f"{_WORD}sdt") for text in control.iter(f"{_WORD}t")}
    for paragraph in root.iter(f"{_WORD}p"):
        words = "".join(one.text or "" for one in paragraph.iter(f"{_WORD}t") if one not in inside).strip()
        if words:
            yield words[:MOST_LETTERS]


def _words(element: Any) -> str:
    parts: list[str] = []
    for one in element.iter(f"{_WORD}t", f"{_WORD}br", f"{_WORD}p", f"{_WORD}tab"):
        if one.tag == f"{_WORD}t":
            parts.append(one.text or "")
        elif one.tag == f"{_WORD}tab":
            parts.append(" ")
        elif parts:
            parts.append("\n")
    return "".join(parts)[:MOST_LETTERS].strip()


def _read_pdf(data: bytes, name: str) -> Filled:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted:
            raise ReplySheetError(
                f"“{name}” is locked with a password.", "Ask for it without one, or type it from the paper."
            )
        if len(reader.pages) > MOST_PAGES:
            raise _too_much(name)
        if _has_program(reader):
            raise _holds_a_program(name)
        return _fields(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError) as error:
        raise _damaged(name, error) from error


def _has_program(reader: Any) -> bool:
    """Say whether something in the file would be run or opened: nothing in a reply sheet is."""
    root = reader.trailer["/Root"]
    names = root["/Names"].get_object() if "/Names" in root else {}
    action: Any = root["/OpenAction"].get_object() if "/OpenAction" in root else {}
    runs = isinstance(action, dict) and action.get("/S") in _SCRIPTS
    return runs or "/AA" in root or any(one in names for one in _SCRIPTS)


def _fields(reader: Any) -> Filled:
    ticked: dict[str, tuple[str, ...]] = {}
    written: dict[str, str] = {}
    found = reader.get_fields() or {}
    for name, said in list(found.items())[:MOST_FIELDS]:
        value = said.get("/V")
        if said.get("/FT") == "/Btn":
            on = str(value or "").removeprefix("/")
            ticked[str(name)] = (on,) if on and on != "Off" else ()
        elif said.get("/FT") == "/Tx":
            words = value if isinstance(value, str) else ""
            written[str(name)] = words.replace("\r\n", "\n").replace("\r", "\n")[:MOST_LETTERS].strip()
    return Filled(ticked, written)


def _holds_a_program(name: str) -> ReplySheetError:
    return ReplySheetError(
        f"“{name}” holds a program or another file inside; a reply sheet never does.",
        "Do not open it. Ask for the sheet as it was sent, or type it from the paper.",
    )


def _too_much(name: str) -> ReplySheetError:
    return ReplySheetError(
        f"“{name}” holds far more than a reply sheet.", "Ask for the sheet as it was sent, filled in."
    )


def _damaged(name: str, reason: object) -> ReplySheetError:
    return ReplySheetError(
        f"“{name}” cannot be read: it is damaged, or not what its name says.",
        "Ask for it again, or type it from the paper.",
        detail=repr(reason),
    )
