"""What was typed and never kept: where it belongs, and what became of that place meanwhile."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting
from peerdesk.desk.drafts import Drafts
from peerdesk.domain.canonical import Value
from peerdesk.domain.kinds import OF_A_REVIEW
from peerdesk.domain.records import ancestry, in_team_view
from peerdesk.domain.review import Member, Review
from peerdesk.storage.drafts import Draft
from peerdesk.storage.newest import read_newest
from peerdesk.storage.people import read_people
from peerdesk.storage.projection import History, histories
from peerdesk.storage.reading import read_all

Standing = Literal["there", "gone", "changed"]
_KINDS = tuple(name for name, kind in OF_A_REVIEW.items() if not kind.ends)  # links have no words of their own
_ID = re.compile(r"[0-9a-f]{64}")
_OF_NO_REVIEW = ("new", "framework")
_OF_A_REVIEW = ("section", "answer", "correction", "unplanned", "who", "noticed", "heard", "moderation")
"""Kinds whose places name a review, not a record."""
_TITLES = ("title", "short_name", "text", "words", "name", "school_name")
_WRITTEN_IN: Mapping[str, tuple[str, ...]] = {"words": ("text", "made_of_it")}  # drafts of more than one attribute


@dataclass(frozen=True)
class Unkept:
    """Words that wait for an answer.

    Attributes:
        place: of the draft.
        kind: where it was typed: "now", "plan", "note", "finding", "section", "new", "answer", "picture", "third",
            "unplanned", "who", "tally", "framework", "advice", "alt", "noticed", "jotting", "heard", "hers",
            "correction", "moderation", "promise".
        field: the attribute of the record that it was typed for; of the report, which part.
        text: the words.
        typed_at: `YYYY-MM-DDTHH:MM:SSZ`.
        context: of the draft.
        scope: of the review that it belongs to; "" if that is not known.
        school: of that review, "" if it is not here.
        title: words by which a person knows the record: a note's own, an activity's title.
        standing: whether the record is there as it was shown, gone, or says something else in this field now.
        changed_at: when somebody else wrote there, as `typed_at`; "" if nobody did.
        changed_by: who that was, "" if nobody knows, or if it was this desk's person.
    """

    place: str
    kind: str
    field: str
    text: str
    typed_at: str
    context: str = ""
    scope: str = ""
    school: str = ""
    title: str = ""
    standing: Standing = "there"
    changed_at: str = ""
    changed_by: str = ""


@dataclass(frozen=True)
class Kept:
    """What somebody wrote last, as it was read back from the disk.

    Attributes:
        kind: "note", "finding" and so on.
        title: words by which a person knows the record.
        kept_at: `YYYY-MM-DDTHH:MM:SSZ`.
    """

    kind: str
    title: str
    kept_at: str


class UnkeptWords:
    """Lists what was typed and never kept."""

    def __init__(self, acting: Acting, drafts: Drafts) -> None:
        """Look on one desk."""
        self._acting, self._drafts = acting, drafts

    def all(self) -> list[Unkept]:
        """Return all that wait, the newest first."""
        drafts = self._drafts.all()
        with self._acting.look() as session:
            me = self._acting.identity.key_id
            looked = [(one, _look(session, one, me)) for one in drafts if one.text.strip()]
        for draft, look in looked:
            if look is None:  # it was kept after all, and PeerDesk stopped before its draft went
                self._drafts.put(draft.place, "")
        found = [look for _, look in looked if look is not None]
        return sorted(found, key=lambda one: (one.typed_at, one.place), reverse=True)

    def last_kept(self) -> Kept | None:
        """Read back from the disk what this desk's person wrote last; None if they wrote nothing yet."""
        with self._acting.look() as session:
            last = read_newest(session, self._acting.identity.key_id, _KINDS)
            known = next(iter(histories(session, [last.record_id])), None) if last else None
            return Kept(last.kind, _title(known) if known else "", last.written_at) if last else None


def _look(session: Session, draft: Draft, me: str) -> Unkept | None:
    prefix, _, rest = draft.place.partition(":")
    record_id, _, field = rest.partition(":")
    kind, field = prefix.partition(".")[0], field.removesuffix(":beside").removesuffix(":text")
    scope = _scope_of(draft.context) if kind == "now" else record_id if kind in _OF_A_REVIEW else ""
    known = _known(session, field.rpartition(":")[2] if kind in _OF_A_REVIEW else record_id)
    scope = scope or (known.first.scope if known else "")
    school = next((one.school_name for one in read_all(session, Review, scope)), "") if scope else ""
    one = Unkept(draft.place, kind, field, draft.text, draft.typed_at, draft.context, scope, school)
    if kind == "now" or kind in _OF_NO_REVIEW or kind in _OF_A_REVIEW:
        title, is_here = _title(known) if known else "", kind in _OF_NO_REVIEW or bool(school)
        return replace(one, title=title, standing="there" if is_here else "gone")
    return _beside_record(session, one, known, me)


def _known(session: Session, record_id: str) -> History | None:
    return next(iter(histories(session, [record_id])), None) if _ID.fullmatch(record_id) else None


def _beside_record(session: Session, one: Unkept, known: History | None, me: str) -> Unkept | None:
    said = known.look(in_team_view) if known else None
    if known is None or said is None or said.deleted:
        return replace(one, standing="gone", title=_title(known) if known else "")
    if one.field in said.fields and said.fields[one.field].value == one.text:
        return None
    shown = [tip for tip in one.context.split() if _ID.fullmatch(tip)]
    seen = ancestry((one.revision for one in known.placed), shown)
    names = _WRITTEN_IN.get(one.field, (one.field,))
    since = [
        placed.revision
        for placed in known.placed
        if shown and placed.revision.entry_id not in seen and not placed.revision.fields.keys().isdisjoint(names)
    ]
    if not since:
        return replace(one, title=_title(known))
    last = max(since, key=lambda revision: (revision.written_at, revision.entry_id))
    who = "" if last.author == me else _names(session, one.scope).get(last.author, "")
    return replace(one, title=_title(known), standing="changed", changed_at=last.written_at, changed_by=who)


def _title(known: History) -> str:
    said = known.look(lambda standing: standing != "held")
    values: list[Value] = [said.fields[name].value for name in _TITLES if said and name in said.fields]
    return next((value for value in values if isinstance(value, str) and value), "")


def _names(session: Session, scope: str) -> dict[str, str]:
    names = {person.key_id: person.name for person in read_people(session)}
    return names | {one.key: one.name for one in read_all(session, Member, scope) if one.key}


def _scope_of(context: str) -> str:
    try:
        said = json.loads(context) if context else {}
    except ValueError:
        return ""
    return str(said.get("scope", "")) if isinstance(said, dict) else ""
