"""Who counts in a review: what waits for the lead, badges that are not confirmed or changed, parts that ended."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from peerdesk.desk.acting import Acting, NotYoursError
from peerdesk.desk.changes import Changes
from peerdesk.domain.authority import Rights
from peerdesk.domain.records import in_team_view
from peerdesk.domain.review import Member
from peerdesk.errors import PeerDeskError
from peerdesk.keys.badge import words_of
from peerdesk.storage.chunks import chunks
from peerdesk.storage.held import read_held
from peerdesk.storage.people import Person, read_people, read_person
from peerdesk.storage.projection import short_histories
from peerdesk.storage.reading import read_all
from peerdesk.storage.standing import rights_in, to_keep

HOLDS_FOR = timedelta(days=2 * 365)
"""After this a confirmation is asked about again."""

_MOST_ADMITTED = 3_000  # ids of a statement of 256 KiB


class ChangedBadgeError(PeerDeskError):
    """Somebody who is known here has another badge than before, and nobody has decided about that yet."""


@dataclass(frozen=True)
class HeldRecord:
    """Something that waits for the lead: its kind, its first words, and when it was written (`…Z`)."""

    kind: str
    words: str
    at: str


@dataclass(frozen=True)
class HeldWork:
    """What one person wrote that waits for the lead.

    Attributes:
        key: name of their key.
        name: as on their badge; "" if it is not here.
        badge_words: the six words of the key.
        ended: they were on the team list once, and their part ended.
        entries: what is let in when the lead says so.
        records: what there is to read, oldest first.
    """

    key: str
    name: str
    badge_words: str
    ended: bool
    entries: tuple[str, ...]
    records: tuple[HeldRecord, ...]


@dataclass(frozen=True)
class Standing:
    """How it stands with somebody's badge in a review.

    Attributes:
        confirmed_how: as `Person` has it; "" for a badge that nobody confirmed, or that is not here.
        stale: it was confirmed more than two years ago.
        ended_at: when their part ended, `YYYY-MM-DDTHH:MM:SSZ`; "" if it has not.
        reason: why, in the words of whoever ended it; "" if they gave none, or these are not here yet.
        given_by: the name of who gave them their part; "" for whoever began the review, and if it is not known.
        has_part: they have a right in the review that has not ended.
        mine_to_end: this desk's person may end that, or let them go on under another badge; so too if they have none.
    """

    confirmed_how: str = ""
    stale: bool = False
    ended_at: str = ""
    reason: str = ""
    given_by: str = ""
    has_part: bool = False
    mine_to_end: bool = False


class Vouching:
    """Lets in, ends, and says how far somebody's badge may be believed."""

    def __init__(self, acting: Acting) -> None:
        """Vouch on one desk."""
        self._acting = acting

    def held(self, scope: str) -> list[HeldWork]:
        """Return what waits for the lead in a review, a person each, by name."""
        with self._acting.look() as session:
            rights = rights_in(session, scope)
            names = {one.key_id: one.name for one in read_people(session)}
            by_author = defaultdict(list)
            for one in read_held(session, scope):
                by_author[one.author].append(one)
        found = []
        for key, several in by_author.items():
            records: dict[str, HeldRecord] = {}
            for one in several:
                if one.record_id not in records or one.words:
                    records[one.record_id] = HeldRecord(one.kind, one.words, one.written_at)
            said = tuple(one for one in records.values() if one.words)
            ended = rights is not None and bool(rights.ended_at(key))
            entries = tuple(one.entry_id for one in several)
            found.append(HeldWork(key, names.get(key, ""), " ".join(words_of(key)), ended, entries, said))
        return sorted(found, key=lambda one: (one.name, one.key))

    def admit(self, scope: str, work: HeldWork) -> Changes:
        """Let in what was shown, in one act; what the same person writes later waits again.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("let in what waited") as act:
            for part in chunks(sorted(work.entries), _MOST_ADMITTED):
                act.state(scope, "admit", entries=list(part))
        return act.changes

    def standings(self, scope: str) -> Mapping[str, Standing]:
        """Return how it stands with the badge of each key on a review's team list."""
        with self._acting.look() as session:
            rights = rights_in(session, scope)
            people = {one.key_id: one for one in read_people(session)}
            members = [one for one in read_all(session, Member, scope) if one.key]
            standings = {one.key: self._standing(one.key, people, rights) for one in members}
            why = _reasons(session, [one for one in members if standings[one.key].ended_at])
        return {key: replace(one, reason=why.get(key, "")) for key, one in standings.items()}

    def _standing(self, key: str, people: Mapping[str, Person], rights: Rights | None) -> Standing:
        person, given = people.get(key), rights.open_grants(key) if rights else []
        giver = people.get(given[0].author) if given else None
        has_part = rights is not None and bool(rights.role_of(key))
        return Standing(
            person.confirmed_how if person else "",
            person is not None and is_stale(person, self._acting.now()),
            rights.ended_at(key) if rights else "",
            given_by=giver.name if giver else "",
            has_part=has_part,
            mine_to_end=rights is not None and (not has_part or rights.may_end(self._acting.identity.key_id, key)),
        )

    def unconfirmed(self) -> frozenset[str]:
        """Return the keys whose badge is here and was confirmed by nobody."""
        with self._acting.look() as session:
            return frozenset(one.key_id for one in read_people(session) if not one.confirmed_how)

    def known_under(self, scope: str, key: str, name: str) -> str:
        """Return the key under which somebody of this name is known here, if it is another than this; else ""."""
        with self._acting.look() as session:
            return changed_from(session, scope, key, name)

    def end_part(self, scope: str, key: str, reason: str = "") -> Changes:
        """End somebody's part, as when their laptop is lost: what came before stays, what comes later waits.

        Args:
            scope: of the review.
            key: whose.
            reason: in plain words; the team reads it on their list.

        Raises:
            NotYoursError: this desk's person did not give them their part, nor lead whoever did.
        """
        with self._acting.act("end a part") as act:
            rights = rights_in(act.session, scope)
            given = rights.open_grants(key) if rights else []
            if not given:
                raise NotYoursError("They have no part in this review that could end.", "Look at the team list again.")
            kept = to_keep(act.session, scope, key)
            for grant in given:
                act.state(scope, "end", grant=grant.grant_id, keeps=kept)
            for member in read_all(act.session, Member, scope):
                if member.key == key:
                    before = _reasons(act.session, [member]).get(key, "")
                    act.change(replace(member, ended_why=before), ended_why=reason)
        return act.changes

    def take_new_badge(self, member: Member, key: str, right: str) -> Changes:
        """Let a person go on under another key: the part of the old one ends, and what it wrote stays theirs.

        Args:
            member: with the key that they had.
            key: the new one.
            right: that goes with their part; "" for none.

        Raises:
            NotYoursError: this desk's person does not lead the review.
        """
        with self._acting.act("take a new badge") as act:
            rights = rights_in(act.session, member.scope)
            kept = to_keep(act.session, member.scope, member.key)
            for grant in rights.open_grants(member.key) if rights else ():
                act.state(member.scope, "end", grant=grant.grant_id, keeps=kept)
            act.change(member, key=key)
            if rights is not None and right:
                under = rights.lead_grant(self._acting.identity.key_id)
                act.state(member.scope, "grant", key=key, role=right, under=under, succeeds=member.key)
        return act.changes


def is_stale(person: Person, now: datetime) -> bool:
    """Say whether a badge was confirmed so long ago that it is asked about again; one's own never is."""
    confirmed = person.confirmed_how not in ("", "own")
    return confirmed and now - datetime.fromisoformat(person.met_at) > HOLDS_FOR


def has_part(session: Session, scope: str, key: str) -> bool:
    """Say whether a key has a right in a review, as this desk knows it."""
    rights = rights_in(session, scope)
    return rights is not None and rights.role_of(key) != ""


def changed_from(session: Session, scope: str, key: str, name: str) -> str:
    """Return the key under which somebody of this name is known here, if it is another; else "".

    A key that was confirmed itself, or has a part in the review, is nobody's changed badge.
    """
    person = read_person(session, key)
    if (person is not None and person.confirmed_how) or has_part(session, scope, key):
        return ""
    known = [(one.name, one.key_id) for one in read_people(session) if one.confirmed_how]
    known += [(one.name, one.key) for one in read_all(session, Member, scope) if one.key]
    return _same_name(name, known)


def say_changed(name: str, known: str, came: str) -> ChangedBadgeError:
    """Return what stops a file that is signed with another key than the one that somebody has here."""
    return ChangedBadgeError(
        f"This is signed with another badge than the one that {name} has here.",
        "Don't bring it in yet: ask them by telephone or at the table, then ask the lead, who types their six words.",
        detail=f"{known} became {came}",
    )


def _same_name(name: str, known: Iterable[tuple[str, str]]) -> str:
    return next((key for other, key in known if _plain(other) == _plain(name)), "")


def _plain(name: str) -> str:
    """Return a name without what two spellings of it differ in."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _reasons(session: Session, members: Iterable[Member]) -> dict[str, str]:
    """Return why these parts ended, by key: the words stand in the members' records, and in no column of a table."""
    key_of = {one.record_id: one.key for one in members}
    looks = {one.record_id: one.look(in_team_view) for one in short_histories(session, key_of)}
    said = {record_id: look.fields.get("ended_why") for record_id, look in looks.items() if look is not None}
    return {key_of[record_id]: str(one.value or "") for record_id, one in said.items() if one is not None}
