"""A coordinator's evening by commands: begin a record, bring a folder in, look, and what waits."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerdesk.keys import passphrase
from tests.cli.test_commands import JARGON, Laptop


@pytest.fixture(scope="module", autouse=True)
def _guesses_cost_little() -> Iterator[None]:
    costly = passphrase.Cost
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "Cost", lambda *given: costly(*given) if given else costly(64, 1, 1))
        yield


@pytest.fixture
def evening(tmp_path: Path) -> tuple[Laptop, Laptop, Path, str]:
    """Return a coordinator, a lead, the folder with what the lead sent, and the lead's badge words."""
    cora, anita = Laptop(tmp_path / "cora"), Laptop(tmp_path / "anita")
    cora.ask_json("start", "Cora Lind")
    words = anita.ask_json("start", "Anita Shah")["words"]
    badge = cora.ask_json("badge", "show", "--save", tmp_path)["file"]
    sent = tmp_path / "sent"
    sent.mkdir()
    for urn, name in (("999991", "Saltmarsh Primary"), ("999992", "Wrenholt Infants")):
        anita.ask("review", "new", urn, "--name", name, "--day", "2025-10-14")
        anita.ask("package", "make", urn, sent / f"{urn}.peerdesk", "--kind", "partnership", "--to", badge)
    anita.ask("package", "make", "999991", sent / "team.peerdesk", "--kind", "team", "--to", badge)
    return cora, anita, sent, words


def test_an_evening_by_commands(evening: tuple[Laptop, Laptop, Path, str], tmp_path: Path) -> None:
    cora, _, sent, words = evening
    at = ("record", "--record", f"sqlite:///{tmp_path / 'record.db'}")
    assert "no record at this place" in cora.refused(*at, "look")
    assert cora.ask(*at, "new", "Marram Schools") == "The record of Marram Schools is ready.\n"
    assert "a record at this place already" in cora.refused(*at, "new", "Marram Schools")
    code, said, complaint = cora.call(*at, "bring-in", sent)
    assert (code, complaint) == (1, "")
    assert said.count("Waits: ") == 2
    assert "six badge words" in said
    assert "Not taken: team.peerdesk. This was made for a review team" in said
    assert words not in said, "whoever types the words must have heard them"
    assert not any(word in said.casefold().replace("peerdesk", "") for word in JARGON), said
    code, said, _ = cora.call(*at, "bring-in", sent / "999991.peerdesk", "--words", words)
    assert (code, said.splitlines()[-1]) == (0, "1 files: 1 in.")
    assert len(list(sent.glob("999991, arrived at*.arrived"))) == 1
    code, said, _ = cora.call("--json", *at, "bring-in", sent)
    assert code == 1
    assert '"counts": {"in": 1, "in before": 1, "refused": 1, "waits": 0}' in said
    looked = cora.ask(*at, "look")
    assert "Marram Schools: 2 reviews." in looked
    assert "Saltmarsh Primary, 999991\n  Tuesday 14 October 2025: that it took place; Anita Shah (lead)" in looked
    assert "Wrenholt" not in cora.ask(*at, "look", "--school", "999991")
    assert set(cora.ask_json(*at, "digest")) == {"holds", "says"}
    assert cora.ask(*at, "check") == "All is as it was written.\n"


def test_a_tracker_is_shown_first_and_kept_when_it_is_said(
    evening: tuple[Laptop, Laptop, Path, str], tmp_path: Path
) -> None:
    cora, anita, _, _ = evening
    at = ("record", "--record", f"sqlite:///{tmp_path / 'record.db'}")
    cora.ask(*at, "new", "Marram Schools")
    tracker = tmp_path / "tracker.csv"
    tracker.write_text("School,Review date,Champion\nSaltmarsh,14/10/2025,Jo Marsh\nWrenholt,TBC,\n")
    before = cora.ask(*at, "digest")
    looked = cora.ask(*at, "tracker", tracker)
    assert "2 new schools" in looked
    assert "“TBC” under review is no day that can be told." in looked
    assert "Nothing was kept yet" in looked
    assert cora.ask(*at, "digest") == before
    assert cora.ask_json(*at, "tracker", tracker, "--take")["kept"] is True
    assert cora.ask(*at, "digest") != before
    assert "Nothing here that the record does not say." in cora.ask(*at, "tracker", tracker)
    badge = anita.ask_json("badge", "show", "--save", tmp_path)["file"]
    words = anita.ask_json("badge", "show")["words"]
    assert cora.ask(*at, "let-in", badge, "--words", words) == "Anita Shah is in, as a coordinator.\n"


def test_the_address_may_stand_in_the_environment(
    evening: tuple[Laptop, Laptop, Path, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEERDESK_RECORD", f"sqlite:///{tmp_path / 'record.db'}")
    evening[0].ask("record", "new", "Marram Schools")
    assert evening[0].ask_json("record", "look")["partnerships"] == ["Marram Schools"]
