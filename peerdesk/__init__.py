"""PeerDesk: the offline desk of a school peer review."""

__version__ = "0.1.0"
