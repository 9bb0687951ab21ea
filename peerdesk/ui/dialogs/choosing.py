"""Asking for a file or a folder. Each returns at once; `chosen` is called if the person chooses one."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

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
    dialog.selectFile(name)
    dialog.open()


def _open(parent: QWidget, title: str, chosen: Chosen) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    dialog.fileSelected.connect(lambda path: chosen(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    return dialog
