"""A record that was changed ten thousand times is changed once more as quickly as a new one."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from sqlalchemy import event

from peerdesk.desk.desk import Desk
from peerdesk.domain.entries import Words, write_revision
from peerdesk.domain.review import Finding
from peerdesk.storage.entries import add_entries, add_words
from peerdesk.storage.projection import project, rebuild
from tests.people import Team

MANY = 10_000


@contextmanager
def counted(desk: Desk) -> Iterator[list[int]]:
    """Count what is asked of the file."""
    asked = [0]

    def on_asked(*_: object) -> None:
        asked[0] += 1

    event.listen(desk.engine, "before_cursor_execute", on_asked)
    yield asked
    event.remove(desk.engine, "before_cursor_execute", on_asked)


def finding_of(desk: Desk, scope: str) -> Finding:
    return desk.findings.all(scope)[0]


def lengthen(desk: Desk, scope: str, record_id: str, many: int) -> None:
    """Change a finding's title many times, as somebody would who writes for years."""
    said = finding_of(desk, scope)
    parents, entries, words = said.tips, [], []
    for number in range(many):
        title = Words(f"{number:032x}", f"title {number}")
        one = write_revision(
            scope=scope,
            kind="finding",
            record=record_id,
            fields={"title": title},
            parents=parents,
            author=desk.identity.key_id,
            written_at="2025-10-14T09:30:00Z",
        )
        parents = (one.entry_id,)
        entries.append(one)
        words.append((one.entry_id, "title", title))
    with desk.acting.sessions.write.begin() as session:
        add_entries(session, entries, here=True)
        add_words(session, words)
        project(session, [record_id])


def test_a_change_is_no_slower_for_what_lies_behind_it(team: Team) -> None:
    desk, scope = team.lead, team.scope
    finding_id, _ = desk.findings.add(scope, title="begun", text="said")
    with counted(desk) as few:
        desk.findings.change(finding_of(desk, scope), title="first")
    lengthen(desk, scope, finding_id, MANY)
    shown = finding_of(desk, scope)
    begun = perf_counter()
    with counted(desk) as many:
        desk.findings.change(shown, title="last")
    took_s = perf_counter() - begun
    assert many[0] <= few[0]
    assert took_s < 0.1  # all ten thousand take more than this to read
    last = finding_of(desk, scope)
    assert (last.title, last.text) == ("last", "said")
    with desk.acting.sessions.write.begin() as session:
        rebuild(session)
    assert finding_of(desk, scope) == last


def test_the_short_way_says_what_the_long_way_says(team: Team) -> None:
    desk, scope = team.lead, team.scope
    note_id, _ = desk.capture.keep_note(scope, text="one", questions=team.questions, where="hall")
    desk.findings.add(scope, title="begun", notes=[note_id])
    team.hand(desk, team.ben)
    team.ben.findings.change(finding_of(team.ben, scope), text="Ben's")
    desk.findings.change(finding_of(desk, scope), title="the lead's")
    team.hand(team.ben, desk)
    assert len(finding_of(desk, scope).tips) == 2
    desk.findings.change(finding_of(desk, scope), agreed=True)
    note = desk.capture.note(note_id)
    assert note is not None
    desk.capture.change_note(note, where="", tally=(1, 6), starred=True, questions=team.questions[:1])
    live = (desk.findings.all(scope), desk.capture.notes(scope), desk.keeping.digest())
    with desk.acting.sessions.write.begin() as session:
        rebuild(session)
    assert (desk.findings.all(scope), desk.capture.notes(scope), desk.keeping.digest()) == live
    assert [one.record_id for one in desk.capture.find("hall", scope)] == []
    desk.capture.delete(desk.capture.notes(scope)[0])
    assert desk.capture.find("one", scope) == []
