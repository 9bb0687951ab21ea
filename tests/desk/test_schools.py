"""The register on a computer: brought in, searched, renewed, and never spoilt."""

import sqlite3
import zipfile
from pathlib import Path

import pytest

from peerdesk.desk.schools import FILE, Schools
from peerdesk.errors import Cancelled, NotARegisterError

DATA = Path(__file__).parents[1] / "data" / "register"
ALL, LINKS = DATA / "all_columns.csv", DATA / "links.csv"


@pytest.fixture
def schools(tmp_path: Path) -> Schools:
    schools = Schools(tmp_path)
    schools.import_register(ALL)
    return schools


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    text = ALL.read_text(encoding="utf-8-sig")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    path = tmp_path / "other.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_school_is_found_as_its_name_is_typed(schools: Schools) -> None:
    assert [one.urn for one in schools.find("pym")] == ["900011", "900012"]
    assert [one.urn for one in schools.find("holm l")] == ["900021", "900020"]  # the closed one last
    assert [one.urn for one in schools.find("zz12h")] == ["900021", "900020"]
    assert [one.urn for one in schools.find("college fenb")] == ["900022"]
    assert schools.find("college wrenholt") == []


def test_what_is_brought_in_later_is_found_too(schools: Schools, tmp_path: Path) -> None:
    assert schools.find("thistle") == []
    Schools(tmp_path).import_register(changed(tmp_path, ("Wrenholt Primary School", "Thistlecombe School")))
    assert [one.urn for one in schools.find("thistle")] == ["900001"]


def test_what_a_review_keeps_of_its_school(schools: Schools) -> None:
    school = schools.school("900001")
    assert school is not None
    assert school.for_review == {
        "school_name": "Wrenholt Primary School",
        "school_urn": "900001",
        "school_address": "Mill Lane, Wrenholt, Fenmarch, ZZ1 1AA",
        "school_phase": "Primary",
        "school_ages": "4-11",
        "school_roll": "198",
        "school_authority": "899",
    }


def test_schools_that_belong_together(schools: Schools) -> None:
    infant, academy, college = (schools.school(urn) for urn in ("900011", "900021", "900022"))
    assert infant is not None
    assert academy is not None
    assert college is not None
    assert [one.urn for one in schools.relations(infant).pairs] == ["900012"]
    assert [one.urn for one in schools.relations(infant).federation] == ["900012"]
    assert [one.urn for one in schools.relations(college).trust] == ["900021"]
    assert schools.relations(academy).pairs == ()
    assert [(one.way, one.name) for one in schools.relations(academy).links] == [("before", "Holm Lane Primary School")]
    assert schools.before("900021") == ("900020",)


def test_the_links_file_comes_alone_or_in_one_zip_with_the_register(schools: Schools, tmp_path: Path) -> None:
    alone = schools.import_register(LINKS)
    assert (alone.schools, alone.links) == (0, 3)
    assert [one.row for one in alone.findings] == [5]
    assert schools.before("900001") == ("900009",)
    with zipfile.ZipFile(tmp_path / "extract.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(LINKS, "links_edubasealldata.csv")
        archive.write(ALL, "edubasealldata.csv")
    fresh = Schools(tmp_path / "fresh")
    both = fresh.import_register(tmp_path / "extract.zip")
    assert (both.schools, both.links) == (6, 5)
    assert fresh.before("900021") == ("900020",)


def test_an_older_register_is_refused_with_its_row_and_nothing_changes(schools: Schools, tmp_path: Path) -> None:
    old = changed(tmp_path, ("04-03-2027", "12-03-2015"), ("Pym Infant School", "Pym First School"))
    with pytest.raises(NotARegisterError) as refusal:
        schools.import_register(old)
    assert refusal.value.message == (
        "Row 2, column LastChangedDate: Wrenholt Primary School is as of Thursday 12 March 2015; the list that is here "
        "knows it as of Thursday 4 March 2027."
    )
    assert [one.name for one in schools.find("900011")] == ["Pym Infant School"]
    fresh = Schools(tmp_path / "fresh")
    imported = fresh.import_register(old)
    assert imported.newest == "2015-03-12"
    assert "newer than Thursday 12 March 2015" in imported.age("2027-03-09")
    assert schools.import_register(ALL).age("2027-03-09") == ""


@pytest.mark.parametrize("stop", ["cancel", "damage"])
def test_nothing_is_half_taken_in(schools: Schools, tmp_path: Path, stop: str, monkeypatch: pytest.MonkeyPatch) -> None:
    renamed = changed(tmp_path, ("Wrenholt Primary School", "Wrenholt Academy"))
    if stop == "damage":
        renamed.write_text(renamed.read_text() + '900099,"' + "x" * 400_000)
    told: list[int] = []

    def progress(done: int, _total: int) -> None:
        told.append(done)
        if stop == "cancel":
            raise Cancelled

    with pytest.raises((Cancelled, NotARegisterError)):
        schools.import_register(renamed, progress)
    assert [one.name for one in schools.find("900001")] == ["Wrenholt Primary School"]
    assert schools.what_is_unsound() == ""


def test_heads_stay_only_as_long_as_they_are_asked_for(schools: Schools, tmp_path: Path) -> None:
    file = tmp_path / FILE
    assert b"Nobody" not in file.read_bytes()
    schools.import_register(ALL, heads=True)
    school = schools.school("900001")
    assert school is not None
    assert school.head == "Ms Invented Nobody"
    schools.import_register(LINKS)
    schools.import_register(DATA / "cp1252.csv")
    again = schools.school("900001")
    assert again is not None
    assert again.head == ""


def test_a_list_of_an_earlier_version_gains_what_it_lacks(tmp_path: Path) -> None:

    Schools(tmp_path).import_register(ALL)
    with sqlite3.connect(tmp_path / FILE) as old:
        for name in ("boys", "trust", "changed_on"):
            old.execute(f"ALTER TABLE school DROP COLUMN {name}")
        old.execute("DROP TABLE school_link")
    old.close()
    later = Schools(tmp_path)
    school = later.school("900022")
    assert school is not None
    assert (school.name, school.trust, school.boys) == ("Fenbridge College", "", None)
    assert later.import_register(ALL).schools == 6
    assert later.before("900021") == ("900020",)


def test_nothing_is_found_where_there_is_no_list(tmp_path: Path) -> None:
    schools = Schools(tmp_path)
    assert (schools.find("pym"), schools.school("900001"), schools.before("900001")) == ([], None, ())
    assert not (tmp_path / FILE).exists()
    with pytest.raises(NotARegisterError, match="cannot be read"):
        schools.import_register(tmp_path / "nowhere.csv")
