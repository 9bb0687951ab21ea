"""Look-fors: how far each was there, what was counted, and what nobody has looked at yet."""

from collections.abc import Mapping
from typing import Any

from peerdesk.desk.acting import Act, Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.frameworks import Library
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.counting import Counting
from peerdesk.domain.evidence import Look, Note
from peerdesk.domain.looking import Group, Looked, State, gather, make_checklist, words_of
from peerdesk.domain.review import Activity, KeptFramework, Member
from peerdesk.storage.counted import read_counted
from peerdesk.storage.drafts import Draft, put_draft
from peerdesk.storage.reading import read_all, read_one


class Looking:
    """Keeps states and tallies of what is looked for. A state is one person's, in one place."""

    def __init__(self, acting: Acting, frameworks: Library) -> None:
        """Look on one desk, each review in its framework."""
        self._acting, self._frameworks = acting, frameworks

    def look(self, scope: str) -> Mapping[str, Looked]:
        """Return what became of each look-for of which anybody said anything, by its id; it asks the file twice."""
        with self._acting.look() as session:
            return gather(read_all(session, Look, scope), read_counted(session, scope))

    def groups(self, plan: ReviewPlan, activity: Activity | None = None) -> tuple[Group, ...]:
        """Return the look-fors by question, those that an activity is about first."""
        framework = self._frameworks.of_review(plan.framework)
        return make_checklist(framework, plan.questions, activity.questions if activity else ())

    def words(self, plan: ReviewPlan) -> Mapping[str, str]:
        """Return the words of a review's look-fors by id."""
        return self.words_in(plan.framework)

    def words_in(self, kept: KeptFramework | None) -> Mapping[str, str]:
        """Return the words of a framework's look-fors by id, of the usual one where a review has none."""
        return {one.look_for_id: words_of(one) for one in self._frameworks.of_review(kept).look_fors}

    def not_looked_yet(self, plan: ReviewPlan) -> tuple[Group, ...]:
        """Return what the plan promises to look for and nobody has looked at yet, by question; empty questions too."""
        looked = self.look(plan.scope)
        return tuple(
            Group(
                one.question,
                one.number,
                tuple(each for each in one.look_fors if each.look_for_id not in looked),
            )
            for one in self.groups(plan)
        )

    def say(
        self,
        scope: str,
        look_for: str,
        state: State,
        *,
        activity: str = "",
        question: str = "",
        seen_at: str = "",
        observed_by: str = "",
    ) -> Changes:
        """Say how far something was there, in one place; "" takes it back to not looked yet.

        Saying what is said already changes nothing, and leaves no act to undo. Where `seen_at` and `observed_by` are
        not given they are now and oneself.
        """
        with self._acting.act("mark a look-for") as act:
            who, key = observed_by or self._me(act, scope), self._acting.identity.key_id
            mine = [
                one
                for one in read_all(act.session, Look, scope)
                if (one.author, one.look_for, one.activity, one.observed_by) == (key, look_for, activity, who)
            ]
            last = max(mine, key=lambda one: (one.seen_at, one.first_written_at, one.record_id), default=None)
            said: dict[str, Any] = {
                "state": state,
                "question": question,
                "seen_at": seen_at or self._acting.here(),
            }
            if last is not None and (last.state != state or "state" in last.two_versions):
                act.change(last, **said)
            elif last is None and state:
                act.add(scope, "look", look_for=look_for, activity=activity, observed_by=who, **said)
        return act.changes

    def count(
        self,
        scope: str,
        look_for: str,
        tally: tuple[int, int] | None,
        text: str = "",
        *,
        counting: Counting | None = None,
        activity: str = "",
        question: str = "",
        draft_place: str = "",
    ) -> tuple[str, Changes]:
        """Keep a tally of a look-for, or words about it, as a note: evidence like any other; return its id.

        Args:
            scope: of the review.
            look_for: of the framework.
            tally: how many of how many, or None for words alone.
            text: what was typed besides, or the look-for's own words.
            counting: what is counted.
            activity: record id.
            question: record id of the one that it is looked at for.
            draft_place: where it was typed; its draft goes in the same transaction.
        """
        where = counting or Counting()
        with self._acting.act("keep a tally" if tally else "keep a note") as act:
            note_id = act.add(
                scope,
                "note",
                text=text,
                source="work",
                tally=tally or (),
                look_for=look_for,
                where=where.where,
                year=where.year,
                subject=where.subject,
                activity=activity,
                seen_at=self._acting.here(),
                observed_by=self._me(act, scope),
            )
            if question:
                act.join(scope, "link", note_id, question)
            if draft_place:
                put_draft(act.session, Draft(draft_place, "", "", ""))
        return note_id, act.changes

    def count_again(
        self, note_id: str, tally: tuple[int, int] | None, text: str, *, draft_place: str = ""
    ) -> Changes | None:
        """Change what a tally says; None if it is no longer here, and then nothing is written."""
        with self._acting.act("change a tally") as act:
            shown = read_one(act.session, Note, note_id)
            if shown is not None:
                act.change(shown, tally=tally or (), text=text)
                if draft_place:
                    put_draft(act.session, Draft(draft_place, "", "", ""))
        return act.changes if shown is not None else None

    def _me(self, act: Act, scope: str) -> str:
        key = self._acting.identity.key_id
        return next((one.record_id for one in read_all(act.session, Member, scope) if one.key == key), "")
