import hashlib
import zipfile
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import pytest

from peerdesk.export.package import Contents, PackageInfo
from tests.export.package.bench import MADE_AT, PICTURES, TOM, Bag, Bench, small_review


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    lines = small_review()
    info = PackageInfo(
        package_id="0123456789abcdef0123456789abcdef",
        kind="team",
        scope=hashlib.sha256(lines["entries"][0]).hexdigest(),
        sender=TOM.public.key_id,
        made_at=MADE_AT,
    )
    contents = Contents(
        sender_badge=lines["badges"][0],
        entries=lines["entries"],
        words=lines["words"],
        seals=lines["seals"],
        badges=lines["badges"],
        attachments={sha256: partial(bytes, data) for sha256, data in PICTURES.items()},
        documents={"report.pdf": lambda: b"%PDF-1.7 a report"},
    )
    return Bench(tmp_path, info, contents)


@pytest.fixture
def bag(bench: Bench) -> Bag:
    """Take an open package apart."""
    with zipfile.ZipFile(bench.write()) as archive:
        return Bag({name: archive.read(name) for name in archive.namelist()})


@pytest.fixture
def give(bag: Bag, bench: Bench) -> Callable[..., Path]:
    """Sign the bag in the hand and put it into a package."""

    def sign_and_put(order: Iterable[str] | None = None) -> Path:
        bag.sign()
        return bag.zipped(bench.folder / "given.peerdesk", order)

    return sign_and_put
