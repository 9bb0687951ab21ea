"""Ready for tomorrow? Each line with a real desk, real folders, and clocks that are off."""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from peerdesk.desk.battery import Battery, read_battery
from peerdesk.desk.desk import Desk, open_here, start_here
from peerdesk.desk.ready import Ready, ReadyLine
from peerdesk.desk.stick import Trial, try_out
from peerdesk.domain.review import Contact
from peerdesk.errors import KeyringLockedError
from tests.keys.cheap import cheap_guesses
from tests.people import Clock, Shelf, Team, pack, take

ROOT = Path(__file__).parents[2]
NEVER_SAID = re.compile(
    r"\b(desks?|merg\w+|preview\w*|seals?|roster|revok\w+|digest|receipts?|keys?|fingerprints?|packages?|conflicts?"
    r"|hosts?|errors?|invalid|fail\w*|phrase)\b",
    re.IGNORECASE,
)
MAINS = Battery(None, charging=True)
CONTACTS = {about: Contact(name="Ms Field", place="office") for about in ("child", "adult", "head")}


def ask(desk: Desk, stick: Path | None = None, battery: Battery | None = MAINS) -> dict[str, ReadyLine]:
    lines = Ready(desk, lambda: battery).check(stick)
    for line in lines:
        assert not NEVER_SAID.search(f"{line.name} {line.sentence} {line.remedy}"), line
        assert line.remedy or line.state == "yes", line
    return {line.name: line for line in lines}


class Alone:
    """Somebody with a laptop, who signs in and out."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.shelf, self.clock, self.login = folder, Shelf(), Clock(), "boot 1"
        self.desk = start_here(folder, self.shelf, "Anita Shah", self.clock, login=lambda: self.login)

    def sign_out_and_in(self) -> None:
        self.desk.close()
        self.login += "1"
        self.clock.at += timedelta(days=1)
        self.desk = open_here(self.folder, self.shelf, self.clock, login=lambda: self.login)


@pytest.fixture
def alone(tmp_path: Path) -> Alone:
    return Alone(tmp_path / "laptop")


def test_on_the_first_evening_each_line_says_what_to_do(alone: Alone, tmp_path: Path) -> None:
    lines = ask(alone.desk)
    assert [(line.name, line.state) for line in lines.values()] == [
        ("Your notes", "not yet"),
        ("Recovery words", "not yet"),
        ("A copy", "not yet"),
        ("Stick or folder", "look"),
        ("Clock", "yes"),
        ("Battery", "yes"),
        ("Briefing and badges", "not yet"),
        ("Safeguarding contacts", "look"),
        ("Paper pack", "look"),
    ]


def test_when_all_is_done_only_the_paper_is_left(alone: Alone, tmp_path: Path) -> None:
    alone.desk.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-16",), contacts=CONTACTS)
    alone.sign_out_and_in()
    with cheap_guesses():
        words = alone.desk.recovery.make_words()
        assert "not typed back" in ask(alone.desk)["Recovery words"].sentence
        alone.desk.recovery.confirm(words)
    alone.desk.keeping.back_up()
    lines = ask(alone.desk, tmp_path)
    assert {line.name for line in lines.values() if line.state != "yes"} == {"Paper pack"}
    assert "Wednesday 15 October 2025" in lines["Your notes"].sentence
    assert "Saltmarsh Primary School, Thursday 16 October 2025, is here" in lines["Briefing and badges"].sentence


def test_a_laptop_that_forgot_is_found_out(alone: Alone) -> None:
    alone.shelf.keys.clear()
    line = ask(alone.desk)["Your notes"]
    assert (line.state, "does not remember" in line.sentence) == ("not yet", True)


def test_a_store_that_is_locked_says_so_in_its_own_line(alone: Alone, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_: object) -> bytes:
        raise KeyringLockedError("The password store is locked.", "Unlock it.")

    monkeypatch.setattr(alone.shelf, "read", locked)
    lines = ask(alone.desk)
    assert (lines["Your notes"].sentence, lines["Your notes"].remedy) == ("The password store is locked.", "Unlock it.")
    assert lines["Clock"].state == "yes"


def test_a_copy_counts_while_it_is_fresh_and_opens(alone: Alone) -> None:
    copy = alone.desk.keeping.back_up()
    assert ask(alone.desk)["A copy"].state == "yes"
    alone.clock.at += timedelta(days=2)
    old = ask(alone.desk)["A copy"]
    assert (old.state, "14 October 2025" in old.sentence) == ("not yet", True)
    copy.write_bytes(b"damaged" * 1000)
    damaged = ask(alone.desk)["A copy"]
    assert (damaged.state, "does not open" in damaged.sentence) == ("not yet", True)
    copy.rename(copy.with_name("Tuesday.backup"))
    assert ask(alone.desk)["A copy"].state == "not yet", "a name that tells no time"


def test_a_stick_is_written_and_read_back_and_nothing_is_left_on_it(tmp_path: Path) -> None:
    trial = try_out(tmp_path)
    assert trial.answer == "works"
    assert trial.free_bytes > 0
    assert list(tmp_path.iterdir()) == []
    assert try_out(tmp_path / "gone").answer == "gone"
    (tmp_path / "file").touch()
    assert try_out(tmp_path / "file").answer == "gone"


REFUSED = """
import errno, os, tempfile
def say_no(*_, **__):
    raise OSError(errno.{1}, "no")
{0} = say_no
"""
MOUNTED = """
import sys
from pathlib import Path
from peerdesk.desk.stick import try_out
print(try_out(Path(sys.argv[1])).answer)
"""


@pytest.mark.parametrize(
    ("mount", "refused", "answer"),
    [
        ("mount -t tmpfs -o size=1m none {0} && mount -o remount,ro {0}", ("tempfile.mkdtemp", "EROFS"), "read only"),
        ("mount -t tmpfs -o size=64k none {0}", ("os.fsync", "ENOSPC"), "full"),
        ("mount -t tmpfs -o size=1m none {0}", None, "works"),
    ],
)
def test_a_real_stick_that_is_closed_or_full_is_recognised(
    mount: str, refused: tuple[str, str] | None, answer: str, tmp_path: Path
) -> None:
    own_mounts = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    if _may(*own_mounts, "mount", "-t", "tmpfs", "none", str(tmp_path)):
        command = f"{mount.format(tmp_path)} && exec {sys.executable} -c '{MOUNTED}' {tmp_path}"
        assert _answer([*own_mounts, "sh", "-c", command]) == answer
    else:  # a container that may mount nothing: the system's own call says no, as a stick would make it
        script = "" if refused is None else REFUSED.format(*refused)
        assert _answer([sys.executable, "-c", script + MOUNTED, str(tmp_path)]) == answer


def test_a_folder_that_this_computer_closes_is_told_from_a_closed_stick(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    look = [sys.executable, "-c", MOUNTED, str(tmp_path)]
    if os.geteuid() != 0:
        command = look
    elif _may("unshare", "--user", "true"):  # there, root has no more rights than the folder gives
        command = ["unshare", "--user", *look]
    else:
        command = [sys.executable, "-c", REFUSED.format("tempfile.mkdtemp", "EACCES") + MOUNTED, str(tmp_path)]
    assert _answer(command) == "blocked"


def _may(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _answer(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.split("\n")[0]


@pytest.mark.parametrize(
    ("trial", "state", "said"),
    [
        (Trial("works", 499_000_000), "look", "only 499 MB are free"),
        (Trial("works", 64_000_000_000), "yes", "64,000 MB are free"),
        (Trial("read only"), "not yet", "can be read, but not written"),
        (Trial("blocked"), "not yet", "does not let PeerDesk write to “stick”"),
        (Trial("full"), "not yet", "is full"),
        (Trial("broken"), "not yet", "did not come back"),
        (Trial("gone"), "not yet", "is not there"),
    ],
)
def test_what_a_stick_answered_is_said(
    trial: Trial, state: str, said: str, alone: Alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerdesk.desk.ready.try_out", lambda _: trial)
    line = ask(alone.desk, Path("stick"))["Stick or folder"]
    assert (line.state, said in line.sentence) == (state, True)
    assert state != "not yet" or "folder" in line.remedy


def test_a_stick_that_gives_back_something_else_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: b"something else")
    assert try_out(tmp_path).answer == "broken"


def test_a_stick_with_its_switch_on_is_read_only_on_windows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def protected(*_: object, **__: object) -> None:
        error = PermissionError(13, "The media is write protected")
        error.winerror = 19  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr("peerdesk.desk.stick.tempfile.TemporaryDirectory", protected)
    assert try_out(tmp_path).answer == "read only"


def test_the_clock_shows_what_it_says(alone: Alone) -> None:
    local = alone.clock.at.astimezone()
    line = ask(alone.desk)["Clock"]
    assert line.sentence == f"This laptop says that it is {local:%H:%M} on Tuesday 14 October 2025."


def test_a_clock_that_was_set_back_is_pointed_out(alone: Alone) -> None:
    alone.desk.plan.begin(school_name="Saltmarsh Primary School")
    alone.clock.at -= timedelta(days=1)
    line = ask(alone.desk)["Clock"]
    assert (line.state, "you kept something at" in line.sentence) == ("look", True)
    assert "13 October" in line.sentence
    assert "14 October" in line.sentence


def test_a_clock_far_ahead_is_pointed_out(alone: Alone) -> None:
    alone.desk.plan.begin(school_name="Saltmarsh Primary School")
    alone.clock.set_year(2099)
    line = ask(alone.desk)["Clock"]
    assert (line.state, "The last thing here was written" in line.sentence) == ("look", True)


def test_a_colleague_whose_clock_is_a_day_ahead_is_pointed_out(team: Team) -> None:
    team.clocks["Ben Okoro"].at += timedelta(days=2)
    team.ben.capture.keep_note(team.scope, text="two pairs changed a word")
    assert ask(team.lead)["Clock"].state == "yes"
    take(team.lead, pack(team.ben, team.scope))
    line = ask(team.lead)["Clock"]
    assert (line.state, "the notes of Ben Okoro say" in line.sentence) == ("look", True)
    assert ask(team.cara)["Clock"].state == "yes"


def test_the_lead_and_a_colleague_are_asked_for_the_badges_that_each_relies_on(team: Team) -> None:
    assert ask(team.lead)["Briefing and badges"].state == "yes"
    assert "lead's badge is confirmed" in ask(team.ben)["Briefing and badges"].sentence
    member = next(one for one in team.lead.plan.look(team.scope).members if one.name == "Ben Okoro")  # type: ignore[union-attr]
    team.lead.plan.change(member, key="")
    team.lead.plan.add_member(team.scope, "Eve Stone", "host")
    line = ask(team.lead)["Briefing and badges"]
    assert (line.state, "the badge of Ben Okoro." in line.sentence) == ("look", True)


def test_a_lead_whose_words_were_not_compared_is_not_confirmed(tmp_path: Path, team: Team) -> None:
    newcomer = start_here(tmp_path / "new", Shelf(), "Eve Stone", Clock())
    newcomer.people.add(team.lead.people.mine)
    team.lead.plan.add_member(team.scope, "Eve Stone", "reviewer", key=newcomer.identity.key_id)
    take(newcomer, pack(team.lead, team.scope))
    line = ask(newcomer)["Briefing and badges"]
    assert (line.state, "not confirmed Anita Shah's badge" in line.sentence) == ("not yet", True)
    newcomer.people.add(team.lead.people.mine, typed_words=team.lead.people.words(team.lead.identity.key_id))
    assert ask(newcomer)["Briefing and badges"].state == "yes"
    newcomer.close()


@pytest.mark.parametrize(("days_before", "is_here"), [(14, True), (15, False), (0, True), (-1, False)])
def test_only_a_review_that_is_soon_counts(days_before: int, is_here: bool, alone: Alone) -> None:
    day = alone.clock.at.date() + timedelta(days=days_before)
    alone.desk.plan.begin(school_name="Saltmarsh Primary School", days=("nonsense", day.isoformat()))
    assert (ask(alone.desk)["Briefing and badges"].state == "yes") is is_here


def test_of_several_reviews_the_next_one_counts(alone: Alone) -> None:
    for name, day in (("Later School", "2025-10-20"), ("Next School", "2025-10-15"), ("Last School", "2025-10-01")):
        alone.desk.plan.begin(school_name=name, days=(day,))
    assert "Next School" in ask(alone.desk)["Briefing and badges"].sentence


def test_contacts_that_are_missing_are_named(alone: Alone) -> None:
    some = {"child": CONTACTS["child"], "head": Contact(name=" ", place="office")}
    alone.desk.plan.begin(school_name="Saltmarsh Primary School", days=("2025-10-15",), contacts=some)
    line = ask(alone.desk)["Safeguarding contacts"]
    assert line.sentence == "Nobody is named for a worry about an adult in school and the headteacher."


@pytest.mark.parametrize(
    ("battery", "state", "said"),
    [
        (None, "look", "cannot see"),
        (MAINS, "yes", "mains"),
        (Battery(100, charging=False), "yes", "100 %"),
        (Battery(80, charging=False), "yes", "80 %"),
        (Battery(79, charging=False), "not yet", "79 %"),
        (Battery(20, charging=True), "yes", "20 % and charging"),
    ],
)
def test_the_battery_is_said(battery: Battery | None, state: str, said: str, alone: Alone) -> None:
    line = ask(alone.desk, battery=battery)["Battery"]
    assert (line.state, said in line.sentence) == (state, True)


def supply(folder: Path, **said: str) -> None:
    folder.mkdir(parents=True)
    for name, value in said.items():
        (folder / name).write_text(f"{value}\n")


def test_batteries_are_read_as_linux_lists_them(tmp_path: Path) -> None:
    assert read_battery(tmp_path / "nowhere") is None
    assert read_battery(tmp_path) == Battery(None, charging=True)
    supply(tmp_path / "hidpp_battery_0", type="Battery", scope="Device", capacity="5", status="Discharging")
    assert read_battery(tmp_path) == Battery(None, charging=True), "a mouse is no laptop"
    supply(tmp_path / "BAT0", type="Battery", capacity="90", status="Discharging")
    supply(tmp_path / "BAT1", type="Battery", capacity="40", status="Discharging")
    supply(tmp_path / "BAT2", type="Battery", status="Unknown")
    supply(tmp_path / "AC", type="Mains", online="0")
    assert read_battery(tmp_path) == Battery(65, charging=False)
    (tmp_path / "AC" / "online").write_text("1\n")
    assert read_battery(tmp_path) == Battery(65, charging=True)
