"""What 10,000 notes say about each question: computed on the thread that draws, so within a frame.

`python -m benchmarks coverage`.
"""

import random
import statistics
import time
from dataclasses import dataclass

from peerdesk.domain.coverage import look_at_coverage
from peerdesk.domain.evidence import SIGNS, Note
from peerdesk.domain.review import SOURCES, Member, Question

NOTES, QUESTIONS, MEMBERS, TIMES = 10_000, 6, 6, 50


@dataclass(frozen=True)
class Figure:
    """Milliseconds that the thread itself computed; a frame is 16.7."""

    name: str
    median_ms: float
    worst_ms: float


def run() -> list[Figure]:
    chance = random.Random(1)
    questions = [Question(record_id=f"q{at}", scope="", author="", first_written_at="") for at in range(QUESTIONS)]
    members = [
        Member(record_id=f"m{at}", scope="", author="", first_written_at="", name=f"Reviewer {at}")
        for at in range(MEMBERS)
    ]
    notes = [
        Note(
            record_id=f"n{at}",
            scope="",
            author="",
            first_written_at="",
            sign=chance.choice(SIGNS),
            source=chance.choice(SOURCES),
            voice=chance.choice(("leaders", "pupils", "")),
            observed_by=chance.choice(members).record_id,
            questions=tuple(one.record_id for one in chance.sample(questions, chance.choice((0, 1, 1, 2)))),
        )
        for at in range(NOTES)
    ]
    took = []
    for _ in range(TIMES):
        begun = time.thread_time()
        look_at_coverage(questions, notes, members)
        took.append((time.thread_time() - begun) * 1000)
    return [Figure(f"coverage of {NOTES:,} notes", statistics.median(took), max(took))]
