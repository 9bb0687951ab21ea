"""Two numbers of which one is a part: "26 of 27"."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from peerdesk.ui.theme import Theme
from peerdesk.ui.widgets.label import Label

_WIDE, _DIGITS = 56, 9


class CountField(QWidget):
    """Two small fields. Both empty say nothing.

    Signals:
        edited: somebody typed.
    """

    edited = Signal()

    def __init__(self, theme: Theme, name: str, part: str, whole: str, after: str = "") -> None:
        """Make it empty.

        Args:
            theme: for sizes.
            name: of both.
            part: what screen readers call the first.
            whole: what they call the second.
            after: a word behind both ("on roll").
        """
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.part, self.whole = QLineEdit(), QLineEdit()
        for field, called in ((self.part, part), (self.whole, whole)):
            field.setAccessibleName(called)
            field.setMaxLength(_DIGITS)
            field.textEdited.connect(self.edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.gap("s"))
        row.addWidget(self.part)
        row.addWidget(Label(theme, self.tr("of"), tone="soft"))
        row.addWidget(self.whole)
        row.addWidget(Label(theme, after, tone="soft"))
        row.addStretch()
        self.setFocusProxy(self.part)
        self._fit()
        theme.changed.connect(self._fit)

    def show_numbers(self, numbers: tuple[int, ...]) -> None:
        """Show two numbers, or none."""
        both = numbers if len(numbers) > 1 else ("", "")
        self.part.setText(str(both[0]))
        self.whole.setText(str(both[1]))

    def words(self) -> str:
        """Return what is typed: "26/27", "/" for nothing."""
        return f"{self.part.text().strip()}/{self.whole.text().strip()}"

    def take_words(self, words: str) -> None:
        """Put back what `words` returned."""
        part, _, whole = words.partition("/")
        self.part.setText(part)
        self.whole.setText(whole)

    def numbers(self) -> tuple[int, ...] | None:
        """Return both numbers, () for nothing, None where they cannot be."""
        part, whole = self.part.text().strip(), self.whole.text().strip()
        if not part and not whole:
            return ()
        if not (part.isascii() and part.isdigit() and whole.isascii() and whole.isdigit()):
            return None
        return (int(part), int(whole)) if int(part) <= int(whole) and int(whole) else None

    def _fit(self) -> None:
        for field in (self.part, self.whole):
            field.setFixedWidth(self._theme.px(_WIDE))
