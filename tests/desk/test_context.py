"""Figures in context: brought in, shown beside others, kept in a review that a colleague opens without the files."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from peerdesk.desk.context import FILE, ResultsStore
from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.schools import Schools
from peerdesk.domain.context import Figures, pack_part, part_of
from peerdesk.domain.figures import Place, say
from peerdesk.domain.own_sheet import ColumnsSaid
from peerdesk.errors import Cancelled, NotResultsError
from peerdesk.storage.failures import StorageError
from tests.ui.pages.review_desk import DictVault

DATA = Path(__file__).parents[1] / "data"
RESULTS, REGISTER = DATA / "results", DATA / "register" / "all_columns.csv"
WIDE = RESULTS / "ks2_2025-2026_899.csv"
AT = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)
RWM = "ks2.rwm.expected"


@pytest.fixture
def store(tmp_path: Path) -> ResultsStore:
    schools = Schools(tmp_path)
    schools.import_register(REGISTER)
    return ResultsStore(tmp_path, schools, lambda: AT)


def rows_of(figures: Figures, measure: str = RWM) -> dict[str, list[str]]:
    part = part_of(figures, measure)
    assert part is not None
    return {row.words: [say(one, part.measure.unit) for one in row.figures] for row in (*part.by_group, *part.by_year)}


def test_a_school_beside_its_authority_and_england_by_group_and_year(store: ResultsStore) -> None:
    came = store.bring_in(WIDE)
    assert (came.subject, came.years, came.rows) == ("Key stage 2", ("2025/26", "2024/25", "2023/24"), 6)
    figures = store.figures(["900001"])
    assert [place.name for place in figures.places] == ["Wrenholt Primary School", "Fenmarch", "England"]
    rows = rows_of(figures)
    assert rows["All pupils"] == ["74%", "66%", "64%"]
    assert rows["Disadvantaged"] == ["not published", "52%", "48%"]
    assert rows["English as an additional language"][0] == "not applicable"
    assert len([year for year in rows if year.startswith("20")]) == 3
    part = part_of(figures, RWM)
    assert part is not None
    assert any("Boys, 15: one pupil is 7 points" in caution for caution in part.cautions)
    assert any("“Not published” is not nought" in caution for caution in part.cautions)
    assert part.sources[0] == "Key stage 2 2025/26: ks2_2025-2026_899.csv"


def test_a_full_disk_is_said_and_what_was_there_stays(tmp_path: Path) -> None:
    schools = Schools(tmp_path)
    schools.import_register(REGISTER)
    ResultsStore(tmp_path, schools, lambda: AT).bring_in(WIDE)
    before = ResultsStore(tmp_path, schools, lambda: AT).figures(["900001"])

    def full(connection: Any, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(Engine, "connect", full)
    try:
        for bring in (
            lambda: ResultsStore(tmp_path, schools, lambda: AT).bring_in(RESULTS / "england_ks2_older.csv"),
            lambda: Schools(tmp_path).import_register(many_schools(tmp_path)),
        ):
            with pytest.raises(StorageError, match="no room") as said:
                bring()
            assert "what was there before stays" in said.value.remedy
    finally:
        event.remove(Engine, "connect", full)
    again = ResultsStore(tmp_path, Schools(tmp_path), lambda: AT)
    assert again.figures(["900001"]) == before
    assert [one.name for one in again.sources()] == [WIDE.name]
    assert Schools(tmp_path).find("school number") == []


def many_schools(folder: Path) -> Path:
    """Write a register of 500 schools."""
    rows = "".join(f"{700000 + at},899,{1000 + at},School number {at},Open\n" for at in range(500))
    path = folder / "many.csv"
    head = "URN,LA (code),EstablishmentNumber,EstablishmentName,EstablishmentStatus (name)\n"
    path.write_text(head + rows, encoding="utf-8")
    return path


def test_a_file_s_own_year_counts_more_than_what_a_later_one_repeats(store: ResultsStore) -> None:
    store.bring_in(RESULTS / "england_ks2_older.csv")
    store.bring_in(WIDE)
    figures = store.figures(["900001"])
    school = figures.schools[0]
    own, repeated = figures.of(school, "2023/24", RWM), figures.of(school, "2024/25", RWM)
    assert own is not None
    assert repeated is not None
    assert (own.value, own.source) == (64, "england_ks2_older.csv")
    assert repeated.source == "ks2_2025-2026_899.csv"
    assert figures.years(RWM) == ("2025/26", "2024/25", "2023/24", "2022/23")


def test_a_file_that_comes_again_replaces_what_it_said(store: ResultsStore, tmp_path: Path) -> None:
    store.bring_in(WIDE)
    store.bring_in(WIDE)
    assert [(one.name, one.places) for one in store.sources()] == [("ks2_2025-2026_899.csv", 6)]
    revised = tmp_path / WIDE.name
    revised.write_text(WIDE.read_text(encoding="utf-8-sig").replace(",74%,", ",78%,"), encoding="utf-8")
    store.bring_in(revised)
    assert rows_of(store.figures(["900001"]))["All pupils"][0] == "78%"
    store.drop(store.sources()[0].source_id)
    assert store.sources() == []
    assert RWM not in store.figures(["900001"]).measures()


def test_the_long_layout_says_the_same_of_a_place_in_many_rows(store: ResultsStore) -> None:
    store.bring_in(RESULTS / "ks2_long.csv")
    rows = rows_of(store.figures(["900001"]))
    assert rows["All pupils"] == ["69%", "60%", "61%"]
    assert rows["Boys"] == ["64%", "–", "–"]
    assert rows["Disadvantaged"] == ["not published", "–", "–"]


def test_an_academy_has_the_figures_of_the_school_it_was(store: ResultsStore) -> None:
    store.bring_in(WIDE)
    figures = store.figures(["900021"])
    found = figures.of(figures.schools[0], "2025/26", RWM)
    assert found is not None
    assert (found.value, found.cohort) == (56, 24)
    assert found.note == "as Holm Lane Primary School, URN 900020, before"
    part = part_of(figures, RWM)
    assert part is not None
    assert any("as Holm Lane Primary School" in caution for caution in part.cautions)


def test_a_whole_partnership_in_one_table(store: ResultsStore) -> None:
    store.bring_in(WIDE)
    part = pack_part(store.figures(["900001", "900012", "900030"]), RWM)
    assert part is not None
    assert [row.words for row in part.by_group] == [
        "Wrenholt Primary School",
        "Pym Junior School",
        "Nether Pym School",
        "Fenmarch",
        "England",
    ]
    assert [place.name for place in part.places][:3] == ["All pupils", "Disadvantaged", "Not disadvantaged"]
    assert any("Nether Pym School, 7: one pupil is 14 points" in caution for caution in part.cautions)


def test_the_register_s_own_figures_need_no_file(store: ResultsStore, tmp_path: Path) -> None:
    figures = store.figures(["900001"])
    found = figures.of(figures.schools[0], "2026/27", "register.share", "fsm")
    assert found is not None
    assert (found.value, found.source) == (21.2, "Get Information about Schools")
    assert not (tmp_path / FILE).exists()


def test_nothing_is_half_taken_in(store: ResultsStore, tmp_path: Path) -> None:
    store.bring_in(WIDE)

    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    changed = tmp_path / WIDE.name
    changed.write_text(WIDE.read_text(encoding="utf-8-sig").replace(",74%,", ",78%,"), encoding="utf-8")
    with pytest.raises(Cancelled):
        store.bring_in(changed, stop)
    late = tmp_path / "ks2_long.csv"
    late.write_text((RESULTS / "ks2_long.csv").read_text().replace("202324,Academic year,Regional", "2023,x,National"))
    with pytest.raises(NotResultsError, match="Row 9, column time_period"):
        store.bring_in(late)
    assert rows_of(store.figures(["900001"]))["All pupils"][0] == "74%"
    assert len(store.sources()) == 1
    with pytest.raises(NotResultsError, match="cannot be read"):
        store.bring_in(tmp_path / "nowhere.csv")


def test_what_was_said_of_a_sheet_s_columns_is_remembered(store: ResultsStore, tmp_path: Path) -> None:
    this_year, next_year = tmp_path / "Phonics 26.csv", tmp_path / "Phonics 27.csv"
    this_year.write_text("URN,Met,Boys\n900001,82%,75%\n899,80%,77%\n")
    next_year.write_text("URN,Boys,Met\n900001,70%,79%\n")
    assert store.look_at_sheet(this_year)[1] is None
    said = ColumnsSaid({"Met": ("phonics.year1", "all"), "Boys": ("phonics.year1", "boys")}, whose="URN")
    store.bring_in_sheet(this_year, said, Place("900001", "Wrenholt", "899"), "2025/26")
    _, remembered = store.look_at_sheet(next_year)
    assert remembered == said
    store.bring_in_sheet(next_year, said, Place("900001", "Wrenholt", "899"), "2026/27")
    rows = rows_of(store.figures(["900001"], {"900001": "899"}), "phonics.year1")
    assert rows == {
        "All pupils": ["79%", "–"],
        "Boys": ["70%", "–"],
        "2026/27": ["79%", "–"],
        "2025/26": ["82%", "80%"],
    }


@pytest.fixture
def lead(tmp_path: Path) -> Desk:
    desk = start_here(tmp_path / "anita", DictVault(), "Anita", lambda: AT)
    desk.plan.import_schools(REGISTER)
    desk.in_context.store.bring_in(WIDE)
    return desk


def begin(desk: Desk) -> str:
    school = desk.plan.school("900001")
    assert school is not None
    said: dict[str, Any] = dict(school.for_review)
    return desk.plan.begin(**said)[0]


def look(desk: Desk, scope: str) -> tuple[Figures | None, frozenset[str]]:
    plan = desk.plan.look(scope)
    assert plan is not None
    return desk.in_context.of_review(plan.contexts, plan.review.school_urn, plan.review.school_authority)


def test_a_colleague_sees_what_the_lead_chose_without_the_files(lead: Desk, tmp_path: Path) -> None:
    scope = begin(lead)
    figures, kept = look(lead, scope)
    assert figures is not None
    assert kept == frozenset()
    chosen = frozenset({RWM, "ks2.reading.progress"})
    lead.in_context.keep(scope, figures, chosen)
    tom = start_here(tmp_path / "tom", DictVault(), "Tom", lambda: AT)
    lead.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk")
    seen = tom.packages.preview(tmp_path / "Briefing.peerdesk")
    tom.packages.merge(seen, typed_words=tom.people.words(lead.identity.key_id))
    theirs, kept = look(tom, scope)
    assert kept == chosen
    assert theirs is not None
    for measure in chosen:
        assert rows_of(theirs, measure) == rows_of(figures, measure)
    assert part_of(theirs, RWM) == replace(part_of(figures, RWM), places=theirs.places)  # type: ignore[type-var]
    plan = tom.plan.look(scope)
    assert plan is not None
    assert sorted((one.title, one.year, one.source) for one in plan.contexts) == [
        ("Key stage 2", "2023/24", WIDE.name),
        ("Key stage 2", "2024/25", WIDE.name),
        ("Key stage 2", "2025/26", WIDE.name),
    ]
    lead.close()
    tom.close()


def test_what_is_no_longer_chosen_goes_and_can_be_undone(lead: Desk) -> None:
    scope = begin(lead)
    figures, _ = look(lead, scope)
    assert figures is not None
    lead.in_context.keep(scope, figures, frozenset({RWM, "ks2.gps.score"}))
    assert lead.in_context.keep(scope, figures, frozenset({RWM})).undo_label == "choose figures"
    assert look(lead, scope)[1] == frozenset({RWM})
    lead.in_context.keep(scope, figures, frozenset())
    assert look(lead, scope)[1] == frozenset()
    lead.keeping.undo()
    assert look(lead, scope)[1] == frozenset({RWM})
    lead.close()
