"""Frameworks at hand, taken in, changed as copies; and the one that a review keeps, wherever it travels."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from peerdesk.desk.desk import Desk, start_here
from peerdesk.desk.framework_copies import FrameworkCopies, new_row
from peerdesk.desk.frameworks import Library
from peerdesk.domain.document import Heading, Paragraph
from peerdesk.domain.framework import Framework, OutlinePart
from peerdesk.domain.framework_comparing import compare
from peerdesk.domain.framework_reading import from_json, from_mapping
from peerdesk.domain.framework_sheets import SheetError
from peerdesk.domain.framework_writing import to_toml
from peerdesk.domain.review import KeptFramework
from peerdesk.errors import FrameworkError
from peerdesk.export.frameworks import write_xlsx
from peerdesk.paths import resources
from tests.domain.test_framework import SMALL
from tests.people import Clock, Shelf


@pytest.fixture
def small() -> Framework:
    return from_mapping(SMALL)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "desk")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = start_here(tmp_path / "desk", Shelf(), "Anita Shah", Clock())
    yield desk
    desk.close()


def lying(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()} if folder.exists() else set()


def test_what_came_with_peerdesk_is_at_hand_the_core_enquiry_first(library: Library) -> None:
    shelf = library.shelf()
    assert shelf.spoilt == ()
    assert shelf.frameworks[0].framework == library.core()
    assert len(shelf.frameworks) == len(list((resources() / "frameworks").glob("*.toml")))
    assert not any(one.own for one in shelf.frameworks)


def test_one_is_taken_in_and_is_there_in_the_next_session(library: Library, small: Framework, tmp_path: Path) -> None:
    file = tmp_path / "ours.xlsx"
    file.write_bytes(write_xlsx(small))
    taken = library.take_in(file)
    assert taken.own
    found = Library(tmp_path / "desk").shelf().find("small")
    assert found == taken
    assert library.take_in(file) == taken  # twice is once
    assert sum(one.own for one in library.shelf().frameworks) == 1


def test_nothing_of_a_file_that_cannot_be_meant_is_taken_in(library: Library, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_text('id = "ours"\n', encoding="utf-8")
    with pytest.raises(FrameworkError, match="“scale” is missing"):
        library.take_in(file)
    assert lying(tmp_path / "desk") == set()


def test_a_version_that_is_here_is_not_changed_in_silence(library: Library, small: Framework, tmp_path: Path) -> None:
    library.keep(small)
    with pytest.raises(FrameworkError, match="Version 3 of “A small one” is here already") as caught:
        library.keep(replace(small, title="Another"))
    assert "Raise the version" in caught.value.remedy
    library.keep(replace(small, title="Another", version="10"))
    found = library.shelf().find("small")
    assert found is not None
    assert found.framework.version == "10"  # as people count
    with pytest.raises(FrameworkError, match="is here already"):
        library.keep(replace(library.core(), title="Ours"))


def test_one_file_that_is_spoilt_hides_no_other(library: Library, small: Framework, tmp_path: Path) -> None:
    library.keep(small)
    (tmp_path / "desk" / "frameworks" / "by hand.toml").write_text("no", encoding="utf-8")
    (tmp_path / "desk" / "frameworks" / "mine.toml").write_text(to_toml(replace(small, version="4")), encoding="utf-8")
    shelf = library.shelf()
    assert [file.name for file, _ in shelf.spoilt] == ["by hand.toml"]
    assert {one.framework.version for one in shelf.frameworks if one.own} == {"3", "4"}


def test_ones_own_can_be_removed_and_lies_aside(library: Library, small: Framework) -> None:
    kept = library.keep(small)
    away = library.remove(kept.file)
    assert library.shelf().find("small") is None
    assert library.take_in(away).framework == small
    with pytest.raises(FrameworkError, match="came with PeerDesk"):
        library.remove(library.shelf().frameworks[0].file)
    assert library.core().themes


def test_a_name_that_no_file_can_have_is_kept_too(library: Library, small: Framework) -> None:
    for name in ("..", "a/b", "CON", "ä", "a b", "a-b"):
        library.keep(replace(small, framework_id=name))
    assert {one.framework.framework_id for one in library.shelf().frameworks if one.own} == {
        "..", "a/b", "CON", "ä", "a b", "a-b"
    }  # fmt: skip


# A review keeps the version that it was written in


def test_a_review_keeps_its_framework_whatever_becomes_of_the_file(desk: Desk, small: Framework) -> None:
    kept = desk.frameworks.keep(small)
    scope, _ = desk.plan.begin(framework=small, school_name="Wrenholt")
    desk.frameworks.remove(kept.file)
    plan = desk.plan.look(scope)
    assert plan is not None
    assert plan.framework is not None
    assert (plan.framework.framework_id, plan.framework.version, plan.framework.title) == ("small", "3", "A small one")
    assert desk.frameworks.of_review(plan.framework) == small


def test_a_review_without_one_and_one_of_a_later_peerdesk_go_by_the_core_enquiry(desk: Desk) -> None:
    assert desk.frameworks.of_review(None) == desk.frameworks.core()
    later = KeptFramework(record_id="", scope="", author="", first_written_at="", body='{"id": "x", "stars": 5}')
    assert not desk.frameworks.can_read(later)
    assert desk.frameworks.of_review(later) == desk.frameworks.core()


def test_a_review_takes_up_another_and_undo_goes_back(desk: Desk, small: Framework) -> None:
    scope, _ = desk.plan.begin(framework=desk.frameworks.core(), school_name="Wrenholt")
    desk.plan.take_up(scope, small)
    assert _written_in(desk, scope) == small
    assert len(desk.plan.take_up(scope, small).records) == 0  # what already says so is left alone
    desk.keeping.undo()
    assert _written_in(desk, scope) == desk.frameworks.core()


def test_the_report_is_laid_out_and_held_lightly_as_the_framework_has_it(desk: Desk, small: Framework) -> None:
    outline = (OutlinePart(place="sharing", title="To pass on"), OutlinePart(place="how", title="Our day"))
    ours = replace(small, thin=replace(small.thin, notes=2, sources=0, voices=0, reviewers=0, words="a glimpse"))
    scope, _ = desk.plan.begin(framework=replace(ours, outline=outline), school_name="Wrenholt", days=("2027-03-09",))
    question, _ = desk.plan.add(scope, "question", text="To what extent?")
    note, _ = desk.capture.keep_note(scope, text="three books", seen_at="2027-03-09T09:05", questions=(question,))
    desk.findings.add(scope, notes=[note], title="Books", question=question, kind="works_well")
    material = desk.reports.material(scope)
    assert (material.thin.words, material.outline) == ("a glimpse", outline)
    blocks = desk.reports.report(scope, "on the day").blocks
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 1]
    assert headings == ["In short", "1 Our day", "2 To what extent?", "3 The evidence, by number and kind"]
    said = "".join(run.text for block in blocks if isinstance(block, Paragraph) for run in block.text)
    assert "1 observation; one reviewer: a glimpse." in said


def test_it_travels_in_the_briefing_to_a_laptop_that_has_no_such_file(tmp_path: Path, small: Framework) -> None:
    shelf, clock = Shelf(), Clock()
    lead, tom = (start_here(tmp_path / name, shelf, name, clock) for name in ("Anita", "Tom"))
    lead.people.add(tom.people.mine, typed_words=lead.people.words(tom.identity.key_id))
    scope, _ = lead.plan.begin(framework=lead.frameworks.keep(small).framework, school_name="Wrenholt")
    lead.plan.add_member(scope, "Tom", "reviewer", key=tom.identity.key_id)
    lead.packages.give(scope, "briefing", tmp_path / "Briefing.peerdesk")
    seen = tom.packages.preview(tmp_path / "Briefing.peerdesk")
    tom.packages.merge(seen, typed_words=tom.people.words(lead.identity.key_id))
    assert tom.frameworks.shelf().find("small") is None
    assert _written_in(tom, scope) == small
    lead.close()
    tom.close()


def _written_in(desk: Desk, scope: str) -> Framework:
    plan = desk.plan.look(scope)
    assert plan is not None
    return desk.frameworks.of_review(plan.framework)


# Changing a copy


@pytest.fixture
def copies(tmp_path: Path, library: Library) -> FrameworkCopies:
    return FrameworkCopies(tmp_path / "desk", library)


def test_a_copy_is_kept_at_each_step_and_is_no_framework_before_it_is_finished(
    copies: FrameworkCopies, library: Library, small: Framework
) -> None:
    copy = copies.begin(small)
    about = copy.sheets["about"][0].key
    copy = copy.with_cell("about", about, "version", "4").with_cell("about", about, "title", "")
    copies.keep(copy)
    assert library.shelf().find("small") is None
    assert copies.all() == [copy]
    with pytest.raises(SheetError) as caught:
        copies.finish(copy)
    assert (caught.value.sheet, caught.value.row, caught.value.column) == ("about", 1, "title")
    assert copies.all() == [copy]
    kept = copies.finish(copy.with_cell("about", about, "title", "Ours"))
    assert kept.framework == replace(small, version="4", title="Ours")
    assert copies.all() == []


def test_what_names_a_row_goes_on_naming_it_when_its_id_is_changed(copies: FrameworkCopies, small: Framework) -> None:
    copy = copies.begin(small)
    for sheet in ("themes", "guides"):
        row = copy.sheets[sheet][0]
        copy = copy.with_cell(sheet, row.key, "id", f"our-{sheet}")
    about = copy.sheets["about"][0].key
    kept = copies.finish(copy.with_cell("about", about, "version", "4")).framework
    assert kept.themes[0].theme_id == "our-themes"
    assert {one.theme for one in kept.questions} == {"our-themes"}
    assert [one.guide_id for one in kept.guides] == ["our-guides"]
    assert {part.guide for part in kept.day} == {"our-guides"}
    assert len(kept.guides[0].prompts) == len(small.guides[0].prompts)


def test_an_id_that_is_taken_or_given_up_renames_nothing_else(copies: FrameworkCopies, small: Framework) -> None:
    copy = copies.begin(small)
    first = copy.sheets["themes"][0]
    two = copy.with_rows("themes", [first, new_row({"id": "new", "name": "New"})])
    taken = two.with_cell("themes", two.sheets["themes"][1].key, "id", first.cells["id"])
    assert taken.sheets["questions"] == copy.sheets["questions"]
    emptied = copy.with_cell("themes", first.key, "id", "")
    assert emptied.sheets["questions"] == copy.sheets["questions"]
    assert emptied.sheets["themes"][0].cells["id"] == ""


def test_a_copy_under_a_version_that_is_here_is_sent_back_to_its_version(
    copies: FrameworkCopies, library: Library, small: Framework
) -> None:
    library.keep(small)
    copy = copies.begin(small)
    copy = copy.with_rows("themes", [*copy.sheets["themes"], new_row({"id": "new", "name": "New"})])
    with pytest.raises(SheetError, match="Raise it") as caught:
        copies.finish(copy)
    assert (caught.value.sheet, caught.value.column) == ("about", "version")


def test_a_copy_that_cannot_be_read_hides_no_other(copies: FrameworkCopies, small: Framework, tmp_path: Path) -> None:
    copy = copies.begin(small)
    for name, words in (("a", "{"), ("b", "[]"), ("c", '{"about": 3}'), ("d", '{"about": [["k", "x"]]}')):
        copies.file(copy).with_name(f"{name}.json").write_text(words, encoding="utf-8")
    assert copies.all() == [copy]


# Comparing


def test_what_came_went_and_changed_is_told_with_its_words(small: Framework) -> None:
    later = replace(
        small,
        version="4",
        look_fors=(
            replace(small.look_fors[1], text="Pupils wait longer"),
            replace(small.look_fors[1], look_for_id="L3"),
        ),
        guides=(
            replace(
                small.guides[0],
                prompts=(
                    replace(small.guides[0].prompts[0], text="First of all?"),
                    replace(small.guides[0].prompts[0], text="What helps you?"),
                ),
            ),
        ),
    )
    told = [(one.what, one.sheet, one.title, one.words) for one in compare(small, later)]
    assert told == [
        ("changed", "about", "A small one", (("version", "3", "4"),)),
        ("changed", "look-fors", "Pupils wait longer", (("text", "Pupils wait", "Pupils wait longer"),)),
        ("went", "look-fors", "Pupils talk first", ()),
        ("came", "look-fors", "Pupils wait", ()),
        ("changed", "prompts", "What helps you?", (("text", "What helps?", "What helps you?"),)),
        ("came", "prompts", "First of all?", ()),
    ]
    assert compare(small, small) == ()


@pytest.mark.parametrize("body", ["[]", "{", "", "[" * 100_000])
def test_a_body_that_is_no_framework_is_refused_in_a_sentence(body: str) -> None:
    with pytest.raises(FrameworkError, match="not written in the form of a framework"):
        from_json(body)
