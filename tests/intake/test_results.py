"""Results as they are published: small invented files with the headings and the traps of real ones."""

from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from peerdesk.domain.figures import Place, read_year, year_before
from peerdesk.domain.own_sheet import ColumnsSaid
from peerdesk.errors import NotResultsError, NoYearError, UnknownSheetError
from peerdesk.intake.register import RowFinding
from peerdesk.intake.results import open_results, open_sheet, year_in_name
from peerdesk.intake.results_cells import Said
from peerdesk.intake.results_sheet import look_at_sheet

DATA = Path(__file__).parents[1] / "data"
WIDE = DATA / "results" / "ks2_2025-2026_899.csv"
OLDER = DATA / "results" / "england_ks2_older.csv"
LONG = DATA / "results" / "ks2_long.csv"
Write = Callable[[str, str], Path]


def read(path: Path, year: str = "") -> tuple[dict[tuple[str, str], Said], list[RowFinding]]:
    with open_results(path, year=year) as results:
        return {(said.place.code, said.year): said for said in results}, results.findings


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def write(text: str, name: str = "2025-2026_ks2.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8-sig", newline="")
        return path

    return write


def test_a_wide_file_with_all_its_traps() -> None:
    said, findings = read(WIDE)
    here = said["900001", "2025/26"]
    assert here.place == Place("900001", "Wrenholt Primary School", "899")
    assert here.cells["ks2.rwm.expected"]["all"] == 74
    assert here.cells["ks2.rwm.expected"]["disadvantaged"] == "=x"  # SUPP
    assert here.cells["ks2.rwm.expected"]["eal"] == "=n"  # NA
    assert here.cells["ks2.pupils"]["girls"] == 12
    progress = here.cells["ks2.reading.progress"]["all"]
    assert isinstance(progress, tuple)
    assert progress[1] is not None
    assert progress[1] < progress[0]
    assert findings == [
        RowFinding(1, "1 row is shorter than the headings: what is missing there says nothing.", taken=True)
    ]


def test_the_file_repeats_two_years_that_are_told_apart() -> None:
    said, _ = read(WIDE)
    assert [(year, one.earlier) for (code, year), one in said.items() if code == "900001"] == [
        ("2025/26", False),
        ("2024/25", True),
        ("2023/24", True),
    ]


def test_the_authority_and_england_are_the_rows_without_a_number() -> None:
    said, _ = read(WIDE)
    assert said["899", "2025/26"].place == Place("899", "Fenmarch", "")
    assert said["899", "2025/26"].cells["ks2.rwm.expected"]["all"] == 66
    assert said["England", "2025/26"].cells["ks2.rwm.expected"]["all"] == 64  # state-funded schools, not all
    assert "all" not in said["England", "2025/26"].cells["ks2.reading.progress"]  # a space is no nought


def test_an_older_file_in_another_order_is_read_by_its_headings() -> None:
    said, _ = read(OLDER)
    assert said["900001", "2023/24"].cells["ks2.rwm.expected"]["all"] == 64
    assert said["900001", "2022/23"].earlier


def test_figures_of_real_schools_are_those_of_the_published_file() -> None:
    """Copied by hand from key stage 2 performance tables 2018/19, Department for Education, Open Government Licence."""
    said, _ = read(DATA / "published" / "ks2_2018-2019.csv")
    read_, groups = "ks2.rwm.expected", ("all", "boys", "girls", "disadvantaged", "others", "eal", "high")
    figures = {
        code: [one.cells[read_].get(g) for g in groups] for (code, year), one in said.items() if year == "2018/19"
    }
    assert figures == {
        "145543": [78, 81, 73, "=x", "=x", "=x", 100],
        "138226": [83, 70, 92, "=x", "=x", None, 89],
        "124937": [65, 50, 75, None, "=x", "=x", "=x"],
        "936": [70, 66, 75, 46, 75, 70, 95],
        "England": [65, 60, 70, 51, 71, 64, 95],
    }
    progress = [said[code, "2018/19"].cells["ks2.reading.progress"]["all"] for code in ("145543", "124937")]
    assert progress == [(1.7, -0.6, 4.1), (1.4, -1, 3.9)]
    assert [said[code, "2017/18"].cells[read_]["all"] for code in ("145543", "138226", "124937", "936", "England")] == [
        66,
        83,
        82,
        70,
        64,
    ]
    assert said["936", "2016/17"].cells[read_]["all"] == 67
    assert said["145543", "2018/19"].cells["ks2.pupils"] == {
        "all": 27,
        "boys": 16,
        "girls": 11,
        "disadvantaged": 3,
        "others": 24,
        "eal": 1,
    }


def test_a_register_is_not_taken_for_a_sheet_of_the_school_s_own() -> None:
    with pytest.raises(NotResultsError, match="Row 1: this is the register of schools") as refused:
        read(DATA / "register" / "all_columns.csv")
    assert not isinstance(refused.value, UnknownSheetError)  # which would ask what its columns are


def test_the_long_layout() -> None:
    with open_results(LONG) as results:
        rows = list(results)
    cells: dict[str, dict[str, object]] = {}
    for said in rows:
        if said.place.code == "900001":
            for measure, groups in said.cells.items():
                cells.setdefault(measure, {}).update(groups)
    assert {said.year for said in rows} == {"2023/24"}
    assert cells["ks2.rwm.expected"] == {"all": 69, "boys": 64, "disadvantaged": "=x"}
    assert cells["ks2.rwm.expected.3yr"] == {"all": 67}
    assert cells["ks2.reading.progress"] == {"all": (0.4, -1.9, 2.7)}
    assert cells["ks2.reading.score"] == {"all": 104.6}
    assert cells["ks2.rwm.score"] == {"all": "=n", "boys": "=n", "disadvantaged": "=n"}
    assert [said.cells["ks2.rwm.expected"]["all"] for said in rows if said.place.code == "England"] == [61]
    assert {said.place.code for said in rows} == {"900001", "899", "England"}


def test_the_census_and_ofsted_s_list_are_known_by_their_headings() -> None:
    said, _ = read(DATA / "results" / "2025-2026_899_census.csv")
    assert said["900001", "2025/26"].cells["census.share"]["fsm6"] == 25.8
    assert said["England", "2025/26"].cells["census.share"]["eal"] == 21.3
    listed, _ = read(DATA / "results" / "Management_information_as_at_31_Aug_2026.csv")
    assert listed["900001", "2025/26"].cells == {
        "ofsted.inspected": {"all": "Tuesday 14 March 2023"},
        "ofsted.published": {"all": "Tuesday 2 May 2023"},
        "ofsted.deprivation": {"all": "the fourth fifth"},
    }
    assert ("900012", "2025/26") not in listed  # it says NULL, which is nothing


@pytest.mark.parametrize(
    ("name", "year"),
    [
        ("ks2_2018-2019_936_surrey.csv", "2018/19"),
        ("england_ks2final_2022-23.csv", "2022/23"),
        ("latest_inspections_as_at_31_Aug_2024.csv", "2023/24"),
        ("as at 30 September 2024.csv", "2024/25"),
        ("2018-2023.csv", ""),
        ("england_census.csv", ""),
    ],
)
def test_a_name_says_its_year(name: str, year: str) -> None:
    assert year_in_name(name) == year


def test_a_mixed_up_year_is_said_with_row_and_column(tmp_path: Path) -> None:
    mixed = tmp_path / "ks2_2021-2022_899.csv"
    mixed.write_bytes(WIDE.read_bytes())
    with pytest.raises(NotResultsError) as refusal:
        read(mixed)
    assert "“TELIG_25” is a figure of the year before, so this file is of 2025/26; its name says 2021/22." in (
        refusal.value.message
    )
    assert refusal.value.message.startswith("Row 1, column ")
    with pytest.raises(NotResultsError, match="you said 2019/20"):
        read(WIDE, "2019/20")
    with pytest.raises(NotResultsError, match="you said 2019/20"):
        read(DATA / "results" / "2025-2026_899_census.csv", "2019/20")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("RECTYPE,LEA,URN,SCHNAME,PTREADWRITMATX\n1,899,900001,A,80%\n", "column PTRWM_EXP. Tables of before 2016"),
        ("\0\0", "This file is no text."),
        ("time_period,geographic_level,subject,breakdown,expected_standard_pupil_percent\n2023,National,Reading,Total,7\n",
         "Row 2, column time_period: “2023” is no school year."),
    ],
)  # fmt: skip
def test_a_wrong_file_is_refused(write: Write, text: str, sentence: str) -> None:
    with pytest.raises(NotResultsError) as refusal:
        read(write(text, "2025-2026_x.csv"))
    assert sentence in refusal.value.message


def test_what_is_not_known_by_itself_and_what_says_no_year_ask_for_more(write: Write) -> None:
    with pytest.raises(UnknownSheetError, match=r"It begins: Name, GLD\."):
        read(write("Name,GLD\nWrenholt,70%\n", "early.csv"))
    with pytest.raises(NoYearError):
        read(write("URN,NOR,PNUMEAL\n900001,198,11%\n", "census.csv"))
    assert read(write("URN,NOR,PNUMEAL\n900001,198,11%\n", "census.csv"), "2024/25")[0]


def test_odd_cells_and_rows_are_named_and_left_out(write: Write) -> None:
    rows = [
        "RECTYPE,LEA,URN,SCHNAME,PTRWM_EXP,TELIG",
        "1,899,900001,A,seventy,27",
        "1,899,9000x2,B,70%,27",
        "1,899,900003,C,70%,27,28",
        "1,899,900001,A,71%,27",
        "9,899,900004,D,72%,27",
        "1,899,900005,E,73%,27",
    ]
    said, findings = read(write("\r\n".join(rows), "ks2_2025-2026.csv"))
    assert [code for code, _ in said] == ["900001", "900005"]
    assert said["900001", "2025/26"].cells == {"ks2.pupils": {"all": 27}}
    assert findings == [
        RowFinding(2, "Column PTRWM_EXP: “seventy” is no figure. It was left out.", taken=True),
        RowFinding(3, "“9000x2” cannot be whose figures these are.", taken=False),
        RowFinding(4, "The row has 7 cells, not 6.", taken=False),
        RowFinding(5, "A came before; the first one counts.", taken=False),
        RowFinding(6, "“900004” cannot be whose figures these are.", taken=False),
    ]


def test_a_file_of_which_too_much_is_odd_is_refused(write: Write) -> None:
    rows = [f"1,899,{900000 + n},A,what,27" for n in range(300)]
    with pytest.raises(NotResultsError, match="The first of it: row 2"):
        read(write("\n".join(["RECTYPE,LEA,URN,SCHNAME,PTRWM_EXP,TELIG", *rows]), "ks2_2025-2026.csv"))


def test_a_school_s_own_spreadsheet_by_what_was_said_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "Early years.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, percent = book.add_worksheet(), book.add_format({"num_format": "0%"})
    sheet.write_row(0, 0, ["School", "Year", "Children", "Good level", "Wellbeing survey"])
    sheet.write_row(1, 0, ["900001", "2025/26", 28])
    sheet.write(1, 3, 0.71, percent)
    sheet.write(1, 4, 4.25)
    sheet.write_row(2, 0, [899, "2025-26", 3900, "68%"])
    sheet.write_row(3, 0, ["England", "202526", "", "67.7%"])
    book.close()
    seen = look_at_sheet(path)
    assert seen.headings == ("School", "Year", "Children", "Good level", "Wellbeing survey")
    assert seen.rows[0]["Good level"] == "71%"
    said = ColumnsSaid(
        {
            "Children": ("early.pupils", "all"),
            "Good level": ("early.good", "all"),
            "Wellbeing survey": ("own.Wellbeing survey", "all"),
        },
        whose="School",
        years="Year",
    )
    assert ColumnsSaid.from_json(said.to_json()) == said
    with open_sheet(path, said, Place("900001", "Wrenholt"), "") as results:
        rows = {row.place.code: row for row in results}
    assert rows["900001"].cells == {
        "early.pupils": {"all": 28},
        "early.good": {"all": 71},
        "own.Wellbeing survey": {"all": 4.25},
    }
    assert {row.year for row in rows.values()} == {"2025/26"}
    assert rows["England"].cells == {"early.good": {"all": 67.7}}


def test_a_sheet_that_changed_or_has_two_headings_alike_is_refused(write: Write) -> None:
    path = write("A,B,A\n1,2,3\n", "own.csv")
    with pytest.raises(NotResultsError, match=r"Row 1, column 3: “A” is there twice\."):
        look_at_sheet(path)
    said = ColumnsSaid({"C": ("early.good", "all")})
    with (
        pytest.raises(NotResultsError, match=r"Row 1: there is no column “C”\."),
        open_sheet(write("A,B\n1,2\n", "own.csv"), said, Place("900001"), "2025/26"),
    ):
        pass


@given(st.integers(1900, 2098))
def test_years_go_back_and_forth(begins: int) -> None:
    year = f"{begins}/{(begins + 1) % 100:02}"
    for written in (year, year.replace("/", "-"), f"{begins}{(begins + 1) % 100:02}", f"{begins}-{begins + 1}"):
        assert read_year(written) == year
    assert year_before(year_before(year, 3), -3) == year
    with pytest.raises(ValueError, match=str(begins)):
        read_year(f"{begins}/{(begins + 2) % 100:02}")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: f"RECTYPE,URN,PTRWM_EXP\n1,{text}".encode()))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any_2025-2026.csv"
    path.write_bytes(content)
    try:
        said, _ = read(path)
    except NotResultsError:
        return
    assert all(place for place, _ in said)
