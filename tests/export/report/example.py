"""Wrenholt Primary School, which does not exist, as the report meets it."""

import tomllib
from pathlib import Path
from typing import Any

from peerdesk.domain.citations import keep_citations
from peerdesk.domain.evidence import Note
from peerdesk.domain.outcome import Citation, Finding, Section
from peerdesk.domain.report import ReportMaterial
from peerdesk.domain.review import Activity, Member, PreviousAction, Question, Review

FONTS = Path(__file__).parents[3] / "resources" / "fonts"
PLANTED = ("Quennelby", "25/30 at 13:28", "Zaworski", "Okonjo-Reyes")
"""Words that stand in notes, activities and full names, and may never be printed."""

_DATA = tomllib.loads((Path(__file__).parent / "wrenholt.toml").read_text("utf-8"))
_TEAM = {"Anita": "lead", "Tom": "reviewer", "Bryony": "reviewer", "Marek": "shadow"}
_QUESTIONS = {
    "Q1": "To what extent does planned talk help pupils to compose and improve their writing?",
    "Q2": (
        "To what extent do all pupils, including those with additional needs, remember and connect "
        "what they have been taught in history?"
    ),
    "Q3": "To what extent do subject leaders shape what happens in classrooms in their subject?",
}
_KINDS = {"a1": "meeting", "a5": "passing", "a6": "conversation", "a7": "work", "a8": "conversation"} | {
    "a9": "documents",
    "a11": "conversation",
    "a12": "conversation",
}


def an_id(word: str) -> str:
    return word.encode().hex().ljust(64, "0")


def record(word: str, **fields: Any) -> dict[str, Any]:
    return {
        "record_id": an_id(word),
        "scope": an_id("scope"),
        "author": an_id("author"),
        "first_written_at": "2027-03-09T08:00:00Z",
        **fields,
    }


NUMBERED = {row[0]: an_id(f"note {row[0]}") for row in _DATA["notes"]}


def kept(text: str) -> str:
    return keep_citations(text.strip(), NUMBERED)


def note(row: list[Any]) -> Note:
    number, seen, who, activity, source, voice, question = row
    return Note(
        **record(
            f"note {number}",
            text=f"Mrs Quennelby's room, note {number}",
            where="25/30 at 13:28, the Zaworski twins",
            seen_at=f"2027-03-09T{seen}",
            observed_by=an_id(who),
            activity=an_id(activity),
            source=source,
            voice=voice,
            questions=(an_id(question),) if question else (),
        )
    )


def finding(at: int, fields: dict[str, Any]) -> Finding:
    return Finding(
        **record(
            f"finding {at}",
            order=f"a{at}",
            question=an_id(fields["question"]),
            kind=fields["kind"],
            title=fields["title"],
            text=kept(fields["text"]),
            wondering=fields.get("wondering", ""),
        )
    )


def citations() -> tuple[Citation, ...]:
    return tuple(
        Citation(**record(f"c {at} {number}", finding=an_id(f"finding {at}"), note=NUMBERED[number], way="against"))
        for at, fields in enumerate(_DATA["findings"])
        for number in fields.get("against", ())
    )


def section(at: int, fields: dict[str, Any]) -> Section:
    question = an_id(fields["question"]) if fields["question"] else ""
    return Section(
        **record(
            f"section {at}",
            order=f"b{at:02}",
            place=fields["place"],
            title=fields["title"],
            question=question,
            text=kept(fields["text"]),
        )
    )


def material(**changes: Any) -> ReportMaterial:
    fields: dict[str, Any] = {
        "review": Review(
            **record(
                "review",
                school_name="Wrenholt Primary School",
                days=("2027-03-09",),
                check_by="2027-03-16",
                report_by="2027-03-23",
                workshop_on="2027-04-14",
                notes_go_on="2027-05-04",
            )
        ),
        "members": tuple(
            Member(**record(name, name=f"{name} Okonjo-Reyes", role=role, order=f"m{at}"))
            for at, (name, role) in enumerate(_TEAM.items())
        ),
        "questions": tuple(Question(**record(key, text=text, order=key)) for key, text in _QUESTIONS.items()),
        "activities": tuple(
            Activity(**record(f"a{at}", title="Mrs Quennelby", kind=_KINDS.get(f"a{at}", "walk")))
            for at in range(1, 13)
        ),
        "notes": tuple(note(row) for row in _DATA["notes"] if row[0] != 16),
        "findings": tuple(finding(at, fields) for at, fields in enumerate(_DATA["findings"])),
        "citations": citations(),
        "sections": tuple(section(at, fields) for at, fields in enumerate(_DATA["sections"])),
        "previous_actions": tuple(
            PreviousAction(
                **record(f"action {at}", order=f"p{at}", text=a["text"], state=a["state"])
                | {"what_we_saw": kept(a["what_we_saw"])}
            )
            for at, a in enumerate(_DATA["actions"])
        ),
        "state": "for checking",
    }
    return ReportMaterial(**{**fields, **changes})
