"""The report for school, governors and team, in each form; and the sheet on which the head answers."""

import re
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from peerdesk.desk.report_files import ReportFiles, UnknownFormError
from peerdesk.paths import resources
from tests.export.report.making import flaws
from tests.people import LEAD, Team

CITED = re.compile(r"\[\d")


@pytest.fixture
def files(team: Team) -> ReportFiles:
    """A lead with a finding that stands on a note, and what was typed into it."""
    lead, scope = team.lead, team.scope
    plan = lead.plan.look(scope)
    assert plan is not None
    question = plan.questions[0].record_id
    told = lead.capture.keep_note(
        scope,
        text="say it, tweak it",
        made_of_it="known by heart",
        where="Y5 English",
        seen_at="2027-03-09T09:08",
        questions=(question,),
    )[0]
    finding = lead.findings.add(scope, question=question, title="Talk comes first", text=f"It does [[{told}]].")[0]
    assert finding
    return ReportFiles(lead.reports, resources() / "fonts")


def words(path: Path) -> str:
    match path.suffix:
        case ".pdf":
            return " ".join(page.extract_text() for page in PdfReader(path).pages)
        case ".docx":
            word = docx.Document(str(path))
            cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
            head = [one.text for one in word.sections[0].header.paragraphs]
            return " ".join([*head, *(one.text for one in word.paragraphs), *cells])
        case _:
            return path.read_text()


@pytest.mark.parametrize("form", [".pdf", ".docx", ".html"])
def test_each_reader_gets_what_is_theirs(team: Team, files: ReportFiles, tmp_path: Path, form: str) -> None:
    school = words(files.write(team.scope, tmp_path / f"school{form}", "for checking"))
    governors = words(files.write(team.scope, tmp_path / f"governors{form}", "final", "governors"))
    own = words(files.write(team.scope, tmp_path / f"team{form}", "on the day", "team"))
    for said in (school, governors, own):
        assert "Talk comes first" in said
        assert "It does" in said
    assert CITED.search(school)
    assert "tweak it" not in school
    assert "09:08" not in school
    assert "not final until the school has answered" in school
    assert not CITED.search(governors)
    assert "The evidence" not in governors
    for told in ("not for the school", "tweak it", "known by heart", "09:08", LEAD.split()[0]):
        assert told in own


@pytest.mark.parametrize("reader", ["school", "governors", "team"])
def test_each_pdf_can_be_read_aloud_and_kept(team: Team, files: ReportFiles, tmp_path: Path, reader: str) -> None:
    made = files.write(team.scope, tmp_path / "report.pdf", "final", reader)  # type: ignore[arg-type]
    assert flaws(made.read_bytes()) == []


@pytest.mark.parametrize("each", [False, True])
def test_the_head_can_answer_on_paper_and_in_a_word_processor(
    team: Team, files: ReportFiles, tmp_path: Path, each: bool
) -> None:
    for form in (".pdf", ".docx", ".html"):
        made = files.write_reply_sheet(team.scope, tmp_path / f"sheet{form}", each_finding=each)
        said = " ".join(words(made).split())
        asked = ("Talk comes first", "We recognise this", "Not quite, because", "Please leave this out", "whole report")
        for one in asked:
            assert one in said
        assert ("To the partnership too" in said) == each
        assert "tweak it" not in said
    assert flaws((tmp_path / "sheet.pdf").read_bytes()) == []
    table = docx.Document(str(tmp_path / "sheet.docx")).tables[0]
    assert len(table.rows[0].cells) == (5 if each else 4)


def test_a_form_that_is_not_known_is_said_and_nothing_is_written(
    team: Team, files: ReportFiles, tmp_path: Path
) -> None:
    with pytest.raises(UnknownFormError) as refused:
        files.write(team.scope, tmp_path / "report.odt", "final")
    assert ".docx" in refused.value.remedy
    assert list(tmp_path.glob("report*")) == []
