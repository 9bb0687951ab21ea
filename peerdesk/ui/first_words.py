"""What was typed before the notes were open goes on in the line."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from shiboken6 import isValid

from peerdesk.ui.main_window import MainWindow


def carry_on(window: MainWindow, words: str) -> None:
    """Show Now, and put the words into its line once the day is there; nothing that was typed since is lost.

    Args:
        window: on the desk that has just been opened; its jobs have begun.
        words: what was typed meanwhile.
    """
    from peerdesk.ui.pages.now import NowPage

    page = window.show_page("now")
    if not isinstance(page, NowPage):
        return

    def put() -> None:
        if not isValid(page) or window.jobs.busy:
            return
        window.jobs.ended.disconnect(put)
        if page.line.place is None:
            QGuiApplication.clipboard().setText(words)
            window.say(_tr("There is no review here yet. What you typed can be pasted anywhere."), done=False)
            return
        page.tools.choose(page.line)
        line = page.composer.line
        line.replace_text(" ".join(filter(None, (words, line.text()))))
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    window.jobs.ended.connect(put)


def _tr(text: str) -> str:
    return QCoreApplication.translate("FirstWords", text)
