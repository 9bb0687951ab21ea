"""How far a report has come, in words: on every page, on its cover, and what it must not be used for."""

from peerdesk.domain.dates import day_in_words
from peerdesk.domain.material import STATE_LINES, ReportMaterial, given_name, in_order

RESPONSE = "The school’s response"


def state_line(material: ReportMaterial) -> str:
    """Return the line of every page: a draft, sent for checking and by when, or final and signed by whom."""
    match material.state:
        case "for checking" if material.review.check_by:
            by = day_in_words(material.review.check_by, year=False)
            return f"For checking by {by} · not final until the school has answered"
        case "final" if material.signed_on:
            return f"Final report · signed by the lead reviewer on {day_in_words(material.signed_on)}"
        case "final":
            return "Final report · not signed yet"
        case _:
            return STATE_LINES[material.state]


def standing_words(material: ReportMaterial) -> str:
    """Return what the state means: what is asked of whom, who signed, who checked, and when the notes go."""
    said = _signed(material) if material.state == "final" else _asked(material)
    return " ".join(part for part in (*said, notes_go(material)) if part)


def notes_go(material: ReportMaterial) -> str:
    """Return when the working notes go; "" while nobody said so."""
    if not material.review.notes_go_on:
        return ""
    return f"Our working notes will be deleted on {_short(material.review.notes_go_on)}."


def not_for_appraisal(material: ReportMaterial) -> str:
    """Return what a report is not for."""
    graded = "It is not an inspection." if material.steps else "It is not an inspection, and it gives no grade."
    return (
        "This report was made to help the school improve. It was not made for the appraisal of anybody, and must not "
        f"be used in it. {graded}"
    )


def _asked(material: ReportMaterial) -> tuple[str, ...]:
    review = material.review
    whole = "This is the whole text, sent to be checked." if material.state == "for checking" else ""
    final = f"The final report follows by {_short(review.report_by)}." if review.report_by else ""
    if not review.check_by:
        return whole, "Nothing here is final until the headteacher has checked it.", final
    by = f"Please tell us by {_short(review.check_by)} what is inaccurate or missing, and what you would leave out."
    return whole, "Nothing here is final until the headteacher has checked it.", by, final


def _signed(material: ReportMaterial) -> tuple[str, ...]:
    lead = next((given_name(m.name) for m in in_order(material.members) if m.role == "lead" and m.name), "")
    named = f"the lead reviewer, {lead}," if lead else "the lead reviewer"
    signed = f"Signed by {named} on {day_in_words(material.signed_on)}." if material.signed_on else ""
    reply = material.reply
    if reply is None:
        return signed, "The headteacher has not answered yet."
    when = f", who answered on {day_in_words(reply.answered_on)}" if reply.answered_on else ""
    said = f" What the school says stands under “{RESPONSE}”." if reply.words.strip() else ""
    return signed, f"Checked by the headteacher{when}.{said}"


def _short(day: str) -> str:
    """Return a day without its weekday and year: "4 May"."""
    return day_in_words(day, year=False).split(" ", 1)[-1]
