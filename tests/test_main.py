"""`python -m peerdesk`, and the program that is built of it, where processes start by the same file."""

import multiprocessing
import runpy

import pytest

import peerdesk.cli


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    done: list[str] = []
    monkeypatch.setattr(multiprocessing, "freeze_support", lambda: done.append("a process of a built program"))
    monkeypatch.setattr(peerdesk.cli, "main", lambda: done.append("a command"))
    return done


def test_a_process_of_a_built_program_is_looked_for_before_any_command(done: list[str]) -> None:
    runpy.run_module("peerdesk", run_name="__main__")
    assert done == ["a process of a built program", "a command"]


def test_a_process_that_only_reads_the_file_starts_nothing(done: list[str]) -> None:
    runpy.run_module("peerdesk.__main__", run_name="__mp_main__")
    assert done == []
