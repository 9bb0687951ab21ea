"""The timetable as a calendar file (RFC 5545), in London time: one event an activity, of all or of one person."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from peerdesk.domain.review import Activity
from peerdesk.domain.visit_material import VisitMaterial

_ZONE = ZoneInfo("Europe/London")  # the schools' clock; a laptop abroad shows the same events at its own
_MAKER = "-//PeerDesk//Visit//EN"


def calendar_of(material: VisitMaterial, person: str = "") -> bytes:
    """Return the calendar of a visit; the same plan gives the same bytes.

    An event is named by its activity, so that bringing in a later calendar moves it instead of doubling it. The school
    and the room stand in it, and no name of anybody but the team.

    Args:
        material: the plan.
        person: record id of the one whose activities are wanted; "" for all.
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", f"Peer review, {material.review.school_name}")
    timed = _timed(material, person)
    for activity in timed:
        calendar.add_component(_event(material, activity))
    if timed:
        first, last = (date(int(one.time[0][:4]) + more, 1, 1) for one, more in ((timed[0], -1), (timed[-1], 2)))
        calendar.add_missing_timezones(first, last)
    return bytes(calendar.to_ical())


def _timed(material: VisitMaterial, person: str) -> list[Activity]:
    timed = (one for one in material.planned if len(one.time) > 1)
    return [one for one in timed if not person or person in (*one.who, one.scribe)]


def _event(material: VisitMaterial, activity: Activity) -> Event:
    event, review = Event(), material.review
    event.add("uid", f"{activity.record_id}@peerdesk")
    event.add("dtstamp", datetime.fromisoformat(activity.first_written_at).astimezone(UTC))
    for name, time in zip(("dtstart", "dtend"), activity.time, strict=False):
        event.add(name, datetime.fromisoformat(time).replace(tzinfo=_ZONE))
    event.add("summary", activity.title or "Peer review")
    link = activity.link or (review.link if review.way == "virtual" else "")
    place = ", ".join(filter(None, (activity.place, review.school_name, review.school_address)))
    event["location"] = vText(link or place)
    said = [
        ("Who", material.who(activity)),
        ("With", activity.joint_with),
        ("Questions", ", ".join(f"Q{number}" for one in activity.questions if (number := material.number_of(one)))),
        ("Link", link),
    ]
    description = "\n".join(f"{name}: {words}" for name, words in said if words)
    if description:
        event.add("description", description)
    return event
