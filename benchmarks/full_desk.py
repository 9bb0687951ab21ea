"""A desk as it is after years of one large review: many notes, pictures, findings; made here, of nobody's words."""

import io
import random
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from benchmarks.drawer import DAY, Drawer, now
from peerdesk.desk.desk import Desk, start_here
from peerdesk.intake.pictures import read_picture
from peerdesk.storage.attachments import put_attachment, put_thumbnail

NOTES, PICTURES, QUESTIONS, ACTIVITIES, MEMBERS, FINDINGS = 10_000, 500, 6, 24, 6, 24
AT_ONCE, TOGETHER, SENT = 1_000, 20, 400
SAID = """pupils explained the rule in their own words after a partner had rehearsed a sentence and changed it while
displays kept since October show timelines maps and drafts with teachers' questions beside them most books hold
corrections made at once few of those asked could say why a source may be wrong talk moved between tables quickly
and an adult modelled thinking aloud before anybody wrote lunch queue calm younger readers choose again"""


def a_sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(SAID.split(), k=chance.randint(8, 34))).capitalize()


def draw(number: int, width: int = 1600, height: int = 1200) -> bytes:
    """Return a JPEG like a photograph of a wall: smooth ground, and fine grain that does not pack well."""
    ground = Image.linear_gradient("L").rotate(number * 7 % 360).resize((width, height))
    grain = Image.effect_noise((width, height), 24)
    shades = [Image.blend(ground, grain, part) for part in (0.3, 0.4, 0.25 + number % 10 / 50)]
    out = io.BytesIO()
    Image.merge("RGB", shades).save(out, "JPEG", quality=82)
    return out.getvalue()


def plan(desk: Desk) -> tuple[str, list[str], list[str], list[str]]:
    """Plan a review; return its scope, questions, activities and members."""
    scope, _ = desk.plan.begin(school_name="Saltmarsh Primary School", days=(DAY,), school_phase="Primary")
    members = [desk.plan.add_member(scope, f"Reviewer {at}", "reviewer")[0] for at in range(1, MEMBERS)]
    questions = [
        desk.plan.add(scope, "question", text=f"How well do pupils learn in subject {at}?", short_name=f"Subject {at}")[
            0
        ]
        for at in range(1, QUESTIONS + 1)
    ]
    activities = []
    for at in range(ACTIVITIES):
        times = tuple(f"{DAY}T{8 + minutes // 60:02}:{minutes % 60:02}" for minutes in (at * 18, at * 18 + 18))
        one = {
            "title": f"Visit {at + 1}: year {at % 7}",
            "time": times,
            "place": f"Room {at}",
            "who": (members[at % 5],),
        }
        activities.append(desk.plan.add(scope, "activity", **one)[0])
    return scope, questions, activities, members


def keep_many(
    desk: Desk,
    count: int,
    scope: str,
    questions: Sequence[str],
    activities: Sequence[str],
    members: Sequence[str],
) -> list[str]:
    """Keep notes through the acts of the desk, many in one transaction; return their ids."""
    chance, kept = random.Random(1), []
    for first in range(0, count, AT_ONCE):
        with desk.acting.act("keep notes") as act:
            for number in range(first, min(first + AT_ONCE, count)):
                at = number * ACTIVITIES // count
                minutes = 480 + number * 432 // count
                note = act.add(
                    scope,
                    "note",
                    text=a_sentence(chance),
                    made_of_it=a_sentence(chance) if number % 4 == 0 else "",
                    sign=chance.choice(("yes", "not_yet", "unsure", "noted")),
                    source=chance.choice(("observation", "work", "talk", "document", "data")),
                    where=f"Y{number % 7} English",
                    year=str(number % 7 + 1),
                    activity=activities[at],
                    seen_at=f"{DAY}T{minutes // 60:02}:{minutes % 60:02}",
                    observed_by=chance.choice(members),
                    starred=number % 50 == 0,
                )
                for question in chance.sample(list(questions), chance.choice((0, 1, 1, 2))):
                    act.join(scope, "link", note, question)
                kept.append(note)
    return kept


def hang(desk: Desk, scope: str, notes: Sequence[str], count: int) -> None:
    """Keep pictures with some of the notes: read as every picture is, twenty in one transaction."""
    for first in range(0, count, TOGETHER):
        numbers = range(first, min(first + TOGETHER, count))
        pictures = [read_picture(draw(number), f"{number}.jpg") for number in numbers]
        with desk.acting.act("add pictures") as act:
            for number, one in zip(numbers, pictures, strict=True):
                sha256 = put_attachment(act.session, one.data, one.media_type)
                put_thumbnail(act.session, sha256, one.thumbnail)
                note = notes[number * len(notes) // count]
                said = {"note": note, "sha256": sha256, "media_type": one.media_type, "alt": "a wall of drafts"}
                act.add(scope, "attachment", **said)


def find_things(desk: Desk, scope: str, questions: Sequence[str], notes: Sequence[str]) -> None:
    chance = random.Random(2)
    with desk.acting.act("make findings") as act:
        for at in range(FINDINGS):
            finding = act.add(
                scope,
                "finding",
                question=questions[at % len(questions)],
                kind="works_well",
                title=a_sentence(chance)[:60],
                text=a_sentence(chance),
                order=f"i{at:02}",
            )
            for note in chance.sample(list(notes), 6):
                act.join(scope, "citation", finding, note)


def send_from_a_colleague(folder: Path, lead: Desk, scope: str) -> None:
    """Let a colleague keep a day's notes and pictures, and leave `colleague.peerdesk` in `folder`."""
    colleague = start_here(folder / "colleague", Drawer(folder), "Tom", now)
    lead.people.add(colleague.people.mine, typed_words=colleague.people.words(colleague.identity.key_id))
    lead.plan.add_member(scope, "Tom", "reviewer", key=colleague.identity.key_id)
    briefing = folder / "briefing.peerdesk"
    lead.packages.give(scope, "briefing", briefing)
    preview = colleague.packages.preview(briefing)
    colleague.packages.merge(preview, typed_words=colleague.people.words(lead.identity.key_id))
    plan_here = colleague.plan.look(scope)
    assert plan_here is not None
    questions, activities, members = (
        [one.record_id for one in several] for several in (plan_here.questions, plan_here.activities, plan_here.members)
    )
    hang(colleague, scope, keep_many(colleague, SENT, scope, questions, activities, members), SENT // 20)
    colleague.packages.give(scope, "team", folder / "colleague.peerdesk")
    colleague.close()


def make(folder: Path, notes: int = NOTES, pictures: int = PICTURES) -> None:
    """Make a desk in `folder`, its key and what a colleague sends beside it. Of no notes it is an empty one."""
    desk = start_here(folder / "desk", Drawer(folder), "Anita", now)
    scope, questions, activities, members = plan(desk)
    if notes:
        kept = keep_many(desk, notes, scope, questions, activities, members)
        hang(desk, scope, kept, pictures)
        find_things(desk, scope, questions, kept)
        send_from_a_colleague(folder, desk, scope)
    (folder / "photo.jpg").write_bytes(draw(10_001, 4_000, 3_000))
    desk.keeping.back_up()
    desk.close()
