"""A copy of a PDF that opens with a password: AES-256, and what reads aloud may still read it."""

import io

from pypdf import PdfReader, PdfWriter
from pypdf.constants import UserAccessPermissions


def lock_pdf(content: bytes, password: str) -> bytes:
    """Return a PDF that opens with a password and then allows all that the first one did.

    It cannot be an archive's file, for those may not be encrypted; write it as `Kept.LOCKED`.

    Args:
        content: what `write_pdf` wrote.
        password: as it is to be typed; at most 127 bytes in UTF-8.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(content)))
    writer.pdf_header = "%PDF-1.7"
    writer.encrypt(password, algorithm="AES-256", permissions_flag=UserAccessPermissions.all())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
