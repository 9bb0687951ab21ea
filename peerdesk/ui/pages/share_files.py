"""What colleagues put on the stick, a card a file: from whom, when, what, and whether it can be brought in."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QPainter

from peerdesk.desk.shared_folder import Offer
from peerdesk.domain.dates import day_in_words
from peerdesk.overriding import override
from peerdesk.ui.icons import paint_icon
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.rows_delegate import RowsDelegate
from peerdesk.ui.widgets.words import paint_line


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Share", text)


def title_of(offer: Offer) -> str:
    """Return what a file is, and from whom: "Notes from Tom"."""
    if offer.mine is not None:
        yours = {"team": tr("Your notes"), "briefing": tr("Your briefing"), "partnership": tr("For the partnership")}
        return yours[offer.mine.kind]
    if offer.preview is None:
        return offer.path.stem
    said = {
        "team": tr("Notes from {}"),
        "briefing": tr("Briefing from {}"),
        "partnership": tr("For the partnership, from {}"),
    }[offer.preview.kind]
    return said.format(offer.preview.sender_name)


def is_new(offer: Offer) -> bool:
    """Say whether there is something in it that is not here."""
    return offer.preview is not None and bool(offer.preview.brought.new_in_all)


def is_ready(offer: Offer) -> bool:
    """Say whether it can be brought in without asking anything."""
    return is_new(offer) and offer.preview is not None and offer.preview.known


def needs_words(offer: Offer) -> bool:
    """Say whether nothing is brought in while this is looked at, before its sender's words are typed.

    So it is with another badge than before even where it holds nothing new: nobody presses on under a "Stop".
    """
    is_stop = offer.preview is not None and bool(offer.preview.changed_from)
    return (is_new(offer) or is_stop) and not is_ready(offer)


def state_of(offer: Offer, now: datetime) -> tuple[str, str, str]:
    """Return how it stands with a file: icon, sentence, tone."""
    if offer.mine is not None:
        return "check", tr("Yours, made {}").format(when_said(offer.mine.made_at, now)), "soft"
    if offer.trouble is not None:
        return "circle-alert", offer.trouble.message, "develop"
    if offer.preview is not None and offer.preview.changed_from:
        return "circle-alert", tr("Stop: another badge than before"), "develop"
    if not is_new(offer):
        return "check", tr("All of it is here"), "soft"
    if not offer.awaited:
        return "users", tr("For the lead, who brings all together"), "soft"
    if not is_ready(offer):
        return "shield-question-mark", tr("You have not met: ask for their badge words"), "develop"
    if offer.preview is not None and not offer.preview.confirmed:
        return "circle-dashed", tr("Not confirmed yet"), "soft"
    return "badge-check", tr("Their badge is known here"), "strength"


def _how_much(offer: Offer) -> str:
    """Return "26 new notes", or how many other things are new; "" for none."""
    brought = offer.preview.brought if offer.preview else None
    if brought is None or not brought.new_in_all:
        return ""
    notes, begun, changed = brought.begun.get("note", 0), _seen(brought.begun), _seen(brought.changed)
    said = tr("{} new notes").format(notes) if notes > 1 else tr("1 new note") if notes else ""
    if not notes and begun:
        said = tr("{} new").format(begun)
    words = [said, tr("{} changed").format(changed) if changed else ""]
    return ", ".join(filter(None, words)) or tr("something new")


def _seen(things: Mapping[str, int]) -> int:
    """Return how many of these a person knows as a thing of its own."""
    return sum(count for kind, count in things.items() if kind not in ("link", "citation"))


def when_said(at: str, now: datetime) -> str:
    """Return "10:36" for a time of today, "Tuesday 9 March, 10:36" for another, local.

    Args:
        at: `YYYY-MM-DDTHH:MM:SSZ`.
        now: the clock; aware.
    """
    local = datetime.fromisoformat(at).astimezone()
    clock = f"{local:%H:%M}"
    if local.date() == now.astimezone().date():
        return clock
    return f"{day_in_words(local.date().isoformat(), year=False)}, {clock}"


class OfferDelegate(RowsDelegate[Offer]):
    """Three lines: what and when, how much, how it stands."""

    def __init__(self, theme: Theme) -> None:
        """Prepare to paint in a theme."""
        super().__init__(theme)
        self.now = datetime.fromtimestamp(0).astimezone()

    @override
    def measure(self, row: Offer, width: int) -> int:
        return self.theme.line("body") + 2 * self.theme.line("caption") + self.theme.gap(20)

    @override
    def paint_row(self, painter: QPainter, rect: QRect, row: Offer, said: str) -> None:
        theme = self.theme
        inside = rect.adjusted(theme.gap(12), theme.gap(10), -theme.gap(12), 0)
        line = QRect(inside.left(), inside.top(), inside.width(), theme.line("body"))
        paint_line(painter, line, theme, title_of(row), bold=True)
        line = QRect(line.left(), line.bottom() + 1, line.width(), theme.line("caption"))
        made = when_said(row.preview.made_at, self.now) if row.preview else ""
        words = [made, _how_much(row)] if row.preview else [row.path.name]
        paint_line(painter, line, theme, " · ".join(word for word in words if word), "caption", "soft")
        icon, sentence, tone = state_of(row, self.now)
        side = theme.px("icon_small")
        line = QRect(line.left(), line.bottom() + 1, line.width(), theme.line("caption"))
        paint_icon(painter, QRect(line.left(), line.top() + (line.height() - side) // 2, side, side), theme, icon, tone)
        paint_line(painter, line.adjusted(side + theme.gap("xs") + 2, 0, 0, 0), theme, sentence, "caption", tone)
