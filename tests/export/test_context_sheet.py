"""Figures on paper: what the page says, readable aloud, and right by two standards."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from peerdesk.desk.context import ResultsStore
from peerdesk.desk.schools import Schools
from peerdesk.domain.context import Figures
from peerdesk.export.context_sheet import write_context_sheet
from tests.export.report.example import FONTS
from tests.export.report.making import flaws

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ResultsStore:
    folder = tmp_path_factory.mktemp("store")
    store = ResultsStore(folder, Schools(folder), lambda: datetime(2027, 3, 9, tzinfo=UTC))
    for file in sorted((DATA / "results").iterdir()):
        store.bring_in(file)
    return store


def pdf_of(figures: Figures, *measures: str) -> bytes:
    out = BytesIO()
    write_context_sheet(figures, measures or figures.measures(), out, FONTS)
    return out.getvalue()


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_all_that_is_known_of_a_school_passes_both_standards(store: ResultsStore) -> None:
    pdf = pdf_of(store.figures(["900001"]))
    assert flaws(pdf) == []
    said = words_of(pdf)
    assert "Wrenholt Primary School in context" in said
    assert "Disadvantaged not published 52% 48% 5" in said
    assert "All pupils 74% 66% 64% 27" in said
    assert "one pupil is 7 points" in said
    assert "ks2_2025-2026_899.csv" in said
    assert "no grade is made of them" in said


def test_a_partnership_passes_both_standards(store: ResultsStore) -> None:
    pdf = pdf_of(store.figures(["900001", "900012", "900030"]), "ks2.rwm.expected", "ks2.reading.progress")
    assert flaws(pdf) == []
    assert "Schools in context" in words_of(pdf)
    assert "Nether Pym School 57%" in words_of(pdf)


def test_each_chart_is_said_in_words(store: ResultsStore) -> None:
    pdf = pdf_of(store.figures(["900001"]), "ks2.rwm.expected")
    root = PdfReader(BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]  # type: ignore[index]
    said = []

    def walk(element: object) -> None:
        found = element.get_object() if hasattr(element, "get_object") else element
        if isinstance(found, dict):
            if found.get("/S") == "/Figure":
                said.append(str(found["/Alt"]))
            walk(found.get("/K"))
        elif isinstance(found, list):
            for kid in found:
                walk(kid)

    walk(root["/K"])
    assert len(said) == 2
    assert "Disadvantaged: Wrenholt Primary School not published, Fenmarch 52%, England 48%" in said[0]


def test_no_heading_and_no_chart_stands_at_the_foot_of_a_page_without_its_table(store: ResultsStore) -> None:
    figures = store.figures(["900001"])
    pages = [page.extract_text() for page in PdfReader(BytesIO(pdf_of(figures))).pages]
    assert len(pages) > 3
    for page in pages[1:]:
        words = page.split("\n")
        assert not any("by group" in line or "year by year" in line for line in words[:3]), words[:3]


def test_the_same_figures_make_the_same_bytes(store: ResultsStore) -> None:
    figures = store.figures(["900001"])
    assert pdf_of(figures, "ks2.rwm.expected") == pdf_of(figures, "ks2.rwm.expected")
