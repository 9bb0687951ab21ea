"""What 10,000 notes say about each question, against the plain sum of the same notes: a frame is 16.7 ms.

`python -m benchmarks coverage`.
"""

import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

from peerdesk.domain.contradictions import find_contradictions
from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.evidence import SIGNS, Note
from peerdesk.domain.free_time import FreeTime
from peerdesk.domain.groupings import propose_groupings
from peerdesk.domain.plan_rules import PlanRules
from peerdesk.domain.promises import Heard, promised_not_done
from peerdesk.domain.review import SOURCES, VOICES, Activity, Member, Question
from peerdesk.domain.swaps import needs_of, propose
from peerdesk.domain.timetable import time_at

NOTES, QUESTIONS, MEMBERS, ACTIVITIES, TIMES = 10_000, 6, 6, 60, 50
_PLAIN = f"plain sum of {NOTES:,} notes"
_DAY = "2027-03-09"
_RULES = PlanRules(lunch_from="11:30", lunch_to="14:00", lunch_minutes=20, longest_virtual=30, rules=())


@dataclass(frozen=True)
class Figure:
    """Milliseconds that the thread itself computed, and how often the plain sum of the same notes fits into them."""

    name: str
    median_ms: float
    worst_ms: float
    times_the_sum: float


def run() -> list[Figure]:
    chance = random.Random(1)
    questions = [Question(record_id=f"q{at}", scope="", author="", first_written_at="") for at in range(QUESTIONS)]
    members = [
        Member(record_id=f"m{at}", scope="", author="", first_written_at="", name=f"Reviewer {at}")
        for at in range(MEMBERS)
    ]
    notes = [_note(chance, at, questions, members) for at in range(NOTES)]
    activities = [_activity(chance, at, members, questions) for at in range(ACTIVITIES)]
    coverage = look_at_coverage(questions, notes, members)
    free = FreeTime(_DAY, members, activities, _RULES)
    heard = Heard({one.activity for one in notes}, {one.observed_by for one in notes})
    look_fors = {f"L{at}": "something" for at in range(20)}
    parts: dict[str, Callable[[], object]] = {
        "coverage by kind, voice and reviewer": lambda: look_at_coverage(questions, notes, members),
        "what does not fit together": lambda: find_contradictions(questions, notes),
        "groupings on one question": lambda: propose_groupings("q0", notes, (), look_fors),
        "promised and not done": lambda: promised_not_done(activities, members, heard, f"{_DAY}T16:00"),
        "changes of the afternoon": lambda: propose(needs_of(coverage), free, f"{_DAY}T09:00"),
    }
    took: dict[str, list[float]] = {_PLAIN: [], **{name: [] for name in parts}}
    for _ in range(TIMES):  # turn by turn, so that a busy moment is everybody's
        for name, work in {_PLAIN: lambda: _plain_sum(notes), **parts}.items():
            begun = time.thread_time()
            work()
            took[name].append((time.thread_time() - begun) * 1000)
    plain = median(took[_PLAIN])
    return [Figure(name, median(each), max(each), median(each) / plain) for name, each in took.items()]


def _plain_sum(notes: list[Note]) -> Counter[tuple[str, str, str, str]]:
    """Count the same notes as simply as can be: question, kind, voice and reviewer, and nothing made of it."""
    return Counter((asked, one.source, one.voice, one.observed_by) for one in notes for asked in one.questions)


def _note(chance: random.Random, at: int, questions: list[Question], members: list[Member]) -> Note:
    return Note(
        record_id=f"n{at}",
        scope="",
        author="",
        first_written_at="",
        sign=chance.choice(SIGNS),
        source=chance.choice(SOURCES),
        voice=chance.choice((*VOICES, "")),
        year=chance.choice(("", "R", "1", "2", "3", "4", "5", "6")),
        look_for=chance.choice(("", "", *(f"L{one}" for one in range(20)))),
        seen_at=f"{_DAY}T{9 + at % 6:02}:{at % 60:02}",
        activity=f"a{chance.randrange(ACTIVITIES // 2)}",
        observed_by=chance.choice(members).record_id,
        questions=tuple(one.record_id for one in chance.sample(questions, chance.choice((0, 1, 1, 2)))),
    )


def _activity(chance: random.Random, at: int, members: list[Member], questions: list[Question]) -> Activity:
    begins = 9 * 60 + 5 * chance.randrange(84)
    return Activity(
        record_id=f"a{at}",
        scope="",
        author="",
        first_written_at="",
        kind=chance.choice(("walk", "work", "conversation", "documents", "meeting")),
        time=(time_at(_DAY, begins), time_at(_DAY, begins + 30)),
        place=chance.choice(("Library", "hall", "meeting room")),
        who=tuple(one.record_id for one in chance.sample(members, 2)),
        questions=(chance.choice(questions).record_id,),
    )
