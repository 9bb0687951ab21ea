"""The head's answer: filled in as a reader or a word processor would, sent back, looked at, kept, and replaced."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from peerdesk.desk.acting import NotYoursError
from peerdesk.desk.replies import Returned
from peerdesk.desk.report_files import ReportFiles
from peerdesk.desk.rescuing import rescue
from peerdesk.desk.restoring import restore
from peerdesk.domain.outcome import Finding
from peerdesk.domain.releases import released
from peerdesk.domain.reply_answers import FindingAnswer, HeadsAnswer
from peerdesk.errors import ReplySheetError
from peerdesk.paths import resources
from peerdesk.storage.attachments import has_attachment, read_attachment
from peerdesk.storage.departure import statements_in
from tests.desk.test_leaving import inside
from tests.people import LEAD, Team

FONTS = resources() / "fonts"
TITLES = ("Talk comes first", "Whose sentence is it", "History stays")


@dataclass(frozen=True)
class Desked:
    """A lead with three findings."""

    team: Team
    findings: tuple[Finding, ...]
    folder: Path

    @property
    def files(self) -> ReportFiles:
        return ReportFiles(self.team.lead.reports, FONTS)

    def sheet(self, ending: str, *, each: bool = False) -> Path:
        return self.files.write_reply_sheet(self.team.scope, self.folder / f"sheet{ending}", each_finding=each)

    def read(self, path: Path) -> Returned:
        return self.team.lead.replies.read(self.team.scope, path)

    def let_out(self) -> str:
        with self.team.lead.acting.look() as session:
            return released(statements_in(session, self.team.scope, "release")).what


@pytest.fixture
def lead(team: Team, tmp_path: Path) -> Desked:
    desk, scope = team.lead, team.scope
    question = team.questions[0]
    for title in TITLES:
        desk.findings.add(scope, question=question, title=title, text=f"{title}, we saw.")
    material = desk.reports.material(scope)
    return Desked(team, tuple(material.findings_of(question)), tmp_path)


def fill_pdf(path: Path, said: Mapping[str, str]) -> Path:
    """Fill in a form as a reader does: `says 2` or `words 2` of the second finding, else the name of a place."""
    reader = PdfReader(path)
    fields = reader.get_fields() or {}
    writer = PdfWriter(clone_from=reader)
    named = {_place(list(fields), asked): value for asked, value in said.items()}
    for page in writer.pages:
        writer.update_page_form_field_values(page, named, auto_regenerate=False)
    out = path.with_name(f"filled-{path.name}")
    writer.write(out)
    return out


def _place(names: list[str], asked: str) -> str:
    what, _, number = asked.partition(" ")
    found = [name for name in names if name.startswith(f"pd1-{what}-")]
    return found[int(number) - 1] if number else found[0]


def fill_word(path: Path, change: Callable[[str], str]) -> Path:
    """Change the text of a .docx as a word processor does, and nothing else in it."""
    out = path.with_name(f"filled-{path.name}")
    with zipfile.ZipFile(path) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data.decode()).encode() if name == "word/document.xml" else data)
    return out


def tick(xml: str, finding: Finding, value: str) -> str:
    at = xml.index(f"{finding.record_id[:16]}-", 0)
    at = xml.index(f'-{value}"', at)
    begins = xml.index('w14:checked w14:val="0"', at)
    return xml[:begins] + xml[begins:].replace('w14:val="0"', 'w14:val="1"', 1)


def write(xml: str, finding: Finding, words: str) -> str:
    at = xml.index(f"pd1-words-{xml.split('pd1-words-')[1][:12]}-{finding.record_id[:16]}")
    before, after = xml[:at], xml[at:]
    after = after.replace("<w:showingPlcHdr/>", "", 1).replace("Write here", words, 1)
    return before + after


def test_a_pdf_is_filled_in_sent_back_looked_at_and_kept(lead: Desked) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    desk.reports.sign_off(scope, FONTS)
    filled = fill_pdf(
        lead.sheet(".pdf"),
        {
            "says 1": "/recognise",
            "says 2": "/notquite",
            "words 2": "Two classes, not all of them.",
            "what": "/summary",
            "missed": "Our choir.",
            "who": "Head, Saltmarsh",
            "day": "16 October 2025",
        },
    )
    back = lead.read(filled)
    assert desk.replies.all(scope) == []
    assert desk.replies.words(scope) == []
    assert back.look.unclear == ()
    one, two, _ = lead.findings
    assert back.look.answer == HeadsAnswer(
        (
            FindingAnswer(one.record_id, "recognise"),
            FindingAnswer(two.record_id, "not quite", "Two classes, not all of them."),
        ),
        "summary",
        {"missed": "Our choir."},
        "Head, Saltmarsh",
        "2025-10-16",
    )
    desk.replies.keep(scope, back.look.answer, taken_by="a member", document=back.document)
    (reply,) = desk.replies.all(scope)
    assert (reply.what, reply.answered_on, reply.taken_by) == ("summary", "2025-10-16", "a member")
    assert desk.replies.document(reply) == filled.read_bytes()
    said = {(word.about, word.finding): (word.says, word.words, word.document) for word in desk.replies.words(scope)}
    assert said["finding", two.record_id] == ("not quite", "Two classes, not all of them.", reply.document)
    assert said["missed", ""] == ("", "Our choir.", reply.document)
    assert lead.let_out() == "summary"
    with desk.acting.look() as session:
        (release,) = statements_in(session, scope, "release")
    assert release.says["word"] == reply.document
    assert release.author == desk.identity.key_id
    assert "kept already" in lead.read(filled).look.unclear[0]


def test_a_word_file_is_read_back_though_its_rows_were_moved(lead: Desked) -> None:
    one, two, three = lead.findings

    def change(xml: str) -> str:
        xml = tick(tick(xml, one, "leaveout"), three, "recognise")
        xml = write(xml, two, "Ask Tom &amp; us.")
        begins = [xml.index(f">{n}. {title}") for n, title in enumerate(TITLES, 1)]
        cut = [xml.rindex("<w:p>", 0, at) for at in begins]
        end = xml.rindex("<w:p>", 0, xml.index(">What may go to the partnership<"))
        parts = [xml[cut[0] : cut[1]], xml[cut[1] : cut[2]], xml[cut[2] : end]]
        return xml[: cut[0]] + parts[2] + parts[0] + parts[1] + xml[end:]

    look = lead.read(fill_word(lead.sheet(".docx", each=True), change)).look
    assert look.answer.findings == (
        FindingAnswer(one.record_id, "leave out"),
        FindingAnswer(two.record_id, "", "Ask Tom & us."),
        FindingAnswer(three.record_id, "recognise"),
    )
    assert look.each
    assert look.unclear == ("Finding 2 has words and no tick.",)


def test_two_ticks_words_beside_and_a_finding_that_is_gone_are_asked(lead: Desked) -> None:
    one, two, three = lead.findings
    sheet = lead.sheet(".docx")
    lead.team.lead.findings.change(one, title="Talk comes first, and stays")
    lead.team.lead.findings.delete(three)

    def change(xml: str) -> str:
        xml = tick(tick(tick(xml, two, "recognise"), two, "leaveout"), one, "recognise")
        xml = tick(xml, three, "notquite")
        return xml.replace("</w:body>", "<w:p><w:r><w:t>P.S. Come again!</w:t></w:r></w:p></w:body>")

    look = lead.read(fill_word(sheet, change)).look
    assert look.answer.findings == (FindingAnswer(one.record_id, "recognise"),)
    assert "Two ticks on finding 2: which did she mean?" in look.unclear
    assert "Finding 1 reads otherwise now than on this sheet." in look.unclear
    assert "Something was said of a finding that is no longer in the report: “Not quite, because”" in look.unclear
    assert any("P.S. Come again!" in one for one in look.unclear)


def test_a_sheet_that_was_left_empty_says_nothing(lead: Desked) -> None:
    for ending in (".docx", ".pdf"):
        look = lead.read(lead.sheet(ending, each=True)).look
        assert look.answer.is_empty
        assert (look.unclear, look.could_be_read) == ((), True)


def test_a_scan_is_kept_and_typed_from(lead: Desked) -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    scan = lead.folder / "scan.pdf"
    writer.write(scan)
    back = lead.read(scan)
    assert not back.look.could_be_read
    assert "Type what is on the paper" in back.look.unclear[0]
    assert back.document == scan.read_bytes()


def test_a_sheet_of_another_review_is_refused(lead: Desked) -> None:
    other, _ = lead.team.lead.plan.begin(school_name="Another School", days=("2025-10-20",))
    with pytest.raises(ReplySheetError, match="another review"):
        lead.team.lead.replies.read(other, lead.sheet(".pdf"))


def bomb(folder: Path) -> Path:
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<w>" + b" " * (64 * 1024 * 1024))
    return path


def macro(folder: Path) -> Path:
    path = folder / "macro.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", b"Sub AutoOpen")
    return path


def entities(folder: Path) -> Path:
    path = folder / "laughs.docx"
    laughs = '<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><w>&b;</w>'
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", laughs)
    return path


def script(folder: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    runs = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('hello')")}
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject(runs)
    path = folder / "script.pdf"
    writer.write(path)
    return path


def locked(folder: Path) -> Path:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("secret", algorithm="RC4-128")
    path = folder / "locked.pdf"
    writer.write(path)
    return path


def text(folder: Path) -> Path:
    path = folder / "reply.docx"
    path.write_text("We recognise all of it.")
    return path


def cut_short(folder: Path) -> Path:
    path = folder / "short.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    return path


HARM: dict[Callable[[Path], Path], str] = {
    bomb: "far more than a reply sheet",
    macro: "holds a program",
    entities: "damaged",
    script: "holds a program",
    locked: "locked with a password",
    text: "no reply sheet",
    cut_short: "damaged",
}


@pytest.mark.parametrize("make", HARM)
def test_what_would_do_harm_is_a_sentence_and_nothing_is_kept(lead: Desked, make: Callable[[Path], Path]) -> None:
    with pytest.raises(ReplySheetError, match=HARM[make]) as refused:
        lead.read(make(lead.folder))
    assert refused.value.remedy
    assert lead.team.lead.replies.all(lead.team.scope) == []


def test_a_file_that_is_gone_or_huge_is_said(lead: Desked) -> None:
    with pytest.raises(ReplySheetError, match="cannot be read"):
        lead.read(lead.folder / "nowhere.pdf")
    huge = lead.folder / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(33 * 1024**2)
    with pytest.raises(ReplySheetError, match="larger"):
        lead.read(huge)


def test_until_it_is_signed_only_that_the_review_took_place_travels(lead: Desked) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    desk.reports.add_section(scope, "page", text="Quokka on the page")
    desk.replies.keep(scope, HeadsAnswer(what="summary", words={"recognise": "Quokka heard"}), document=b"%PDF- Quokka")
    assert lead.let_out() == "nothing"
    out = lead.folder / "partnership.peerdesk"
    desk.packages.give(scope, "partnership", out, to=[lead.team.ben.people.mine])
    assert b"Quokka" not in inside(desk, out)
    owed = desk.replies.owed(scope)
    assert owed is not None
    assert (owed.what, owed.signed) == ("summary", False)
    desk.reports.sign_off(scope, FONTS)
    owed = desk.replies.owed(scope)
    assert owed is not None
    assert owed.signed
    desk.replies.let_go(scope)
    assert desk.replies.owed(scope) is None
    desk.packages.give(scope, "partnership", out, to=[lead.team.ben.people.mine])
    told = inside(desk, out)
    assert b"Quokka on the page" in told
    assert b"Quokka heard" not in told
    assert b"%PDF- Quokka" not in told


@pytest.mark.parametrize("kept_back", [{"says": "leave out"}, {"says": "recognise", "travels": "no"}])
def test_a_finding_that_she_keeps_back_holds_the_text_until_somebody_looked(
    lead: Desked, kept_back: dict[str, str]
) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    desk.reports.add_section(scope, "page", text="Quokka on the page")
    desk.reports.sign_off(scope, FONTS)
    said = FindingAnswer(lead.findings[1].record_id, **kept_back)  # type: ignore[arg-type]
    desk.replies.keep(scope, HeadsAnswer((said,), "report"))
    assert lead.let_out() == "nothing"
    owed = desk.replies.owed(scope)
    assert owed is not None
    assert [one.title for one in owed.kept_back] == [TITLES[1]]
    desk.findings.delete(lead.findings[1])
    desk.reports.sign_off(scope, FONTS)
    owed = desk.replies.owed(scope)
    assert owed is not None
    assert owed.kept_back == ()
    desk.replies.let_go(scope)
    assert lead.let_out() == "report"


def test_she_may_change_her_mind_and_what_she_said_before_stays_in_its_history(lead: Desked) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    desk.reports.sign_off(scope, FONTS)
    one = lead.findings[0].record_id
    desk.replies.keep(scope, HeadsAnswer((FindingAnswer(one, "leave out", "Not this."),), "nothing"))
    desk.replies.keep(scope, HeadsAnswer((FindingAnswer(one, "recognise", "On reflection."),), "report"))
    (word,) = desk.replies.words(scope)
    assert (word.says, word.words, word.two_versions) == ("recognise", "On reflection.", ())
    assert lead.let_out() == "report"
    assert [reply.what for reply in desk.replies.all(scope)] == ["nothing", "report"]
    desk.replies.keep(scope, HeadsAnswer(what="nothing"))
    assert lead.let_out() == "nothing"


def test_two_who_took_down_different_answers_let_out_the_less(lead: Desked, tmp_path: Path) -> None:
    team = lead.team
    team.lead.plan.add_member(team.scope, "Ben again", "deputy", key=team.ben.identity.key_id)
    team.lead.reports.sign_off(team.scope, FONTS)
    team.hand(team.lead, team.ben)
    team.lead.replies.keep(team.scope, HeadsAnswer(what="report"))
    team.ben.replies.keep(team.scope, HeadsAnswer(what="themes"))
    team.hand(team.ben, team.lead)
    assert lead.let_out() == "themes"


def test_who_does_not_lead_takes_no_answer_down(lead: Desked) -> None:
    team = lead.team
    team.lead.reports.sign_off(team.scope, FONTS)
    team.hand(team.lead, team.cara)
    with pytest.raises(NotYoursError):
        team.cara.replies.keep(team.scope, HeadsAnswer(what="report"), document=b"%PDF-")
    with team.cara.acting.look() as session:
        assert statements_in(session, team.scope, "release") == []


def test_an_answer_is_undone_in_one_act(lead: Desked) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    desk.replies.keep(scope, HeadsAnswer((FindingAnswer(lead.findings[0].record_id, "recognise"),), "themes"))
    desk.keeping.undo()
    assert desk.replies.all(scope) == []
    assert desk.replies.words(scope) == []


def test_her_file_is_gone_once_all_that_names_it_is_erased(lead: Desked) -> None:
    desk, scope = lead.team.lead, lead.team.scope
    said = FindingAnswer(lead.findings[0].record_id, "not quite", "Quokka")
    desk.replies.keep(scope, HeadsAnswer((said,), words={"recognise": "Quokka"}), document=b"%PDF- Quokka")
    (reply,) = desk.replies.all(scope)
    for record in desk.replies.records(scope):
        desk.erasing.erase(record)
    with desk.acting.look() as session:
        assert not has_attachment(session, reply.document)


def test_her_sheet_leaves_with_the_team_s_notes_and_never_for_the_partnership(lead: Desked) -> None:
    team = lead.team
    team.lead.reports.sign_off(team.scope, FONTS)
    sheet = lead.sheet(".pdf").read_bytes() + b"\n% filled in"
    team.lead.replies.keep(team.scope, HeadsAnswer(what="report"), document=sheet)
    (reply,) = team.lead.replies.all(team.scope)
    for notes in (True, False):
        out = lead.folder / f"team{notes}.peerdesk"
        team.lead.packages.give(team.scope, "team", out, notes=notes)
        assert sheet in inside(team.lead, out)
    taker = team.ben
    taker.packages.merge(taker.packages.preview(out))
    with taker.acting.look() as session:
        assert read_attachment(session, reply.document) == sheet
    gone = lead.folder / "partnership.peerdesk"
    team.lead.packages.give(team.scope, "partnership", gone, to=[team.ben.people.mine])
    assert b"% filled in" not in inside(team.lead, gone)
    assert reply.document.encode() not in inside(team.lead, gone).replace(b'"word":"' + reply.document.encode(), b"")


def test_her_sheet_survives_a_copy_brought_back_and_a_rescue(lead: Desked, tmp_path: Path) -> None:
    team, desk = lead.team, lead.team.lead
    before = desk.keeping.back_up()
    sheet = lead.sheet(".docx").read_bytes()
    desk.replies.keep(team.scope, HeadsAnswer(what="themes"), document=sheet)
    after = desk.keeping.back_up()
    again = team.put_back(LEAD, before, tmp_path / "another laptop")
    assert again.replies.all(team.scope) == []
    restore(again, after)
    (reply,) = again.replies.all(team.scope)
    assert again.replies.document(reply) == sheet
    rescue(after, [desk.recovery.copy_keys()[0]], tmp_path / "rescued")
    (found,) = (tmp_path / "rescued").glob("*/*.docx")
    assert found.read_bytes() == sheet


def test_a_logo_leaves_with_the_team_s_notes(lead: Desked) -> None:
    team = lead.team
    from peerdesk.storage.attachments import put_attachment

    with team.lead.acting.act("logo") as act:
        sha256 = put_attachment(act.session, b"\x89PNG logo", "image/png")
        plan = team.lead.plan.look(team.scope)
        assert plan is not None
        act.change(plan.review, logo=sha256)
    out = lead.folder / "team.peerdesk"
    team.lead.packages.give(team.scope, "team", out)
    team.ben.packages.merge(team.ben.packages.preview(out))
    with team.ben.acting.look() as session:
        assert has_attachment(session, sha256)
