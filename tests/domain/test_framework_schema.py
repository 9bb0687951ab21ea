"""The schema says of a mapping's shape just what the reader takes; the rest the reader says in a sentence."""

import json
from typing import Any

import pytest
from hypothesis import example, given, settings
from jsonschema import Draft202012Validator

from peerdesk.domain.framework_reading import MAX_ID, MAX_LETTERS, MAX_LINE, MAX_ROWS, from_mapping
from peerdesk.errors import FrameworkError
from peerdesk.intake.data_files import read_data_file
from peerdesk.paths import resources
from tests.domain.frameworks import mappings, near_mappings
from tests.domain.test_framework import SMALL

SCHEMA = json.loads((resources() / "schemas" / "framework.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA)
# What no schema can say; each sentence is the reader's.
BESIDE = (
    "is the id of an earlier one too",
    "in this framework",
    "lines, and the scale",
    "have one name",
    "ought to come after",
    "is there already",
)


def is_taken(values: Any) -> str:
    """Return "" if the reader takes a mapping, else its sentence."""
    try:
        from_mapping(values)
    except FrameworkError as error:
        return error.message
    return ""


def test_it_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("file", sorted((resources() / "frameworks").glob("*.toml")), ids=lambda file: file.stem)
def test_what_comes_with_peerdesk_keeps_to_it(file: Any) -> None:
    VALIDATOR.validate(read_data_file(file).values)


@given(mappings())
def test_a_sound_one_is_taken_by_both(values: dict[str, Any]) -> None:
    assert is_taken(values) == ""
    VALIDATOR.validate(values)


@settings(max_examples=200)
@given(near_mappings())
@example(SMALL | {"scale": {"kind": "none", "steps": []}})
@example(SMALL | {"title": "x" * (MAX_LINE + 1)})
@example(SMALL | {"about": "x" * MAX_LETTERS})
@example(SMALL | {"about": "x" * (MAX_LETTERS + 1)})
@example(SMALL | {"id": "x" * (MAX_ID + 1)})
@example(SMALL | {"not_asked": ["x"] * (MAX_ROWS + 1)})
@example(SMALL | {"version": 2})
@example(SMALL | {"theme": []})
@example(SMALL | {"guide": [SMALL["guide"][0] | {"minutes": 0}]})
@example(SMALL | {"thin": SMALL["thin"] | {"notes": -1}})
@example(SMALL | {"day": [SMALL["day"][0] | {"start": "09:05\n"}]})
@example(SMALL | {"judging": [{"words": [], "why": "a", "try": "b"}]})
def test_both_take_and_refuse_the_same_shapes(values: dict[str, Any]) -> None:
    sentence = is_taken(values)
    fits = VALIDATOR.is_valid(values)
    if fits:
        assert not sentence or any(one in sentence for one in BESIDE)
    else:
        assert sentence
