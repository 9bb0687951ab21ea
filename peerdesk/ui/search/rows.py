"""What the search box lists: headings, what was found, what may be typed next, what was looked for before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.searching import Answer, Found, Group
from peerdesk.domain.completing import Completion
from peerdesk.domain.dates import day_in_words
from peerdesk.domain.matches import Span

ICONS: Mapping[str, str] = {
    "section": "file-text",
    "finding": "layers",
    "question": "list-checks",
    "activity": "calendar-days",
    "reply": "message-circle",
    "heard": "message-circle",
    "moderation": "layers",
    "action": "history",
    "review": "school",
    "member": "users",
    "jotting": "lock",
    "attachment": "image",
    "answer": "message-circle",
    "prompt": "list-checks",
    "note": "notebook-pen",
}

_TIMED = frozenset({"note", "answer", "jotting", "activity", "reply", "heard", "attachment"})


@dataclass(frozen=True)
class BoxRow:
    """A row of the search box.

    Attributes:
        key: names it over refreshes.
        text: one line; `spans` of it are marked.
        about: below the text, or at the right of a heading.
        sign: of a note, painted in place of an icon.
        found: Enter goes there.
        completion: Enter puts it into the box.
        words: Enter looks for these again.
    """

    key: str
    text: str
    about: str = ""
    icon: str = ""
    sign: str = ""
    spans: tuple[Span, ...] = ()
    found: Found | None = None
    completion: Completion | None = None
    words: str = ""

    @property
    def is_heading(self) -> bool:
        """Whether it only names what stands under it."""
        return self.found is None and self.completion is None and not self.words


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Search", text)


def kind_words() -> Mapping[str, str]:
    """Return what each kind is called over its group."""
    return {
        "section": tr("Report"),
        "finding": tr("Findings"),
        "question": tr("Questions"),
        "activity": tr("Activities"),
        "reply": tr("Answers of the head"),
        "heard": tr("Words of the head"),
        "moderation": tr("Where the school stands"),
        "action": tr("Last review"),
        "review": tr("Reviews"),
        "member": tr("People"),
        "jotting": tr("Only me"),
        "attachment": tr("Pictures"),
        "answer": tr("Said in conversations"),
        "prompt": tr("Questions of our own"),
        "note": tr("Notes"),
    }


def rows_of(answer: Answer, *, many_schools: bool) -> list[BoxRow]:
    """Return what was found, under a heading for each kind that says how much there is."""
    words = kind_words()
    return [
        row
        for group in answer.groups
        for row in (_heading(group, words[group.kind]), *(_found_row(one, many_schools) for one in group.found))
    ]


def rows_of_completions(completions: Iterable[Completion], heading: str) -> list[BoxRow]:
    """Return what may be typed next, under a heading; nothing if there is nothing."""
    meanings = _meanings()
    rows = [
        BoxRow(f"complete:{one.words}", one.words, meanings[one.words] if not one.ended else "", completion=one)
        for one in completions
    ]
    return [BoxRow(f"heading:{heading}", heading), *rows] if rows else []


def rows_of_earlier(earlier: Sequence[str]) -> list[BoxRow]:
    """Return what was looked for before, the last first."""
    rows = [BoxRow(f"earlier:{one}", one, icon="history", words=one) for one in earlier]
    return [BoxRow("heading:earlier", tr("Looked for before")), *rows] if rows else []


def say_row(row: BoxRow) -> str:
    """Return what a screen reader says of a row."""
    kind = kind_words()[row.found.kind] if row.found else ""
    return ". ".join(one.removesuffix(".") for one in (kind, row.text, row.about) if one)


def _heading(group: Group, word: str) -> BoxRow:
    shown = len(group.found)
    count = tr("more than {}").format(group.count) if group.more and group.kind == "note" else str(group.count)
    about = count if shown == group.count else tr("{}, the best {} here").format(count, shown)
    return BoxRow(f"heading:{group.kind}", word, about, ICONS[group.kind])


def _found_row(found: Found, many_schools: bool) -> BoxRow:
    snippet = found.snippet
    return BoxRow(
        found.record_id,
        snippet.text,
        _about(found, many_schools),
        ICONS[found.kind],
        found.said.sign,
        snippet.spans,
        found,
    )


def _about(found: Found, many_schools: bool) -> str:
    """Return who, when and where, as far as it is worth saying of such a record."""
    said = found.said
    where = said.fields.get("where") or said.fields.get("place") or found.where
    first = next(iter(said.fields.values()))
    title = first if found.kind in ("section", "finding", "activity") and first not in found.snippet.text else ""
    who = found.who if found.kind in ("note", "answer", "attachment", "finding", "reply", "heard") else ""
    school = found.school if many_schools and found.kind != "review" else ""
    when = _when(said.at) if found.kind in _TIMED else ""
    return " · ".join(filter(None, (title, who, when, where, school)))


def _when(at: str) -> str:
    day = day_in_words(at[:10], year=False)
    return f"{day}, {at[11:16]}" if len(at) == len("2027-03-09T09:08") else day


def _meanings() -> Mapping[str, str]:
    return {
        "by:": tr("who saw or wrote it"),
        "q:": tr("a question, by its number or words"),
        "kind:": tr("notes, findings, report, pictures, talk, work …"),
        "day:": tr("today, yesterday, 9/3, 2027-03"),
        "sign:": tr("yes, not yet, unsure"),
    }
