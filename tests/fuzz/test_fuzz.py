"""Spoilt files, in a short form; and that a flaw would be seen."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.seeds import seed
from fuzz.trying import FlawError, must_speak, victim
from peerdesk.errors import PeerDeskError

ROOT = Path(__file__).resolve().parents[2]


def test_spoilt_files_are_refused_and_leave_no_trace() -> None:
    words = ["-m", "fuzz", "--count", "4000", "--guided", "30000", "--jobs", "1", "--seed", "20251"]
    ended = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, timeout=170, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    counts = {
        part: (int(tried.replace(",", "")), int(refused.replace(",", "")))
        for part, tried, refused in re.findall(r"(\w+) +([\d,]+) tried, ([\d,]+) refused", ended.stdout)
    }
    assert counts.keys() == {"closed", "archives", "bags", "lines", "meanings"}
    assert counts["closed"][0] == counts["closed"][1] == 1_200  # age lets no bit of it be changed
    assert counts["archives"][1] > 1_200
    assert 0 < counts["meanings"][0] > counts["meanings"][1]  # most of these are taken: that is their use
    assert re.search(r"guided +30,000 tried, [1-9]\d* ways found, 0 flaws", ended.stdout)


def test_what_is_sound_is_taken_and_what_is_not_is_seen() -> None:
    with victim(seed()) as one:
        assert one.look(one.seed.closed)
        assert one.look(one.seed.archive)  # the same words without the envelope
        before = one.holds()
        assert one.take(one.seed.closed, keep=False)
        assert one.holds() == before
        assert one.take(one.seed.closed, keep=True)
        assert one.holds() != before
        one.must_stand()
        with pytest.raises(FlawError, match="without a sentence"):
            must_speak(PeerDeskError("Errno 5", ""))


def test_chance_comes_from_the_seed_alone() -> None:
    from fuzz.bags import spoil_bag
    from fuzz.mutations import spoil_bytes
    from tests.people import BEN

    def some(number: int) -> list[bytes]:
        chance = random.Random(number)
        given = seed()
        return [spoil_bytes(given.closed, chance), spoil_bag(given.files, given.keys[BEN], chance)]

    assert some(7) == some(7) != some(8)
