"""How long it takes to write and to open a package, beside hashing the same bytes and nothing else.

`python -m benchmarks package`: medians of five, on one machine, in one run.
"""

import hashlib
import random
import statistics
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyrage

from peerdesk.domain import canonical
from peerdesk.export.package import Contents, PackageInfo, open_package, write_package
from peerdesk.keys import signing
from peerdesk.keys.signing import PrivateKey

ROUNDS = 5
PICTURE_BYTES = 400_000
ENTRIES = 20_000
KEY = PrivateKey.from_seed(b"\x07" * 32)


def make_contents(pictures: int) -> tuple[Contents, int]:
    """Make entries like those of a day's work, and pictures of noise, as JPEGs are to a packer."""
    chance = random.Random(1)
    data = [chance.randbytes(PICTURE_BYTES) for _ in range(pictures)]
    ids = [f"{chance.getrandbits(256):064x}" for _ in range(ENTRIES)]
    words = ["pupils", "explained", "the", "rule", "in", "their", "own", "words", "displays", "since", "October"]
    entries = [
        canonical.to_bytes({"author": ids[0], "fields": {"text": one}, "scope": ids[1], "t": "revision"}) for one in ids
    ]
    said = [
        canonical.to_bytes({"entry": one, "field": "text", "words": [one[:32], " ".join(chance.choices(words, k=30))]})
        for one in ids
    ]
    total = sum(map(len, (*data, *entries, *said)))
    attachments = {hashlib.sha256(one).hexdigest(): partial(bytes, one) for one in data}
    return Contents(sender_badge=b"{}", entries=entries, words=said, attachments=attachments), total


def verify(signature: str, message: bytes) -> str:
    return signing.verify(signature, signing.PACKAGE, message).key_id


def median_s(work: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def sha256_alone_s(contents: Contents) -> float:
    pictures = (read() for read in contents.attachments.values())
    everything = b"".join([*contents.entries, *contents.words, *pictures])
    return median_s(lambda: hashlib.sha256(everything).digest())


def plain_zip_through_age(contents: Contents, out: Path) -> None:
    """Do what somebody would by hand: a ZIP on the disk, then age over it; no lists, no signature."""
    inner = out.with_suffix(".zip")
    with zipfile.ZipFile(inner, "w") as archive:
        for name, lines in (("entries", contents.entries), ("words", contents.words)):
            archive.writestr(name, b"\n".join(lines), zipfile.ZIP_DEFLATED)
        for sha256, read in contents.attachments.items():
            archive.writestr(sha256, read())
    pyrage.encrypt_file(str(inner), str(out), [pyrage.ssh.Recipient.from_str(KEY.public.line())])


@dataclass(frozen=True)
class Figure:
    """One way, beside hashing the same bytes in the same run; a share of 1 is sha256 itself."""

    name: str
    median_s: float
    mb_a_second: float
    of_sha256: float


def run(pictures: int = 500) -> list[Figure]:
    """Return one figure for each way of writing and of checking the same contents."""
    contents, total = make_contents(pictures)
    info = PackageInfo(
        package_id="0" * 32,
        kind="team",
        scope="0" * 64,
        sender=KEY.public.key_id,
        made_at="2026-11-12T15:02:11Z",
    )
    to, pem = [KEY.public.line()], KEY.openssh_pem()
    with tempfile.TemporaryDirectory() as folder:
        closed, opened, peer = (Path(folder) / name for name in ("closed", "open", "peer"))
        write = partial(write_package, info=info, contents=contents, sign=partial(KEY.sign, signing.PACKAGE))
        rows = {
            "sha256 alone": sha256_alone_s(contents),
            "plain ZIP, then age": median_s(lambda: plain_zip_through_age(contents, peer)),
            "write, closed": median_s(lambda: write(closed, recipients=to)),
            "write, open": median_s(lambda: write(opened)),
            "open and check, closed": median_s(lambda: open_package(closed, verify, pem)),
            "open and check, open": median_s(lambda: open_package(opened, verify)),
            "what is in it, before its pictures": median_s(
                lambda: [*open_package(closed, verify, pem, pictures=False).entries()]
            ),
            "look at all pictures, closed": median_s(lambda: [*open_package(closed, verify, pem).attachments()]),
        }
    least = rows["sha256 alone"]
    return [Figure(name, seconds, total / 1e6 / seconds, least / seconds) for name, seconds in rows.items()]
