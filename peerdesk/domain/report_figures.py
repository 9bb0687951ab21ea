"""Figures of a report: what was done, by kind, and where the school stands on a scale. None ever says a direction."""

from collections import Counter
from collections.abc import Iterable

from peerdesk.domain.document import Bars, Block, Heading, Level, Levels, Paragraph, Table, plain, runs_of
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import Moderation
from peerdesk.domain.review import ActivityKind, Source

_DONE: dict[ActivityKind, tuple[str, str]] = {
    "walk": ("Visit to lessons", "Visits to lessons"),
    "conversation": ("Conversation", "Conversations"),
    "work": ("Look at pupils’ work", "Looks at pupils’ work"),
    "documents": ("Sitting with papers", "Sittings with papers"),
    "meeting": ("Meeting", "Meetings"),
    "passing": ("Talk in passing", "Talks in passing"),
}
_KEPT: dict[Source, tuple[str, str]] = {
    "observation": ("Observation", "Observations"),
    "talk": ("Thing people told us", "Things people told us"),
    "work": ("Look at work", "Looks at work"),
    "document": ("Document", "Documents"),
    "data": ("Set of figures", "Sets of figures"),
}
_Counts = tuple[tuple[str, int], ...]


def figure_of_what_was_done(material: ReportMaterial) -> list[Block]:
    """Return how often each kind of thing was done, and how much evidence of each kind there is; nothing for nothing.

    It counts work, not views: it says nothing of what the evidence points to.
    """
    done = _counts((one.kind for one in material.activities if not one.not_done), _DONE)
    kept = _counts((note.source for note in material.notes), _KEPT)
    groups = tuple((title, counts) for title, counts in (("What we did", done), ("The evidence", kept)) if counts)
    if not groups:
        return []
    alt = " ".join(f"{title}: {', '.join(f'{words} {n}' for words, n in counts)}." for title, counts in groups)
    caption = "What we did, and the evidence that we kept, by kind. Numbers say how much, not what it points to."
    return [Bars(groups, alt, caption)]


def where_the_school_stands(material: ReportMaterial) -> list[Block]:
    """Return the chapter on the framework's scale: a figure, and as a table with reasons; nothing without a scale."""
    told = {one.characteristic: one for one in material.moderations if _said(one)}
    named = [
        (one.name, told[one.characteristic_id]) for one in material.characteristics if one.characteristic_id in told
    ]
    if not material.steps or not named:
        return []
    place = {step: at for at, step in enumerate(material.steps)}
    rows = tuple(Level(name, place.get(one.school_level), place.get(one.level)) for name, one in named)
    alt = " ".join(f"{name}: {_in_words(one)}." for name, one in named)
    words = (
        "The framework has a scale. Beside the school’s own view stands the step on which the school and the team "
        "agreed after they had looked at the evidence together."
    )
    table = tuple(
        (plain(name), plain(one.school_level or "–"), plain(one.level or "left open"), runs_of(_reasons(material, one)))
        for name, one in named
    )
    return [
        Heading(1, "Where the school stands"),
        Paragraph(plain(words)),
        Levels(material.steps, rows, f"Steps: {', '.join(material.steps)}. {alt}"),
        Table(("What", "The school’s own view", "Agreed", "Why"), table, widths=(0.26, 0.22, 0.2, 0.32)),
    ]


def _counts(
    kinds: Iterable[str], words: dict[Source, tuple[str, str]] | dict[ActivityKind, tuple[str, str]]
) -> _Counts:
    counted = Counter(kinds)
    return tuple((names[counted[kind] != 1], counted[kind]) for kind, names in words.items() if counted[kind])


def _said(one: Moderation) -> bool:
    return bool(one.school_level or one.level)


def _in_words(one: Moderation) -> str:
    school = f"the school’s own view is “{one.school_level}”" if one.school_level else "the school gave no view"
    return f"{school}, {f'agreed is “{one.level}”' if one.level else 'nothing was agreed'}"


def _reasons(material: ReportMaterial, one: Moderation) -> str:
    cited = [note for note in one.evidence if note in material.numbers]
    return material.show(f"{one.reasons} [[{' '.join(cited)}]]" if cited else one.reasons)
