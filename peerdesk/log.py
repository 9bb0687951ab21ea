"""The log: what a bug left behind, for whoever mends it. It holds no words that a person typed."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_BYTES = 512 * 1024


def start_log(folder: Path) -> None:
    """Write warnings and bugs into a file in the data folder; two older ones are kept."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(folder / "peerdesk.log", maxBytes=MAX_BYTES, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger("peerdesk").addHandler(handler)
    logging.getLogger("peerdesk").setLevel(logging.INFO)
