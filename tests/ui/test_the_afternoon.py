"""Wrenholt's afternoon at the lead's own window: from the notes to the final report, and what each thing costs."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from peerdesk.app import build_window
from peerdesk.domain.outcome import HeadsWord
from peerdesk.ui.feedback.agreed_sheet import AgreedSheet
from peerdesk.ui.feedback.stage import Stage
from peerdesk.ui.pages.feedback import FeedbackPage
from peerdesk.ui.pages.home import HomePage
from peerdesk.ui.pages.report import ReportPage
from peerdesk.ui.pages.table import TablePage
from peerdesk.ui.reply.answer_sheet import AnswerSheet
from peerdesk.ui.report.sheets import FormSheet, ReportSheet, SignSheet
from peerdesk.ui.report.what_changed import CorrectionSheet
from peerdesk.ui.theme import Theme
from tests.export.report.listening import spoken
from tests.ui.afternoon import CTRL, KEY, LUNCH, SHIFT, Lead, begin_the_day, come_forward, fill_in
from tests.ui.what_left import TIME, YEAR, look_at_what_left

AT_MOST = {
    "an afternoon change": 1,
    "include a shadow's activity": 1,
    "finding from nine notes": 11,
    "finding from three notes": 8,
    "the team agrees six findings": 1,
    "the page for the head, on a stick": 3,
}
NINE = ("n4", "n5", "n9", "n10", "n12", "n13", "n17", "n19", "n23")
THREE = ("n37", "n38", "n43")
TALK = "Talk comes before writing, and older pupils can say why it helps them."
HISTORY = "A few pupils may regularly miss part of history; is that what you intend?"
OTHER_WORDS = "Three pupils regularly miss part of history; how could they keep both?"
SEEN = "In all seven English sessions that we joined, pupils were given something to talk about before they wrote."
MISSED = "The same few worked on spelling elsewhere for half an hour, on two afternoons a week."
OTHERWISE = "In one session the time for talk was too short to call it a habit."
THANKS = "Thank you. Staff talked with us openly on an ordinary Tuesday."
LEAD_IN = "You chose the three questions where you were least sure."
RECOGNISED = "We recognise our school in this, the doubts included."
CORRECTED = "The part of the governor in the third question is told more exactly."
HEARD = {TALK: "Tuesdays are squeezed.", HISTORY: "I do not know. I will have found out before you are home."}
LAST = {"Do you recognise your school?": "Yes. That is us.", "What have we missed?": "The book mornings did run."}


@pytest.fixture
def lead(qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lead]:
    """At lunch: the morning of all four is here, and the stick is in."""
    stick, kept = tmp_path / "STICK", tmp_path / "kept"
    stick.mkdir()
    kept.mkdir()
    monkeypatch.setattr("peerdesk.ui.report.leaving.sticks", lambda: [stick])
    review = begin_the_day(tmp_path / "desk")
    review.keep(lambda at: at < LUNCH)
    review.at("12:20")
    window = build_window(review.desk, theme, review.desk.acting.now, lambda: None)
    window.resize(1280, 800)
    with qtbot.waitExposed(window):
        window.show()
    come_forward(window)
    one = Lead(window, review, stick, kept)
    one.settle()
    yield one
    window.jobs.wait_idle()
    window.close()
    window.deleteLater()
    review.desk.close()


def test_the_afternoon_from_the_table_to_the_final_report(lead: Lead, capsys: pytest.CaptureFixture[str]) -> None:
    change_the_afternoon(lead)
    include_what_was_noted_in_training(lead)
    find(lead)
    agree(lead)
    hand_the_page_over(lead)
    sit_down_with_the_head(lead)
    send_for_checking(lead)
    hear_back(lead)
    hand_the_final_over(lead)
    correct_it(lead)
    rows = [(what, most, lead.cost[what]) for what, most in AT_MOST.items()]
    with capsys.disabled():
        sys.stdout.write("\n" + "\n".join(f"{what:<34} at most {most}, was {cost}" for what, most, cost in rows) + "\n")
    assert [what for what, most, cost in rows if max(cost) > most] == []
    look_at_what_left(lead.review, lead.kept)


def change_the_afternoon(one: Lead) -> None:
    page = one.go(6, TablePage)
    assert "Question 3 rests on what people said and papers. Nobody has looked in lessons" in one.reads(page.coverage)
    assert asks_about_third(one) == []
    since = one.acts
    one.click("Change the plan")
    one.count("an afternoon change", since)
    card = page.coverage.rest.card
    assert card.isVisible()
    assert [line.text() for line in card.lines] == [
        "Tom and Bryony also look in lessons for question 3, Subject leaders.",
        "13:05 to 13:50, in “Learning walk, history: Y5, Y4 (Tom); Y3 (Bryony)”.",
        "Everybody stays where the plan has them.",
    ]
    assert asks_about_third(one) == ["Learning walk, history: Y5, Y4 (Tom); Y3 (Bryony)"]
    one.press(KEY.Key_Space)  # it is read
    assert not card.isVisible()
    one.review.keep(lambda at: at >= LUNCH)  # the afternoon, as it comes in
    one.review.at("14:30")
    page.refresh()
    one.settle()
    assert len(one.review.notes()) == len(one.review.day.notes)


def asks_about_third(one: Lead) -> list[str]:
    """Return the walks that look at the third question."""
    plan, third = one.review.desk.plan.look(one.review.scope), one.review.ids.of("q3")
    assert plan is not None
    return [activity.title for activity in plan.activities if activity.kind == "walk" and third in activity.questions]


def include_what_was_noted_in_training(one: Lead) -> None:
    page = one.page(TablePage)
    for tab in ("1 Planned talk", "2 History"):
        one.click(tab)
        page.notes.view.setFocus()
        while page.notes.include_button.isVisible():
            waiting = {note.record_id for note in one.review.notes().values() if note.marked}
            asked = page.notes.include_button.accessibleName()
            since = one.acts
            one.press(KEY.Key_I)
            one.count("include a shadow's activity", since)
            left = {note.record_id for note in one.review.notes().values() if note.marked}
            assert len(waiting - left) == int(asked.split()[1])
    included = one.review.notes()
    assert not [local for local in one.review.day.included if included[local].marked]


def find(one: Lead) -> None:
    """Make one finding of nine notes, with what one of the team sees otherwise, and one of three; others are there."""
    one.click("1 Planned talk")
    since = one.acts
    one.choose(*NINE)
    one.press(KEY.Key_N)
    one.write(TALK)
    one.press(KEY.Key_Return)
    one.count("finding from nine notes", since)
    one.write(SEEN)
    one.press(KEY.Key_Tab, KEY.Key_Tab)
    one.write(OTHERWISE)
    one.press(KEY.Key_Tab)
    since = one.acts
    one.click("2 History")
    one.choose(*THREE)
    one.press(KEY.Key_N)
    one.write(HISTORY)
    one.press(KEY.Key_Return)
    one.count("finding from three notes", since)
    one.write(MISSED)
    one.press(KEY.Key_Tab)
    ids = one.review.ids
    for title, notes in ((TALK, NINE), (HISTORY, THREE)):
        assert {cited.note for cited in one.review.cited(title)} == set(ids.all(notes))
    (talk,) = [finding for finding in one.review.findings() if finding.title == TALK]
    assert (talk.kind, talk.text, talk.dissent) == ("works_well", SEEN, OTHERWISE)
    add_the_others(one)


def add_the_others(one: Lead) -> None:
    """Have the four that the day knows besides, as if they had been made at the table in the same way."""
    day, ids, desk = one.review.day, one.review.ids, one.review.desk
    for finding in day.findings:
        if finding.record_id in ("f1", "f5"):
            continue
        text = ids.in_text(finding.text).replace("Pupils in Year 6", "Older pupils")
        ways = {
            way: [c for c in day.citations if (c.finding, c.way) == (finding.record_id, way)]
            for way in ("for", "against")
        }
        made, _ = desk.findings.add(
            one.review.scope,
            notes=[ids.of(c.note) for c in ways["for"]],
            question=ids.of(finding.question),
            kind=finding.kind,
            title=finding.title,
            text=text,
            caution=finding.caution,
            wondering=finding.wondering,
        )
        if ways["against"]:
            (other,) = [known for known in one.review.findings() if known.record_id == made]
            desk.findings.cite(other, [ids.of(c.note) for c in ways["against"]], "against")
    one.page(TablePage).refresh()
    one.settle()


def agree(one: Lead) -> None:
    page = one.page(TablePage)
    page.notes.view.setFocus()
    assert page.agree_every.text() == "All 6 agreed"
    since = one.acts
    one.press((KEY.Key_A, SHIFT))
    one.count("the team agrees six findings", since)
    assert [finding.agreed for finding in one.review.findings()] == [True] * 6


def hand_the_page_over(one: Lead) -> None:
    one.review.at("15:05")
    page = one.go(7, ReportPage)
    one.click("Begin from the findings")
    sections = {(s.place, s.question) for s in one.review.desk.reports.sections(one.review.scope)}
    assert len(sections) == 4  # each question, and what is worth sharing
    page.outline.setFocus()
    one.press(KEY.Key_Home, KEY.Key_Return)
    one.write(THANKS)
    one.go(1, HomePage)
    since = one.acts
    one.go(7, ReportPage)
    one.press((KEY.Key_Return, CTRL))
    made = one.onto_the_stick("page")
    one.count("the page for the head, on a stick", since)
    assert THANKS in spoken(made.read_bytes())


def sit_down_with_the_head(one: Lead) -> None:
    one.review.at("15:30")
    page = one.go(8, FeedbackPage)
    one.press((KEY.Key_Return, CTRL))
    stage = page.showing.stage
    assert stage is not None
    come_forward(stage)
    nothing_of_the_team_s(one, stage)
    one.press(KEY.Key_L)
    assert stage.panel is not None
    seen = 0
    for _ in range(8):
        come_forward(stage)
        stage.setFocus()
        one.press(KEY.Key_PageDown)
        nothing_of_the_team_s(one, stage)
        one.press(KEY.Key_M)
        nothing_of_the_team_s(one, stage)
        answer = next((said for asked, said in (HEARD | LAST).items() if asked in stage.said.text()), "")
        if answer:
            one.press(KEY.Key_Tab)
            one.write(answer)
            one.press(KEY.Key_Return)
            seen += 1
        if HISTORY in stage.said.text():
            one.press(KEY.Key_Escape, KEY.Key_E)
            sheet = next(sheet for sheet in stage.findChildren(AgreedSheet) if sheet.isVisible())
            assert HEARD[HISTORY] in one.reads(sheet)
            nothing_of_the_team_s(one, stage)
            one.press((KEY.Key_A, CTRL))
            one.write(OTHER_WORDS)
            one.press((KEY.Key_Return, CTRL))
            assert OTHER_WORDS in stage.said.text()
    assert seen == len(HEARD | LAST)
    stage.setFocus()
    one.press(KEY.Key_Escape)
    assert page.showing.stage is None
    come_forward(one.window)
    heard: list[HeadsWord] = one.review.desk.feedback.heard(one.review.scope)
    assert {word.words for word in heard} == {*HEARD.values(), *LAST.values()}
    (changed,) = [finding for finding in one.review.findings() if finding.title == OTHER_WORDS]
    assert changed.agreed


def nothing_of_the_team_s(one: Lead, stage: Stage) -> None:
    """Assert that nothing before the head says who, when, where, how many, or what a note says."""
    shown = one.reads(stage) + stage.windowTitle() + stage.accessibleName() + stage.said.accessibleName()
    day, own = one.review.day, {finding.text for finding in one.review.findings()}
    colleagues = [person.name for person in day.people if person.role != "lead"]
    notes = [note.text for note in one.review.notes().values()]
    private = [*(note.made_of_it for note in day.notes if note.made_of_it), *(jotting.text for jotting in day.jottings)]
    titles = [activity.title for activity in day.activities]
    found = [one for one in (*notes, *private, *titles) if one in shown and not any(one in text for text in own)]
    found += [name for name in colleagues if name in shown and "Thank you" not in shown]
    found += [mark for mark in ("[", "◆", "▲", "Stands on", "thin, so", "Seen by") if mark in shown]
    assert (found, TIME.findall(shown), YEAR.findall(shown)) == ([], [], []), shown
    others = [w for w in QApplication.topLevelWidgets() if w.isVisible() and w not in (stage, one.window)]
    assert others == []


def send_for_checking(one: Lead) -> None:
    one.review.at("18:10")
    one.go(7, ReportPage)
    take_over_what_was_agreed(one)
    one.click("Make the report…")
    assert one.sheet(ReportSheet).choices.checkedId() == 1
    one.press(KEY.Key_Return)
    one.onto_the_stick("for checking")
    one.click("Make her reply sheet…")
    assert one.sheet(FormSheet).choices.checkedId() == 0
    one.press(KEY.Key_Return)
    one.choose_file(one.kept / "reply sheet.pdf")
    states = [edition.state for edition in one.review.desk.editions.all(one.review.scope)]
    assert states == ["on the day", "for checking"]


def take_over_what_was_agreed(one: Lead) -> None:
    one.open_part("question", one.review.ids.of("q2"))
    assert f"A finding now says: “{OTHER_WORDS}" in one.reads()
    one.click("Take it over")
    (section,) = [
        section
        for section in one.review.desk.reports.sections(one.review.scope)
        if (section.place, section.question) == ("question", one.review.ids.of("q2"))
    ]
    assert OTHER_WORDS in section.text
    assert HISTORY not in section.text


def hear_back(one: Lead) -> None:
    one.review.at("08:20", "2027-03-16")
    said = {
        "says 1": "/recognise",
        "says 2": "/notquite",
        "words 2": "The training was in November, and again in January.",
        "what": "/summary",
        "recognise": RECOGNISED,
        "missed": "Our choir.",
        "who": "Headteacher",
        "day": "15 March 2027",
    }
    filled = fill_in(one.kept / "reply sheet.pdf", said, one.stick / "her answer.pdf")
    desk, scope = one.review.desk, one.review.scope
    one.click("Read what she sent back…")
    one.choose_file(filled)
    sheet = one.sheet(AnswerSheet)
    assert "What is in it" in one.reads(sheet)
    assert sheet.unclear == []
    assert RECOGNISED in one.reads(sheet)
    assert desk.replies.all(scope) == []  # nothing is kept yet
    one.click("Keep it")
    (reply,) = desk.replies.all(scope)
    assert (reply.what, reply.answered_on, reply.words.splitlines()[0]) == (
        "summary",
        "2027-03-15",
        f"Do you recognise your school? {RECOGNISED}",
    )
    assert desk.replies.document(reply) == filled.read_bytes()
    assert sorted(word.says for word in desk.replies.words(scope) if word.finding and word.document) == [
        "not quite",
        "recognise",
    ]


def hand_the_final_over(one: Lead) -> None:
    one.review.at("16:00", "2027-03-23")
    one.click("Sign off…")
    one.sheet(SignSheet)
    one.click("Sign off")
    assert "Signed by the lead reviewer" in one.reads()
    made = make_the_final(one, "final")
    heard = spoken(made.read_bytes())
    assert "The school’s response" in heard
    assert RECOGNISED in heard
    assert f"One of us sees this otherwise: {OTHERWISE}" in heard
    assert "Checked by the headteacher, who answered on Monday 15 March 2027." in heard


def make_the_final(one: Lead, name: str) -> Path:
    one.click("Make the report…")
    assert one.sheet(ReportSheet).choices.checkedId() == 2
    one.press(KEY.Key_Return)
    return one.onto_the_stick(name)


def correct_it(one: Lead) -> None:
    one.review.at("09:00", "2027-03-30")
    one.open_part("opening")
    one.write(LEAD_IN)
    one.press(KEY.Key_Tab)
    assert "Changed since it was signed." in one.reads()
    one.click("Sign off…")
    one.click("Sign off")
    QTest.qWait(0)
    assert one.focus() is one.sheet(CorrectionSheet).words
    one.write(CORRECTED)
    one.click("Go on")
    made = make_the_final(one, "corrected")
    heard = spoken(made.read_bytes())
    assert CORRECTED in heard
    assert LEAD_IN in heard
    assert CORRECTED not in spoken((one.kept / "final.pdf").read_bytes())
    states = [edition.state for edition in one.review.desk.editions.all(one.review.scope)]
    assert states == ["on the day", "for checking", "final", "final"]
