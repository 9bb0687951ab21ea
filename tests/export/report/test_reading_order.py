"""What a program that reads aloud meets, as poppler tells it: another reader than the one that our own tests have."""

import re
import subprocess
from pathlib import Path

from peerdesk.domain.document import Document
from peerdesk.domain.outcome import Reply
from peerdesk.domain.report import compose_page, compose_report
from tests.domain.reading_reports import said
from tests.export.report.example import material, record
from tests.export.report.making import pdf_of
from tests.export.report.moderated import moderated


def heard(data: bytes, folder: Path) -> str:
    file = folder / "heard.pdf"
    file.write_bytes(data)
    told = subprocess.run(["pdfinfo", "-struct-text", file], capture_output=True, text=True, check=True, timeout=60)
    words = re.findall(r'^ *(?:"(.*)"|.*?/Alt "(.*)".*)$', told.stdout, re.MULTILINE)
    return " ".join(" ".join("".join(parts) for parts in words).split())


def test_the_report_is_read_in_the_order_in_which_it_is_written(tmp_path: Path) -> None:
    reply = Reply(**record("r", words="We know our school in this.", answered_on="2027-03-19"))
    made = moderated(state="final", signed_on="2027-03-23", reply=reply)
    document = compose_report(made)
    told, at = heard(pdf_of(document), tmp_path), 0
    for words in map(as_heard, said(document)):
        at = told.find(words, at)
        assert at >= 0, words
    for words in ("No.", "Kind", "Observation"):
        assert told.find(words, at) > 0
    assert "Page 1" not in told
    assert told.count("Final report · signed") <= 1


def test_the_page_is_read_in_the_order_in_which_it_is_written(tmp_path: Path) -> None:
    document: Document = compose_page(material(state="on the day"))
    told, at = heard(pdf_of(document, compact=True), tmp_path), 0
    for words in (document.title, document.dates, *map(as_heard, said(document))):
        at = told.find(words, at)
        assert at >= 0, words


def as_heard(words: str) -> str:
    return " ".join(words.split())
