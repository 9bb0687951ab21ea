"""The report for school, governors and team, in each form; and the sheet on which the head answers."""

import re
import resource
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader

from peerdesk.desk.report_files import ReportFiles, UnknownFormError, WeakWordsError
from peerdesk.files import FileNotWrittenError, write_whole
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
    assert "by number and kind" not in governors
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


def test_a_form_that_is_not_known_is_said_and_nothing_is_written(
    team: Team, files: ReportFiles, tmp_path: Path
) -> None:
    with pytest.raises(UnknownFormError) as refused:
        files.write(team.scope, tmp_path / "report.odt", "final")
    assert ".docx" in refused.value.remedy
    assert list(tmp_path.glob("report*")) == []


def poppler(program: str, *words: str | Path) -> str:
    return subprocess.run([program, *words], capture_output=True, text=True, check=True, timeout=60).stdout


def test_a_lead_signs_the_file_itself_and_its_cover_says_what_readers_will_say(
    team: Team, files: ReportFiles, tmp_path: Path
) -> None:
    path = files.write(team.scope, tmp_path / "signed.pdf", "final", signed=True)
    told = poppler("pdfsig", path)
    assert "Signature is Valid" in told
    given = LEAD.split()[0]
    assert f"Common Name: {given}" in told
    cover = " ".join(PdfReader(path).pages[0].extract_text().split())
    assert f"the electronic signature of {given}" in cover
    assert "unknown signer" in cover
    assert flaws(path.read_bytes()) == []
    again = files.write(team.scope, tmp_path / "again.pdf", "final", signed=True)
    number = re.compile(r"certificate is ((?:[0-9A-F]{4} ?){4})")
    said = [number.search(" ".join(PdfReader(one).pages[0].extract_text().split())) for one in (path, again)]
    assert said[0]
    assert said[1]
    assert said[0][1] == said[1][1]


def test_a_second_copy_opens_with_six_words_that_nobody_kept(team: Team, files: ReportFiles, tmp_path: Path) -> None:
    chosen = files.password_words()
    assert len(chosen.split()) == 6
    assert chosen != files.password_words()
    path = files.write_locked(team.scope, tmp_path / "locked.pdf", "for checking", chosen.upper().replace(" ", ", "))
    assert "Talk comes first" in poppler("pdftotext", "-upw", chosen, path, "-")
    with pytest.raises(subprocess.CalledProcessError):
        poppler("pdftotext", path, "-")
    with pytest.raises(WeakWordsError, match="6 words"):
        files.write_locked(team.scope, tmp_path / "weak.pdf", "for checking", "only four short words")
    assert not (tmp_path / "weak.pdf").exists()


@pytest.mark.parametrize("form", [".docx", ".html"])
def test_only_a_pdf_is_signed_or_locked(team: Team, files: ReportFiles, tmp_path: Path, form: str) -> None:
    with pytest.raises(UnknownFormError, match="PDF"):
        files.write(team.scope, tmp_path / f"report{form}", "final", signed=True)
    with pytest.raises(UnknownFormError, match="PDF"):
        files.write_locked(team.scope, tmp_path / f"report{form}", "final", "able cave door easy farm gift")
    assert list(tmp_path.glob("report*")) == []


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let no file grow beyond so many bytes, as on a disk that is full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.parametrize("form", [".pdf", ".docx", ".html"])
def test_a_stick_without_room_keeps_what_was_there_and_no_half(
    team: Team, files: ReportFiles, tmp_path: Path, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def on_the_stick(path: Path, content: bytes) -> None:
        with room_for(len(content) // 2):  # the laptop's own disk has room
            write_whole(path, content)

    monkeypatch.setattr("peerdesk.desk.report_files.write_whole", on_the_stick)
    stick = tmp_path / "stick"
    stick.mkdir()
    report = stick / f"report{form}"
    report.write_text("yesterday's")
    with pytest.raises(FileNotWrittenError) as refused:
        files.write(team.scope, report, "final")
    assert "room" in refused.value.remedy
    assert [one.name for one in stick.iterdir()] == [report.name]
    assert report.read_text() == "yesterday's"


def test_a_finding_without_a_note_says_that_it_stands_on_nothing_yet(
    team: Team, files: ReportFiles, tmp_path: Path
) -> None:
    plan = team.lead.plan.look(team.scope)
    assert plan is not None
    team.lead.findings.add(team.scope, question=plan.questions[0].record_id, title="Out of thin air")
    said = " ".join(words(files.write(team.scope, tmp_path / "report.pdf", "for checking")).split())
    assert "Stands on nothing yet" in said
