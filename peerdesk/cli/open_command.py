"""The command that opens the window on a file; like the window itself it loads no other command."""

from pathlib import Path

import click


@click.command("open")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def open_files(context: click.Context, files: tuple[Path, ...]) -> None:
    """Show what is in FILES, in the window; nothing is brought in. `peerdesk FILE` does the same."""
    from peerdesk.start import main as open_window

    context.exit(open_window(context.meta["program"], [path.absolute() for path in files]))
