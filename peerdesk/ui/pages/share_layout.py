"""How the sharing page is laid out; what is done on it stands in `share.py`."""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from peerdesk.desk.shared_folder import FolderLook, Offer
from peerdesk.errors import PeerDeskError
from peerdesk.overriding import override
from peerdesk.ui.models.rows import RowsModel
from peerdesk.ui.page import Page
from peerdesk.ui.pages.share_contents import ContentsCard
from peerdesk.ui.pages.share_files import OfferDelegate, is_new, is_ready, state_of, title_of
from peerdesk.ui.pages.share_hub import what_is_missing, who_is_in
from peerdesk.ui.pages.share_mine import MineCard
from peerdesk.ui.pages.share_watched import WatchedLine
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.clock_line import ClockLine
from peerdesk.ui.widgets.empty import Empty
from peerdesk.ui.widgets.label import Label, make_key_hint
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.rows_view import RowsView
from peerdesk.ui.widgets.scroll import ScrollColumn
from peerdesk.ui.widgets.title_row import TitleRow

_SHOWN = 6  # files seen without scrolling


class ShareLayout(QObject):
    """The widgets of the page, two columns or one, and what they show."""

    def __init__(self, page: Page, title: str) -> None:
        """Lay a page out."""
        super().__init__(page)
        self._page = page
        theme = self._theme = page.theme
        self.model: RowsModel[Offer] = RowsModel(self._words, lambda offer: str(offer.path))
        self._delegate = OfferDelegate(theme)
        self.list = RowsView(theme, self.model, self._delegate, self.tr("What lies there"))
        self.list.setSelectionMode(RowsView.SelectionMode.SingleSelection)
        self.where = Label(theme, "", "caption", "soft", elided=True)
        self.again = Button(theme, self.tr("Look again"), "history", "quiet")
        self.choose = Button(theme, self.tr("Folder…"), "folder-open", "quiet")
        self.who_is_in = Paragraph(theme, "", "reading")
        self.missing = Paragraph(theme, "")
        self.clocks = ClockLine(theme)
        self.nothing = Paragraph(theme, self.tr("Nothing from anybody else lies there yet."), tone="soft")
        self.contents = ContentsCard(theme)
        self.mine = MineCard(theme)
        self.watched = WatchedLine(theme)
        self.bring = Button(theme, self.tr("Bring in"), "download", "primary")
        self.bring_one = Button(theme, self.tr("Only this one"), kind="quiet")
        self.disputed = Button(theme, "", "columns-2", "link")
        self.no_folder = Empty(
            theme,
            "usb",
            self.tr("Choose the stick or the folder that your team shares."),
            self.tr("Everybody copies their notes there, and the lead brings them in. No network is needed."),
            self.tr("Choose it…"),
            list,
        )
        self.gone = Empty(
            theme,
            "usb",
            self.tr("This stick or folder is not there any more."),
            self.tr("Put it in again and press Look again, or choose another."),
            self.tr("Choose another…"),
            list,
        )
        self._build(title)
        page.installEventFilter(self)
        theme.changed.connect(self._fit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)

    def first_focus(self) -> QWidget | None:
        """Return where a person starts: the thing to do, or the list."""
        ways: tuple[QPushButton | None, ...] = (self.no_folder.button, self.gone.button, self.bring, self.mine.copy)
        if self.contents.words.isVisible() and not self.bring.isEnabled():
            return self.contents.words
        ready = (way for way in ways if way is not None and way.isVisible() and way.isEnabled())
        return next(ready, self.list if self.list.isVisible() else None)

    def show_look(self, folder: Path | None, look: FolderLook, trouble: PeerDeskError | None, now: datetime) -> None:
        """Show what was seen."""
        self.where.setText(folder.name or str(folder) if folder else "")
        self.where.setToolTip(str(folder) if folder else "")
        if not look.offers and (folder is None or trouble is not None):
            self.stack.setCurrentWidget(self.gone if trouble else self.no_folder)
        else:
            self.stack.setCurrentWidget(self.columns)
        self._delegate.now = now
        self.model.show_rows(sorted(look.offers, key=_rank))
        self.list.setVisible(bool(look.offers))
        self.nothing.setVisible(all(one.mine for one in look.offers))
        self._say(self.who_is_in, who_is_in(look.hub, now) if look.hub else "")
        self._say(self.missing, "\n".join(what_is_missing(look.hub, look.names, look.me)) if look.hub else "")
        self.disputed.setText(self.tr("Two versions: {}").format(len(look.disputed)))
        self.disputed.setVisible(bool(look.disputed))
        self.mine.show_look(look, now, writable=folder is not None and trouble is None)
        self._fit()

    def show_ways(self, targets: int, something_new: bool, one_by_one: bool) -> None:
        """Show what can be done: bring in so many files, or copy one's own."""
        self.bring_row.setVisible(something_new or one_by_one)
        self.bring.setVisible(something_new)
        self.bring_key.setVisible(something_new)
        self.bring.setText(self.tr("Bring in all {}").format(targets) if targets > 1 else self.tr("Bring in"))
        self.bring.setEnabled(targets > 0)
        self.bring_one.setVisible(one_by_one)
        self.mine.set_primary(not something_new)

    def set_busy(self, busy: bool) -> None:
        """Let nothing be pressed twice."""
        mine = self.mine
        for button in (self.bring, self.bring_one, mine.copy, mine.eject, mine.briefing, mine.partnership):
            button.setEnabled(not busy)

    def _build(self, title: str) -> None:
        theme = self._theme
        left = QVBoxLayout()
        left.setSpacing(theme.gap("s"))
        _fill(left, self.who_is_in, self.missing, self.list, self.nothing, self.disputed, self.clocks, self.watched)
        left.addStretch()
        self.left = QWidget()
        self.left.setLayout(left)
        self.bring_row = QWidget()
        ways = QHBoxLayout(self.bring_row)
        ways.setSpacing(theme.gap("s"))
        ways.addStretch()
        self.bring_key = make_key_hint("Ctrl+Return")
        _fill(ways, self.bring_one, self.bring, self.bring_key)
        right = QVBoxLayout()
        right.setSpacing(theme.gap("s"))
        _fill(right, self.contents, self.bring_row, self.mine)
        right.addStretch()
        for layout in (left, right, ways):
            layout.setContentsMargins(0, 0, 0, 0)
        self.columns = ScrollColumn(theme)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.gap("l"))
        self._row.addWidget(self.left)
        self._row.addLayout(right, 1)
        self.columns.body.addLayout(self._row)
        self.columns.body.addStretch()
        self.stack = QStackedWidget()
        for widget in (self.no_folder, self.gone, self.columns):
            self.stack.addWidget(widget)
        page = QVBoxLayout(self._page)
        page.setContentsMargins(theme.gap("l"), theme.gap("m"), theme.gap("l") - theme.fixed("width.bar"), 0)
        page.setSpacing(theme.gap("m"))
        page.addWidget(TitleRow(theme, title, self.where, [self.again, self.choose]))
        page.addWidget(self.mine.stays)
        page.addWidget(self.stack, 1)

    def _words(self, offer: Offer) -> str:
        return f"{title_of(offer)}. {state_of(offer, self._delegate.now)[1]}"

    def _say(self, label: Paragraph, sentence: str) -> None:
        label.setText(sentence)
        label.setVisible(bool(sentence))

    def _fit(self) -> None:
        theme = self._theme
        slim = theme.is_slim(self._page.window().width())
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if slim else QBoxLayout.Direction.LeftToRight)
        wide = theme.px(theme.fixed("width.stick"))
        self.left.setMinimumWidth(0 if slim else wide)
        self.left.setMaximumWidth(self._page.width() if slim else wide)
        rows = self.model.rows()
        if rows:
            self.list.setFixedHeight(min(len(rows), _SHOWN) * self._delegate.measure(rows[0], wide))


def _rank(offer: Offer) -> tuple[bool, ...]:
    """Return what sorts files: those to bring in first, then those that cannot be opened, one's own last."""
    lead_s = not offer.awaited
    return offer.mine is not None, offer.trouble is not None, lead_s, not is_new(offer), not is_ready(offer)


def _fill(layout: QBoxLayout, *widgets: QWidget) -> None:
    for widget in widgets:
        layout.addWidget(widget)
