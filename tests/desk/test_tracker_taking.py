"""A real spreadsheet and real PDFs: looked at, taken, taken again, and what the record says already stays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from peerdesk.desk.record import Record, open_record_of
from peerdesk.desk.tracker_taking import TrackerChangedError, TrackerTaking
from peerdesk.domain.partnership import PartnerSchool
from peerdesk.domain.partnership_cycle import Colleague, Cycle, KeptReport, Part
from peerdesk.intake.grids import TrackerError
from peerdesk.storage.attachments import read_attachment
from tests.people import Team

NOW = datetime(2026, 1, 15, 12, tzinfo=UTC)
PDF = b"%PDF-1.7 of a review long ago"


@pytest.fixture
def record(team: Team, tmp_path: Path) -> Iterator[Record]:
    record = open_record_of(team.cara, f"sqlite:///{tmp_path / 'record.db'}")
    record.partnerships.found("Marram Schools")
    yield record
    record.close()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "2025-26"
    sheet.append(["Our cycle"])
    sheet.append(["School", "URN", "Review", None, "Improvement champions", "Report"])
    sheet.append([None, None, "Planned", "Held"])
    sheet.append(["Saltmarsh", 100001, date(2025, 10, 7), datetime(2025, 10, 14, 9), "Jo Marsh, Sam Reed", "salt.pdf"])
    sheet.append(["Wrenholt", None, "3rd March 2026", None, "Jo Marsh", "wren.pdf"])
    sheet.merge_cells("C2:D2")
    for column in "ABEF":
        sheet.merge_cells(f"{column}2:{column}3")
    hidden = book.create_sheet("Hidden")
    hidden.append(["School", "Review"])
    hidden.append(["Secret", "2025-10-14"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "tracker.xlsx"
    book.save(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "Salt.PDF").write_bytes(PDF)
    (folder / "wren.pdf").write_bytes(b"PK no pdf")
    return folder


def taking(record: Record) -> TrackerTaking:
    return TrackerTaking(record.partnerships, record.partnerships.all()[0].scope)


def test_looked_at_first_and_taken_once(record: Record, file: Path, folder: Path) -> None:
    before = record.digest()
    seen = taking(record).look(file, folder, NOW)
    assert record.digest() == before
    assert (seen.new_schools, seen.new_people) == (("Saltmarsh", "Wrenholt"), ("Jo Marsh", "Sam Reed"))
    assert seen.new_cycles == ("Saltmarsh, 2025/26", "Wrenholt, 2025/26")
    assert [one.sentence for one in seen.tracker.noticed] == [
        "The report “wren.pdf” does not come along: it is no PDF."
    ]
    taking(record).take(seen)
    scope, kept = record.partnerships.all()[0].scope, record.partnerships
    assert {(one.name, one.urn) for one in kept.read(scope, PartnerSchool)} == {
        ("Saltmarsh", "100001"),
        ("Wrenholt", ""),
    }
    days = {(one.year, one.review_planned, one.review_done) for one in kept.read(scope, Cycle)}
    assert days == {("2025/26", "2025-10-07", "2025-10-14"), ("2025/26", "2026-03-03", "")}
    assert len(kept.read(scope, Colleague)) == 2
    assert {one.part for one in kept.read(scope, Part)} == {"champion"}
    assert len(kept.read(scope, Part)) == 3
    (report,) = kept.read(scope, KeptReport)
    assert (report.title, report.released) == ("salt.pdf", "nothing")
    with record._acting.look() as session:
        assert read_attachment(session, report.document) == PDF
    after = record.digest()
    again = taking(record).look(file, folder, NOW)
    assert (again.new_schools, again.new_cycles, again.new_people, again.filled, again.kept) == ((), (), (), (), ())
    taking(record).take(again)
    assert record.digest().says == after.says


def test_what_the_record_says_stays_and_gaps_are_filled(record: Record, file: Path, folder: Path) -> None:
    scope = record.partnerships.all()[0].scope
    with record.partnerships.act(scope, "add") as act:
        school = act.add(scope, "school", name="Saltmarsh Primary", earlier=("100001",), urn="200002")
        act.add(scope, "cycle", school=school, year="2025/26", review_planned="2025-10-09")
    seen = taking(record).look(file, folder, NOW)
    assert (seen.new_schools, seen.filled) == (("Wrenholt",), ("Saltmarsh, 2025/26",)), (
        "a number it had before is its own"
    )
    assert "review planned is 2025-10-09 in the record, and stays so, not 2025-10-07" in seen.kept[0].sentence
    taking(record).take(seen)
    (cycle,) = [one for one in record.partnerships.read(scope, Cycle) if one.school == school]
    assert (cycle.review_planned, cycle.review_done) == ("2025-10-09", "2025-10-14")


def test_a_report_that_went_meanwhile_stops_all_of_it(record: Record, file: Path, folder: Path) -> None:
    seen = taking(record).look(file, folder, NOW)
    (folder / "Salt.PDF").unlink()
    before = record.digest()
    with pytest.raises(TrackerChangedError):
        taking(record).take(seen)
    assert record.digest() == before


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"PK\x03\x04 broken"])
def test_what_is_no_table_is_refused(record: Record, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "tracker.xlsx"
    path.write_bytes(content)
    with pytest.raises(TrackerError):
        taking(record).look(path, None, NOW)


def test_a_csv_file_is_read_too(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "tracker.csv"
    path.write_text("School,Review date\nSaltmarsh,14/10/2025\n")
    assert taking(record).look(path, None, NOW).new_cycles == ("Saltmarsh, 2025/26",)
