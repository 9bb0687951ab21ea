"""The file that ssh-keygen reads: what we write it believes, and what it would not believe we leave out."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.errors import BadgeError
from peerdesk.keys.allowed_signers import from_allowed_signers, to_allowed_signers
from peerdesk.keys.badge import make_badge
from peerdesk.keys.signing import PACKAGE, SEAL, PrivateKey

NOW = datetime(2025, 10, 14, 12, tzinfo=UTC)
ANITA, BEN = (PrivateKey.from_seed(bytes([number]) * 32) for number in (1, 2))


def test_ssh_keygen_believes_what_we_write(tmp_path: Path) -> None:
    path, signature = tmp_path / "allowed_signers", tmp_path / "signature"
    path.write_text(
        to_allowed_signers([make_badge(ANITA, "Anita Shah", "2025-10-01"), make_badge(BEN, "Ben", "2025-10-01")])
    )
    signature.write_text(ANITA.sign(PACKAGE, b"said"))

    def check(principal: str, namespace: str) -> int:
        words: list[str | Path] = [
            "ssh-keygen",
            "-Y",
            "verify",
            "-f",
            path,
            "-I",
            principal,
            "-n",
            namespace,
            "-s",
            signature,
        ]
        return subprocess.run(words, input=b"said", capture_output=True, check=False).returncode

    assert check("anita-shah", PACKAGE) == 0
    assert check("ben", PACKAGE) != 0
    signature.write_text(ANITA.sign("git", b"said"))
    assert check("anita-shah", "git") != 0  # good for what PeerDesk signs, and nothing else


@pytest.mark.parametrize(
    ("options", "counts"),
    [
        ("", True),
        ('namespaces="package@peerdesk" ', True),
        ('namespaces="git,package@peerdesk",valid-before="20251015" ', True),
        ('namespaces="git" ', False),
        ("cert-authority ", False),
        ('valid-before="20251014110000Z" ', False),
        ("valid-before=20251014 ", False),
        ('valid-after="20251014120001Z" ', False),
        ('valid-after="20251014120000Z" ', True),
        ('valid-after="202510141159" ', True),
        ('valid-before="soon" ', False),
    ],
)
def test_lines_count_as_they_count_for_ssh_keygen(tmp_path: Path, options: str, counts: bool) -> None:
    line = f"anita {options}{ANITA.public.line('Anita Shah')}\n"
    signers, left_out = from_allowed_signers(line, NOW)
    assert [one.name for one in signers] == (["Anita Shah"] if counts else [])
    assert [one.line for one in left_out] == ([] if counts else [1])
    path, signature = tmp_path / "allowed_signers", tmp_path / "signature"
    path.write_text(line)
    signature.write_text(ANITA.sign(PACKAGE, b"said"))
    words: list[str | Path] = ["ssh-keygen", "-Y", "verify", "-f", path, "-I", "anita", "-n", PACKAGE, "-s", signature]
    words += ["-Overify-time=20251014120000Z"]
    ended = subprocess.run(words, input=b"said", capture_output=True, check=False, env={"TZ": "UTC"})
    assert (ended.returncode == 0) == counts


def test_other_lines_are_named_by_their_number() -> None:
    sound = f'ben {BEN.public.line()}\nrubbish\nold ssh-rsa AAAAB3NzaC1yc2E= Old\n"two words" {ANITA.public.line()}\n'
    text = f"# ours\n\n{sound}"
    signers, left_out = from_allowed_signers(text, NOW)
    assert [(one.name, one.key) for one in signers] == [("ben", BEN.public), ("two words", ANITA.public)]
    assert [one.line for one in left_out] == [4, 5]


@given(st.lists(st.text(min_size=1, max_size=30), min_size=1, max_size=6))
def test_all_names_come_back_with_their_keys(names: list[str]) -> None:
    badges = []
    for number, name in enumerate(names, 1):
        try:
            badges.append(make_badge(PrivateKey.from_seed(bytes([number]) * 32), name, "2025-10-01"))
        except BadgeError:
            continue
    text = to_allowed_signers(badges)
    signers, left_out = from_allowed_signers(text, NOW)
    assert [one.key for one in signers] == [one.key for one in badges]
    assert [one.name for one in signers] == [" ".join(one.name.split()) for one in badges]
    assert not left_out
    assert len({line.split()[0] for line in text.splitlines()}) == len(badges)
    assert SEAL in text or not badges


@given(st.text(max_size=200))
def test_anything_is_read_without_a_crash(text: str) -> None:
    signers, left_out = from_allowed_signers(text, NOW)
    assert not signers
    assert len(left_out) <= len(text.splitlines())
