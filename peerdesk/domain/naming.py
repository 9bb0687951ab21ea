"""How people are named wherever their name is shown."""

from peerdesk.domain.review import Member


def named(member: Member) -> str:
    """Return somebody's name; of who is in training it says so."""
    return with_training(member.name, member.role)


def with_training(name: str, role: str) -> str:
    """Return a name, and that it is of somebody in training if that is their part."""
    return f"{name} (in training)" if name and role == "shadow" else name
