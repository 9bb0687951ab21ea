"""Frameworks from the command line, without any notes on this computer."""

from pathlib import Path

import pytest

from peerdesk.domain.framework_reading import from_mapping
from peerdesk.export.frameworks import write_json, write_xlsx
from peerdesk.intake.frameworks import read_framework
from tests.cli.test_commands import JARGON, Laptop
from tests.domain.test_framework import SMALL


@pytest.fixture
def laptop(tmp_path: Path) -> Laptop:
    return Laptop(tmp_path / "home")


def test_they_are_listed_and_shown_before_there_is_any_note(laptop: Laptop) -> None:
    listed = laptop.ask_json("framework", "list")
    assert listed["spoilt"] == []
    first = listed["frameworks"][0]
    assert (first["name"], first["scale"], first["from"]) == ("core-enquiry@1", "ungraded", "came with PeerDesk")
    shown = laptop.ask_json("framework", "show", "core-enquiry")
    assert from_mapping(shown["framework"]).title == "Core enquiry"
    said = laptop.ask("framework", "show", "core-enquiry@1")
    assert "  do not conclude: " in said
    assert not [word for word in JARGON if word in laptop.ask("framework", "list").lower()]


def test_one_goes_out_and_another_comes_in(laptop: Laptop, tmp_path: Path) -> None:
    for ending in ("xlsx", "json", "toml"):
        out = tmp_path / f"core.{ending}"
        assert laptop.ask_json("framework", "export", "core-enquiry", out)["file"] == str(out)
        assert read_framework(out).framework_id == "core-enquiry"
    ours = tmp_path / "ours.xlsx"
    ours.write_bytes(write_xlsx(from_mapping(SMALL)))
    assert laptop.ask("framework", "import", ours) == "A small one is here: small@3\n"
    assert laptop.ask_json("framework", "list")["frameworks"][-1]["from"] == "your own"
    laptop.ask("framework", "template", tmp_path / "template.xlsx")
    assert (tmp_path / "template.xlsx").stat().st_size > 5_000


def test_what_cannot_be_meant_is_refused_with_its_place_and_nothing_is_written(laptop: Laptop, tmp_path: Path) -> None:
    missing, twice = tmp_path / "missing.json", tmp_path / "twice.xlsx"
    missing.write_bytes(b"{}")
    assert "“scale” is missing" in laptop.refused("framework", "import", missing)
    framework = from_mapping(SMALL)
    twice.write_bytes(write_xlsx(framework))
    laptop.ask("framework", "import", twice)
    other = tmp_path / "other.json"
    other.write_bytes(write_json(framework).replace(b"A small one", b"Another one"))
    assert "is here already, and says something else" in laptop.refused("framework", "import", other)
    assert "No framework here is called “nobody”" in laptop.refused("framework", "show", "nobody")
    assert "cannot be written as “.doc”" in laptop.refused("framework", "export", "core-enquiry", tmp_path / "a.doc")
    assert "cannot be read" in laptop.refused("framework", "import", tmp_path / "gone.toml")


def test_a_review_is_begun_in_the_one_that_is_named(laptop: Laptop, tmp_path: Path) -> None:
    ours = tmp_path / "ours.json"
    ours.write_bytes(write_json(from_mapping(SMALL)))
    laptop.ask("framework", "import", ours)
    laptop.ask("start", "Anita")
    assert "No framework" in laptop.refused("review", "new", "100001", "--name", "Wrenholt", "--framework", "nobody")
    assert laptop.ask_json("review", "new", "100001", "--name", "Wrenholt", "--framework", "small")["review"]
