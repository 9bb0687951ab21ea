"""The command line: whatever the window does without a person looking, for scripts and for tests.

Exit 0 done, 1 refused (a sentence and a remedy on standard error), 2 wrong words.
"""

import sys
from pathlib import Path
from typing import NoReturn

import click

from peerdesk import __version__
from peerdesk.cli import desk_commands, keeping_commands, package_commands, ready_commands, review_commands
from peerdesk.cli.settings import Settings
from peerdesk.errors import PeerDeskError
from peerdesk.paths import data_folder

COMMANDS = (
    desk_commands.start,
    desk_commands.demo,
    desk_commands.digest,
    keeping_commands.backup,
    keeping_commands.restore,
    keeping_commands.check,
    keeping_commands.rescue,
    desk_commands.undo,
    ready_commands.ready,
    ready_commands.recovery,
    review_commands.register,
    review_commands.school,
    review_commands.review,
    review_commands.note,
    review_commands.search,
    review_commands.coverage,
    review_commands.report,
    package_commands.badge,
    package_commands.package,
    package_commands.record,
)


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option(
    "--passphrase-file", type=click.Path(path_type=Path), help="Stands in for the keyring where there is none."
)
@click.version_option(__version__, prog_name="peerdesk")
@click.pass_context
def peerdesk(context: click.Context, as_json: bool, passphrase_file: Path | None) -> None:
    """Keep the evidence, findings and report of a school peer review. Without a command: open the window."""
    context.obj = Settings(data_folder(), passphrase_file, as_json)
    if context.invoked_subcommand is None:
        from peerdesk.app import main as open_window

        context.exit(open_window(sys.argv[:1]))


for command in COMMANDS:
    peerdesk.add_command(command)


def main() -> NoReturn:
    """Run one command, and leave with its exit code."""
    try:
        peerdesk.main(prog_name="peerdesk", standalone_mode=False)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
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
    sys.exit(0)
