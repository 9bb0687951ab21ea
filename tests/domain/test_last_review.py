"""What became of the last review: where each action stands, what we saw, and the evidence by its numbers."""

from dataclasses import replace

from peerdesk.domain.document import Heading, Table, words_of
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.report import compose_report
from tests.export.report.example import an_id, material


def table_of(made: ReportMaterial) -> list[list[str]]:
    blocks = list(compose_report(made).blocks)
    at = blocks.index(Heading(1, "1 Since the last review"))
    table = next(block for block in blocks[at:] if isinstance(block, Table))
    assert table.headers == ("Action", "Where it stands", "What we saw")
    return [[words_of(cell) for cell in row] for row in table.rows]


def test_the_first_chapter_says_where_each_action_stands_and_on_what() -> None:
    rows = table_of(material())
    assert [row[1] for row in rows] == ["Done", "Partly done", "Replaced by the school"]
    assert rows[0][2].startswith("Planned in all seven sessions [")
    assert rows[2][2].endswith("We did not look at this on the day.")


def test_its_evidence_is_numbered_first_for_it_is_read_first() -> None:
    made = material(sections=())
    cited = [f"note {n}" for n in (4, 5, 7, 9, 10, 11, 12, 18, 30, 32)]
    assert [made.numbers[an_id(one)] for one in cited] == list(range(1, 11))


def test_notes_that_were_chosen_are_named_after_the_words_and_none_twice() -> None:
    made = material(sections=())
    action = replace(made.previous_actions[2], evidence=(an_id("note 12"), an_id("note 33")))
    said = replace(action, what_we_saw=f"Stories go home [[{an_id('note 12')}]].")
    (row,) = table_of(replace(made, previous_actions=(said,)))
    assert row[2] == "Stories go home [1]. [2]"
    (row,) = table_of(replace(made, previous_actions=(replace(action, what_we_saw="", state="not yet"),)))
    assert row[1:] == ["Not yet", "[1,\u00a02]"]


def test_a_note_that_the_report_may_not_use_has_no_number() -> None:
    made = material(sections=())
    action = replace(made.previous_actions[0], what_we_saw="Seen.", evidence=(an_id("nobody’s"),), state="")
    (row,) = table_of(replace(made, previous_actions=(action,)))
    assert row[1:] == ["Not looked at", "Seen."]
