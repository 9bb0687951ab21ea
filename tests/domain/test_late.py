"""A part that is loaded when it is asked for, once, and not before."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from peerdesk.domain.late import Late


def test_what_is_here_loads_nothing_and_what_is_not_loads_once() -> None:
    loaded = []

    def load() -> Mapping[str, int]:
        loaded.append(1)
        return {"c": 3}

    late: Mapping[str, int] = Late({"a": 1, "b": 2}, load)
    assert (late["a"], late.get("b"), "a" in late) == (1, 2, True)
    assert next(iter(late)) == "a"
    assert loaded == []
    assert (late["c"], list(late), len(late)) == (3, ["a", "b", "c"], 3)
    with pytest.raises(KeyError):
        late["d"]
    assert "d" not in late
    assert loaded == [1]


def test_a_desk_is_there_before_what_a_partnership_keeps_is_loaded() -> None:
    code = "import sys, peerdesk.desk.desk; sys.exit(any('partnership_' in one for one in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[2]).returncode == 0
