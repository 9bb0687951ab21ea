"""The register: what real downloads do, in small invented files."""

import zipfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.school import School
from peerdesk.errors import Cancelled, NotARegisterError
from peerdesk.intake.register import LONGEST_LINE, RowFinding, open_register

DATA = Path(__file__).parent.parent / "data" / "register"
Write = Callable[[str | bytes], Path]
HEADINGS = "URN,LA (code),EstablishmentNumber,EstablishmentName,StatutoryLowAge,Postcode"


def read(path: Path) -> tuple[list[School], list[RowFinding]]:
    with open_register(path) as register:
        return list(register), register.findings


@pytest.fixture
def written(tmp_path: Path) -> Write:
    def write(content: str | bytes) -> Path:
        path = tmp_path / "register.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def test_a_download_in_utf8_with_a_byte_order_mark() -> None:
    schools, _ = read(DATA / "utf8_bom.csv")
    assert [school.urn for school in schools] == ["900001", "900002", "900003", "900004"]
    assert schools[1] == School(
        urn="900002",
        name="St Óda’s Church of England Infant School, Nether Pym",
        laestab="8992002",
        phase="Primary",
        type="Voluntary aided school",
        status="Open, but proposed to close",
        street="1 High Street",
        locality="Nether Pym, Pym Valley",
        town="Fenbridge",
        county="Fenmarch",
        postcode="ZZ2 4BQ",
        local_authority="Fenmarch",
        low_age=4,
        high_age=7,
        pupils=999,
        opened_on="1998-09-01",
        closed_on="2027-08-31",
    )


def test_fillers_say_nothing_but_999_pupils_are_999_pupils() -> None:
    schools, _ = read(DATA / "utf8_bom.csv")
    assert (schools[0].laestab, schools[0].local_authority, schools[0].county) == ("", "", "")
    assert (schools[2].low_age, schools[2].high_age, schools[2].pupils) == (None, None, None)
    assert schools[2].laestab == "8990041"
    assert schools[1].pupils == 999


def test_heads_are_left_out() -> None:
    schools, findings = read(DATA / "utf8_bom.csv")
    assert "Nobody" not in str([asdict(school) for school in schools]) + str(findings)


def test_a_comma_too_many_in_the_last_cell_costs_nothing_and_is_told() -> None:
    schools, findings = read(DATA / "utf8_bom.csv")
    assert schools[3].address == "School Road, Fenbridge, Fenmarch, ZZ2 9XY"
    assert findings == [RowFinding(5, "The row has 26 cells, not 25.", taken=True)]


def test_another_order_windows_letters_and_slashes() -> None:
    schools, findings = read(DATA / "cp1252.csv")
    assert schools[0].name == "École Française de Wrenholt – “Les Mésanges”"
    assert schools[0].opened_on == "2011-09-05"
    assert (schools[1].opened_on, schools[1].high_age, schools[1].low_age) == ("", None, 3)
    assert findings == [
        RowFinding(3, "“eleven” cannot be the oldest age. It was left empty.", taken=True),
        RowFinding(3, "“31/02/2011” cannot be the day of opening. It was left empty.", taken=True),
    ]


def test_a_windows_letter_at_the_very_end_is_seen(written: Write) -> None:
    schools, findings = read(written("URN,EstablishmentName\n900001,Caf\xe9".encode("cp1252")))
    assert (schools[0].name, findings) == ("Café", [])


def test_a_zip_reads_like_the_file_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "extract.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(DATA / "cp1252.csv", "edubasealldata.CSV")
        archive.writestr("readme.txt", "about the data")
    assert read(tmp_path / "extract.zip") == read(DATA / "cp1252.csv")


def test_rows_that_are_not_sound_are_named_and_the_others_are_kept(written: Write) -> None:
    rows = [
        HEADINGS,
        "900001,899,2001,Good,4,ZZ1 1AA",
        "90000x,899,2002,No number,4,ZZ1 1AB",
        "900003,899,2003,,4,ZZ1 1AC",
        "900004,899,2004,Cut o",
        "",
        "900005,899,2005,Moved, by a comma,4,ZZ1 1AD",
        "900001,899,2001,Good again,4,ZZ1 1AA",
        "900006,899,2006,Last,4,ZZ1 1AE",
    ]
    schools, findings = read(written("\r\n".join(rows)))
    assert [school.name for school in schools] == ["Good", "Last"]
    assert findings == [
        RowFinding(3, "“90000x” cannot be the URN.", taken=False),
        RowFinding(4, "“” cannot be the name of a school.", taken=False),
        RowFinding(5, "The row has only 4 of 6 cells.", taken=False),
        RowFinding(7, "“by a comma” cannot be the youngest age. The row has 7 cells, not 6.", taken=False),
        RowFinding(8, "URN 900001 came before; the first one counts.", taken=False),
    ]


def test_a_stray_quotation_mark_swallows_nothing_silently(written: Write) -> None:
    rows = [HEADINGS, '900001,899,2001,"Good,4,ZZ1 1AA', '900002,899,2002,"Other",4,ZZ1', "900003,899,2003,Last,4,ZZ1"]
    schools, findings = read(written("\r\n".join(rows)))
    assert "Last" in [school.name for school in schools]
    assert any("quotation mark" in finding.message or not finding.taken for finding in findings)


def test_letters_that_are_in_no_alphabet_are_told(written: Write) -> None:
    schools, findings = read(written(HEADINGS.encode() + b"\n900001,899,2001,St\x81 \xe9,4,ZZ1 1AA"))
    assert schools[0].name == "St\ufffd é"
    assert findings == [RowFinding(2, "Some letters of this row are not clear.", taken=True)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "This file is empty."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "This file is no text."),
        (b"RECTYPE,LEA,URN,SCHNAME\n1,936,1,A", "no column EstablishmentName. It begins: RECTYPE, LEA, URN, SCHNAME."),
        (b"time_period,school_urn\n2024,1", "no column URN or EstablishmentName"),
        (b"\n\n", "no column URN or EstablishmentName"),
        (b'"' + b"x" * 400_000, "This file is no table."),
        (b"PK\x05\x06" + bytes(18), "This ZIP file holds 0 CSV files"),
    ],
)
def test_what_is_no_register_says_so(written: Write, content: bytes, sentence: str) -> None:
    with pytest.raises(NotARegisterError) as refusal:
        read(written(content))
    assert sentence in refusal.value.message
    assert "Get Information about Schools" in refusal.value.remedy


def test_the_columns_that_were_found_stand_in_the_detail(written: Write) -> None:
    with pytest.raises(NotARegisterError) as refusal:
        read(written("a,b,c,d,e,f,URN\n"))
    assert refusal.value.detail == "columns: a, b, c, d, e, f, URN"


def test_a_damaged_zip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "extract.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(DATA / "utf8_bom.csv", "a.csv")
    damaged = bytearray(path.read_bytes())
    damaged[200] ^= 0xFF
    path.write_bytes(damaged)
    with pytest.raises(NotARegisterError):
        read(path)


def test_a_line_without_end_stops_the_reading_with_a_row(written: Write) -> None:
    text = f'{HEADINGS}\n900001,899,2001,Good,4,ZZ1 1AA\n900002,899,2002,"{"x" * 3 * LONGEST_LINE}'
    with pytest.raises(NotARegisterError, match="After row 2"):
        read(written(text))


def test_progress_is_told_and_may_stop_the_reading(written: Write) -> None:
    path = written("\n".join([HEADINGS, *(f"{900000 + n},899,{n},School {n},4,ZZ1 1AA" for n in range(2000))]))
    told: list[tuple[int, int]] = []
    with open_register(path, lambda done, total: told.append((done, total))) as register:
        assert len(list(register)) == 2000
    assert len(told) == 5
    assert told == sorted(told)
    assert told[-1] == (path.stat().st_size, path.stat().st_size)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with open_register(path, stop) as register, pytest.raises(Cancelled):
        list(register)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.binary(max_size=300).map(lambda tail: f"{HEADINGS}\n".encode() + tail))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    path.write_bytes(content)
    try:
        schools, findings = read(path)
    except NotARegisterError:
        return
    rows = content.decode("cp1252", "replace").replace("\r", "\n").split("\n")
    assert len(schools) + len(findings) <= 3 * len(rows)
    assert all(school.name and school.urn.isdecimal() for school in schools)


def test_a_register_with_all_its_columns() -> None:
    with open_register(DATA / "all_columns.csv") as register:
        schools = {school.urn: school for school in register}
    college, infant = schools["900022"], schools["900011"]
    assert (infant.ages, infant.pupils, infant.boys, infant.girls, infant.capacity) == ("4-7", 84, 40, 44, 90)
    assert (infant.fsm_percent, infant.federation, college.trust) == ("8.3", "Pym Schools", "THE FEN TRUST")
    assert (college.census_on, college.changed_on, schools["900020"].closed_on) == (
        "2027-01-21",
        "2027-03-04",
        "2024-08-31",
    )
    assert [(link.urn, link.other, link.way) for link in register.links] == [
        ("900020", "900021", "after"),
        ("900021", "900020", "before"),
    ]


def test_heads_are_read_when_somebody_asks(written: Write) -> None:
    with open_register(DATA / "all_columns.csv", heads=True) as register:
        assert {school.head for school in register} == {"Ms Invented Nobody"}


def test_rows_read_together_and_rows_read_alone_say_the_same(written: Write) -> None:
    rows = [f"{900000 + n},899,{n:04},School {n},{n % 9},ZZ{n % 9} 1AA" for n in range(1_234)]
    quick, _ = read(written("\n".join([HEADINGS, *rows])))
    slow, findings = read(written("\n".join([HEADINGS, *(f"{row}," for row in rows)])))
    assert quick == slow
    assert len(findings) == 1_234


def test_one_odd_row_costs_its_neighbours_nothing(written: Write) -> None:
    rows = [f"{900000 + n},899,{n:04},School {n},{'x' if n == 500 else 4},ZZ1 1AA" for n in range(1_000)]
    schools, findings = read(written("\n".join([HEADINGS, *rows])))
    assert len(schools) == 1_000
    assert schools[500].low_age is None
    assert findings == [RowFinding(502, "“x” cannot be the youngest age. It was left empty.", taken=True)]
