"""Records of which two versions stand: which they are, what each laptop says, and a way to settle them in one act."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from peerdesk.desk.history import Version
from peerdesk.domain.review import Record
from peerdesk.ui.dialogs.history import field_name, when_of, words_of
from peerdesk.ui.field_drafts import FieldDrafts
from peerdesk.ui.theme import Theme, theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.fields import TextBox
from peerdesk.ui.widgets.marked_words import MarkedWords
from peerdesk.ui.widgets.offer import Offer
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.room import Room
from peerdesk.ui.widgets.sheet import Sheet, make_title

_WORDS = ("title", "text", "name", "school_name")


class TwoVersionsSheet(Sheet):
    """Lists them. Whatever a person then writes on the record's own page settles it."""

    def __init__(
        self,
        parent: QWidget,
        records: Sequence[Record],
        look: Callable[[Record], object] | None = None,
        show_all: Callable[[], object] | None = None,
    ) -> None:
        """Show these records; `look` shows both versions of one, `show_all` lists all there ever were."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Two versions"), width=600)
        self.content.addWidget(make_title(theme, self.tr("Two versions"), "columns-2"))
        why = self.tr(
            "The same words were changed on two laptops. Both are kept. "
            "Open it, write what it should say, and that is what it says."
        )
        self.content.addWidget(Paragraph(theme, why, tone="soft"))
        for record in records:
            self.content.addWidget(make_hairline())
            self.content.addWidget(Paragraph(theme, _words_of(record) or self.tr("Without words")))
            about = ", ".join(name.replace("_", " ") for name in record.two_versions)
            self.content.addWidget(Paragraph(theme, self.tr("About: {}").format(about), "caption", "soft"))
            if look is not None:
                both = Button(theme, self.tr("Look at both"), kind="link")
                both.clicked.connect(self.accept)
                both.clicked.connect(lambda _=False, record=record: look(record))
                self.content.addWidget(both)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        if show_all is not None:
            ever = Button(theme, self.tr("All there ever were…"), kind="link")
            ever.clicked.connect(self.accept)
            ever.clicked.connect(lambda: show_all())
            self.foot.addWidget(ever)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()


class SettleSheet(Sheet):
    """Each version of each field side by side: keep one, keep both, or write a third. One act settles all of them."""

    def __init__(
        self,
        parent: QWidget,
        versions: Mapping[str, Sequence[Version]],
        settle: Callable[[bool, dict[str, object], Sequence[str]], object],
        drafts: Callable[[QObject], FieldDrafts],
        record: Record,
        me: str = "",
    ) -> None:
        """Show versions by field.

        Args:
            parent: any widget of the window.
            versions: what each laptop says; whether it is deleted stands under "deleted".
            settle: gets whether the record is to be deleted, what each field is to say, and the places of the
                drafts that go once that is on disk.
            drafts: makes what journals the words of a third version.
            record: the one of which two versions stand, as it is shown.
            me: name of the key of whoever looks.
        """
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("Two versions"), width=760)
        self._settle, self._versions, self._record = settle, versions, record
        self.typed = Offer(theme, "history", wraps=True)
        self.drafts = drafts(self)
        self._chosen: dict[str, object] = {}
        self._rooms: list[Room] = []
        self.thirds: dict[str, TextBox] = {}
        self.choices: dict[str, list[Button]] = {}
        self.keep = Button(theme, self.tr("Settle"), kind="primary")
        self.content.addWidget(make_title(theme, self.tr("Two versions"), "columns-2"))
        self.content.addWidget(Paragraph(theme, self._why(me), tone="soft"))
        self.content.addWidget(self.typed)
        for name, several in versions.items():
            self._add(theme, name, several)
        later = Button(theme, self.tr("Not now"), kind="quiet")
        self.foot.addStretch()
        self.foot.addWidget(later)
        self.foot.addWidget(self.keep)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        later.clicked.connect(self.reject)
        self.keep.clicked.connect(self._on_keep)
        self._enable()
        self.drafts.taken_up.connect(self.drafts.take)
        self.drafts.offered.connect(self.place)
        self.drafts.show_in(self.typed)

    def _why(self, me: str) -> str:
        """Say how there come to be two: two people, or one at two laptops, of which no clock can say which is newer."""
        keys = {one.key for several in self._versions.values() for one in several}
        if keys == {me}:
            return self.tr("You changed this on two laptops. Which do you want?")
        if len(keys) == 1:
            who = next(one.who for several in self._versions.values() for one in several)
            return self.tr("{} changed this on two laptops. Which one is meant?").format(who)
        return self.tr("Two of you changed this, each on their own laptop. Both are kept until one of you settles it.")

    def _add(self, theme: Theme, name: str, several: Sequence[Version]) -> None:
        self.content.addWidget(make_hairline())
        self.content.addWidget(Paragraph(theme, field_name(name), bold=True))
        beside = QHBoxLayout()
        beside.setSpacing(theme.gap("m"))
        self.choices[name] = []
        all_said = [self._words(name, one) for one in several]
        for at, (one, said) in enumerate(zip(several, all_said, strict=True)):
            column = QVBoxLayout()
            column.addWidget(Paragraph(theme, f"{one.who} · {when_of(one.when)}", "caption", "soft"))
            column.addWidget(MarkedWords(theme, said, all_said[0 if at else -1]))
            column.addWidget(self._choice(theme, name, self.tr("Keep this"), one.value, said))
            column.addStretch()
            beside.addLayout(column, 1)
        self.content.addLayout(beside)
        texts = [one.value for one in several if isinstance(one.value, str)]
        if len(texts) == len(several):
            both = "\n\n".join(texts)
            self.content.addWidget(self._choice(theme, name, self.tr("Keep both"), both, both))
            third = self.thirds[name] = TextBox(theme, self.tr("Or write what it should say"))
            third.setPlaceholderText(third.accessibleName())
            self.drafts.watch(third, lambda: (self._record.record_id, name), lambda: self._record)
            self._rooms.append(Room(third, third.toPlainText))
            third.textChanged.connect(lambda: self._on_typed(name))
            self.content.addWidget(third)

    def _choice(self, theme: Theme, name: str, word: str, value: object, said: str) -> Button:
        button = Button(theme, word, kind="chip", name=f"{word}: {said}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self._choose(name, button, value))
        self.choices[name].append(button)
        return button

    def _words(self, name: str, one: Version) -> str:
        if name == "deleted":
            return self.tr("Delete it") if one.value else self.tr("Leave it there")
        return words_of(one.value) or self.tr("Nothing")

    def _choose(self, name: str, button: Button, value: object) -> None:
        for one in self.choices[name]:
            one.setChecked(one is button)
        self._chosen[name] = value
        self._enable()

    def _on_typed(self, name: str) -> None:
        words = self.thirds[name].toPlainText().strip()
        for one in self.choices[name]:
            one.setChecked(False)
        self._chosen.pop(name, None)
        if words:
            self._chosen[name] = words
        self._enable()

    def _enable(self) -> None:
        self.keep.setEnabled(bool(self._versions) and self._chosen.keys() == self._versions.keys())

    def _on_keep(self) -> None:
        if not all(room.fits() for room in self._rooms):
            return
        fields = {name: value for name, value in self._chosen.items() if name != "deleted"}
        self._settle(bool(self._chosen.get("deleted", False)), fields, self.drafts.places())
        self.accept()


def _words_of(record: Record) -> str:
    return next((str(said) for name in _WORDS if (said := getattr(record, name, ""))), "")
