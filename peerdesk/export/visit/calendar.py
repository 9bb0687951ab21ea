"""The visit as a calendar file (RFC 5545), in London time: its days, and an event an activity, of all or of one."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vText

from peerdesk.domain.review import Activity
from peerdesk.domain.visit_material import VisitMaterial

_ZONE = ZoneInfo("Europe/London")  # the schools' clock; a laptop abroad shows the same events at its own
_MAKER = "-//PeerDesk//Visit//EN"
_PRACTICE = "Practice: "


def calendar_of(
    material: VisitMaterial, changed: Mapping[str, int], person: str = "", *, practice: bool = False
) -> bytes:
    """Return the calendar of a visit; the same plan gives the same bytes.

    An event is named by its activity, and says how often it was changed, so that bringing in a later calendar moves it
    instead of doubling it. Each day of the visit stands at its top for all day, and keeps nobody from anything. The
    school and the room stand in the events, and no name of anybody but the team.

    Args:
        material: the plan.
        changed: how often the review and each activity were changed, by their ids; only grows.
        person: record id of the one whose activities are wanted; "" for all.
        practice: nothing of it is real; the calendar and each event say so first, for they stand among real ones.
    """
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    says = _PRACTICE if practice else ""
    calendar.add("x-wr-calname", f"{says}Peer review, {material.review.school_name}")
    for number, day in enumerate(material.review.days, 1):
        calendar.add_component(_marked(_day(material, changed, number, day), says))
    timed = _timed(material, person)
    for activity in timed:
        calendar.add_component(_marked(_event(material, changed, activity), says))
    if timed:
        first, last = (date(int(one.time[0][:4]) + more, 1, 1) for one, more in ((timed[0], -1), (timed[-1], 2)))
        calendar.add_missing_timezones(first, last)
    return bytes(calendar.to_ical())


def _marked(event: Event, says: str) -> Event:
    event["summary"] = vText(f"{says}{event['summary']}")
    return event


def _day(material: VisitMaterial, changed: Mapping[str, int], number: int, day: str) -> Event:
    """Return a day of the visit, known by which of its days it is: one that is moved moves in the calendar."""
    event, review = Event(), material.review
    event.add("uid", f"{review.record_id}-{number}@peerdesk")
    event.add("dtstamp", datetime.fromisoformat(review.first_written_at).astimezone(UTC))
    event.add("sequence", changed.get(review.record_id, 0))
    on = date.fromisoformat(day)
    event.add("dtstart", on)
    event.add("dtend", on + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"Peer review, {review.school_name}" if review.school_name else "Peer review")
    place = (
        review.link if review.way == "virtual" else ", ".join(filter(None, (review.school_name, review.school_address)))
    )
    if place:
        event["location"] = vText(place)
    return event


def _timed(material: VisitMaterial, person: str) -> list[Activity]:
    timed = (one for one in material.planned if len(one.time) > 1)
    return [one for one in timed if not person or person in (*one.who, one.scribe)]


def _event(material: VisitMaterial, changed: Mapping[str, int], activity: Activity) -> Event:
    event, review = Event(), material.review
    event.add("uid", f"{activity.record_id}@peerdesk")
    event.add("dtstamp", datetime.fromisoformat(activity.first_written_at).astimezone(UTC))
    event.add("sequence", changed.get(activity.record_id, 0) + changed.get(review.record_id, 0))
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
