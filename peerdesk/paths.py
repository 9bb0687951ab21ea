"""Where PeerDesk's own data lies, and where a person's desks are kept."""

import os
from pathlib import Path

from platformdirs import user_data_path


def resources() -> Path:
    """Answer the folder of frameworks, typeface, icons, themes and demo texts that came with PeerDesk."""
    package = Path(__file__).resolve().parent
    packed = package / "resources"  # in the wheel; a checkout keeps them beside the package
    return packed if packed.is_dir() else package.parent / "resources"


def usual_folder() -> Path:
    """Answer the place that this system has for a person's data on this computer alone."""
    return user_data_path("PeerDesk", appauthor=False)


def data_folder() -> Path:
    """Answer the folder for desks and settings; it may not exist yet.

    Returns:
        What PEERDESK_HOME names, else the place that this system has for a person's data.
    """
    home = os.environ.get("PEERDESK_HOME")
    return Path(home).expanduser().absolute() if home else usual_folder()
