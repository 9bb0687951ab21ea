"""The words of rows, translated once."""

from PySide6.QtCore import QCoreApplication

from peerdesk.ui.notes.rows import NoteWords


def note_words() -> NoteWords:
    """Return the words that rows of notes use."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("notes", text)

    return NoteWords(
        training=tr("{} (in training)"),
        unconfirmed=tr("{} (not confirmed yet)"),
        written_by=tr("{} (written by {})"),
        only_me=tr("only me"),
        to_table=tr("to the table"),
        two_versions=tr("two versions"),
        no_question=tr("no question"),
        no_activity=tr("No activity"),
        elsewhere=tr("The words of this note are not on this laptop."),
        of=tr("{} of {}"),
        from_answer=tr("from an answer"),
        safety_waits=tr("waits for your answer about safety, and stays here"),
        safety_held=tr("about somebody's safety, and stays here"),
    )
