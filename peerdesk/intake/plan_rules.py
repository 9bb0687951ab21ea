"""What a partnership asks of a visit, from its file."""

from pathlib import Path

from peerdesk.domain.plan_rules import PlanRules, rules_from
from peerdesk.intake.data_files import read_data_file


def read_plan_rules(path: Path) -> PlanRules:
    """Return the rules that a file holds, whole and checked.

    Raises:
        DataFileError: the file cannot be read, or something in it cannot be meant; says where.
    """
    return rules_from(read_data_file(path))
