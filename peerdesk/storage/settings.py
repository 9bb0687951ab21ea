"""What this desk keeps for itself: whose it is, how it looks. Never in the view, never in a package."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from peerdesk.storage.holding import hold_shared
from peerdesk.storage.schema import SettingRow


def read_setting(session: Session, name: str, default: str = "") -> str:
    """Return a setting, or the default."""
    row = session.get(SettingRow, name)
    return default if row is None else row.value


def put_setting(session: Session, name: str, value: str) -> None:
    """Keep a setting in place of the one before; "" takes it away."""
    hold_shared(session)
    session.execute(delete(SettingRow).where(SettingRow.name == name))
    if value:
        session.add(SettingRow(name=name, value=value))
