"""Ending somebody's part: why, in plain words, and what comes of it, before it is done."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.fields import Form
from peerdesk.ui.widgets.kept import KeptChoice
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


class EndPartSheet(Sheet):
    """Asks for the reason, and says what stays."""

    def __init__(self, parent: QWidget, name: str, end: Callable[[str], object]) -> None:
        """Ask about the part of `name`; `end` gets the reason in words."""
        theme = theme_of(parent)
        title = self.tr("End {}'s part").format(name)
        super().__init__(theme, parent, title, width=560)
        self._end = end
        reasons = (
            self.tr("Their laptop is lost or was stolen"),
            self.tr("They are no longer on the team"),
            self.tr("They were put on the list by mistake"),
        )
        self.reason = KeptChoice(theme, self.tr("Why"), [(one, one) for one in reasons])
        self.reason.show_value(reasons[0])
        form = Form(theme)
        form.add(self.tr("Why"), self.reason)
        self.content.addWidget(make_title(theme, title, "shield-question-mark"))
        for said in (
            self.tr("What {} wrote before, and is on this laptop now, stays as it is.").format(name),
            self.tr("What comes later with the same badge waits for you, whatever its date says."),
            self.tr("Your colleagues' laptops know it once they bring in what you give them next."),
            self.tr("If {} goes on with another laptop, use “New badge…” instead.").format(name),
        ):
            self.content.addWidget(Paragraph(theme, said, tone="soft"))
        self.content.addWidget(form)
        later = Button(theme, self.tr("Not now"), kind="quiet")
        self.end_button = Button(theme, self.tr("End their part"), kind="primary")
        self.foot.addStretch()
        self.foot.addWidget(later)
        self.foot.addWidget(self.end_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        later.clicked.connect(self.reject)
        self.end_button.clicked.connect(self._on_end)
        later.setFocus()

    def _on_end(self) -> None:
        self._end(str(self.reason.value()))
        self.accept()
