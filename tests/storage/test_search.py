"""Finding words and filtering, on SQLite and on PostgreSQL alike; and what is deleted is in the index no more."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Engine, insert, inspect, text
from sqlalchemy.orm import Session

from peerdesk.domain.matches import look_for
from peerdesk.domain.query import read_query
from peerdesk.storage import search
from peerdesk.storage.columns import Several
from peerdesk.storage.engine import open_desk, open_record, sessions_on
from peerdesk.storage.failures import DamagedFileError
from peerdesk.storage.finding import find
from peerdesk.storage.people import Person, put_person
from peerdesk.storage.tables import TABLES
from tests.storage.server import programs, running

KEY = b"\x05" * 32
ONE, OTHER = "1" * 64, "2" * 64
ANITA, TOM, BEN = "a" * 64, "b" * 64, "c" * 64
M_ANITA, M_TOM = "0a" * 32, "0b" * 32
Q1, Q2 = "0c" * 32, "0d" * 32
TODAY = "2027-03-10"
SERVER = programs()

SHARED: dict[str, Any] = {
    "for_team": True,
    "for_report": True,
    "author": ANITA,
    "first_written_at": "2027-03-09T09:00:00Z",
    "tips": (),
    "two_versions": (),
    "unreadable": (),
    "order": "",
}
EMPTY_OF: dict[type, Any] = {Several: (), Boolean: False}
EMPTY: dict[str, dict[str, Any]] = {
    "note": dict.fromkeys(
        ["text", "made_of_it", "voice", "where", "year", "subject", "activity", "seen_at", "observed_by", "asked_by"],
        "",
    )
    | {
        "sign": "noted",
        "source": "observation",
        "tally": (),
        "present": (),
        "starred": False,
        "answer": "",
        "look_for": "",
    },
    "jotting": {"text": "", "seen_at": ""},
    "finding": dict.fromkeys(["question", "title", "text", "wondering", "caution"], "")
    | {"kind": "works_well", "agreed": False},
    "section": dict.fromkeys(["place", "question", "title", "text"], ""),
    "question": {},
    "activity": dict.fromkeys(["title", "place", "scribe", "joint_with", "voice", "source"], "")
    | {"kind": "walk", "time": (), "who": (), "questions": (), "planned": True},
    "action": dict.fromkeys(["text", "state", "what_we_saw"], ""),
    "reply": dict.fromkeys(["words", "answered_on", "taken_by", "what", "document"], ""),
    "member": {"role": "reviewer"},
    "link": {},
    "attachment": dict.fromkeys(["note", "media_type", "alt"], "") | {"sha256": "0" * 64},
    "review": dict.fromkeys(["school_name", "school_urn", "school_address", "school_phase", "purpose"], "")
    | dict.fromkeys(["partnership", "check_by", "report_by", "workshop_on", "notes_go_on"], "")
    | {"days": (), "contacts": {}},
}


@pytest.fixture(scope="module", params=["sqlite", "postgresql"] if SERVER else ["sqlite"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Open an empty record; where no PostgreSQL is installed only on SQLite."""
    with ExitStack() as stack:
        url = f"sqlite:///{tmp_path_factory.mktemp('record') / 'record.db'}"
        if request.param == "postgresql":
            assert SERVER is not None
            url = stack.enter_context(running(SERVER))
        engine = open_record(url, KEY)
        stack.callback(engine.dispose)
        fill(Shelf(engine))
        yield engine


class Shelf:
    """Puts rows into the tables and the index as projecting them does, and finds them again."""

    def __init__(self, engine: Engine) -> None:
        self.sessions = sessions_on(engine)

    def put(self, kind: str, seq: int, scope: str = ONE, **said: Any) -> None:
        columns = inspect(TABLES[kind]).columns
        empty = {one.name: EMPTY_OF.get(type(one.type), "") for one in columns}
        row = {**empty, **SHARED, **EMPTY[kind], "record_id": f"{kind.encode().hex()}{seq:x}".rjust(64, "0"), **said}
        row |= {"seq": seq, "scope": scope}
        with self.sessions.write.begin() as session:
            session.execute(insert(TABLES[kind]), [row])
            search.put(session, kind, [row])

    def remove(self, kind: str, seq: int) -> None:
        with self.sessions.write.begin() as session:
            session.execute(text(f"DELETE FROM {kind} WHERE seq = {seq}"))
            search.remove(session, kind, [seq])

    def find(self, typed: str, scope: str = "", limit: int = 200) -> list[str]:
        with self.sessions.read.begin() as session:
            hits = find(session, read_query(typed, TODAY), scope, limit, me=ANITA)
        return [f"{hit.kind} {hit.seq}" for hit in hits]


def fill(shelf: Shelf) -> None:
    with shelf.sessions.write.begin() as session:
        put_person(session, Person(TOM, "Tom Price", b"{}", "2027-03-01T00:00:00Z", "words"))
        put_person(session, Person(BEN, "Ben Okoro", b"{}", "2027-03-01T00:00:00Z", ""))
    shelf.put("member", 1, record_id=M_ANITA, name="Anita Shah", key=ANITA)
    shelf.put("member", 2, record_id=M_TOM, name="Tom Price", key=TOM)
    shelf.put("question", 1, record_id=Q1, text="Do all children speak?", short_name="Talk", order="a")
    shelf.put("question", 2, record_id=Q2, text="Who remembers history?", short_name="History", order="b")
    shelf.put("activity", 1, title="Learning walk", questions=(Q1,), time=("2027-03-09T09:00", "2027-03-09T10:00"))
    note = {"observed_by": M_ANITA, "seen_at": "2027-03-09T09:08"}
    shelf.put("note", 1, text="Phrasing it: “say it, tweak it”. Don’t prompt, café", where="Y5 English 26/27", **note)
    shelf.put("note", 2, text="the children’s own phrases", sign="yes", source="work", **note | {"observed_by": M_TOM})
    shelf.put("note", 3, text="tweak it, say it", sign="unsure", author=TOM, first_written_at="2027-03-10T08:00:00Z")
    shelf.put("note", 4, text="phrasing elsewhere", scope=OTHER, author=BEN, **note | {"observed_by": ""})
    shelf.put("note", 5, text="phrasing that only the report sees", for_team=False, **note)
    shelf.put("link", 1, note=f"{b'note'.hex()}1".rjust(64, "0"), question=Q1)
    shelf.put(
        "attachment", 11, note=f"{b'note'.hex()}1".rjust(64, "0"), sha256="", media_type="", alt="A wall of verbs"
    )
    shelf.put("attachment", 12, note="no id", sha256="", media_type="", alt="A wall of nouns")
    shelf.put("finding", 1, title="Talk comes first", text="Phrasing is rehearsed [[deadbeef]].", question=Q1)
    shelf.put("section", 1, place="question", title="Talk", text="They rehearse phrasing.", question=Q2)
    shelf.put("action", 1, text="Rehearse phrases", what_we_saw="seen in Y5")
    shelf.put("reply", 1, words="We recognise our phrases")
    shelf.put("jotting", 1, text="ask for the phrases page")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("phrasing", "section 1, finding 1, note 4, note 1"),
        ("PHRAS", "section 1, finding 1, reply 1, action 1, jotting 1, note 4, note 2, note 1"),
        ('"phras"', ""),
        ("phras* rehearse", "section 1, finding 1, action 1"),
        ("y5", "action 1, note 1"),
        ("Y5 eng", "note 1"),
        ("dont prompt", "note 1"),
        ("don't CAFE", "note 1"),
        ("childrens", "note 2"),
        ("children’s", "note 2"),
        ('"say it"', "note 3, note 1"),
        ('"say it tweak"', "note 1"),
        ('"tweak it say"', "note 3"),
        ("26/27", "note 1"),
        ("deadbeef", ""),
        ("walk", "activity 1"),
        ("report", ""),
        ("", ""),
        ("+ …", ""),
    ],
)
def test_words_are_found(engine: Engine, typed: str, found: str) -> None:
    assert ", ".join(Shelf(engine).find(typed)) == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("phras by:tom", "note 2"),
        ("say by:tom", "note 3"),
        ("by:price", "note 3, note 2"),
        ("by:ben", "note 4"),
        ("phras by:me", "section 1, finding 1, reply 1, action 1, note 1, jotting 1"),
        ("by:nobody", ""),
        ("phras q:1", "finding 1, note 1"),
        ("q:talk", "question 1, finding 1, activity 1, attachment 11, note 1"),
        ("wall", "attachment 12, attachment 11"),
        ("wall q:1", "attachment 11"),
        ("wall q:2", ""),
        ("phras q:2", "section 1"),
        ("q:9", ""),
        ("phras kind:note", "note 4, note 2, note 1"),
        ("kind:work", "note 2"),
        ("kind:find kind:work phras", "finding 1, note 2"),
        ("phras kind:report", "section 1"),
        ('kind:"only me"', "jotting 1"),
        ("sign:?", "note 3"),
        ("say sign:noted", "note 1"),
        ("sign:+ sign:?", "note 3, note 2"),
        ("day:2027-03-10", "note 3"),
        ("say day:2027-03", "note 3, note 1"),
        ("say day:yesterday", "note 1"),
        ("walk day:9/3/27", "activity 1"),
        ("walk day:10/3/27", ""),
        ("day:2026", ""),
    ],
)
def test_filters_narrow(engine: Engine, typed: str, found: str) -> None:
    shelf = Shelf(engine)
    assert sorted(shelf.find(typed)) == sorted(found.split(", ") if found else [])


def test_a_review_is_searched_by_itself(engine: Engine) -> None:
    shelf = Shelf(engine)
    assert shelf.find("phrasing", OTHER) == ["note 4"]
    assert "note 4" not in shelf.find("phrasing", ONE)
    assert shelf.find("phrasing by:ben", ONE) == []


def test_a_limit_keeps_the_report_before_notes_and_the_newest_notes(engine: Engine) -> None:
    shelf = Shelf(engine)
    assert shelf.find("phrasing", limit=3) == ["section 1", "finding 1", "note 4"]
    assert shelf.find("by:me", limit=2) == shelf.find("by:me")[:2]


HARD = [
    '"', '""', "*", "a*b", "NEAR(say it)", "say NOT it", "words : say", "^say", "say -it", "{words}: say", "say + it",
    "')", "'; DROP TABLE found; --", "say & it", "say | it", "!say", "say <-> it", "say:*", "\\", "'say'", "·" + ONE,
]  # fmt: skip


@pytest.mark.parametrize("typed", HARD)
def test_nothing_that_is_typed_is_an_operator(engine: Engine, typed: str) -> None:
    shelf = Shelf(engine)
    plain = " ".join(" ".join(term.words) for term in read_query(typed, TODAY).terms)
    assert set(shelf.find(f'"{typed}"')) <= set(shelf.find(plain))
    assert shelf.find(typed) == shelf.find(typed, ONE) + [one for one in shelf.find(typed) if one == "note 4"]
    assert shelf.find('"say it"') == ["note 3", "note 1"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(max_size=30), said=st.text(max_size=60).filter(lambda said: "\0" not in said))
def test_what_is_found_is_what_can_be_marked(engine: Engine, typed: str, said: str) -> None:
    shelf = Shelf(engine)
    query = read_query(typed, TODAY)
    shelf.put("note", 99, text=said.encode(errors="ignore").decode())
    try:
        found = "note 99" in shelf.find(typed)
    finally:
        shelf.remove("note", 99)
    marked = [look_for([term], said) for term in query.terms]
    assert query.has_filters or found == bool(marked and all(marked))


SAID = [
    "talk",
    "Talk’s",
    "talking",
    "café",
    "CAFE",
    "don’t",
    "y5",
    "26/27",
    "well-being",
    "the",
    "👍",
    "שָׁלוֹם",
    "學校",
    "naïve",
]
ENDS = [
    "",
    "",
    "*",
    '"',
    " by:tom",
    " by:me",
    " q:1",
    " kind:note",
    " kind:finding",
    " day:2027",
    " sign:?",
    " by:",
    " OR",
]


@st.composite
def typed(draw: st.DrawFn) -> str:
    """Type words, beginnings, quotation marks that are closed or not, and filters."""
    words = draw(st.lists(st.sampled_from([*SAID, "tal", "שלום", "校", '"', "“", "NOT", "-", "(", "*"]), max_size=4))
    ends = draw(st.lists(st.sampled_from(ENDS), max_size=2))
    return draw(st.sampled_from(["", '"', "“"])) + " ".join(words) + "".join(ends)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Shelf]]:
    """Hold the same on both engines; where no PostgreSQL is installed on one."""
    with ExitStack() as stack:
        urls = [f"sqlite:///{tmp_path_factory.mktemp('both') / 'record.db'}"]
        urls += [stack.enter_context(running(SERVER))] if SERVER else []
        shelves = []
        for url in urls:
            engine = open_record(url, KEY)
            stack.callback(engine.dispose)
            shelves.append(Shelf(engine))
            fill(shelves[-1])
        yield shelves


@pytest.fixture
def talked(both: list[Shelf]) -> Iterator[list[Shelf]]:
    """Hold many short notes of few words on both."""
    chance = Random(4)
    notes = [
        {
            "text": " ".join(chance.choices(SAID, k=chance.randint(0, 7))),
            "made_of_it": chance.choice(SAID),
            "observed_by": chance.choice([M_TOM, M_ANITA]),
            "sign": chance.choice(["unsure", "noted"]),
        }
        for _ in range(40)
    ]
    for shelf in both:
        for seq, said in enumerate(notes, 1_000):
            shelf.put("note", seq, **said)
    yield both
    for shelf in both:
        for seq in range(1_000, 1_000 + len(notes)):
            shelf.remove("note", seq)


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(looked_for=typed())
def test_both_databases_find_the_same(talked: list[Shelf], looked_for: str) -> None:
    answers = [shelf.find(looked_for) for shelf in talked]
    assert all(answer == answers[0] for answer in answers)


def test_words_together_are_found_in_a_long_text(both: list[Shelf]) -> None:
    for shelf in both:
        shelf.put("note", 99, text="the school " * 9_000 + "the last word of all")
        assert shelf.find('"last word of all"') == ["note 99"]
        assert shelf.find('"the last"') == ["note 99"]
        assert shelf.find('"school last"') == []
        shelf.remove("note", 99)


def test_a_query_may_be_of_any_length(both: list[Shelf]) -> None:
    for shelf in both:
        for long in ("say " * 2_500, "x" * 10_000, '"' * 10_000, "by:" * 3_000, "say it " + "*" * 9_000):
            assert shelf.find(long) == ["note 3", "note 1"] if long.startswith("say") else not shelf.find(long)


@pytest.mark.parametrize(
    ("said", "typed"),
    [
        ("Crème brûlée", "creme brulee"),
        ("she said “I can”", '"i can"'),
        ("they’re", "theyre"),
        ("well-being", '"well being"'),
        ("well done 👍🏽", "👍 done"),
        ("שָׁלוֹם עולם", "שלום"),
        ("مَرْحَبًا", "مرحبا"),
        ("我們的學校很好", "學校"),
        ("ひらがなを読む", "読む"),
        ("Straße", "strasse"),
    ],
)
def test_any_language_is_found(both: list[Shelf], said: str, typed: str) -> None:
    for shelf in both:
        shelf.put("note", 99, text=said)
        assert shelf.find(typed) == ["note 99"]
        shelf.remove("note", 99)


def test_a_phrase_does_not_reach_over_two_fields(both: list[Shelf]) -> None:
    for shelf in both:
        shelf.put("note", 99, text="ends in talk", made_of_it="time begins")
        assert shelf.find('"talk time"') == []
        assert "note 99" in shelf.find("talk time")
        shelf.remove("note", 99)


def test_pictures_people_and_the_review_are_found(both: list[Shelf]) -> None:
    for shelf in both:
        shelf.put("attachment", 1, alt="A wall of sentence stems")
        shelf.put("review", 1, school_name="Wrenholt Primary School")
        assert shelf.find("kind:pictures stems") == ["attachment 1"]
        assert shelf.find("wrenholt") == ["review 1"]
        assert shelf.find("kind:people price") == ["member 2"]
        shelf.remove("attachment", 1)
        shelf.remove("review", 1)


def unlike(shelf: Shelf) -> list[tuple[str, str]]:
    with shelf.sessions.read.begin() as session:
        return list(search.unlike_the_index(session))


def test_the_index_is_compared_with_what_it_should_hold(both: list[Shelf]) -> None:
    for shelf in both:
        assert unlike(shelf) == []
        with shelf.sessions.write.begin() as session:
            assert search.is_sound(session)
            session.execute(text("UPDATE found SET words = 'something else' WHERE rowid = 2"))
            session.execute(text("DELETE FROM found WHERE rowid = 1"))
            session.execute(text("INSERT INTO found (rowid, words) VALUES (700, 'nobody said this')"))
            session.flush()
            ids = [f"{b'note'.hex()}{seq}".rjust(64, "0") for seq in (1, 2)]
            assert list(search.unlike_the_index(session)) == [("note", ids[0]), ("note", ids[1]), ("note", "")]
            session.rollback()


def test_fts5_says_whether_its_lists_are_sound(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    shelf = Shelf(engine)
    shelf.put("note", 1, text="one word")
    with shelf.sessions.write.begin() as session:
        session.execute(text("UPDATE found_content SET c0 = 'another' WHERE id = 1"))
        assert not search.is_sound(session)
        session.rollback()
    engine.dispose()


def test_an_index_in_another_form_is_made_again_when_a_record_is_opened(both: list[Shelf]) -> None:
    for shelf in both:
        with shelf.sessions.write.begin() as session:
            session.execute(text("DELETE FROM found"))
        assert shelf.find("phrasing") == []
        engine = shelf.sessions.write.kw["bind"]
        search.renew(engine)
        assert shelf.find("phrasing") == ["section 1", "finding 1", "note 4", "note 1"]
        assert unlike(shelf) == []


def test_words_of_any_length_are_kept(engine: Engine) -> None:
    shelf = Shelf(engine)
    shelf.put("note", 99, text="x" * 5_000 + " " + "many words " * 20_000 + "last")
    assert shelf.find("x" * 5_000) == ["note 99"]
    assert "note 99" in shelf.find("last many")
    shelf.remove("note", 99)
    assert shelf.find("x" * 5_000) == []


def test_making_the_index_again_empties_it(engine: Engine) -> None:
    with engine.connect() as connection, connection.begin() as transaction:
        search.create(connection)
        assert connection.execute(text("SELECT count(*) FROM found WHERE rowid > 0")).scalar() == 0
        transaction.rollback()
    assert Shelf(engine).find('"say it"') == ["note 3", "note 1"]


def decrypted(path: Path) -> bytes:
    """Return all pages of a desk file in clear, free ones too, whatever SQLite would say of them."""
    page, reserved, closed = 4_096, 80, path.read_bytes()
    clear = b""
    for start in range(0, len(closed), page):
        at = start + 16 if start == 0 else start  # the first page begins with the salt
        end = start + page - reserved
        decryptor = Cipher(algorithms.AES(KEY), modes.CBC(closed[end : end + 16])).decryptor()
        clear += decryptor.update(closed[at:end]) + decryptor.finalize()
    return clear


def test_deleted_words_leave_the_file(tmp_path: Path) -> None:
    engine = open_desk(tmp_path / "desk.db", KEY)
    shelf = Shelf(engine)
    for seq in range(1, 400):
        shelf.put("note", seq, text=f"Zébra’s quagga{seq} wombat" if seq % 7 == 0 else "plain words of a day")
    assert len(shelf.find("zebras wombat")) == 57
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    assert b"zebras" in decrypted(tmp_path / "desk.db")
    for seq in range(7, 400, 7):
        shelf.remove("note", seq)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    engine.dispose()
    clear = b"".join(one for path in tmp_path.iterdir() for one in (path.read_bytes(), decrypted(path)) if one)
    assert b"plain words" in clear
    assert not any(word in clear for word in (b"zebra", b"ebras", b"quagga", b"wombat", "Zébra".encode()))


@pytest.mark.parametrize(
    ("damage", "opens"),
    [("DELETE FROM found_data", True), ("DROP TABLE found_data", True), ("DELETE FROM found_config", False)],
)
def test_a_file_whose_index_is_lost_opens_and_finds_or_says_that_it_is_damaged(
    tmp_path: Path, damage: str, opens: bool
) -> None:
    path = tmp_path / "desk.db"
    engine = open_desk(path, KEY)
    with engine.begin() as connection:
        connection.execute(text("PRAGMA writable_schema = ON"))
        connection.execute(text(damage))
    engine.dispose()
    if not opens:
        with pytest.raises(DamagedFileError):
            open_desk(path, KEY)
        return
    engine = open_desk(path, KEY)
    with Session(engine) as session:
        assert search.is_sound(session)
        assert list(search.unlike_the_index(session)) == []
    engine.dispose()
