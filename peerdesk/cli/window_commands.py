"""The command that lets a double click open PeerDesk."""

import click

from peerdesk.cli.settings import Settings, pass_settings
from peerdesk.desk.association import associate as associate_files
from peerdesk.desk.association import own_command, take_back


@click.command()
@click.option("--undo", is_flag=True, help="Let a double click be as it was before.")
@pass_settings
def associate(settings: Settings, undo: bool) -> None:
    """Let a double click on a .peerdesk file show what is in it; for you alone, on this computer."""
    if undo:
        take_back()
        settings.tell({"associated": False}, ["A double click no longer opens PeerDesk."])
    else:
        associate_files(own_command())
        settings.tell({"associated": True}, ["A double click on a .peerdesk file now shows what is in it."])
