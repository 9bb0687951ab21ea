"""A review in the exchange format of tools for qualitative analysis: REFI-QDA 1.5, a project (.qdpx) or codes (.qdc).

The format is public (www.qdasoftware.org). Ids are worked out from ours, and nothing of the clock goes in: the same
review is the same file.
"""

import io
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, ElementTree, SubElement
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from peerdesk.domain.coded import Code, CodedReview, CodedText, Passage

_OURS = UUID("6d7f2c0e-98a1-5f0b-9c55-3a0e7b1c4d21")
_PROJECT, _CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_ORIGIN = "PeerDesk"
_PART_AT = (1980, 1, 1, 0, 0, 0)


def write_project(review: CodedReview) -> bytes:
    """Return a project: texts, codes, who saw what, and what was made of it."""
    root = Element("Project", xmlns=_PROJECT, name=review.name, origin=_ORIGIN)
    if review.users:
        users = SubElement(root, "Users")
        for user_id, name in review.users.items():
            SubElement(users, "User", guid=_guid(user_id), name=name)
    root.append(_codes(Element("CodeBook"), review.codes))
    _add_variables(root)
    parts = {}
    if review.texts:
        sources = SubElement(root, "Sources")
        for text in review.texts:
            file_name = f"{_guid(f'file {text.text_id}')}.txt"
            _add_text(sources, review.users, text, file_name)
            parts[f"Sources/{file_name}"] = text.text.encode()
    return _zip({"project.qde": _bytes(root), **parts})


def write_codebook(codes: Iterable[Code]) -> bytes:
    """Return the codes alone."""
    return _bytes(_codes(Element("CodeBook", xmlns=_CODEBOOK, origin=_ORIGIN), codes))


def _codes(book: Element, codes: Iterable[Code]) -> Element:
    inside = SubElement(book, "Codes")
    for code in codes:
        _add_code(inside, code)
    return book


def _add_code(parent: Element, code: Code) -> None:
    made = SubElement(
        parent, "Code", guid=_guid(code.code_id), name=code.name, isCodable="true" if code.codable else "false"
    )
    if code.about:
        SubElement(made, "Description").text = code.about
    for one in code.codes:
        _add_code(made, one)


def _add_variables(root: Element) -> None:
    variables = SubElement(root, "Variables")
    SubElement(variables, "Variable", guid=_guid("kind"), name="Kind of activity", typeOfVariable="Text")
    SubElement(variables, "Variable", guid=_guid("day"), name="Day", typeOfVariable="Date")


def _add_text(sources: Element, users: Mapping[str, str], text: CodedText, file_name: str) -> None:
    """Add a text whose words stand in a file beside it: not every tool reads them inside the project."""
    place = {"plainTextPath": f"internal://{file_name}"}
    source = SubElement(sources, "TextSource", {"guid": _guid(f"text {text.text_id}"), "name": text.name, **place})
    for passage in text.passages:
        _add_passage(source, users, passage)
    for name, value, tag in (("kind", text.kind, "TextValue"), ("day", text.day, "DateValue")):
        if value:
            said = SubElement(source, "VariableValue")
            SubElement(said, "VariableRef", targetGUID=_guid(name))
            SubElement(said, tag).text = value


def _add_passage(source: Element, users: Mapping[str, str], passage: Passage) -> None:
    who = {"creatingUser": _guid(passage.user)} if passage.user in users else {}
    when = {"creationDateTime": f"{passage.at}:00"} if passage.at else {}
    place = {"startPosition": str(passage.start), "endPosition": str(passage.end)}
    selection = SubElement(source, "PlainTextSelection", {"guid": _guid(passage.passage_id), **place, **who, **when})
    if passage.made_of_it:
        SubElement(selection, "Description").text = passage.made_of_it
    for code in passage.codes:
        coding = SubElement(selection, "Coding", {"guid": _guid(f"{passage.passage_id} {code}"), **who, **when})
        SubElement(coding, "CodeRef", targetGUID=_guid(code))


def _zip(parts: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as whole:
        for name, content in parts.items():
            part = ZipInfo(name, _PART_AT)
            part.compress_type = ZIP_DEFLATED
            whole.writestr(part, content)
    return out.getvalue()


def _guid(ours: str) -> str:
    return str(uuid5(_OURS, ours))


def _bytes(root: Element) -> bytes:
    out = io.BytesIO()
    ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    return out.getvalue()
