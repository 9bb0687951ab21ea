"""A school's logo on the plan, and on the cover of its report."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from peerdesk.desk.report_files import ReportFiles
from peerdesk.domain.review import Review
from peerdesk.errors import PictureError
from peerdesk.paths import resources
from tests.export.report.listening import listen
from tests.people import Team


@pytest.fixture
def logo(tmp_path: Path) -> Path:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (300, 100), (20, 90, 60, 255)).save(path)
    return path


def shown(team: Team) -> Review:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    return plan.review


def figures(team: Team, folder: Path) -> list[str]:
    files = ReportFiles(team.lead.reports, resources() / "fonts")
    data = files.write(team.scope, folder / "report.pdf", "for checking").read_bytes()
    pictures = len(PdfReader(BytesIO(data)).pages[0].images)
    told = [words for kind, words in listen(data) if kind == "Figure" and not words.startswith(("What we", "The evid"))]
    assert pictures == len(told)
    return told


def test_a_logo_is_set_stands_on_the_cover_as_the_schools_name_and_is_taken_off(
    team: Team, logo: Path, tmp_path: Path
) -> None:
    assert figures(team, tmp_path) == []
    assert team.lead.logos.read(shown(team)) == b""
    team.lead.logos.set(shown(team), logo)
    assert team.lead.logos.read(shown(team)).startswith(b"\x89PNG")
    assert figures(team, tmp_path) == [shown(team).school_name]
    changes = team.lead.logos.take_off(shown(team))
    assert changes.undo_label == "take the school's logo off"
    assert figures(team, tmp_path) == []
    team.lead.keeping.undo()
    assert figures(team, tmp_path) == [shown(team).school_name]


@pytest.mark.parametrize("content", [b"", b"no picture", b"<svg/>", b"\x89PNG\r\n\x1a\n broken"])
def test_what_is_no_logo_is_said_and_the_old_one_stays(team: Team, logo: Path, content: bytes) -> None:
    team.lead.logos.set(shown(team), logo)
    before = team.lead.logos.read(shown(team))
    logo.write_bytes(content)
    with pytest.raises(PictureError) as refused:
        team.lead.logos.set(shown(team), logo)
    assert "logo.png" in refused.value.message
    assert refused.value.remedy
    assert team.lead.logos.read(shown(team)) == before
