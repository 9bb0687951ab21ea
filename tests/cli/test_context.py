"""Schools and their results from the command line."""

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.test_commands import Laptop

DATA = Path(__file__).parents[1] / "data"
REGISTER, LINKS = DATA / "register" / "all_columns.csv", DATA / "register" / "links.csv"
WIDE = DATA / "results" / "ks2_2025-2026_899.csv"


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    laptop = Laptop(tmp_path / "home")
    said = laptop.ask_json("register", "import", REGISTER, LINKS)
    assert (said["schools"], said["links"], said["newest"]) == (6, 5, "2027-03-04")
    assert said["findings"][0]["file"] == "links.csv"
    return laptop


def test_a_school_with_those_that_belong_to_it(laptop: Laptop) -> None:
    said = laptop.ask_json("school", "900011")
    assert (said["ages"] if "ages" in said else said["low_age"], said["federation"]) == (4, "Pym Schools")
    assert said["related"]["pairs"] == ["900012"]
    assert said["head"] == ""
    assert "Predecessor: Holm Lane Primary School (URN 900020)" in laptop.ask("school", "900021")
    laptop.ask("register", "import", "--heads", REGISTER)
    assert laptop.ask_json("school", "900011")["head"] == "Ms Invented Nobody"


def test_a_school_in_context(laptop: Laptop, tmp_path: Path) -> None:
    out = tmp_path / "context.pdf"
    said = laptop.ask_json("context", "900001", WIDE, "--pdf", out)
    assert [place["name"] for place in said["places"]] == ["Wrenholt Primary School", "Fenmarch", "England"]
    ours = [one for one in said["figures"] if one["measure"] == "ks2.rwm.expected" and one["year"] == "2025/26"]
    assert {one["place"]: one["value"] for one in ours if one["group"] == "all"} == {
        "900001": 74,
        "899": 66,
        "England": 64,
    }
    assert [one["status"] for one in ours if (one["place"], one["group"]) == ("900001", "disadvantaged")] == [
        "not published"
    ]
    assert said["files"][0]["years"] == ["2025/26", "2024/25", "2023/24"]
    assert len(PdfReader(out).pages) > 1
    lines = laptop.ask("context", "900001").splitlines()
    assert "All pupils | 74% | 66% | 64%" in lines
    assert "Pym Junior School | 65%" in laptop.ask("context", "900001", "--with", "900012")


def test_what_cannot_be_shown_is_refused(laptop: Laptop, tmp_path: Path) -> None:
    assert "No file of results" in laptop.refused("context", "900099")
    assert "“2019” is no school year." in laptop.refused("context", "900001", WIDE, "--year", "2019")
    odd = tmp_path / "census.csv"
    odd.write_text("URN,NOR,PNUMEAL\n900001,198,11%\n")
    assert "of which school year" in laptop.refused("context", "900001", odd)
    assert laptop.ask_json("context", "900001", odd, "--year", "2024/25")["files"][0]["years"] == ["2024/25"]
