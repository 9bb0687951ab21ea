"""How far the lead is, in words: who is in, who is next, and what never came."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from peerdesk.desk.hub import Colleague, Hub
from peerdesk.domain.gaps import Gap
from peerdesk.ui.pages.share_files import when_said


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Share", text)


def who_is_in(hub: Hub, now: datetime) -> str:
    """Return "2 of 3 are in. Next: Tom. Nothing missing since 12:19."; "" if there is nobody to wait for."""
    if not hub.colleagues:
        return ""
    sentences = [_how_many(hub), _silent(hub, now)]
    if hub.is_whole and not sentences[1]:
        sentences.append(tr("Nothing missing since {}.").format(when_said(hub.last_at, now)))
    return " ".join(filter(None, sentences))


def what_is_missing(hub: Hub, names: Mapping[str, str], me: str) -> list[str]:
    """Return a sentence for each thing that never came, and for each laptop that there seem to be two of."""
    return [
        _gap(gap, names.get(gap.author, tr("somebody whose badge is not here")), gap.author == me) for gap in hub.gaps
    ]


def joined(names: tuple[str, ...]) -> str:
    """Return "Anita, Tom and Bryony"."""
    return tr(" and ").join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _how_many(hub: Hub) -> str:
    there, missing = hub.there, hub.missing
    if not missing:
        return tr("Everybody is in: {}.").format(joined(tuple(one.name for one in there)))
    said = tr("{there} of {all} are in. Next: {next}.")
    return said.format(there=len(there), all=len(hub.colleagues), next=missing[0].name)


def _silent(hub: Hub, now: datetime) -> str:
    """Return "Nothing from Tom since 11:40." for those who came before, but not in this round."""
    silent = [one for one in hub.missing if one.came_at]
    return tr("Nothing {}.").format(joined(tuple(_since(one, now) for one in silent))) if silent else ""


def _since(one: Colleague, now: datetime) -> str:
    return tr("from {name} since {when}").format(name=one.name, when=when_said(one.came_at, now))


def _gap(gap: Gap, name: str, mine: bool) -> str:
    if gap.what == "earlier":
        if mine:
            return tr("Something of yours is missing here. A colleague who has it can copy theirs for you.")
        said = tr("Something of {0}'s is missing: an earlier file of theirs never came. Ask {0} to copy again.")
    elif gap.what == "before":
        if mine:
            return tr("A change of yours waits for what it changes. A colleague who has it can copy theirs for you.")
        said = tr("A change by {0} waits: what it changes never came. Ask {0} to copy again.")
    else:
        if mine:
            return tr("Your notes come from two laptops, or this one was put back from a copy. Nothing is lost.")
        said = tr("{0}'s notes come from two laptops, or from one that was put back from a copy. Nothing is lost.")
    return said.format(name)
