"""Everything that leaves with a report: each copy, in each state and form, with all that may stand in one."""

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

from PIL import Image, ImageDraw

from peerdesk.domain.document import Document
from peerdesk.domain.material import Correction, ReportMaterial
from peerdesk.domain.outcome import Reply, ReportState
from peerdesk.domain.report import compose_page, compose_report
from peerdesk.domain.report_copies import compose_for_governors, compose_team_copy
from peerdesk.export.html import write_html
from peerdesk.export.word import write_word
from tests.export.report.example import record
from tests.export.report.making import pdf_of
from tests.export.report.moderated import moderated

STATES: tuple[ReportState, ...] = ("on the day", "for checking", "final")
FOR_THE_SCHOOL: dict[str, Callable[[ReportMaterial], Document]] = {
    "school": compose_report,
    "governors": compose_for_governors,
    "page": compose_page,
}
COPIES = {**FOR_THE_SCHOOL, "team": compose_team_copy}


def whole(state: ReportState, *, own_words: bool = True) -> ReportMaterial:
    """Return a review of which everything is known: logo, scale, dissent, answer, corrections."""
    made = moderated(
        state=state,
        logo=a_logo(),
        signed_on="2027-03-23",
        reply=Reply(**record("reply", words="We know our school in this.\n\n- Thank you.", answered_on="2027-03-19")),
        corrections=(Correction(on="2027-04-02", words="Six books, not five."),),
    )
    told = replace(made.findings[0], dissent="Tom would not yet say “in all”.", caution="It is one day.")
    return replace(made, findings=(told, *made.findings[1:]), sections=made.sections if own_words else ())


def a_logo() -> bytes:
    image = Image.new("RGB", (300, 120), "white")
    ImageDraw.Draw(image).ellipse((10, 10, 110, 110), fill=(20, 90, 60))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pdfs() -> Iterator[tuple[str, bytes]]:
    """Yield each copy as a PDF, with a name for it."""
    for state in STATES:
        for name, compose in COPIES.items():
            yield f"{name} {state}", pdf_of(compose(whole(state)), compact=name == "page")
        yield f"from findings {state}", pdf_of(compose_report(whole(state, own_words=False)))


def word_of(document: Document) -> bytes:
    out = io.BytesIO()
    write_word(document, out)
    return out.getvalue()


def html_of(document: Document) -> bytes:
    out = io.BytesIO()
    write_html(document, out)
    return out.getvalue()
