"""Ways to make a PDF and to hold it against the two standards."""

from io import BytesIO

import page

from peerdesk.domain.document import Block, Document
from peerdesk.export.report.pdf import write_pdf
from tests.export.report.example import FONTS


def a_document(*blocks: Block, **changes: str) -> Document:
    fields = {
        "title": "Peer review at Wrenholt Primary School",
        "school": "Wrenholt Primary School",
        "dates": "Tuesday 9 March 2027",
        "state": "for checking",
        "state_line": "For checking",
        "author": "Anita and Tom",
        **changes,
    }
    return Document(**fields, blocks=blocks)  # type: ignore[arg-type]


def pdf_of(document: Document, *, compact: bool = False) -> bytes:
    out = BytesIO()
    write_pdf(document, out, FONTS, compact=compact)
    return out.getvalue()


def flaws(data: bytes) -> list[str]:
    """Return what two independent standards find wrong."""
    return [
        f"{profile} {failure.rule_id}: {failure.message}"
        for profile in ("ua1", "2a")
        for failure in page.validate_pdf_bytes(data, profile=profile).failures
    ]
