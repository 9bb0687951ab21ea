"""The school's logo on the plan: what it looks like on the report's cover, choosing it, taking it off."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from peerdesk.desk.plan import ReviewPlan
from peerdesk.domain.review import Review
from peerdesk.ui.dialogs.choosing import ask_file
from peerdesk.ui.pages.plan_acts import PlanActs
from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph

_HIGH, _WIDE = 56, 240  # pixels at 100 %


class LogoRow(QWidget):
    """The logo, if there is one, and two links."""

    def __init__(self, theme: Theme, acts: PlanActs) -> None:
        """Show nothing before `show_plan`."""
        super().__init__()
        self._theme, self._acts = theme, acts
        self._review: Review | None = None
        self._shown = ""
        self.picture = QLabel()
        self.choose = Button(theme, self.tr("Choose the logo…"), kind="link")
        self.take_off = Button(theme, self.tr("Take it off"), kind="link")
        self.why = Paragraph(
            theme, self.tr("On the cover of the report. Read aloud, it is the school’s name."), "caption", "soft"
        )
        self.setFocusProxy(self.choose)
        self._build()
        self.choose.clicked.connect(self._ask)
        self.take_off.clicked.connect(self._take_off)

    def show_plan(self, plan: ReviewPlan, editable: bool) -> None:
        """Show the logo of a review; only a lead may change it."""
        self._review = plan.review
        self.choose.setVisible(editable)
        self.take_off.setVisible(editable and bool(plan.review.logo))
        if plan.review.logo != self._shown:
            review, desk = plan.review, self._acts.desk
            self._acts.look(lambda: desk.logos.read(review), self._on_read)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.gap("xs"))
        self.picture.hide()
        column.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignLeft)
        ways = QHBoxLayout()
        ways.setSpacing(self._theme.gap("m"))
        ways.addWidget(self.choose)
        ways.addWidget(self.take_off)
        ways.addStretch()
        column.addLayout(ways)
        column.addWidget(self.why)

    def _on_read(self, logo: bytes) -> None:
        review = self._review
        self._shown = review.logo if review and logo else ""  # what is not here yet may come with a colleague's notes
        pixmap = QPixmap()
        if logo and pixmap.loadFromData(logo):
            self.picture.setPixmap(
                pixmap.scaled(
                    self._theme.px(_WIDE),
                    self._theme.px(_HIGH),
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
            self.picture.setAccessibleName(self.tr("Logo of {}").format(review.school_name if review else ""))
        self.picture.setVisible(bool(logo))

    def _ask(self) -> None:
        kinds = self.tr("Pictures ({})").format("*.png *.jpg *.jpeg *.webp *.heic")
        ask_file(self, self.tr("The school’s logo"), kinds, self.set_logo)

    def set_logo(self, path: Path) -> None:
        """Take a picture as the logo."""
        review, desk = self._review, self._acts.desk
        if review is not None:
            self._acts.run(lambda: desk.logos.set(review, path))

    def _take_off(self) -> None:
        review, desk = self._review, self._acts.desk
        if review is not None:
            self._acts.run(
                lambda: desk.logos.take_off(review), lambda: self._acts.say_undoable(self.tr("The logo is off."))
            )
