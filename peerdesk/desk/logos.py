"""The school's logo, for the cover of its report. Its words for whoever listens are the school's name."""

from pathlib import Path

from peerdesk.desk.acting import Acting
from peerdesk.desk.changes import Changes
from peerdesk.desk.pictures import Reads, read_file
from peerdesk.domain.review import Review
from peerdesk.storage.attachments import put_attachment, read_attachment


class Logos:
    """Sets it and takes it off."""

    def __init__(self, acting: Acting, worker: Reads) -> None:
        """Serve one desk; `worker` reads the files, in a process of its own."""
        self._acting, self._worker = acting, worker

    def set(self, shown: Review, path: Path) -> Changes:
        """Take a picture as the logo of a review as it was shown; the file stays where it is.

        Raises:
            PictureError: it is no picture, is damaged, too large, a drawing in lines, or white on white.
        """
        from peerdesk.intake.logos import logo_of, refuse_drawing  # Pillow is loaded with the first picture

        content = read_file(path)
        refuse_drawing(content, path.name)
        logo = logo_of(self._worker.look(content, path.name), path.name)
        with self._acting.act("set the school's logo") as act:
            act.change(shown, logo=put_attachment(act.session, logo, "image/png"))
        return act.changes

    def take_off(self, shown: Review) -> Changes:
        """Leave the report without a logo."""
        with self._acting.act("take the school's logo off") as act:
            act.change(shown, logo="")
        return act.changes

    def read(self, shown: Review) -> bytes:
        """Return the logo as PNG; empty if there is none, or it is not here yet."""
        if not shown.logo:
            return b""
        with self._acting.look() as session:
            return read_attachment(session, shown.logo) or b""
