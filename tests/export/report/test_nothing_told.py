"""What stands in the team's working notes and in nothing that leaves: names, times, places, years, activities, words.

The notes and activities of the example hold such things on purpose (`example.PLANTED`).
"""

import io
import re
from dataclasses import replace

import docx
import pytest
from pypdf import PdfReader

from peerdesk.domain.document import Document
from peerdesk.domain.outcome import ReportState
from tests.export.report.copies import COPIES, FOR_THE_SCHOOL, STATES, html_of, whole, word_of
from tests.export.report.example import PLANTED
from tests.export.report.listening import spoken
from tests.export.report.making import pdf_of

ACTIVITY, MADE_OF_IT, YEAR = "Learning walk 4, Oak room", "whose sentence is it", "Y4 English"
TIME = re.compile(r"\b[012]\d:[0-5]\d\b")


def read(document: Document, *, compact: bool) -> dict[str, str]:
    """Return all words of a document in each form: what is seen, what is heard, what stands in the file's facts."""
    pdf = pdf_of(document, compact=compact)
    reader = PdfReader(io.BytesIO(pdf))
    word = word_of(document)
    return {
        "seen": " ".join(page.extract_text() for page in reader.pages),
        "heard": spoken(pdf),
        "facts": f"{reader.metadata} {reader.outline}",
        "word": " ".join(
            part.blob.decode("utf-8", "ignore") for part in docx.Document(io.BytesIO(word)).part.package.parts
        ),
        "html": re.sub(r"data:[^\"]*|<style>.*?</style>", "", html_of(document).decode(), flags=re.DOTALL),
    }


@pytest.mark.parametrize("own_words", [True, False], ids=["own words", "from findings"])
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("reader", FOR_THE_SCHOOL)
def test_no_time_place_year_activity_or_word_of_a_note_leaves(reader: str, state: ReportState, own_words: bool) -> None:
    made = whole(state, own_words=own_words)
    notes = tuple(replace(note, where=f"{YEAR}, {note.where}", made_of_it=MADE_OF_IT) for note in made.notes)
    activities = tuple(replace(one, title=f"{one.title}: {ACTIVITY}", place=YEAR) for one in made.activities)
    document = FOR_THE_SCHOOL[reader](replace(made, notes=notes, activities=activities))
    for form, words in read(document, compact=reader == "page").items():
        found = [one for one in (*PLANTED, ACTIVITY, MADE_OF_IT, YEAR) if one in " ".join(words.split())]
        assert not found, form
        if form != "word":  # its styles have numbers of their own
            assert not TIME.search(words), form


def test_the_teams_copy_holds_them_and_says_so_on_every_page() -> None:
    document = COPIES["team"](whole("for checking"))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(document))).pages]
    assert all("Team copy · not for the school" in page for page in pages)
    assert "Quennelby" in " ".join(pages)
    assert TIME.search(" ".join(pages))


@pytest.mark.parametrize("reader", COPIES)
def test_the_same_rows_make_the_same_bytes_in_each_form(reader: str) -> None:
    one, two = (COPIES[reader](whole("final")) for _ in range(2))
    assert pdf_of(one) == pdf_of(two)
    assert word_of(one) == word_of(two)
    assert html_of(one) == html_of(two)
