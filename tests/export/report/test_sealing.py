"""A signature inside the file, and a copy that opens with a password: read by poppler and pypdf, which are not ours."""

import subprocess
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pypdf import PasswordType, PdfReader
from pypdf.constants import UserAccessPermissions

from peerdesk.domain.report import compose_report
from peerdesk.export.report.canvas import Kept
from peerdesk.export.report.locking import lock_pdf
from peerdesk.export.report.pdf import write_pdf
from peerdesk.export.report.signing import number_of, sign_pdf
from tests.export.report.copies import whole
from tests.export.report.example import FONTS
from tests.export.report.listening import spoken
from tests.export.report.making import flaws

SECRET, WORDS = bytes(range(32)), "able cave door easy farm gift"
AT = datetime(2027, 3, 23, 16, 5, tzinfo=UTC)


def made(kept: Kept) -> bytes:
    out = BytesIO()
    write_pdf(compose_report(whole("final")), out, FONTS, kept=kept)
    return out.getvalue()


@pytest.fixture(scope="module")
def to_sign() -> bytes:
    return made(Kept.SIGNED)


@pytest.fixture(scope="module")
def signed(to_sign: bytes) -> bytes:
    return sign_pdf(to_sign, SECRET, "Anita", AT)


def poppler(program: str, *words: str | Path) -> str:
    return subprocess.run([program, *words], capture_output=True, text=True, check=True, timeout=60).stdout


def test_a_signature_is_added_behind_what_was_there_and_both_standards_hold(to_sign: bytes, signed: bytes) -> None:
    assert signed.startswith(to_sign)
    assert flaws(signed) == []
    assert spoken(signed) == spoken(to_sign)


def test_poppler_says_who_signed_and_when(signed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "signed.pdf"
    file.write_bytes(signed)
    told = poppler("pdfsig", file)
    for words in (
        "Signature is Valid",
        "Total document signed",
        "Common Name: Anita",
        "ETSI.CAdES.detached",
        "Mar 23 2027",
        "Certificate issuer is unknown",  # what the cover says beforehand
    ):
        assert words in told


def test_one_changed_letter_is_noticed(signed: bytes) -> None:
    at = signed.index(b"/Title <FEFF") + 16
    forged = signed[:at] + (b"1" if signed[at : at + 1] == b"0" else b"0") + signed[at + 1 :]
    for data, intact in ((signed, True), (forged, False)):
        signature = PdfFileReader(BytesIO(data)).embedded_signatures[0]
        roots = ValidationContext(trust_roots=[signature.signer_cert], allow_fetching=False)
        assert validate_pdf_signature(signature, roots).intact is intact


def test_a_secret_makes_one_certificate_whose_number_readers_show(signed: bytes, to_sign: bytes) -> None:
    again = sign_pdf(to_sign, SECRET, "Anita", datetime(2028, 1, 1, tzinfo=UTC))
    one, two = (PdfFileReader(BytesIO(data)).embedded_signatures[0].signer_cert for data in (signed, again))
    assert one.dump() == two.dump()
    assert f"{one.serial_number:016X}" == number_of(SECRET).replace(" ", "")
    assert number_of(SECRET) != number_of(bytes(32))


@pytest.fixture(scope="module")
def locked() -> bytes:
    return lock_pdf(made(Kept.LOCKED), WORDS)


def test_a_locked_copy_opens_with_its_words_and_with_nothing_else(locked: bytes, tmp_path: Path) -> None:
    reader = PdfReader(BytesIO(locked))
    assert reader.is_encrypted
    assert reader.decrypt("able cave") == PasswordType.NOT_DECRYPTED
    assert reader.decrypt(WORDS) != PasswordType.NOT_DECRYPTED
    assert "Wrenholt" in reader.pages[0].extract_text()
    assert b"Wrenholt" not in locked
    file = tmp_path / "locked.pdf"
    file.write_bytes(locked)
    told = poppler("pdfinfo", "-upw", WORDS, file)
    assert "AES-256" in told
    assert "Wrenholt" in poppler("pdftotext", "-upw", WORDS, file, "-")
    with pytest.raises(subprocess.CalledProcessError):
        poppler("pdftotext", "-upw", "able", file, "-")


def test_a_locked_copy_may_be_read_aloud_and_does_not_call_itself_an_archives(locked: bytes, tmp_path: Path) -> None:
    reader = PdfReader(BytesIO(locked), password=WORDS)
    assert reader.user_access_permissions is not None
    assert UserAccessPermissions.EXTRACT_TEXT_AND_GRAPHICS in reader.user_access_permissions
    assert reader.xmp_metadata is not None
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfuaid:part>1<" in metadata
    assert "pdfaid" not in metadata.replace("pdfaid=", "")
    file = tmp_path / "locked.pdf"
    file.write_bytes(locked)
    assert "Talk comes before writing" in poppler("pdfinfo", "-upw", WORDS, "-struct-text", file)
