"""Which login this is."""

from pathlib import Path

import pytest

from peerdesk.keys.login import is_sign_out_between, login_id


def test_a_login_has_the_name_of_the_start_and_of_the_session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    boot = tmp_path / "boot_id"
    boot.write_text("5c6f\n")
    monkeypatch.setenv("XDG_SESSION_ID", "3")
    assert login_id(boot) == "5c6f 3"
    monkeypatch.delenv("XDG_SESSION_ID")
    assert login_id(boot) == "5c6f"
    assert login_id(tmp_path / "nowhere") == ""


def test_this_computer_tells() -> None:
    assert login_id() == login_id() != ""


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("5c6f 3", "5c6f 3", False),
        ("5c6f 3", "5c6f 4", True),
        ("5c6f 3", "a1b2 3", True),
        ("5c6f", "a1b2", True),
        ("5c6f", "5c6f 3", False),
        ("5c6f 3", "5c6f", False),
        ("", "5c6f 3", False),
        ("5c6f 3", "", False),
        ("", "", False),
    ],
)
def test_only_what_is_sure_is_a_sign_out(one: str, other: str, apart: bool) -> None:
    assert is_sign_out_between(one, other) is apart
