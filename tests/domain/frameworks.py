"""Frameworks as hypothesis makes them: sound ones, and mappings that are nearly so."""

from typing import Any

from hypothesis import strategies as st

from peerdesk.domain.framework import ACTIVITY_KINDS, OF, PLACES
from peerdesk.domain.review import SOURCES, VOICES

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"))
LINES = st.text(LETTERS, min_size=1, max_size=12).map(lambda text: " ".join(text.split()) or "word")
TEXTS = st.lists(LINES, min_size=1, max_size=3).map("\n".join)
ODD = st.one_of(
    st.sampled_from(["", " ", "\n", "a\nb", " a ", "\x85", "a\x85", "\x00", "09:05", "09:05\n", "24:00", "x" * 1_001]),
    st.text(max_size=3),
    st.none(),
    st.booleans(),
    st.integers(-1, 700),
    st.lists(st.sampled_from(["a", "", "b\nc", "a "]), max_size=3),
    st.just({}),
    st.just([{}]),
)


def _maybe(row: dict[str, Any], draw: st.DrawFn, **fields: st.SearchStrategy[Any]) -> dict[str, Any]:
    """Give a row some of the fields that it need not have."""
    return row | {name: draw(values) for name, values in fields.items() if draw(st.booleans())}


def _rows(draw: st.DrawFn, name: str, least: int = 0) -> list[str]:
    return [f"{name}{number}" for number in range(draw(st.integers(least, 3)))]


@st.composite
def mappings(draw: st.DrawFn) -> dict[str, Any]:
    """Return a mapping that is a framework: each name that it gives is there."""
    themes, questions, guides = _rows(draw, "t", 1), _rows(draw, "q"), _rows(draw, "g")
    characteristics = _rows(draw, "c")
    kind = draw(st.sampled_from(["none", "levels", "estimates"]))
    steps = [f"step {number}" for number in range(draw(st.integers(1, 3)))] if kind != "none" else []
    some = st.sampled_from
    lines = st.lists(LINES, max_size=3)
    refers = {"characteristic": some(["", *characteristics]), "question": some(["", *questions])}

    def theme() -> str:
        return draw(some(themes))

    def prompt() -> dict[str, Any]:
        return _maybe({"text": draw(TEXTS)}, draw, question=refers["question"], follow_ups=lines)

    said = {
        "id": draw(LINES),
        "version": draw(LINES),
        "language": draw(some(["en-GB", "cy", "fr-CH"])),
        "title": draw(LINES),
        "scale": {"kind": kind} | ({"steps": steps} if steps else {}),
        "theme": [_maybe({"id": one, "name": draw(LINES)}, draw, about=TEXTS) for one in themes],
        "characteristic": [
            _maybe({"id": one, "theme": theme(), "name": draw(LINES)}, draw, about=TEXTS, levels=st.just(steps))
            for one in characteristics
        ],
        "question": [
            _maybe(
                {"id": one, "theme": theme(), "text": draw(TEXTS)},
                draw,
                characteristic=refers["characteristic"],
                evidence=TEXTS,
            )
            for one in questions
        ],
        "look_for": [
            _maybe(
                {"id": one, "theme": theme(), "text": draw(TEXTS)}, draw, **refers, where=TEXTS, do_not_conclude=TEXTS
            )
            for one in _rows(draw, "l")
        ],
        "guide": [
            _maybe(
                {
                    "id": one,
                    "title": draw(LINES),
                    "voice": draw(some(VOICES)),
                    "minutes": draw(st.integers(1, 600)),
                    "opening": draw(TEXTS),
                    "close": draw(TEXTS),
                    "prompt": [prompt() for _ in range(draw(st.integers(0, 2)))],
                },
                draw,
                before=TEXTS,
                reminders=lines,
            )
            for one in guides
        ],
        "day": [
            _maybe(
                {"title": draw(LINES), "kind": draw(some(ACTIVITY_KINDS)), "start": "09:05", "end": "10:00"},
                draw,
                day=st.integers(1, 10),
                voice=some(["", *VOICES]),
                source=some(["", *SOURCES]),
                guide=some(["", *guides]),
                place=LINES,
                joint=LINES,
            )
            for _ in _rows(draw, "d")
        ],
        "outline": [{"place": one, "title": draw(LINES)} for one in draw(st.permutations(PLACES))[:3]],
        "judging": [
            {"words": draw(st.lists(LINES, min_size=1, max_size=2)), "why": draw(TEXTS), "try": draw(TEXTS)}
            for _ in _rows(draw, "j")
        ],
        "thin": {name: draw(st.integers(0, 99)) for name in ("notes", "sources", "voices", "reviewers")}
        | {"words": draw(LINES)},
    }
    words = {"shorthand": draw(lines), "not_names": draw(lines)}
    return _maybe(said, draw, about=TEXTS, of=some(OF), not_asked=lines, words=st.just(words))


@st.composite
def near_mappings(draw: st.DrawFn) -> dict[str, Any]:
    """Return a framework's mapping of which one place says something else, nothing, or something beside it."""
    said = draw(mappings())
    tables = [
        said,
        said["scale"],
        said["thin"],
        *(row for part in said.values() if isinstance(part, list) for row in part),
    ]
    tables = [one for one in tables if isinstance(one, dict)]
    table = draw(st.sampled_from(tables))
    name = draw(st.sampled_from([*table, "about", "beside"]))
    if draw(st.booleans()):
        table[name] = draw(ODD)
    else:
        table.pop(name, None)
    return said
