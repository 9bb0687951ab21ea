"""A framework in full, to be read."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from peerdesk.domain.framework import Framework
from peerdesk.domain.framework_comparing import title_of
from peerdesk.domain.framework_forms import FORMS, Form
from peerdesk.domain.framework_sheets import Cells, to_sheets
from peerdesk.ui.framework_words import about_words, column_word, sheet_word
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title
from peerdesk.ui.widgets.tabs import Tabs

_SILENT = ("id", "guide", "list")  # columns that serve reference alone


class WholeFrameworkSheet(Sheet):
    """One part at a time, as a page that one reads; names stand in the place of ids."""

    def __init__(self, parent: QWidget, framework: Framework) -> None:
        """Show a framework."""
        theme = theme_of(parent)
        super().__init__(theme, parent, framework.title, width=860)
        self._sheets = to_sheets(framework)
        self._names = _names_of(self._sheets)
        shown = [form for form in FORMS if self._sheets[form.name] and form.name != "prompts"]
        self.parts = Tabs(
            theme, [(form.name, sheet_word(form.name)) for form in shown], self.tr("Parts of the framework"), wraps=True
        )
        self._page = QWidget()
        self.close_button = Button(theme, self.tr("Close"))
        self.content.addWidget(make_title(theme, framework.title, "book-open"))
        self.content.addWidget(Paragraph(theme, about_words(framework), "caption", "soft"))
        self.content.addWidget(self.parts)
        self.content.addWidget(self._page)
        self.content.addStretch(1)
        self.foot.addStretch()
        self.foot.addWidget(self.close_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.close_button.clicked.connect(self.reject)
        self.parts.picked.connect(self.show_part)
        self.show_part(shown[0].name)

    def show_part(self, name: str) -> None:
        """Show one part."""
        self.parts.show_value(name)
        form = next(form for form in FORMS if form.name == name)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, self.theme.gap("s"), 0, 0)
        column.setSpacing(self.theme.gap("xs"))
        for row in self._sheets[name]:
            self._add_row(column, form, row)
            if name == "guides":
                self._add_prompts(column, row["id"])
            column.addSpacing(self.theme.gap("m"))
        self.content.replaceWidget(self._page, page)
        self._page.hide()
        self._page.deleteLater()
        self._page = page
        page.show()
        self.place()

    def _add_row(self, column: QVBoxLayout, form: Form, row: Cells) -> None:
        title = title_of(row)
        column.addWidget(Paragraph(self.theme, title, bold=True))
        for one in form.columns:
            said = row.get(one.name, "")
            if not said or _plain(said) == title or one.name in _SILENT:
                continue
            if one.kind == "names":
                said = self._names.get((one.names, said), said)
            column.addWidget(Paragraph(self.theme, f"{column_word(one)}: {_plain(said)}", tone="soft"))

    def _add_prompts(self, column: QVBoxLayout, guide: str) -> None:
        prompts = [row for row in self._sheets["prompts"] if row["guide"] == guide]
        for number, row in enumerate(prompts, 1):
            column.addWidget(Paragraph(self.theme, f"{number}. {_plain(row['text'])}"))
            if row.get("follow_ups"):
                column.addWidget(Paragraph(self.theme, _plain(row["follow_ups"]), "caption", "soft"))


def _names_of(sheets: Mapping[str, list[dict[str, str]]]) -> dict[tuple[str, str], str]:
    return {(sheet, row["id"]): title_of(row) for sheet, rows in sheets.items() for row in rows if row.get("id")}


def _plain(words: str) -> str:
    """Return words without the stars that stand for emphasis."""
    return words.replace("*", "")
