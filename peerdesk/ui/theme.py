"""The one place that turns the tokens into colours, sizes and fonts, and gives them to Qt."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from string import Template
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from peerdesk.ui.tokens import Tokens, read_tokens

Scheme = Literal["system", "light", "dark"]
SCALES = (1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
_FAMILY = "Atkinson Hyperlegible"
_DARK = Qt.ColorScheme.Dark


@dataclass(frozen=True)
class Choice:
    """How a person wants to see the program. `contrast` None follows the system; `scale` is 1.0 to 2.0."""

    scheme: Scheme = "system"
    contrast: bool | None = None
    scale: float = 1.0


class Theme(QObject):
    """The look of the whole program, handed to whoever paints.

    Signals:
        changed: another ground or size of text is in force; sheet and palette are already replaced, so
            widgets that paint or cache measures only look again.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, resources: Path, choice: Choice | None = None, *, practice: bool = False
    ) -> None:
        """Read the tokens, load the typeface and put the look on.

        Args:
            app: the running application.
            resources: folder that holds themes/, fonts/ and icons/.
            choice: what the person chose earlier.
            practice: tint all grounds, so that a training school is never taken for a real one.
        """
        super().__init__(app)
        self._app = app
        self.icons = resources / "icons"
        self.tokens: Tokens = read_tokens(resources / "themes" / "paper.toml")
        self._sheet = Template((resources / "themes" / "controls.qss").read_text(encoding="utf-8"))
        self._choice = choice or Choice()
        self._practice = practice
        for file in sorted((resources / "fonts").glob("*.ttf")):
            QFontDatabase.addApplicationFont(str(file))
        app.setStyle(QStyleFactory.create("Fusion"))
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._put_on()

    # What is in force

    @property
    def choice(self) -> Choice:
        """What the person chose; keep it for the next start."""
        return self._choice

    @property
    def practice(self) -> bool:
        """True while the training school is open."""
        return self._practice

    @property
    def scale(self) -> float:
        """How large text is, 1.0 to 2.0."""
        return self._choice.scale

    @property
    def dark(self) -> bool:
        """True when ink is lighter than paper."""
        if self._choice.scheme == "system":
            return self._app.styleHints().colorScheme() == _DARK
        return self._choice.scheme == "dark"

    @property
    def contrast(self) -> bool:
        """True when the contrast themes are in force."""
        if self._choice.contrast is None:
            hints = self._app.styleHints()  # kept by a name: what a passing one answers is deleted with it
            return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        return self._choice.contrast

    @cached_property
    def _colours(self) -> dict[str, QColor]:
        ground = "dark" if self.dark else "light"
        ground = f"contrast_{ground}" if self.contrast else ground
        ground = f"practice_{ground}" if self._practice else ground
        return {name: QColor(value) for name, value in self.tokens.colours[ground].items()}

    # What painters ask

    def colour(self, name: str) -> QColor:
        """Return the colour of a token: "ink", "accent", "develop_wash"."""
        return self._colours[name]

    def px(self, size: int | str) -> int:
        """Return a size that grows with the text: pixels at 100 %, or a name of [size]: "row", "icon"."""
        return round((self.tokens.size[size] if isinstance(size, str) else size) * self.scale)

    def gap(self, size: int | str) -> int:
        """Return a gap, which grows half as fast as the text: pixels at 100 %, or "xs" "s" "m" "l" "xl" "xxl"."""
        pixels = self.tokens.space[size] if isinstance(size, str) else size
        return round(pixels * (1 + (self.scale - 1) / 2))

    def fixed(self, name: str) -> int:
        """Return what does not grow: "width.rail", "radius.large", "motion.toast"."""
        return self.tokens.fixed[name]

    def line(self, role: str) -> int:
        """Return the height of one line of text in pixels."""
        return self.px(self.tokens.type[role][1])

    def font(self, role: str = "body", *, bold: bool = False, figures: bool = False) -> QFont:
        """Return the font of a role.

        Args:
            role: "caption" "body" "reading" "title" "display" "speech".
            bold: the only other weight.
            figures: all digits equally wide, for times, counts and columns.
        """
        font = QFont(_FAMILY)
        font.setPixelSize(self.px(self.tokens.type[role][0]))
        font.setBold(bold)
        if figures:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def font_of(self, pixels: int, *, bold: bool = False) -> QFont:
        """Return the font of words that are as large as their room lets them be, in pixels."""
        font = self.font("speech", bold=bold)
        font.setPixelSize(pixels)
        return font

    def is_slim(self, width: int) -> bool:
        """Say whether a window of so many pixels has room for one pane only."""
        return width / self.scale < self.fixed("break.wide")

    # What a person does

    def choose(self, choice: Choice) -> None:
        """Put another look on; it wins over the system's."""
        if choice != self._choice:
            self._choice = choice
            self._put_on()

    def set_practice(self, practice: bool) -> None:
        """Tint all grounds for the training school, or stop."""
        if practice != self._practice:
            self._practice = practice
            self._put_on()

    def enlarge(self, steps: int) -> None:
        """Make text larger (or smaller: below 0) by so many steps; 0 is 100 %."""
        at = SCALES.index(min(SCALES, key=lambda scale: abs(scale - self.scale)))
        at = min(max(at + steps, 0), len(SCALES) - 1) if steps else 0
        self.choose(replace(self._choice, scale=SCALES[at]))

    @Slot()
    def _on_system_changed(self) -> None:
        self._put_on()

    def _put_on(self) -> None:
        """Give Qt the look. An empty sheet first: replacing one in place polishes every widget twice."""
        self.__dict__.pop("_colours", None)
        self._app.setStyleSheet("")
        self._app.setPalette(self._palette())
        self._app.setFont(self.font())
        self._app.setStyleSheet(self._sheet.substitute(self._words()))
        self.changed.emit()

    def _words(self) -> dict[str, str | int]:
        words: dict[str, str | int] = {name: colour.name() for name, colour in self._colours.items()}
        words |= {role: self.px(size) for role, (size, _) in self.tokens.type.items()}
        words |= {name: self.px(name) for name in self.tokens.size}
        words |= {f"gap_{name}": self.gap(name) for name in self.tokens.space}
        words |= {name: self.fixed(f"radius.{name}") for name in ("small", "medium", "large")}
        border = 2
        words |= {
            "bar": self.fixed("width.bar"),
            "control_in": self.px("control") - border,
            "tab_in": self.px("control") - border,
            "gap_button": self.gap(12),
            "gap_chip": self.gap(10),
        }
        return words

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        palette = QPalette()
        for name, roles in {
            "ink": (role.WindowText, role.Text, role.ButtonText, role.ToolTipText),
            "paper": (role.Window, role.AlternateBase),
            "sheet": (role.Base, role.Button, role.ToolTipBase),
            "soft": (role.PlaceholderText,),
            "accent": (role.Highlight, role.Link, role.LinkVisited, role.Accent),
            "on_accent": (role.HighlightedText,),
            "edge": (role.Mid, role.Dark),
            "line": (role.Midlight, role.Light),
            "shadow": (role.Shadow,),
        }.items():
            for one in roles:
                palette.setColor(one, self.colour(name))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.colour("soft"))
        return palette


def theme_of(widget: QObject) -> Theme:
    """Return the theme of the page or window that a widget stands in."""
    at: QObject | None = widget
    while at is not None:
        theme = getattr(at, "theme", None)
        if isinstance(theme, Theme):
            return theme
        at = at.parent()
    raise LookupError("this widget stands in no page or window")
