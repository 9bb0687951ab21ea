"""The framework that comes with PeerDesk, and files that are none."""

from pathlib import Path

import pytest

from peerdesk.domain.framework import Framework
from peerdesk.errors import FrameworkError
from peerdesk.intake.frameworks import read_framework
from peerdesk.paths import resources


@pytest.fixture(scope="module")
def core() -> Framework:
    return read_framework(resources() / "frameworks" / "core_enquiry.toml")


def test_the_core_enquiry_framework_is_ungraded_and_on_four_themes(core: Framework) -> None:
    assert core.scale.kind == "none"
    assert [theme.name for theme in core.themes] == [
        "Our Impact",
        "Looking Forward",
        "Looking Inward",
        "Looking Outward",
    ]


def test_it_asks_to_what_extent_on_each_theme(core: Framework) -> None:
    assert len(core.questions) >= 8
    assert all(one.text.startswith("To what extent ") and one.text.endswith("?") for one in core.questions)
    assert {one.theme for one in core.questions} == {theme.theme_id for theme in core.themes}


def test_what_pupils_hear_first_is_that_no_name_is_written_down(core: Framework) -> None:
    assert "not your names" in next(guide.opening for guide in core.guides if guide.voice == "pupils")


def test_its_outline_is_made_of_the_places_that_a_report_has(core: Framework) -> None:
    assert [part.place for part in core.outline] == ["opening", "last_review", "question", "sharing", "how"]


def test_it_holds_no_word_that_it_would_mark_as_a_grade(core: Framework) -> None:
    grades = [word for one in core.judging_words if "grade" in one.why for word in one.words]
    shown = " ".join(
        [one.text for one in core.questions]
        + [one.text for one in core.look_fors]
        + [prompt.text for guide in core.guides for prompt in guide.prompts]
    ).lower()
    assert grades
    assert not [word for word in grades if word in shown]


@pytest.mark.parametrize("content", [b"id = ", b'id = "\xff"', b"[theme]\n[theme]"])
def test_a_file_of_another_form_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "ours.toml"
    file.write_bytes(content)
    with pytest.raises(FrameworkError, match=r"ours\.toml"):
        read_framework(file)


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(FrameworkError, match="cannot be read"):
        read_framework(tmp_path / "gone.toml")
