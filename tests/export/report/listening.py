"""What a screen reader would say: a file's structure walked in order, with the words of each element."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream, DictionaryObject

Words = dict[tuple[int, int], str]


def listen(data: bytes) -> list[tuple[str, str]]:
    """Return (structure type, words) of each element that has words, an alternative or neither but kids."""
    reader = PdfReader(BytesIO(data))
    words: Words = {}
    for page in reader.pages:
        words.update(_words(page, reader))
    catalogue: Any = reader.trailer["/Root"]
    return [said for kid in catalogue["/StructTreeRoot"]["/K"] for said in _walk(kid.get_object(), words)]


def spoken(data: bytes) -> str:
    """Return all words in reading order."""
    return " ".join(words for _, words in listen(data) if words)


def _walk(element: Any, words: Words) -> Iterator[tuple[str, str]]:
    said: list[str] = []
    kids: list[Any] = []
    for kid in element["/K"]:
        target = kid.get_object()
        if isinstance(target, int):
            said.append(words[(element["/Pg"].get_object().indirect_reference.idnum, target)])
        elif target.get("/Type") == "/MCR":
            said.append(words[(target["/Pg"].get_object().indirect_reference.idnum, target["/MCID"])])
        elif target.get("/Type") != "/OBJR":
            kids.append(target)
    yield element["/S"][1:], element.get("/Alt") or re.sub(r"\s+", " ", "".join(said)).strip()
    for kid in kids:
        yield from _walk(kid, words)


def _words(page: Any, reader: PdfReader) -> Words:
    found: Words = {}
    fonts = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}
    stack: list[Any] = []
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page["/Contents"].get_object(), reader).operations:
        if operator == b"BDC":
            stack.append(operands[1] if isinstance(operands[1], DictionaryObject) else {})
            if "/MCID" in stack[-1]:
                found[(page.indirect_reference.idnum, stack[-1]["/MCID"])] = ""
            _meant(stack, found, page)
        elif operator == b"EMC":
            stack.pop()
        elif operator == b"Tf":
            font = fonts[operands[0]]
        elif operator == b"Tj":
            text = "".join(font[code] for code in operands[0].original_bytes)
            _put(text, stack, found, page)
    return found


def _meant(stack: list[Any], found: Words, page: Any) -> None:
    if "/ActualText" in stack[-1]:
        outer, meant = stack[:-1], str(stack[-1]["/ActualText"])
        _put(meant, outer, found, page)


def _put(text: str, stack: list[Any], found: Words, page: Any) -> None:
    if any("/ActualText" in mark for mark in stack):
        return
    for mark in reversed(stack):
        if "/MCID" in mark:
            key = (page.indirect_reference.idnum, mark["/MCID"])
            found[key] += text
            return


def _letters(font: Any) -> dict[int, str]:
    cmap = font["/ToUnicode"].get_object().get_data().decode("ascii")
    pairs = re.findall(r"^<([0-9A-F]{2})> <([0-9A-F]{4})>$", cmap, re.MULTILINE)
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}
