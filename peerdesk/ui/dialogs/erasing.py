"""Erasing for good: asked first, with what goes and what nobody can reach; then the certificate; and the list."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from peerdesk.desk.certificates import Certificate, Place
from peerdesk.domain.erasure import ErasureSheet
from peerdesk.ui.dialogs.history import field_name, when_of
from peerdesk.ui.theme import theme_of
from peerdesk.ui.widgets.button import Button
from peerdesk.ui.widgets.card import make_hairline
from peerdesk.ui.widgets.paragraph import Paragraph
from peerdesk.ui.widgets.sheet import Sheet, make_title


def tr(text: str) -> str:
    """Return a text in the person's language."""
    return QCoreApplication.translate("Erasing", text)


class EraseSheet(Sheet):
    """Says plainly what goes and what cannot be reached, and asks."""

    def __init__(self, parent: QWidget, words: str, erase: Callable[[], object], *, review: bool = False) -> None:
        """Ask about something of which these are the first words; about a whole review if `review`."""
        theme = theme_of(parent)
        title = self.tr("Remove this review for good?") if review else self.tr("Erase this for good?")
        super().__init__(theme, parent, title, width=600)
        self._erase = erase
        self.content.addWidget(make_title(theme, title, "trash-2"))
        self.content.addWidget(Paragraph(theme, words or self.tr("Without words"), bold=True))
        for said in self._review() if review else self._record():
            self.content.addWidget(Paragraph(theme, said, tone="soft"))
        later = Button(theme, self.tr("Keep it"))
        later.setDefault(True)
        self.erase_button = Button(
            theme, self.tr("Remove for good") if review else self.tr("Erase for good"), "trash-2", "primary"
        )
        self.foot.addStretch()
        self.foot.addWidget(later)
        self.foot.addWidget(self.erase_button)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        later.clicked.connect(self.reject)
        self.erase_button.clicked.connect(self._on_erase)
        later.setFocus()

    def _record(self) -> list[str]:
        return [
            self.tr("Goes now: its words as they are and as they ever were, its pictures, what is being typed there."),
            self.tr("Older copies of your notes hold it, so they go too; a fresh copy is made and checked first."),
            self.tr("Goes later: on each colleague's laptop, when they bring in what you give them after this."),
            self.tr("Out of reach: sticks and mails that already hold it, and paper. You will get a list with dates."),
            self.tr("There is no way back: not by undo, not from a copy."),
        ]

    def _review(self) -> list[str]:
        return [
            self.tr("Goes now: everything of this review on this laptop, with its pictures and its past."),
            self.tr("Older copies of your notes hold it, so they go too; a fresh copy is made and checked first."),
            self.tr("It stays on every other laptop that has it. Nothing that anybody sends brings it back here."),
            self.tr("There is no way back: not by undo, not from a copy."),
        ]

    def _on_erase(self) -> None:
        self.accept()
        self._erase()


class WhichSheet(Sheet):
    """Asks which of several things is meant, by their first words and their place among them."""

    def __init__(self, parent: QWidget, words: Sequence[str], pick: Callable[[int], object]) -> None:
        """List first words; `pick` gets the place, from 0, of the one that was chosen."""
        theme = theme_of(parent)
        title = self.tr("Which one?")
        super().__init__(theme, parent, title, width=600)
        self.buttons: list[Button] = []
        self.content.addWidget(make_title(theme, title, "trash-2"))
        for at, said in enumerate(words):
            shown = said or self.tr("Without words")
            button = Button(theme, self.tr("Erase this for good…"), kind="link")
            button.setAccessibleName(
                self.tr("Erase number {number} for good: {words}").format(number=at + 1, words=shown)
            )
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, at=at: pick(at))
            self.buttons.append(button)
            self.content.addWidget(make_hairline())
            self.content.addWidget(Paragraph(theme, f"{at + 1}. {shown}"))
            self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        later = Button(theme, self.tr("Not now"))
        later.setDefault(True)
        later.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(later)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        later.setFocus()


class CertificateSheet(Sheet):
    """What was erased, when and by whom, and where copies may still be."""

    def __init__(self, parent: QWidget, one: Certificate, save: Callable[[ErasureSheet], object]) -> None:
        """Show a certificate; `save` gets it in words, to be written as a file to print."""
        theme = theme_of(parent)
        sheet = in_words(one)
        super().__init__(theme, parent, sheet.title, width=640)
        self.content.addWidget(make_title(theme, sheet.title, "badge-check"))
        for said in sheet.facts:
            self.content.addWidget(Paragraph(theme, said))
        for heading, lines in ((sheet.heading_gone, sheet.gone), (sheet.heading_places, sheet.places)):
            if lines:
                self.content.addWidget(make_hairline())
                self.content.addWidget(Paragraph(theme, heading, bold=True))
            for said in lines:
                self.content.addWidget(Paragraph(theme, said))
        self.content.addWidget(Paragraph(theme, sheet.honest, "caption", "soft"))
        self.save_button = Button(theme, self.tr("Save it to print…"), "printer", "quiet")
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        self.foot.addWidget(self.save_button)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        self.save_button.clicked.connect(lambda: save(sheet))
        close.clicked.connect(self.reject)
        close.setFocus()


class ErasedListSheet(Sheet):
    """What was erased: here, or by colleagues of whom this laptop has learned."""

    def __init__(self, parent: QWidget, listed: Sequence[Certificate], show: Callable[[Certificate], object]) -> None:
        """List certificates, the newest first; `show` opens one."""
        theme = theme_of(parent)
        super().__init__(theme, parent, self.tr("What was erased"), width=600)
        self.buttons: list[Button] = []
        self.content.addWidget(make_title(theme, self.tr("What was erased"), "trash-2"))
        if not listed:
            self.content.addWidget(Paragraph(theme, self.tr("Nothing was erased on this laptop."), tone="soft"))
        for one in listed:
            self.content.addWidget(make_hairline())
            for said in in_words(one).facts:
                self.content.addWidget(Paragraph(theme, said))
            button = Button(theme, self.tr("Where copies may be…"), kind="link")
            button.setAccessibleName(self.tr("Where copies may be, of what went on {}").format(when_of(one.at)))
            button.clicked.connect(self.accept)
            button.clicked.connect(lambda _=False, one=one: show(one))
            self.buttons.append(button)
            self.content.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        close = Button(theme, self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.reject)
        self.foot.addStretch()
        self.foot.addWidget(close)
        self.set_gaps(theme.gap("l"), theme.gap("m"))
        close.setFocus()


def in_words(one: Certificate) -> ErasureSheet:
    """Return what a certificate says, ready to be read or printed."""
    by = one.by or tr("somebody whose badge is not here")
    if one.kind == "review":
        what = tr("A whole review was removed from this laptop.")
    elif one.fields == ("*",):
        kinds = {"": tr("record"), "attachment": tr("picture"), "section": tr("part of the report")}
        kind = kinds.get(one.kind, field_name(one.kind))
        what = tr("Erased with all its words and its past: {}.").format(_one(kind))
    else:
        fields = ", ".join(map(field_name, one.fields))
        what = tr("Erased, with their past: the words under {}.").format(fields)
    gone = [tr("The words on this laptop, in all that is found and in all that is being typed.")]
    if one.copies_gone:
        gone.append(tr("Older copies of these notes on this laptop and its drive: {}.").format(len(one.copies_gone)))
    number = one.records[0][:12] if one.records else one.scope[:12]
    about = tr("On {when}, by {who}. Its number: {number}.")
    return ErasureSheet(
        title=tr("Certificate of erasure"),
        owner=by,
        day=when_of(one.at),
        facts=(what, about.format(when=when_of(one.at), who=by, number=number)),
        heading_gone=tr("Gone for certain"),
        gone=tuple(gone),
        heading_places=tr("Where copies may still be"),
        places=tuple(map(place_words, one.places)),
        honest=tr(
            "PeerDesk reaches no other laptop. A colleague's laptop erases it when it brings in something that was "
            "given after this; files and sticks keep what they hold until somebody deletes them."
        ),
    )


def _one(kind: str) -> str:
    """Return a kind of thing with what English puts before it: "a note", "an answer", "what the head said"."""
    if kind.startswith(("what ", "where ", "why ")):
        return kind
    return tr("an {}").format(kind) if kind[0] in "aeiou" else tr("a {}").format(kind)


def place_words(place: Place) -> str:
    """Return where words may still be, in a sentence."""
    when = when_of(place.at) if place.at else ""
    if place.what == "laptop":
        who = place.who or tr("somebody whose badge is not here")
        said = tr("The laptop of {who}, last heard of on {when}.") if when else tr("The laptop of {who}.")
        return said.format(who=who, when=when)
    if place.what == "given":
        kind = {"team": tr("notes for the team"), "briefing": tr("a briefing")}.get(place.name, tr("the partnership's"))
        return tr("A file or stick with {kind}, given on {when}.").format(kind=kind, when=when)
    if place.what == "drive":
        return tr("The drive for copies, which is not in: {}").format(place.name)
    return tr("A damaged file that was set aside: {}").format(place.name)
