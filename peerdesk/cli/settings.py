"""What all commands share: the words before the command, the desk, and how answers are printed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from peerdesk.desk.desk import Desk, open_here
from peerdesk.desk.one_window import must_be_closed
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.record import Record, open_record_of
from peerdesk.errors import PeerDeskError
from peerdesk.keys.vault import KeyringVault, PassphraseVault, Vault


class NotFoundError(PeerDeskError):
    """What was named is not on this desk."""


@dataclass(frozen=True)
class Settings:
    """What the words before the command said."""

    folder: Path
    passphrase_file: Path | None
    as_json: bool

    @property
    def vault(self) -> Vault:
        """Where keys are kept."""
        if self.passphrase_file is not None:
            return PassphraseVault.from_file(self.folder, self.passphrase_file)
        return KeyringVault()

    @contextmanager
    def desk(self, *, changes: bool = False) -> Iterator[Desk]:
        """Open the desk of this folder.

        Args:
            changes: the command changes the notes.

        Raises:
            WindowOpenError: it would, and the window is open on them.
        """
        if changes:
            must_be_closed(self.folder)
        desk = open_here(self.folder, self.vault, now)
        try:
            yield desk
        finally:
            desk.close()

    def tell(self, said: Mapping[str, Any], lines: Sequence[str]) -> None:
        """Print what came of it: lines for people, or one JSON object for scripts."""
        if self.as_json:
            click.echo(json.dumps(said, ensure_ascii=False, sort_keys=True))
        else:
            for line in lines:
                click.echo(line)

    def tell_each(self, line: str) -> None:
        """Print a line for people as soon as it is known; a script gets all at the end."""
        if not self.as_json:
            click.echo(line)


def now() -> datetime:
    """Return the time of this computer's clock."""
    return datetime.now(UTC)


def plan_of(desk: Desk, name: str) -> ReviewPlan:
    """Return the one review that a name means: the begin of its id, its URN, or a part of the school's name.

    Raises:
        NotFoundError: none is meant, or several.
    """
    wanted = name.casefold()
    found = [
        one
        for one in desk.plan.reviews()
        if (len(wanted) >= 4 and one.scope.startswith(wanted))
        or wanted == one.school_urn
        or wanted in one.school_name.casefold()
    ]
    plan = desk.plan.look(found[0].scope) if len(found) == 1 else None
    if plan is None:
        raise NotFoundError(
            f"{'Several reviews are' if found else 'No review here is'} called “{name}”.",
            "See peerdesk review list, and name it by the first letters of its number.",
        )
    return plan


@contextmanager
def open_record(settings: Settings, url: str, *, new: bool | None = None) -> Iterator[Record]:
    """Open the partnership record as the person of this computer's desk; `new` is as for `open_record_of`."""
    with settings.desk() as desk:
        record = open_record_of(desk, url, new=new)
        try:
            yield record
        finally:
            record.close()


pass_settings = click.make_pass_decorator(Settings)


def say_stays(desk: Desk, scope: str) -> list[str]:
    """Return what is held back on this laptop, in a sentence; nothing if nothing is."""
    count = len(desk.safety.held(scope))
    if not count:
        return []
    said = "1 note stays on this laptop: it" if count == 1 else f"{count} notes stay on this laptop: they"
    return [f"{said} may be about somebody's safety. Open PeerDesk to answer."]
