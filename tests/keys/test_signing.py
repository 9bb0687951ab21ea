import base64
import subprocess
from pathlib import Path

import pyrage
import pytest
import sshsig
from hypothesis import given
from hypothesis import strategies as st

from peerdesk.errors import BadSignatureError, UnsoundKeyError
from peerdesk.keys.signing import BADGE, PACKAGE, RECEIPT, SEAL, PrivateKey, PublicKey, verify

ANITA = PrivateKey.from_seed(bytes(range(32)))
MESSAGE = b"0f3a  data/notes.jsonl\n"
L = 2**252 + 27742317777372353535851937790883648493  # order of the group that signatures are counted in
HEAD = b"\x00\x00\x00\x0bssh-ed25519\x00\x00\x00\x20"

seeds = st.binary(min_size=32, max_size=32)
namespaces = st.sampled_from([PACKAGE, SEAL, BADGE, RECEIPT])


def ssh_keygen(*words: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["ssh-keygen", *words], input=stdin, capture_output=True, check=False, timeout=20)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "anita"
    path.touch(0o600)
    path.write_bytes(ANITA.openssh_pem())
    return path


@pytest.fixture
def allowed(tmp_path: Path) -> Path:
    path = tmp_path / "allowed_signers"
    path.write_text(f'anita namespaces="{PACKAGE},{SEAL}" {ANITA.public.line("Anita")}\n')
    return path


def taken_apart(signature: str) -> bytes:
    return base64.b64decode("".join(signature.splitlines()[1:-1]))


def armored(blob: bytes, width: int = 70) -> str:
    text = base64.b64encode(blob).decode()
    lines = "".join(text[at : at + width] + "\n" for at in range(0, len(text), width))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}-----END SSH SIGNATURE-----\n"


def test_signs_the_same_bytes_as_ssh_keygen(key_file: Path) -> None:
    for namespace in (PACKAGE, SEAL, BADGE, RECEIPT):
        theirs = ssh_keygen("-Y", "sign", "-n", namespace, "-f", key_file, stdin=MESSAGE)
        assert theirs.stdout.decode() == ANITA.sign(namespace, MESSAGE)
        assert verify(theirs.stdout.decode(), namespace, MESSAGE) == ANITA.public


def test_ssh_keygen_and_a_second_implementation_verify_ours(tmp_path: Path, allowed: Path) -> None:
    signature = tmp_path / "message.sig"
    signature.write_text(ANITA.sign(PACKAGE, MESSAGE))
    check = ("-Y", "verify", "-f", allowed, "-I", "anita", "-s", signature)
    assert ssh_keygen(*check, "-n", PACKAGE, stdin=MESSAGE).returncode == 0
    assert ssh_keygen(*check, "-n", PACKAGE, stdin=MESSAGE + b" ").returncode != 0
    assert ssh_keygen(*check, "-n", SEAL, stdin=MESSAGE).returncode != 0
    assert ssh_keygen("-Y", "check-novalidate", "-n", PACKAGE, "-s", signature, stdin=MESSAGE).returncode == 0
    assert ssh_keygen("-Y", "find-principals", "-f", allowed, "-s", signature).stdout == b"anita\n"
    theirs = sshsig.ssh_public_key.PublicKey.from_openssh_str(ANITA.public.line())
    sshsig.verify(MESSAGE, signature.read_text(), [theirs], namespace=PACKAGE)


def test_keys_go_to_ssh_keygen_and_back(tmp_path: Path, key_file: Path) -> None:
    assert ssh_keygen("-y", "-f", key_file).stdout.decode().strip() == ANITA.public.line()
    made = tmp_path / "made"
    assert ssh_keygen("-q", "-t", "ed25519", "-N", "", "-C", "Bilal of Oak Lane", "-f", made).returncode == 0
    bilal = PrivateKey.from_openssh_pem(made.read_bytes())
    line = made.with_suffix(".pub").read_text()
    assert PublicKey.from_line(line) == bilal.public
    assert bilal.public.line("Bilal of\nOak Lane") + "\n" == line
    assert PublicKey.from_blob(bilal.public.blob).key_id == bilal.public.key_id


def test_what_is_encrypted_to_the_line_opens_with_the_key() -> None:
    box = pyrage.encrypt(b"notes", [pyrage.ssh.Recipient.from_str(ANITA.public.line())])
    assert pyrage.decrypt(box, [pyrage.ssh.Identity.from_buffer(ANITA.openssh_pem())]) == b"notes"


@given(seeds, namespaces, st.binary(max_size=200))
def test_what_is_signed_verifies_as_its_signer(seed: bytes, namespace: str, message: bytes) -> None:
    private = PrivateKey.from_seed(seed)
    assert verify(private.sign(namespace, message), namespace, message) == private.public
    assert PrivateKey.from_openssh_pem(private.openssh_pem()) == private


@given(st.binary(min_size=1, max_size=200), st.data())
def test_one_flipped_bit_never_verifies(message: bytes, data: st.DataObject) -> None:
    signature = ANITA.sign(SEAL, message)
    bit = data.draw(st.integers(0, len(message) * 8 - 1))
    other = bytearray(message)
    other[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSignatureError):
        verify(signature, SEAL, bytes(other))
    blob = bytearray(taken_apart(signature))
    bit = data.draw(st.integers(0, len(blob) * 8 - 1))
    blob[bit // 8] ^= 1 << bit % 8
    with pytest.raises(BadSignatureError):
        verify(armored(bytes(blob)), SEAL, message)


@given(st.data())
def test_no_other_letter_fits_anywhere_in_a_signature(data: st.DataObject) -> None:
    signature = ANITA.sign(SEAL, MESSAGE)
    at = data.draw(st.integers(0, len(signature) - 1))
    letter = data.draw(st.characters().filter(lambda other: other != signature[at]) | st.just(""))
    with pytest.raises(BadSignatureError):
        verify(signature[:at] + letter + signature[at + 1 :], SEAL, MESSAGE)


@given(st.text(max_size=400))
def test_any_text_is_refused_in_plain_words(text: str) -> None:
    with pytest.raises(BadSignatureError, match="changed after it was signed"):
        verify(text, SEAL, MESSAGE)


def test_a_signature_counts_for_one_purpose() -> None:
    with pytest.raises(BadSignatureError):
        verify(ANITA.sign(PACKAGE, MESSAGE), SEAL, MESSAGE)


def test_a_signature_is_written_in_one_way(key_file: Path) -> None:
    signature = ANITA.sign(SEAL, MESSAGE)
    blob = taken_apart(signature)
    raw = blob[-64:]
    larger = raw[:32] + (int.from_bytes(raw[32:], "little") + L).to_bytes(32, "little")
    sha256 = ssh_keygen("-Y", "sign", "-n", SEAL, "-O", "hashalg=sha256", "-f", key_file, stdin=MESSAGE)
    others = {
        "S + L": armored(blob[:-64] + larger),
        "another hash": sha256.stdout.decode(),
        "more bytes after": armored(blob + b"\x00"),
        "cut short": armored(blob[:-1]),
        "a later version": armored(blob[:9] + b"\x02" + blob[10:]),
        "shorter lines": armored(blob, width=64),
        "other line ends": signature.replace("\n", "\r\n"),
        "words before": "Look:\n" + signature,
        "words after": signature + "\n",
        "no last line end": signature[:-1],
        "nothing": "",
    }
    for what, text in others.items():
        with pytest.raises(BadSignatureError):
            pytest.fail(f"{what}: {verify(text, SEAL, MESSAGE)}")


def test_a_signature_by_another_kind_of_key_is_refused(tmp_path: Path) -> None:
    for kind, bits in (("rsa", "1024"), ("ecdsa", "256")):
        path = tmp_path / kind
        ssh_keygen("-q", "-t", kind, "-b", bits, "-N", "", "-f", path)
        theirs = ssh_keygen("-Y", "sign", "-n", SEAL, "-f", path, stdin=MESSAGE)
        assert theirs.returncode == 0
        with pytest.raises(BadSignatureError):
            verify(theirs.stdout.decode(), SEAL, MESSAGE)
        with pytest.raises(UnsoundKeyError):
            PublicKey.from_line(path.with_suffix(".pub").read_text())
        with pytest.raises(UnsoundKeyError):
            PrivateKey.from_openssh_pem(path.read_bytes())


def test_a_signature_that_fits_everything_is_refused() -> None:
    """The key is the point that adds nothing: under it R = 0, S = 0 fits a great many messages."""
    nothing = (1).to_bytes(32, "little")
    blob = taken_apart(ANITA.sign(SEAL, MESSAGE))
    at = blob.index(ANITA.public.raw)
    with pytest.raises(BadSignatureError):
        verify(armored(blob[:at] + nothing + blob[at + 32 : -64] + nothing + bytes(32)), SEAL, MESSAGE)


@pytest.mark.parametrize(
    "blob",
    [
        b"",
        HEAD,
        ANITA.public.blob[:-1],
        ANITA.public.blob + b"\x00",
        HEAD.replace(b"ed25519", b"ed25518") + ANITA.public.raw,
        HEAD + bytes(32),
        HEAD + (1).to_bytes(32, "little"),
        HEAD + (2**255 - 19 + 3).to_bytes(32, "little"),
    ],
    ids=["nothing", "head", "cut short", "trailing", "other type", "order 4", "order 1", "y beyond p"],
)
def test_unsound_keys_and_bytes(blob: bytes) -> None:
    with pytest.raises(UnsoundKeyError) as refused:
        PublicKey.from_blob(blob)
    with pytest.raises(UnsoundKeyError):
        PublicKey.from_line("ssh-ed25519 " + base64.b64encode(blob).decode())
    assert refused.value.remedy


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ssh-ed25519",
        "ssh-ed25519 é",
        "ssh-ed25519 AAA=A x",
        ANITA.public.line().replace("ssh-ed25519", "ssh-dss"),
        ANITA.public.line().replace("AAAAC3", "AAAA!C3"),
        "restrict " + ANITA.public.line(),
    ],
)
def test_lines_that_are_no_key(line: str) -> None:
    with pytest.raises(UnsoundKeyError):
        PublicKey.from_line(line)


def test_a_private_key_file_with_a_passphrase_or_damage_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "closed"
    ssh_keygen("-q", "-t", "ed25519", "-N", "a passphrase", "-f", path)
    for pem in (path.read_bytes(), ANITA.openssh_pem()[:-60], b""):
        with pytest.raises(UnsoundKeyError):
            PrivateKey.from_openssh_pem(pem)


def test_the_seed_is_never_shown() -> None:
    shown = repr(ANITA) + str(ANITA) + f"{ANITA}"
    assert ANITA.seed.hex() not in shown
    assert repr(ANITA.seed) not in shown
    with pytest.raises(ValueError, match="32 bytes") as refused:
        PrivateKey.from_seed(ANITA.seed + b"\x07")
    assert repr(ANITA.seed)[2:12] not in str(refused.value)
