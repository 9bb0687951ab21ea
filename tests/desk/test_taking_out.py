"""Nobody is locked in: a whole review in files that other programs read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from lxml import etree

from peerdesk.desk.taking_out import NothingToTakeError
from peerdesk.files import FileNotWrittenError
from tests.ui.pages.wrenholt import DAY, Wrenholt, make_day

Q = "{urn:QDA-XML:project:1.0}"
GRAMMAR = Path(__file__).parents[1] / "export" / "refi.rng"
WORDS = "Pairs say it, then write 🙂 it\nsecond line"


@pytest.fixture
def day(tmp_path: Path) -> Iterator[Wrenholt]:
    day = make_day(tmp_path / "desk")
    yield day
    day.desk.close()


@pytest.fixture
def note(day: Wrenholt) -> str:
    said: dict[str, Any] = {"seen_at": f"{DAY}T09:20", "activity": day.ids["a2"], "sign": "yes", "tally": (7, 12)}
    told: dict[str, Any] = {"text": WORDS, "made_of_it": "=planned()", "source": "work", "starred": True}
    note_id, _ = day.desk.capture.keep_note(day.scope, questions=[day.ids["q1"]], **told, **said)
    day.desk.capture.keep_jotting(day.scope, "mine alone")
    return note_id


def project(day: Wrenholt, folder: Path) -> tuple[Any, dict[str, str]]:
    path = day.desk.taking_out.write(day.scope, folder / "review.qdpx")
    with ZipFile(path) as whole:
        parts = {name: whole.read(name).decode() for name in whole.namelist()}
    return etree.fromstring(parts.pop("project.qde").encode()), parts


def test_a_project_keeps_the_standards_grammar_and_every_reference_leads_somewhere(
    day: Wrenholt, note: str, tmp_path: Path
) -> None:
    root, parts = project(day, tmp_path)
    etree.RelaxNG(etree.parse(GRAMMAR)).assertValid(root)
    ids = [one.get("guid") for one in root.iter() if one.get("guid")]
    assert len(ids) == len(set(ids))
    led = [one.get("targetGUID") or one.get("creatingUser") for one in root.iter()]
    assert {one for one in led if one} <= set(ids)
    places = [one.get("plainTextPath", "") for one in root.iter(f"{Q}TextSource")]
    assert {one.replace("internal://", "Sources/") for one in places} == set(parts)
    names = [one.get("name") for one in root.iter(f"{Q}Code")]
    assert len(names) == len(set(names))


def test_a_note_bears_its_codes_just_where_it_stands(day: Wrenholt, note: str, tmp_path: Path) -> None:
    day.desk.findings.add(day.scope, notes=[note], question=day.ids["q1"], title="Talk comes first")
    root, parts = project(day, tmp_path)
    names = {one.get("guid"): one.get("name") for one in root.iter(f"{Q}Code")}
    (source,) = (one for one in root.iter(f"{Q}TextSource") if one.find(f"{Q}PlainTextSelection") is not None)
    assert source.get("name") == "Learning walk, English"
    (selection,) = source.findall(f"{Q}PlainTextSelection")
    text = parts[source.get("plainTextPath", "").replace("internal://", "Sources/")]
    assert text[int(selection.get("startPosition", "")) : int(selection.get("endPosition", ""))] == WORDS
    assert text.startswith("09:20")
    bears = [names[one.get("targetGUID")] for one in selection.iter(f"{Q}CodeRef")]
    assert bears == ["Planned talk", "yes, here", "Look at work", "For the table", "Talk comes first"]
    assert selection.findtext(f"{Q}Description") == "=planned()"
    assert {one.get("name") for one in root.iter(f"{Q}User")} >= {"Anita", "Tom"}


def test_the_same_review_is_the_same_file(day: Wrenholt, note: str, tmp_path: Path) -> None:
    for suffix in (".json", ".xlsx", ".qdpx", ".qdc"):
        out = day.desk.taking_out
        one, other = (out.write(day.scope, tmp_path / f"{name}{suffix}").read_bytes() for name in ("one", "other"))
        assert one == other
        assert (tmp_path / f"one{suffix}").stat().st_mode & 0o077 == 0


def test_every_record_is_in_the_json_with_every_field(day: Wrenholt, note: str, tmp_path: Path) -> None:
    said = json.loads(day.desk.taking_out.write(day.scope, tmp_path / "all.json").read_text("utf-8"))
    (kept,) = said["note"]
    assert (kept["text"], kept["tally"], kept["id"], kept["written_by"]) == (WORDS, [7, 12], note, "Anita")
    assert kept["questions"] == [day.ids["q1"]]
    assert len(said["activity"]) == len(day.desk.plan.look(day.scope).activities)  # type: ignore[union-attr]
    assert "mine alone" not in json.dumps(said)
    assert "advice" not in said
    mine = day.desk.taking_out.write(day.scope, tmp_path / "mine.json", only_me=True)
    assert json.loads(mine.read_text("utf-8"))["jotting"][0]["text"] == "mine alone"


def test_a_workbook_says_names_and_not_ids_and_computes_nothing(day: Wrenholt, note: str, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(day.desk.taking_out.write(day.scope, tmp_path / "all.xlsx"))
    head, row = book["note"].iter_rows(values_only=True)
    said = dict(zip(head, row, strict=True))
    assert (said["activity"], said["questions"], said["tally"]) == ("Learning walk, English", "Planned talk", "7 of 12")
    assert said["observed by"] == "Anita"
    assert said["starred"] == "yes"
    (cell,) = (one for one in book["note"][2] if one.value == "=planned()")
    assert cell.data_type == "s"
    assert "jotting" not in book.sheetnames


def test_what_is_longer_than_a_cell_says_where_the_rest_is(day: Wrenholt, tmp_path: Path) -> None:
    day.desk.capture.keep_note(day.scope, text="long " * 10_000)
    book = openpyxl.load_workbook(day.desk.taking_out.write(day.scope, tmp_path / "all.xlsx"))
    text = str(book["note"]["A2"].value)
    assert text.endswith("… (the rest is in the file that ends in .json)")
    assert len(text) == 32_767


def test_what_waits_for_an_answer_about_safety_stays(day: Wrenholt, tmp_path: Path) -> None:
    day.desk.capture.keep_note(day.scope, text="y5 p says dad hits him when he gets it wrong")
    for suffix in (".json", ".xlsx", ".qdpx"):
        path = day.desk.taking_out.write(day.scope, tmp_path / f"all{suffix}")
        content = path.read_bytes()
        if suffix != ".json":
            with ZipFile(path) as whole:
                content = b"".join(whole.read(name) for name in whole.namelist())
        assert b"Wrenholt" in content
        assert b"dad hits" not in content


def test_a_form_that_nobody_knows_and_a_folder_that_is_gone(day: Wrenholt, tmp_path: Path) -> None:
    with pytest.raises(NothingToTakeError, match=r"\.odt"):
        day.desk.taking_out.write(day.scope, tmp_path / "all.odt")
    with pytest.raises(NothingToTakeError, match="not on this laptop"):
        day.desk.taking_out.write("0" * 64, tmp_path / "all.qdpx")
    with pytest.raises(FileNotWrittenError):
        day.desk.taking_out.write(day.scope, tmp_path / "gone" / "all.json")
