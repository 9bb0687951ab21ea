"""Before the visit: the school, the questions, the team, the day."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.schools import Imported, Schools
from peerdesk.desk.vouching import Vouching
from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_writing import to_json
from peerdesk.domain.order import key_between, keys_for, last_key
from peerdesk.domain.review import (
    Activity,
    Context,
    KeptFramework,
    Letter,
    Member,
    PreviousAction,
    Question,
    Record,
    Review,
    SelfView,
)
from peerdesk.domain.school import Relations, School
from peerdesk.storage.reading import read_all, read_depths, read_one, read_scopes
from peerdesk.storage.standing import rights_in, to_keep

GRANT_OF = {"lead": "lead", "deputy": "lead", "reviewer": "reviewer", "governor": "reviewer", "shadow": "shadow"}
"""Which right a part in the review brings; a deputy has the lead's. Parts that are not named bring none."""

_ADDED: Mapping[str, type[Record]] = {
    "question": Question,
    "activity": Activity,
    "action": PreviousAction,
    "self_view": SelfView,
    "context": Context,
    "letter": Letter,
}


@dataclass(frozen=True)
class ReviewPlan:
    """All that a review's plan says, siblings in order."""

    review: Review
    questions: Sequence[Question]
    members: Sequence[Member]
    activities: Sequence[Activity]
    actions: Sequence[PreviousAction]
    self_views: Sequence[SelfView]
    contexts: Sequence[Context]
    letter: Letter | None
    framework: KeptFramework | None
    my_role: str
    """The right of this desk's person: "lead", "reviewer", "shadow" or ""."""

    @property
    def scope(self) -> str:
        """Id of the review."""
        return self.review.scope

    def me(self, key_id: str) -> Member | None:
        """Return the member whose key it is."""
        return next((one for one in self.members if one.key == key_id), None)


class Plan:
    """Plans reviews."""

    def __init__(self, acting: Acting, schools: Schools) -> None:
        """Plan on one desk, for schools of the register."""
        self._acting, self._schools = acting, schools

    def begin(self, *, lead_school: str = "", framework: Framework | None = None, **fields: Any) -> tuple[str, Changes]:
        """Found a review, led by this desk's person; return its scope.

        Args:
            lead_school: the lead's own school.
            framework: in which it is written; kept whole, so that it stays in this version.
            fields: attributes of `Review`.
        """
        badge = self._acting.identity.badge
        with self._acting.act("begin a review") as act:
            scope = act.found("review")
            act.add(scope, "review", **fields)
            act.add(scope, "member", name=badge.name, role="lead", school=lead_school, key=badge.key.key_id, order="i")
            if framework is not None:
                act.add(scope, "framework", **_kept(framework))
        return scope, act.changes

    def reviews(self) -> list[Review]:
        """Return the reviews on this desk, the latest visit first."""
        with self._acting.look() as session:
            found = [one for scope in read_scopes(session) for one in read_all(session, Review, scope)[:1]]
        return sorted(found, key=lambda one: (one.days or ("",), one.record_id), reverse=True)

    def look(self, scope: str) -> ReviewPlan | None:
        """Return a review's plan, or None if it is not on this desk."""
        with self._acting.look() as session:
            reviews = read_all(session, Review, scope)
            if not reviews:
                return None
            rights = rights_in(session, scope)
            return ReviewPlan(
                reviews[0],
                read_all(session, Question, scope),
                read_all(session, Member, scope),
                sorted(read_all(session, Activity, scope), key=lambda one: one.time[:1] or ("~",)),
                read_all(session, PreviousAction, scope),
                read_all(session, SelfView, scope),
                read_all(session, Context, scope),
                next(iter(read_all(session, Letter, scope)), None),
                next(iter(read_all(session, KeptFramework, scope)), None),
                rights.role_of(self._acting.identity.key_id) if rights else "",
            )

    def add(self, scope: str, kind: str, /, **fields: Any) -> tuple[str, Changes]:
        """Add one of the kinds that a plan has several of after its siblings; return its id."""
        value_class = _ADDED[kind]
        with self._acting.act(f"add: {kind}") as act:
            siblings: list[Record] = read_all(act.session, value_class, scope)
            order = last_key([one.order for one in siblings])
            record_id = act.add(scope, kind, **{"order": order, **fields})
        return record_id, act.changes

    def add_several(self, scope: str, kind: str, rows: Sequence[Mapping[str, Any]]) -> Changes:
        """Add several of a kind after their siblings, in order: one act, undone as one.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act(f"add: {kind}") as act:
            siblings: list[Record] = read_all(act.session, _ADDED[kind], scope)
            orders = keys_for(len(rows), siblings[-1].order if siblings else "") or [""] * len(rows)
            for order, row in zip(orders, rows, strict=True):
                act.add(scope, kind, **{"order": order, **row})
        return act.changes

    def take_up(self, scope: str, framework: Framework) -> Changes:
        """Let a review be written in a framework from now on, which it keeps whole; what was noted stays as it is.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("choose a framework") as act:
            kept = next(iter(read_all(act.session, KeptFramework, scope)), None)
            if kept is None:
                act.add(scope, "framework", **_kept(framework))
            else:
                act.change(kept, **_kept(framework))
        return act.changes

    def add_member(self, scope: str, name: str, role: str, *, school: str = "", key: str = "") -> tuple[str, Changes]:
        """Add somebody to the team; whoever has a key gets the right that goes with the part.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("add somebody to the team") as act:
            siblings = read_all(act.session, Member, scope)
            order = last_key([one.order for one in siblings])
            member_id = act.add(scope, "member", name=name, role=role, school=school, key=key, order=order)
            if key:
                self._give_right(act, scope, key, role)
        return member_id, act.changes

    def take_new_badge(self, member: Member, key: str) -> Changes:
        """Let a member go on under another key, which was confirmed; what they wrote under the old one stays theirs.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        return Vouching(self._acting).take_new_badge(member, key, GRANT_OF.get(member.role, ""))

    def give_right(self, member: Member, key: str) -> Changes:
        """Say which key a member has, once their badge is here, and give it the right of their part."""
        with self._acting.act("add a badge") as act:
            act.change(member, key=key)
            self._give_right(act, member.scope, key, member.role)
        return act.changes

    def change(self, shown: Record, **fields: Any) -> Changes:
        """Change what the plan says, as it was shown; with somebody's part goes their right.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("change the plan") as act:
            act.change(shown, **fields)
            if isinstance(shown, Member) and shown.key and "role" in fields:
                self._give_right(act, shown.scope, shown.key, fields["role"])
        return act.changes

    def _give_right(self, act: Act, scope: str, key: str, role: str) -> None:
        """Let a key have the right of a part and no other; what it wrote before stays as it is."""
        rights = rights_in(act.session, scope)
        if rights is None:
            return
        wanted = GRANT_OF.get(role, "")
        before = rights.open_grants(key)
        if rights.lead_grant(key) == scope or {one.role for one in before} == ({wanted} if wanted else set()):
            return
        for grant in before:
            act.state(scope, "end", grant=grant.grant_id, keeps=to_keep(act.session, scope, key))
        if wanted:
            act.state(scope, "grant", key=key, role=wanted, under=rights.lead_grant(self._acting.identity.key_id))

    def delete(self, shown: Record) -> Changes:
        """Take something out of the plan; somebody who leaves the team may write no more, and what they wrote stays."""
        with self._acting.act("take out of the plan") as act:
            act.delete(shown)
            if isinstance(shown, Member) and shown.key:
                self._give_right(act, shown.scope, shown.key, "")
        return act.changes

    def move(self, shown: Record, siblings: Sequence[Record], place: int) -> Changes:
        """Move a question, member or action to a place among its siblings, itself left out of them."""
        others = [one for one in siblings if one.record_id != shown.record_id]
        before = others[place - 1].order if place > 0 else ""
        after = others[place].order if place < len(others) else ""
        order = key_between(before, after)
        with self._acting.act("move") as act:
            if order is not None and (not after or before < after):
                act.change(shown, order=order)
            else:  # no room between them: all siblings get new places
                arranged = [*others[:place], shown, *others[place:]]
                for one, fresh in zip(arranged, keys_for(len(arranged)) or (), strict=True):
                    act.change(one, order=fresh)
        return act.changes

    def unplanned(self, scope: str, title: str, **fields: Any) -> tuple[str, Changes]:
        """Add what just happened ("playground, TA"), now, with this desk's person in it."""
        now = self._acting.here()
        with self._acting.act("add what just happened") as act:
            members = read_all(act.session, Member, scope)
            mine = tuple(one.record_id for one in members if one.key == self._acting.identity.key_id)
            given: Mapping[str, Any] = {"kind": "passing", "time": (now, now), "who": mine, **fields}
            record_id = act.add(scope, "activity", title=title, planned=False, **given)
        return record_id, act.changes

    def school(self, urn: str) -> School | None:
        """Return a school of the register."""
        return self._schools.school(urn)

    def import_schools(
        self, path: Path, progress: Callable[[int, int], None] | None = None, *, heads: bool = False
    ) -> Imported:
        """Take in the register of schools as it was downloaded, with the headteachers' names if they are asked for.

        Raises:
            NotARegisterError: it is no register; nothing was taken in.
            StorageError: it cannot be kept.
        """
        return self._schools.import_register(path, progress, heads=heads)

    def relations(self, school: School) -> Relations:
        """Return the schools that belong together with one."""
        return self._schools.relations(school)

    def written_anew(self, scope: str) -> dict[str, int]:
        """Return how often the review and its activities were changed, by their ids: a number that only grows."""
        with self._acting.look() as session:
            return read_depths(session, scope, ("review", "activity"))

    def schools(self, words: str) -> list[School]:
        """Return the schools of the register that match, as they are typed."""
        return self._schools.find(words)

    def one(self, value_class: type[Record], record_id: str) -> Record | None:
        """Return one record as it is now."""
        with self._acting.look() as session:
            return read_one(session, value_class, record_id)


def _kept(framework: Framework) -> dict[str, str]:
    """Return what the record of a framework says."""
    return {
        "framework_id": framework.framework_id,
        "version": framework.version,
        "title": framework.title,
        "body": to_json(framework),
    }
