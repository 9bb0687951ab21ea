"""A signature inside a PDF that any reader of PDFs shows: PAdES, by a certificate that its owner made.

Nobody vouches for such a certificate, so a reader says "unknown signer"; `domain/report_copies.py` says on the cover
what that means. Importing this takes a second and brings what could fetch things: import it when somebody asks to sign.
Nothing is fetched: no time stamp, no list of revoked certificates.

Source:
    ETSI EN 319 142-1 (PAdES), level B-B.
"""

import io
from datetime import UTC, datetime
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, derive_private_key
from cryptography.x509.oid import NameOID
from pyhanko.keys.pemder import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from peerdesk.export.report.canvas import SIGNATURE

_FROM, _UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2060, 1, 1, tzinfo=UTC)
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of P-256, FIPS 186-4


def number_of(secret: bytes) -> str:
    """Return the number of the certificate that a secret makes: 16 hexadecimal digits in fours, to be read aloud."""
    number = f"{_serial(_key_of(secret)):016X}"
    return " ".join(number[at : at + 4] for at in range(0, 16, 4))


def sign_pdf(content: bytes, secret: bytes, name: str, at: datetime) -> bytes:
    """Return a PDF with a signature added behind what it holds; nothing of it is changed.

    Args:
        content: what `write_pdf` wrote as `Kept.SIGNED`.
        secret: 32 bytes that only the signer has; the same ones make the same certificate.
        name: of the signer, as readers show it.
        at: when, as the signer's clock has it.
    """
    key = _key_of(secret)
    made = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = next(iter(load_certs_from_pemder_data(_certificate(key, name))))
    signer = SimpleSigner(
        signing_cert=certificate,
        signing_key=load_private_key_from_pemder_data(made, None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )
    about = PdfSignatureMetadata(
        field_name=SIGNATURE, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=name, certify=True
    )
    out = io.BytesIO()
    _Signing(about, signer, at).sign_pdf(_Behind(io.BytesIO(content)), output=out)
    return out.getvalue()


class _Behind(IncrementalPdfFileWriter):
    """Writes behind a file, and leaves what the file says about itself as it is."""

    def _update_meta(self) -> None:
        """Change nothing: a new day of change would have to be told in two places, and PDF/A in words of its own."""


class _Signing(PdfSigner):
    """Signs at a time that is given, and not at the computer's."""

    def __init__(self, about: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(about, signer=signer)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _key_of(secret: bytes) -> EllipticCurvePrivateKey:
    """Return the key of a secret: P-256, which every reader of PDFs knows."""
    return derive_private_key(int.from_bytes(secret, "big") % (_ORDER - 1) + 1, SECP256R1())


def _serial(key: EllipticCurvePrivateKey) -> int:
    public = key.public_key().public_bytes(serialization.Encoding.X962, serialization.PublicFormat.CompressedPoint)
    return int.from_bytes(sha256(public).digest()[:8], "big") >> 1 | 1 << 62  # positive, and never shorter


def _certificate(key: EllipticCurvePrivateKey, name: str) -> bytes:
    named = x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64] or "PeerDesk"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "PeerDesk"),
        ]
    )
    not_for = ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
    use = dict.fromkeys((*not_for, "encipher_only", "decipher_only"), False)
    made = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(_serial(key))
        .not_valid_before(_FROM)
        .not_valid_after(_UNTIL)
        .add_extension(x509.KeyUsage(digital_signature=True, content_commitment=True, **use), critical=True)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256(), ecdsa_deterministic=True)
    )
    return made.public_bytes(serialization.Encoding.DER)
