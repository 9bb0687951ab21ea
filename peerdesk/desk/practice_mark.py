"""Whether a desk is one to practise on, where nothing is real: what is printed there says so on every page."""

from peerdesk.desk.acting import Acting
from peerdesk.storage.settings import put_setting, read_setting

_SETTING = "practice"


def mark_as_practice(acting: Acting) -> None:
    """Let a desk know that it is one to practise on."""
    with acting.sessions.write.begin() as session:
        put_setting(session, _SETTING, "yes")


def is_practice(acting: Acting) -> bool:
    """Say whether a desk is one to practise on."""
    with acting.look() as session:
        return bool(read_setting(session, _SETTING, ""))
