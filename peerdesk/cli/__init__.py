"""The command line: whatever the window does without a person looking, for scripts and for tests.

Exit 0 done, 1 refused (a sentence and a remedy on standard error), 2 wrong words.
"""

import sys
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import click

from peerdesk import __version__
from peerdesk.cli.open_command import open_files
from peerdesk.errors import PeerDeskError
from peerdesk.log import leave_no_core
from peerdesk.overriding import override
from peerdesk.paths import data_folder


class Commands(click.Group):
    """Loads the commands when one is asked for; the window needs none of them, and loads beside itself what it does."""

    @cached_property
    def _by_name(self) -> Mapping[str, click.Command]:
        from peerdesk.cli import (
            context_commands,
            desk_commands,
            framework_commands,
            keeping_commands,
            package_commands,
            ready_commands,
            receipt_commands,
            record_commands,
            reply_commands,
            review_commands,
            taking_commands,
            visit_commands,
            window_commands,
        )

        known = (
            desk_commands.start,
            desk_commands.demo,
            desk_commands.digest,
            keeping_commands.backup,
            keeping_commands.restore,
            keeping_commands.check,
            keeping_commands.rescue,
            desk_commands.undo,
            desk_commands.redo,
            ready_commands.ready,
            ready_commands.recovery,
            framework_commands.framework,
            context_commands.register,
            context_commands.school,
            context_commands.context,
            review_commands.review,
            review_commands.note,
            review_commands.notes,
            review_commands.search,
            review_commands.coverage,
            review_commands.report,
            review_commands.reply_sheet,
            reply_commands.reply,
            reply_commands.outbox,
            visit_commands.visit,
            taking_commands.take_out,
            package_commands.badge,
            package_commands.roster,
            package_commands.package,
            record_commands.record,
            receipt_commands.receipt,
            window_commands.associate,
            open_files,
        )
        return {command.name: command for command in known if command.name}

    @override
    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self._by_name)

    @override
    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return open_files if cmd_name == open_files.name else self._by_name.get(cmd_name)

    @override
    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Take a file for the command that opens it: that is what a double click says."""
        return super().resolve_command(
            ctx, [str(open_files.name), *args] if args[0].lower().endswith(".peerdesk") else args
        )


@click.group(cls=Commands, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), help="Stands in for the keyring where there is none."
)
@click.version_option(__version__, prog_name="peerdesk")
@click.pass_context
def peerdesk(context: click.Context, as_json: bool, passphrase_file: Path | None) -> None:
    """Keep the evidence, findings and report of a school peer review. Without a command: open the window."""
    leave_no_core()
    context.meta["program"] = sys.argv[:1]
    if context.invoked_subcommand == open_files.name:
        return
    if context.invoked_subcommand is None:
        from peerdesk.start import main as open_window

        context.exit(open_window(sys.argv[:1]))
    from peerdesk.cli.settings import Settings  # beside the commands, for the same reason

    context.obj = Settings(data_folder(), passphrase_file, as_json)


def main() -> NoReturn:
    """Run one command, and leave with its exit code."""
    try:
        code = peerdesk.main(prog_name="peerdesk", standalone_mode=False)  # what a command left with, if it says so
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(1)
    except BrokenPipeError:
        sys.exit(1)
    except PeerDeskError as error:
        click.echo(f"{error.message}\n{error.remedy}", err=True)
        sys.exit(1)
    sys.exit(code if isinstance(code, int) else 0)
