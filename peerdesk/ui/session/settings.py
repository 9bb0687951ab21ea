"""What a person can set: size of text, light or dark, a lock of PeerDesk's own, and the way to the copies."""

from dataclasses import replace

from PySide6.QtCore import Qt

from peerdesk.desk.desk import Desk
from peerdesk.ui.main_window import MainWindow
from peerdesk.ui.session.own_lock import MINUTES, OwnLock
from peerdesk.ui.theme import SCALES, Scheme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.choice import Choice
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title

_SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark")


class SettingsSheet(Sheet):
    """What is chosen holds at once, and from then on."""

    def __init__(self, window: MainWindow, desk: Desk, own_lock: OwnLock) -> None:
        """Show what holds now on a desk in a window."""
        theme = window.theme
        super().__init__(theme, window, window.tr("Settings"), width=560)
        self._window, self._desk, self._own_lock = window, desk, own_lock
        self.scale = Choice(theme, self.tr("Size of text"), 240)
        self.scheme = Choice(theme, self.tr("Light or dark"), 240)
        self.after = Choice(theme, self.tr("Lock PeerDesk"), 240)
        self.copies = Button(theme, self.tr("Where copies go…"), kind="link")
        self.copies.setVisible(not theme.practice)
        self.after.setEnabled(not theme.practice)  # what is chosen is kept on the person's own desk
        self.close_button = Button(theme, self.tr("Close"))
        self._build()
        self._wire()

    def _build(self) -> None:
        theme, form = self.theme, Form(self.theme)
        self.scale.show_choices([(str(scale), f"{round(scale * 100)} %") for scale in SCALES])
        words = (self.tr("As the computer"), self.tr("Light"), self.tr("Dark"))
        self.scheme.show_choices(list(zip(_SCHEMES, words, strict=True)))
        self.after.show_choices([(str(minutes), self._in_words(minutes)) for minutes in MINUTES])
        self.after.show_value(str(self._own_lock.minutes))
        form.add(self.tr("Size of text"), self.scale)
        form.add(self.tr("Light or dark"), self.scheme)
        form.add(self.tr("Lock PeerDesk"), self.after)
        self.content.addWidget(make_title(theme, self.tr("Settings")))
        self.content.addWidget(form)
        self.content.addWidget(Paragraph(theme, self._about_lock(), "caption", "soft"))
        self.content.addWidget(self.copies, 0, Qt.AlignmentFlag.AlignLeft)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self._show_look()
        self.scale.setFocus()

    def _wire(self) -> None:
        self.scale.activated.connect(self._on_scale)
        self.scheme.activated.connect(self._on_scheme)
        self.after.activated.connect(self._on_after)
        self.copies.clicked.connect(self._on_copies)
        self.close_button.clicked.connect(self.accept)
        self.theme.changed.connect(self._show_look)

    def _in_words(self, minutes: int) -> str:
        if not minutes:
            return self.tr("Only with the computer")
        return self.tr("After {} minutes untouched").format(minutes)

    def _about_lock(self) -> str:
        return self.tr(
            "PeerDesk locks whenever the computer does, and opens with it. A lock of its own keeps glances away; it "
            "opens with your passphrase or recovery words if you have any. Whoever may use this computer as you can "
            "start PeerDesk anew: lock the computer when you leave it."
        )

    def _show_look(self) -> None:
        self.scale.show_value(str(self.theme.scale))
        self.scheme.show_value(self.theme.choice.scheme)

    def _on_scale(self) -> None:
        self.theme.choose(replace(self.theme.choice, scale=float(self.scale.value())))

    def _on_scheme(self) -> None:
        chosen = next(one for one in _SCHEMES if one == self.scheme.value())
        self.theme.choose(replace(self.theme.choice, scheme=chosen))

    def _on_after(self) -> None:
        self._own_lock.choose(int(self.after.value()), self._desk.keeping, self._window.jobs, self._window)

    def _on_copies(self) -> None:
        self.accept()
        self._window.show_page("copies")
