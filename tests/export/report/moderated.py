"""A review in a framework that has a scale."""

from typing import Any

from peerdesk.domain.framework import Characteristic
from peerdesk.domain.material import ReportMaterial
from peerdesk.domain.outcome import Moderation
from tests.export.report.example import an_id, material, record

STEPS = ("not yet", "beginning to be seen", "in most places", "everywhere, and it lasts when people change")
NAMES = ("Planned talk in every subject", "A curriculum that connects what pupils have met before", "Leaders who look")


def moderated(**changes: Any) -> ReportMaterial:
    """Return Wrenholt's review with three characteristics on a scale of four steps."""
    found = ((1, 2, "Heard in all seven sessions."), (1, 1, "The threads are new."), (2, 1, "Two subjects so far."))
    fields: dict[str, Any] = {
        "steps": STEPS,
        "characteristics": tuple(
            Characteristic(characteristic_id=f"c{at}", theme="t", name=name) for at, name in enumerate(NAMES)
        ),
        "moderations": tuple(
            Moderation(
                **record(
                    f"moderation {at}",
                    characteristic=f"c{at}",
                    school_level=STEPS[school],
                    team_level=STEPS[0],
                    level=STEPS[agreed],
                    reasons=reasons,
                    evidence=(an_id(f"note {at + 4}"),),
                )
            )
            for at, (school, agreed, reasons) in enumerate(found)
        ),
    }
    return material(**{**fields, **changes})
