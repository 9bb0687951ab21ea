"""How long it takes to find words in 100,000 notes, beside FTS5 asked for the same words and nothing else.

`python -m benchmarks.search [notes]`: processor time in milliseconds, in turn in the same run, on the same encrypted
file. There are two peers. The barest returns the numbers of the best 50 rows and nothing else; `find` says as much. The
like-for-like one returns what a list shows: the best 50 rows with bm25, snippet() and highlight(), joined to the words
of their notes. `find, shown` says as much: 50 records with who, when and where, what to mark and a snippet each; and
`answer, shown` is what the search box asks: the best of each kind, and how much there is. Both ratios are printed.
Garbage is looked for between the questions, as the window does (`ui/steady.py`).
"""

import gc
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert

from peerdesk.desk.desk import Desk, start_here
from peerdesk.domain.query import read_query
from peerdesk.keys.vault import PassphraseVault
from peerdesk.storage.finding import find
from peerdesk.storage.search import BASES, put
from peerdesk.storage.tables import NoteRow

BAREST, LIKE = "barest FTS5", "FTS5, like for like"
NOTES, ROUNDS, QUERIES, LIMIT, AT_ONCE = 100_000, 3, 100, 50, 5_000
DAY = "2027-03-09"
MADE = {"Whole words": '"{0}"', "Beginnings": "{0}", "Two words": "{0} {1}", "Three letters": "{0:.3}"}
BARE = {"Whole words": '"{0}"', "Beginnings": '"{0}"*', "Two words": '"{0}" AND "{1}"*', "Three letters": '"{0:.3}"*'}


@dataclass(frozen=True)
class Figure:
    """One line of the result.

    Attributes:
        name: what was typed, and who was asked.
        median_ms: half of the queries took at most this.
        p99_ms: all but one of a hundred took at most this.
        to_barest: ratio of the medians to the barest query.
        to_like: ratio of the medians to the query that returns what a list shows.
    """

    name: str
    median_ms: float
    p99_ms: float
    to_barest: float
    to_like: float


def make_words(chance: random.Random) -> tuple[list[str], list[float]]:
    """Return words, and how often each is said: a few often, most of them seldom, as in any language."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    words = ["".join(chance.choices(letters, k=chance.randint(3, 10))) for _ in range(8_000)]
    return words, [1 / (place + 10) for place in range(len(words))]


def fill(desk: Desk, notes: int, say: Callable[[int], list[str]]) -> None:
    """Put notes of forty words into the table that pages read, and into the index."""
    row: dict[str, Any] = dict.fromkeys(("made_of_it", "voice", "subject", "activity", "asked_by", "order"), "")
    row |= dict.fromkeys(("tips", "two_versions", "unreadable", "tally", "present"), ())
    row |= {"scope": f"{1:064x}", "author": f"{2:064x}", "for_team": True, "for_report": True, "starred": False}
    row |= {"answer": "", "look_for": ""}
    row |= {"first_written_at": f"{DAY}T09:00:00Z", "seen_at": f"{DAY}T09:00", "where": "Y5 English", "year": "5"}
    row |= {"sign": "yes", "source": "talk", "observed_by": f"{3:064x}"}
    for start in range(0, notes, AT_ONCE):
        rows = [
            {**row, "seq": seq, "record_id": f"{seq:064x}", "text": " ".join(say(40))}
            for seq in range(start + 1, min(start + AT_ONCE, notes) + 1)
        ]
        with desk.acting.sessions.write.begin() as session:
            session.execute(insert(NoteRow), rows)
            put(session, "note", rows)


def ways_of(desk: Desk, name: str) -> dict[str, Callable[[Sequence[str]], object]]:
    """Return how to ask for two words: FTS5 itself, the index, and the desk."""
    cursor = desk.engine.raw_connection().cursor()
    barest = f"SELECT rowid FROM found WHERE found MATCH ? ORDER BY rank LIMIT {LIMIT}"
    like = (
        "SELECT found.rowid, bm25(found), snippet(found, 0, '[', ']', '…', 20), highlight(found, 0, '[', ']'), note.*"
        f" FROM found JOIN note ON note.seq = found.rowid - {BASES['note']}"
        f" WHERE found MATCH ? ORDER BY rank LIMIT {LIMIT}"
    )

    def bare(query: str) -> Callable[[Sequence[str]], object]:
        return lambda words: cursor.execute(query, (BARE[name].format(*words),)).fetchall()

    def ours(words: Sequence[str]) -> object:
        with desk.acting.look() as session:
            return find(session, read_query(MADE[name].format(*words), DAY), limit=LIMIT)

    def shown(words: Sequence[str]) -> object:
        return [one.snippet for one in desk.search.find(MADE[name].format(*words), limit=LIMIT)]

    def answer(words: Sequence[str]) -> object:
        groups = desk.search.answer(MADE[name].format(*words)).groups
        return [one.snippet for group in groups for one in group.found]

    return {BAREST: bare(barest), LIKE: bare(like), "find": ours, "find, shown": shown, "answer, shown": answer}


def run(notes: int = NOTES) -> list[Figure]:
    """Return figures for each thing that is typed and each way to ask."""
    chance = random.Random(1)
    words, weights = make_words(chance)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        vault = PassphraseVault(Path(folder), "nine of us went up the hill")
        desk = start_here(Path(folder) / "desk", vault, "Anita", lambda: datetime(2027, 3, 9, 9, tzinfo=UTC))
        fill(desk, notes, lambda count: chance.choices(words, weights, k=count))
        typed = [chance.choices(words, weights, k=2) for _ in range(QUERIES)]
        for name in MADE:
            took = measure(ways_of(desk, name), typed)
            barest, like = (statistics.median(took[peer]) for peer in (BAREST, LIKE))
            figures += [
                Figure(f"{name}: {way}", median := statistics.median(times), p99(times), median / barest, median / like)
                for way, times in took.items()
            ]
        desk.close()
    return figures


def measure(ways: dict[str, Callable[[Sequence[str]], object]], typed: list[list[str]]) -> dict[str, list[float]]:
    """Return the milliseconds of each query by each way, asked in turn so that a busy moment hits all."""
    took: dict[str, list[float]] = {way: [] for way in ways}
    gc.disable()
    for words in typed * ROUNDS:
        for way, ask in ways.items():
            gc.collect()
            gc.freeze()
            begun = time.thread_time()
            ask(words)
            took[way].append((time.thread_time() - begun) * 1000)
    gc.enable()
    return took


def p99(times: Sequence[float]) -> float:
    return sorted(times)[int(len(times) * 0.99)]


def main() -> None:
    """Print a table."""
    print(f"{'':40} {'median ms':>9} {'p99 ms':>8} {'to barest':>10} {'to like':>8}")
    for one in run(int(sys.argv[1]) if len(sys.argv) > 1 else NOTES):
        print(f"{one.name:40} {one.median_ms:9.2f} {one.p99_ms:8.2f} {one.to_barest:10.2f} {one.to_like:8.2f}")


if __name__ == "__main__":
    main()
