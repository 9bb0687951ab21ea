"""Whether a desk is one to practise on, where nothing is real: what is printed there says so on every page."""

from peerdesk.desk.acting import Acting
from peerdesk.keys.badge import MAX_NAME_LETTERS, Badge, make_badge
from peerdesk.storage.settings import put_setting, read_setting

_SETTING = "practice"
_SAYS = " (practice)"


def mark_as_practice(acting: Acting) -> None:
    """Let a desk know that it is one to practise on."""
    with acting.sessions.write.begin() as session:
        put_setting(session, _SETTING, "yes")


def is_practice(acting: Acting) -> bool:
    """Say whether a desk is one to practise on."""
    with acting.look() as session:
        return bool(read_setting(session, _SETTING, ""))


def badge_along(acting: Acting, mine: Badge) -> Badge:
    """Return the badge that goes along with what is given: in the practice its name says so, wherever it is opened."""
    if not is_practice(acting):
        return mine
    return make_badge(acting.identity.private, mine.name[: MAX_NAME_LETTERS - len(_SAYS)] + _SAYS, mine.made_on)
