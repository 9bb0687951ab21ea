"""What a framework must say to be used, and what a person is told when it does not."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from peerdesk.domain.framework import Framework, Prompt
from peerdesk.domain.framework_reading import from_mapping
from peerdesk.errors import FrameworkError

SMALL: dict[str, Any] = {
    "id": "small",
    "version": "3",
    "language": "en-GB",
    "title": "A small one",
    "scale": {"kind": "levels", "steps": ["first", "second"]},
    "theme": [{"id": "inward", "name": "Looking Inward"}],
    "question": [{"id": "talk", "theme": "inward", "text": "To what extent does talk help?"}],
    "look_for": [
        {"id": "L1", "theme": "inward", "question": "talk", "text": "Pupils talk first"},
        {"id": "L2", "theme": "inward", "text": "Pupils wait", "do_not_conclude": "from one lesson"},
    ],
    "guide": [
        {
            "id": "pupils",
            "title": "Pupils",
            "voice": "pupils",
            "minutes": 25,
            "opening": "Thank you for coming.",
            "close": "Thank you.",
            "prompt": [{"text": "What helps?", "question": "talk", "follow_ups": ["Who?"]}],
        }
    ],
    "day": [{"title": "Pupils", "kind": "conversation", "start": "10:45", "end": "11:15", "guide": "pupils"}],
    "outline": [{"place": "opening", "title": "To the school"}],
    "judging": [{"words": ["must"], "why": "instructs", "try": "could"}],
    "thin": {"notes": 3, "sources": 2, "voices": 1, "reviewers": 2, "words": "thin, so held lightly"},
}


def made(change: Callable[[dict[str, Any]], object]) -> Framework:
    values = deepcopy(SMALL)
    change(values)
    return from_mapping(values)


def test_a_whole_one_is_read() -> None:
    framework = from_mapping(SMALL)
    assert (framework.framework_id, framework.version, framework.language) == ("small", "3", "en-GB")
    assert framework.scale.steps == ("first", "second")
    assert [look_for.question for look_for in framework.look_fors] == ["talk", ""]
    assert framework.guides[0].prompts == (Prompt(text="What helps?", question="talk", follow_ups=("Who?",)),)
    assert framework.judging_words[0].instead == "could"


@pytest.mark.parametrize(
    ("change", "told", "place"),
    [
        (lambda v: v.pop("scale"), "scale", "the framework"),
        (lambda v: v["scale"].update(kind="stars"), "stars", "scale"),
        (lambda v: v["scale"].update(kind="none"), "steps", "scale"),
        (lambda v: v["scale"].pop("steps"), "steps", "scale"),
        (lambda v: v.update(theme=[]), "theme", "the framework"),
        (lambda v: v["theme"].append({"id": "inward", "name": "Again"}), "inward", "theme 2"),
        (lambda v: v["question"].append(dict(v["question"][0])), "talk", "question 2"),
        (lambda v: v["look_for"][1].update(id="L1"), "L1", "look_for 2"),
        (lambda v: v["guide"].append(v["guide"][0]), "pupils", "guide 2"),
        (lambda v: v["question"][0].update(theme="sideways"), "sideways", "question 1"),
        (lambda v: v["look_for"][1].update(theme="sideways"), "sideways", "look_for 2"),
        (lambda v: v["look_for"][0].update(question="chatter"), "chatter", "look_for 1"),
        (lambda v: v["guide"][0]["prompt"][0].update(question="chatter"), "chatter", "guide 1, prompt 1"),
        (lambda v: v["day"][0].update(guide="parents"), "parents", "day 1"),
        (lambda v: v["look_for"][1].update(do_not_conlcude="x"), "do_not_conlcude", "look_for 2"),
        (lambda v: v["guide"][0].update(minutes="long"), "minutes", "guide 1"),
        (lambda v: v["guide"][0].update(minutes=True), "minutes", "guide 1"),
        (lambda v: v["judging"][0].update(words="must"), "words", "judging 1"),
        (lambda v: v["judging"][0].update(words=[]), "words", "judging 1"),
        (lambda v: v.update(title=" "), "title", "the framework"),
        (lambda v: v.update(title=3), "title", "the framework"),
        (lambda v: v.update(look_for={"id": "L1"}), "look_for", "the framework"),
    ],
)
def test_what_cannot_be_meant_is_said_with_its_place(
    change: Callable[[dict[str, Any]], object], told: str, place: str
) -> None:
    with pytest.raises(FrameworkError) as caught:
        made(change)
    assert f"“{told}”" in caught.value.message
    assert caught.value.message.startswith(f"In {place}: ")
    assert caught.value.remedy
    assert caught.value.detail == place


def test_a_framework_without_grades_has_no_steps() -> None:
    framework = made(lambda values: values.update(scale={"kind": "none"}))
    assert (framework.scale.kind, framework.scale.steps) == ("none", ())


@pytest.mark.parametrize(
    ("notes", "sources", "voices", "reviewers", "thin"),
    [
        (3, 2, 1, 2, False),
        (2, 2, 1, 2, True),
        (9, 1, 1, 3, True),
        (9, 3, 0, 3, True),
        (9, 3, 1, 1, True),
        (12, 4, 4, 4, False),
    ],
)
def test_fewer_of_anything_is_thin(notes: int, sources: int, voices: int, reviewers: int, thin: bool) -> None:
    assert from_mapping(SMALL).thin.holds(notes, sources, voices, reviewers) is thin
