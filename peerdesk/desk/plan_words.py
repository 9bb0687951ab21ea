"""The words that plans are coached by, read once: purposes, the coach's rules, how to speak of a small school."""

from functools import cached_property
from pathlib import Path
from typing import Any

from peerdesk.desk.frameworks import Library
from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.coaching import Around, CoachRule
from peerdesk.domain.framework import Framework
from peerdesk.domain.purposes import Purpose
from peerdesk.domain.small_school import OnePersonWords, is_likely_one_class
from peerdesk.intake.plan_words import read_coach, read_one_person, read_purposes


class PlanWords:
    """What PeerDesk brings along for plans; the first look reads files, so it belongs in a job."""

    def __init__(self, resources: Path, frameworks: Library) -> None:
        """Read from PeerDesk's own data folder, and frameworks from the library."""
        self._plan, self._frameworks = resources / "plan", frameworks

    @cached_property
    def purposes(self) -> tuple[Purpose, ...]:
        """What a review can be for."""
        return read_purposes(self._plan / "purposes.toml")

    @cached_property
    def coach(self) -> tuple[CoachRule, ...]:
        """The coach's rules, in order."""
        return read_coach(self._plan / "coach.toml")

    @cached_property
    def one_person(self) -> OnePersonWords:
        """How to speak of a small school."""
        return read_one_person(self._plan / "one_person.toml")

    def read_all(self) -> None:
        """Read what plans need, so that nobody waits for it later."""
        _ = (self.purposes, self.coach, self.one_person, self._frameworks.core())

    def framework_of(self, plan: ReviewPlan) -> Framework:
        """Return the framework that a review is written in; the usual one where it has none that can be read here."""
        return self._frameworks.of_review(plan.framework)

    def made_likely(self, ages: str, roll: str) -> dict[str, Any]:
        """Return what a review says of a school of such numbers: whether each year has one class, who is one person.

        Args:
            ages: "4-11", or "".
            roll: number of pupils in digits, or "".
        """
        said = self.one_person
        one_class = is_likely_one_class(ages, roll, said.most_in_a_class)
        usual = tuple(role.role_id for role in said.roles if role.usual and one_class)
        return {"one_class": one_class, "one_person": usual}

    def around(self, plan: ReviewPlan) -> Around:
        """Return what the questions of a review stand in."""
        return Around(self.framework_of(plan).judging_words, len(plan.self_views), len(plan.actions))
