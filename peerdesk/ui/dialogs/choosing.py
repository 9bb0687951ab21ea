"""Asking for a file or a folder. Each returns at once; `chosen` is called if the person chooses one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from peerdesk.ui.theme import theme_of

Chosen = Callable[[Path], object]


def ask_file(parent: QWidget, title: str, kinds: str, chosen: Chosen) -> None:
    """Ask for a file that is there.

    Args:
        parent: over whose window the question lies.
        title: what is asked for.
        kinds: name and endings of what is shown first ("Badges (*.badge)"); all files can be shown, too.
        chosen: gets the path.
    """
    dialog = _open(parent, title, chosen)
    dialog.setNameFilters([kinds, parent.tr("All files (*)")])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_files(parent: QWidget, title: str, kinds: str, chosen: Callable[[list[Path]], object]) -> None:
    """Ask for one or more files that are there, as `ask_file` does; `chosen` gets all of them."""
    dialog = QFileDialog(parent, _marked(parent, title))
    dialog.filesSelected.connect(lambda paths: chosen([Path(path) for path in paths]))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setNameFilters([kinds, parent.tr("All files (*)")])
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.open()


def ask_sent(parent: QWidget, chosen: Chosen) -> None:
    """Ask for what a colleague sent."""
    ask_file(parent, parent.tr("Open what you were sent"), parent.tr("PeerDesk files (*.peerdesk)"), chosen)


def ask_folder(parent: QWidget, title: str, chosen: Chosen) -> None:
    """Ask for a folder."""
    dialog = _open(parent, title, chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def ask_new_pdf(parent: QWidget, title: str, folder: Path | None, name: str, chosen: Chosen) -> None:
    """Ask where a PDF is to be written, in `folder` (None: where the system likes) and under `name` unless changed."""
    dialog = _open(parent, title, chosen)
    dialog.setNameFilter(parent.tr("PDF (*.pdf)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("pdf")
    if folder is not None:
        dialog.setDirectory(str(folder))
    dialog.selectFile(_named(parent, name))
    dialog.open()


def ask_new_sheet(parent: QWidget, title: str, name: str, chosen: Chosen) -> None:
    """Ask where a spreadsheet is to be written, under `name` unless changed."""
    dialog = _open(parent, title, chosen)
    dialog.setNameFilter(parent.tr("Spreadsheet (*.xlsx)"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix("xlsx")
    dialog.selectFile(_named(parent, name))
    dialog.open()


def ask_new_file(parent: QWidget, title: str, name: str, chosen: Chosen, folder: Path | None = None) -> None:
    """Ask where a file is to be written, under `name` unless changed; its ending stays what it is."""
    dialog, ending = _open(parent, title, chosen), Path(name).suffix
    if folder is not None:
        dialog.setDirectory(str(folder))
    dialog.setNameFilter(f"*{ending}")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(ending.removeprefix("."))
    dialog.selectFile(_named(parent, name))
    dialog.open()


def ask_new_of_kinds(parent: QWidget, title: str, kinds: Sequence[tuple[str, str]], name: str, chosen: Chosen) -> None:
    """Ask where a file is to be written, and in which form.

    Args:
        parent: over whose window the question lies.
        title: what is asked for.
        kinds: word and ending of each form ("Spreadsheet", "xlsx"); the first is taken unless changed.
        name: of the file, without an ending, unless changed.
        chosen: gets the path.
    """
    dialog = _open(parent, title, chosen)
    endings = {f"{word} (*.{ending})": ending for word, ending in kinds}
    dialog.setNameFilters(list(endings))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kinds[0][1])
    dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(endings[kind]))
    dialog.selectFile(_named(parent, name))
    dialog.open()


def _open(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, _marked(parent, title))
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog


def _marked(parent: QWidget, title: str) -> str:
    """Return a title that says so in the practice, for the system's own dialogs have none of our grounds."""
    return parent.tr("Practice: {}").format(title) if theme_of(parent).practice else title


def _named(parent: QWidget, name: str) -> str:
    """Return a name of a file which in the practice begins with the word, for it lies among real ones afterwards."""
    return parent.tr("Practice, {}").format(name) if theme_of(parent).practice else name
