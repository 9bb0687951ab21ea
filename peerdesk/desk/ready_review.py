"""The lines of "Ready for tomorrow?" about the next review."""

from datetime import date

from peerdesk.desk.desk import Desk
from peerdesk.desk.plan import ReviewPlan
from peerdesk.desk.ready_line import Found
from peerdesk.domain.dates import days_in_words
from peerdesk.domain.review import Contact, Member
from peerdesk.domain.stands_on import joined

DAYS_AHEAD = 14

_CONTACTS = {"child": "a child", "adult": "an adult in school", "head": "the headteacher"}
_CONFIRM = "Ring them, let them read their six badge words to you, and compare."
_TRUSTED = {True: "Everybody's badge is confirmed.", False: "Your lead's badge is confirmed."}


def next_review(desk: Desk) -> ReviewPlan | None:
    """Return the review that is next, if it is soon."""
    today = desk.acting.now().astimezone().date()
    soon = [
        (min(ahead), one.scope)
        for one in desk.plan.reviews()
        if (ahead := [day for day in one.days if 0 <= _days_from(today, day) <= DAYS_AHEAD])
    ]
    return desk.plan.look(min(soon)[1]) if soon else None


def briefing(desk: Desk, plan: ReviewPlan | None) -> Found:
    """Return whether the next review is here, and the badges that this desk's person has to rely on."""
    if plan is None:
        return Found(
            "not yet",
            f"No review in the next {DAYS_AHEAD} days is here.",
            "Open the briefing that your lead sent you; if you lead, plan the review.",
        )
    here = f"{plan.review.school_name or 'The review'}, {days_in_words(plan.review.days)}, is here."
    unknown = [one.name for one in plan.members if _is_unknown(desk, plan, one)]
    if not unknown:
        return Found("yes", f"{here} {_TRUSTED[plan.my_role == 'lead']}")
    who = joined(unknown)
    if plan.my_role == "lead":
        return Found("look", f"{here} You have not confirmed the badge of {who}.", _CONFIRM)
    return Found("not yet", f"{here} You have not confirmed {who}'s badge.", _CONFIRM)


def safeguarding(plan: ReviewPlan | None) -> Found:
    """Return whether it is filled in whom to go to with a worry."""
    if plan is None:
        return Found("look", "They come with the review.", "Open the briefing, or plan the review.")
    missing = [said for about, said in _CONTACTS.items() if not _is_filled(plan.review.contacts.get(about))]
    if not missing:
        return Found("yes", "Whom to go to is filled in, for a child, an adult and the headteacher.")
    return Found(
        "not yet",
        f"Nobody is named for a worry about {joined(missing)}.",
        "Ask the school's office for the name and the room, and fill it in; the lead's briefing brings it to all.",
    )


def _is_unknown(desk: Desk, plan: ReviewPlan, member: Member) -> bool:
    """Say whether this is somebody whose badge has to be confirmed on this laptop, and was not."""
    if member.key == desk.identity.key_id or member.role in ("host", "champion"):
        return False
    if plan.my_role != "lead" and member.role != "lead":
        return False
    person = desk.people.person(member.key) if member.key else None
    return person is None or not person.confirmed_how


def _is_filled(contact: Contact | None) -> bool:
    return contact is not None and bool(contact.name.strip())


def _days_from(today: date, day: str) -> int:
    try:
        return (date.fromisoformat(day) - today).days
    except ValueError:
        return -1
