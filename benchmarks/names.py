"""How many planted names the guard finds in 200 notes, and how often it alarms where there is none.

`python -m benchmarks names`. All names are invented; half of the notes are typed in lower case. A page is 400 words.
"""

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peerdesk.domain.names import NameGuard
from peerdesk.intake.name_words import read_name_guard
from peerdesk.paths import resources

NOTES, WORDS_A_PAGE = 200, 400
TEAM = {"Anita": "a reviewer", "Tom": "a reviewer", "Bryony": "a reviewer", "Marek": "a reviewer"}
# Many origins, many of them in no list, and some that are words.
FIRST = [
    "Jaxxon", "Aoife-Mae", "Ksenija", "Oluwadamilare", "Tirion", "Zaynab", "Kacperek", "Shaniya", "Yuvraj",
    "Nevaeh", "Teodora", "Ikechi", "Rhiana", "Maelys", "Dimitar", "Anh-Thu", "Saoirse-Rose", "Kwabena", "Fenwick",
    "Ottoline", "Jaydn", "Mehrunisa", "Bartek", "Xiuying", "Ruaridh", "Tamsyn", "Evangelia", "Olamide",
    "Hironobu", "Siobhan", "Amarpreet", "Khadeejah", "Lowenna", "Ignatius", "Zsofia", "Pradeep", "Temperance",
    "Leoni", "Abdirisaq", "Thandeka", "Priyamvada", "Calix", "Eira", "Jodie-Ann", "Mirembe", "Osian", "Rania",
    "Wiktoria", "Yusra", "Bronagh",
]  # fmt: skip
LAST = [
    "Quennelby", "Zaworski", "O'Dhuibhne-Pell", "Anand-Leigh", "Pellinore", "Okwuosa", "Trevanion", "Hathersedge",
    "Mbali-Cross", "Szczepanik", "Ravenscar", "Dunnachie", "Pillai-Worth", "Haldersby", "Cholmondray",
    "Adeyinka-Ross", "Vlahovic", "Thistlewick", "Nguyen-Barr", "Osterby", "Kapadia", "Lindqvist", "Bhattal",
    "Merriwick", "Yarborrow", "El-Hadidi", "Fotheringay", "Skarbek", "Tamworthy", "Achterberg",
]  # fmt: skip
WORDS = ["Hope", "Mark", "Grace", "Will", "Rose", "Faith", "Robin", "Poppy", "Amber", "Summer"]
ANY_CASE = [
    "spoke to {first} in y4, 5 mins",
    "{first} said it first then wrote it",
    "child called {first} led the group #q1",
    "back table: {first} told partner the whole story",
    "asked {first} what came before, long pause",
    "y5 {first} reads her sentence twice and changes a word",
    "mrs {last} says timeline is new since sept",
    "mr {last} stops the lesson, reteaches w/ a map",
    "ms {last} asks 5 quick qs, 2 from last yr",
    "dr {last} the governor, in twice this yr",
    "miss {last} waited 8 secs",
    "{first} {last} in y6: empire x3 unprompted",
    "ask {last} abt the diary, geog 0",
    "spoke with {last} at break, ta in ks2",
    "pupil named {first} has own picture prompts",
    "told {first} is in a small group tues and thurs",
    "{first} explained it to the table, no adult",
    "talked to {last} at the gate, parent of 2",
    "book look w/ mrs {last}: 5 of 6 go past spelling",
    "TA {first} scribes exactly what the child says",
]
WITH_CAPITALS = [
    "Lovely moment: {first} would not give up on the riddle.",
    "{first}’s book has the longest piece, 2 pages",
    "Little {first} on the carpet, fully in it",
    "The {last} twins act it out with spoons",
    "Pairs: {first} and {other} swap stems",
    "{first} T in Y3 (needs a scribe)",
    "Head says {last} has had 2 hrs since Sept",
    "Partner of {first} points, doesn’t tell",
    "joint with {first} {last}, history leader",
    "Good question from {first}: why did they stay?",
    "the display in {last}’s room, drafts in green",
    "Ms. {last} (maths lead) knows the numbers",
    "KQ (maths lead) takes me through the books",
    "Miss T lets them choose",
    "cover today by {first}, started in Jan",
    "{word} in Y2 (7) read to me",
    "spoke to {word} and {first} at the story table",
    "child called {word} went first",
    "I asked {word} why, and {word} said “it sounds better”",
    "three chn incl {first} out for catch-up, 1.15",
]


@dataclass(frozen=True)
class Figure:
    """Found of planted, in per cent; alarms on a page of 400 words."""

    name: str
    names: int
    found: int
    per_cent: float
    words: int
    false_alarms: int
    a_page: float


def guard() -> NameGuard:
    framework = tomllib.loads((resources() / "frameworks" / "core_enquiry.toml").read_text(encoding="utf-8"))["words"]
    own = (*framework["not_names"], *framework["shorthand"], "Wrenholt")
    return read_name_guard(resources() / "names", resources() / "spelling" / "en_GB.dic", TEAM, own)


def planted() -> Iterator[tuple[str, list[str]]]:
    """Yield notes and the names in them; the same each time."""
    chance = random.Random(7)
    for number in range(NOTES):
        small = number % 2 == 0
        said = {"first": chance.choice(FIRST), "other": chance.choice(FIRST), "last": chance.choice(LAST)}
        said["word"] = chance.choice(WORDS)
        frames = ANY_CASE if small else WITH_CAPITALS
        frame = frames[number // 2 % len(frames)]
        names = [said[key] for key in said if f"{{{key}}}" in frame]
        names += [one for one in ("KQ", "Miss T") if one in frame]
        text = frame.format(**said)
        yield (text.lower(), [one.lower() for one in names]) if small else (text, names)


def found_in(text: str, names: list[str], looking: NameGuard) -> list[str]:
    """Return the names all of whose words are covered."""
    spans = [(one.start, one.end) for one in looking.find(text)]
    return [
        name
        for name in names
        if any(start <= text.find(name) and text.find(name) + len(name) <= end for start, end in spans)
    ]


def alarms_elsewhere(text: str, names: list[str], looking: NameGuard) -> int:
    return sum(not any(name in one.words or one.words in name for name in names) for one in looking.find(text))


def texts(name: str) -> Iterator[str]:
    """Yield each text of the practice school’s file, the team’s own names left out."""

    def within(value: Any) -> Iterator[str]:
        if isinstance(value, str) and " " in value:
            yield value
        elif isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from within(one)

    yield from within(tomllib.loads((resources() / "demo" / f"{name}.toml").read_text(encoding="utf-8")))


def run() -> list[Figure]:
    looking = guard()
    notes = list(planted())
    figures = []
    for title, chosen in (("lower case", notes[::2]), ("as written", notes[1::2]), ("all 200 notes", notes)):
        names = sum(len(planted) for _, planted in chosen)
        found = sum(len(found_in(text, planted, looking)) for text, planted in chosen)
        words = sum(len(text.split()) for text, _ in chosen)
        wrong = sum(alarms_elsewhere(text, planted, looking) for text, planted in chosen)
        figures.append(Figure(title, names, found, 100 * found / names, words, wrong, wrong / words * WORDS_A_PAGE))
    for file in ("report", "findings", "notes"):
        said = list(texts(file))
        words = sum(len(text.split()) for text in said)
        wrong = sum(alarms_elsewhere(text, list(TEAM), looking) for text in said)
        figures.append(Figure(f"no names: {file}", 0, 0, 0.0, words, wrong, wrong / words * WORDS_A_PAGE))
    return figures


if __name__ == "__main__":
    for text, names in planted():
        missed = set(names) - set(found_in(text, names, guard()))
        if missed:
            print(missed, "|", text)
