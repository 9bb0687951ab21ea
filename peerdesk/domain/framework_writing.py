"""A framework as the mapping that a file says, as JSON and as TOML: what is read again is equal."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from peerdesk.domain.framework import Framework, Guide

_NAMES = {
    "framework_id": "id",
    "theme_id": "id",
    "characteristic_id": "id",
    "question_id": "id",
    "look_for_id": "id",
    "guide_id": "id",
    "instead": "try",
}
_PARTS = {
    "theme": "themes",
    "characteristic": "characteristics",
    "question": "questions",
    "look_for": "look_fors",
    "guide": "guides",
    "day": "day",
    "outline": "outline",
    "judging": "judging_words",
}


def to_mapping(framework: Framework) -> dict[str, Any]:
    """Return what `from_mapping` makes this framework of; what says nothing is left out."""
    said: dict[str, Any] = {
        "id": framework.framework_id,
        "version": framework.version,
        "language": framework.language,
        "title": framework.title,
        "about": framework.about,
        "of": framework.of,
        "not_asked": list(framework.not_asked),
        "scale": _fields(framework.scale),
    }
    for name, attribute in _PARTS.items():
        said[name] = [_guide(one) if isinstance(one, Guide) else _fields(one) for one in getattr(framework, attribute)]
    said["thin"] = _fields(framework.thin)
    said["words"] = _saying({"shorthand": list(framework.shorthand), "not_names": list(framework.not_names)})
    return _saying(said)


def to_json(framework: Framework) -> str:
    """Return one line of JSON: the same framework, the same words."""
    return json.dumps(to_mapping(framework), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def to_toml(framework: Framework) -> str:
    """Return TOML 1.0, tables in the order in which one reads them.

    A string of JSON is a string of TOML once DEL is escaped too, so nothing but the frame around strings is ours.
    """
    said = to_mapping(framework)
    lines = [f"{name} = {_toml(value)}" for name, value in said.items() if not _is_table(value)]
    for name, value in said.items():
        if isinstance(value, Mapping):
            lines += ["", f"[{name}]", *_toml_lines(value)]
        elif _is_table(value):
            for row in value:
                lines += ["", f"[[{name}]]", *_toml_lines(row)]
                for prompt in row.get("prompt", ()):
                    lines += ["", f"[[{name}.prompt]]", *_toml_lines(prompt)]
    return "\n".join(lines) + "\n"


def _guide(guide: Guide) -> dict[str, Any]:
    said = {name: value for name, value in _fields(guide).items() if name != "prompts"}
    return _saying(said | {"prompt": [_fields(one) for one in guide.prompts]})


def _fields(value: object) -> dict[str, Any]:
    """Return the fields of a part of a framework by the names that files use."""
    return _saying(
        {_NAMES.get(name, name): list(said) if isinstance(said, tuple) else said for name, said in vars(value).items()}
    )


def _saying(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if value not in ("", [], {})}


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, list) and isinstance(value[0], Mapping))


def _toml_lines(row: Mapping[str, Any]) -> list[str]:
    return [f"{name} = {_toml(value)}" for name, value in row.items() if not _is_table(value)]


def _toml(value: str | int | Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
