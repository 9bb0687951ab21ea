"""What leads send to the record: real files, closed to whoever keeps it, of several reviews over time."""

from collections.abc import Iterator
from pathlib import Path

from peerdesk.desk.desk import Desk
from peerdesk.domain.outcome import Section
from peerdesk.domain.review import Question
from peerdesk.storage.reading import read_all
from tests.people import Team

SCHOOLS = ("Saltmarsh Primary School", "Wrenholt Infant School", "Fenwick Junior School", "Hollow Lane Academy")


def send_reviews(team: Team, folder: Path, count: int) -> Iterator[Path]:
    """Let Anita lead reviews and send each three times: that it took place, its page, and the page changed."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        name = f"{SCHOOLS[number % len(SCHOOLS)]} {number}"
        scope, _ = team.lead.plan.begin(school_name=name, school_urn=f"{100000 + number}", days=("2025-10-14",))
        team.lead.plan.add_member(scope, "Ben Okoro", "reviewer", key=team.ben.identity.key_id)
        team.lead.plan.add(scope, "question", text="Do all speak?")
        yield send(team, scope, folder / f"{number}-took place.peerdesk")
        before: tuple[str, str] | None = None
        for version in (1, 2):
            with team.lead.acting.act("write") as act:
                act.add(scope, "section", place="page", title=f"Page {version}", text=f"Pupils talk {version}.")
            before = let_out(team.lead, scope, before)
            yield send(team, scope, folder / f"{number}-page {version}.peerdesk")


def send(team: Team, scope: str, path: Path) -> Path:
    """Close to Cara, who keeps the record."""
    team.lead.packages.give(scope, "partnership", path, to=[team.cara.people.mine])
    return path


def let_out(desk: Desk, scope: str, before: tuple[str, str] | None = None) -> tuple[str, str]:
    """Sign off what there is, and take down that the head lets the summary out, in place of what stood before."""
    with desk.acting.look() as session:
        covers = {tip for kind in (Section, Question) for one in read_all(session, kind, scope) for tip in one.tips}
    with desk.acting.act("sign off") as act:
        last = [{"replaces": [one]} for one in before] if before else [{}, {}]
        signoff = act.state(scope, "signoff", pdf="0" * 64, covers=sorted(covers), numbers=[], **last[0])
        release = act.state(scope, "release", signoff=signoff, what="summary", word=None, **last[1])
    return signoff, release
