"""The reply sheet as a form: sound for those who listen, in order for those who tab, filled in as a reader does it."""

import io
import re
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader, PdfWriter

from peerdesk.domain.reply_sheet import ANSWERS, ASKED, ReplySheet, Write, compose_reply_sheet, read_place_name
from peerdesk.export.reply.pdf import write_reply_pdf
from peerdesk.export.reply.word import write_reply_word
from peerdesk.intake.reply_sheets import read_filled
from tests.export.report.example import FONTS, material
from tests.export.report.making import flaws


@pytest.fixture(params=[False, True], ids=["plain", "each"])
def sheet(request: pytest.FixtureRequest) -> ReplySheet:
    return compose_reply_sheet(material(state="for checking"), each_finding=request.param)


def pdf_of(sheet: ReplySheet) -> bytes:
    out = io.BytesIO()
    write_reply_pdf(sheet, out, FONTS)
    return out.getvalue()


def word_of(sheet: ReplySheet) -> bytes:
    out = io.BytesIO()
    write_reply_word(sheet, out)
    return out.getvalue()


def widgets(data: bytes) -> list[Any]:
    """Return the places of a form in the order in which Tab reaches them: that of the structure."""
    root: Any = PdfReader(io.BytesIO(data)).trailer["/Root"]
    return list(_walk(root["/StructTreeRoot"]["/K"]))


def _walk(kids: Any) -> Any:
    for kid in kids if isinstance(kids, list) else [kids]:
        one = kid.get_object()
        if not hasattr(one, "get"):
            continue
        if one.get("/Type") == "/OBJR":
            yield one["/Obj"].get_object()
        elif "/K" in one:
            yield from _walk(one["/K"])


def test_it_keeps_to_both_standards(sheet: ReplySheet) -> None:
    assert flaws(pdf_of(sheet)) == []


def test_the_same_sheet_gives_the_same_bytes(sheet: ReplySheet) -> None:
    assert pdf_of(sheet) == pdf_of(sheet)
    assert word_of(sheet) == word_of(sheet)


def test_each_place_has_a_name_that_is_read_out_and_they_come_in_the_order_of_the_page(sheet: ReplySheet) -> None:
    data = pdf_of(sheet)
    told = [one.get("/TU") or one["/Parent"]["/TU"] for one in widgets(data)]
    assert all(told)
    asked = [one for one in told if one.endswith((": We recognise this", "in your words"))]
    numbers = [int(found[1]) for one in asked if (found := re.match(r"Finding (\d+)", one))]
    title = r"Finding 1|Talk comes before writing"
    assert re.search(title, told[0])
    assert numbers == sorted(numbers)
    assert told[-1] == "Date"
    for page in PdfReader(io.BytesIO(data)).pages:
        assert str(page["/Tabs"]) == "/S"
        assert all(one.get_object()["/StructParent"] >= 0 for one in page.get("/Annots", ()))


def test_no_page_holds_only_who_answers(sheet: ReplySheet) -> None:
    first = next(one for one in sheet.blocks if isinstance(one, Write) and one.asked in ASKED.values())
    at = sheet.blocks.index(first)
    for lines in range(16, 40):
        longer = replace(sheet, blocks=(*sheet.blocks[:at], replace(first, lines=lines), *sheet.blocks[at + 1 :]))
        last = PdfReader(io.BytesIO(pdf_of(longer))).pages[-1].extract_text()
        assert "What should we do differently next time?" in last
        assert "Your name and role" in last


def test_only_one_of_three_can_be_ticked_and_a_tick_can_be_taken_away(sheet: ReplySheet) -> None:
    fields = PdfReader(io.BytesIO(pdf_of(sheet))).get_fields() or {}
    says = next(said for name, said in fields.items() if name.startswith("pd1-says-"))
    radio, must_stay = 1 << 15, 1 << 14
    assert says["/Ff"] & radio
    assert not says["/Ff"] & must_stay
    assert set(says["/_States_"]) == {"/Off", *("/" + one.replace(" ", "") for one in ANSWERS)}


def test_letters_of_any_alphabet_come_back_as_they_were_written(sheet: ReplySheet) -> None:
    words = "Ŵy’n — „tak”, ποίηση\nand a second line"
    reader = PdfReader(io.BytesIO(pdf_of(sheet)))
    name = next(name for name in reader.get_fields() or {} if name.startswith("pd1-missed-"))
    writer = PdfWriter(clone_from=reader)
    writer.update_page_form_field_values(None, {name: words}, auto_regenerate=False)
    out = io.BytesIO()
    writer.write(out)
    assert read_filled(out.getvalue(), "sheet.pdf").written[name] == words


def test_a_filled_form_looks_filled(sheet: ReplySheet, tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(pdf_of(sheet)))
    empty, filled = tmp_path / "empty.pdf", tmp_path / "filled.pdf"
    empty.write_bytes(pdf_of(sheet))
    names = list(reader.get_fields() or {})
    writer = PdfWriter(clone_from=reader)
    said = {names[0]: "/recognise", next(one for one in names if "words" in one): "The choir."}
    writer.update_page_form_field_values(None, said, auto_regenerate=False)
    writer.write(filled)
    inks = []
    for path in (empty, filled):
        subprocess.run(["pdftoppm", "-gray", "-r", "60", "-f", "1", "-l", "1", path, path.with_suffix("")], check=True)
        (picture,) = tmp_path.glob(f"{path.stem}*.pgm")
        inks.append(sum(1 for byte in picture.read_bytes() if byte < 128))
    assert inks[1] > inks[0] + 20


def test_both_files_ask_the_same_places(sheet: ReplySheet) -> None:
    word, pdf = read_filled(word_of(sheet), "sheet.docx"), read_filled(pdf_of(sheet), "sheet.pdf")
    assert set(word.ticked) == set(pdf.ticked)
    assert set(word.written) == set(pdf.written)
    assert all(read_place_name(name) for name in (*word.ticked, *word.written))
    assert not any((*word.ticked.values(), *pdf.ticked.values(), *word.written.values(), *pdf.written.values()))


def test_tags_fit_what_a_word_processor_keeps(sheet: ReplySheet) -> None:
    with zipfile.ZipFile(io.BytesIO(word_of(sheet))) as archive:
        xml = archive.read("word/document.xml").decode()
    tags = re.findall(r'<w:tag w:val="([^"]+)"', xml)
    ids = re.findall(r'<w:id w:val="(\d+)"', xml)
    assert max(map(len, tags)) <= 64
    assert len(set(tags)) == len(tags)
    assert len(set(ids)) == len(ids)
