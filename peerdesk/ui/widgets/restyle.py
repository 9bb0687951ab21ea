"""Showing that a button has become a page's main act, or no longer is."""

from peerdesk.ui.widgets.button import Button, Kind


def set_kind(button: Button, kind: Kind, icon: str) -> None:
    """Give a button another kind; its icon is painted anew in that kind's colour."""
    if button.property("kind") != kind:
        button.setProperty("kind", kind)
        button.style().unpolish(button)
        button.style().polish(button)
        button.set_icon(icon)
