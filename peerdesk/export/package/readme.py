"""What a package says to somebody who has no PeerDesk: how to open it, and how to see that it is whole."""

import base64

_TEXT = """\
THIS IS A PEERDESK PACKAGE
Notes of a school peer review, as one laptop gave them to another.

You can check it without PeerDesk, with programs that Linux, macOS and
Windows have or can get: age, unzip, sha256sum and ssh-keygen.

1. Open it. If it was made for your key:
     age --decrypt -i my_key -o package.zip it.peerdesk
   If it opens by a spoken phrase, age asks for it:
     age --decrypt -o package.zip it.peerdesk
   If it is open, it is a ZIP already:
     cp it.peerdesk package.zip

2. Unpack it into a folder of its own:
     mkdir package
     cd package
     unzip -q ../package.zip

3. See that it is as its sender made it. Both must say that all is well:
     ssh-keygen -Y check-novalidate -n package@peerdesk -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
     sha256sum --strict -c tagmanifest-sha256.txt manifest-sha256.txt
   (On macOS it is shasum -a 256 -c instead of sha256sum --strict -c.)
   No other files belong to it but those named there, the list
   tagmanifest-sha256.txt itself and its signature.

4. See who its sender is. ssh-keygen named a key; this one was meant:
     {fingerprint}
   Ask the sender, face to face or by telephone, whether that is theirs;
   or, if you keep an allowed_signers file with their key in it:
     ssh-keygen -Y verify -f allowed_signers -I sender -n package@peerdesk -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt

On Windows put such a line between quotes after cmd /c, for PowerShell
changes what passes through "<".

What it holds: data/entries.jsonl lists who wrote what and when, one a
line; data/words.jsonl has the words; data/seals.jsonl has each writer's
own signature; data/attachments has pictures, named by their SHA-256.
It may hold what people said in confidence. Keep it as you would keep that.
"""  # noqa: E501 - a command must be one line to be copied


def to_readme(sender: str) -> bytes:
    """Return README.txt: plain ASCII, lines ended by a line feed.

    Args:
        sender: name of the key that signs the package, 64 hex digits.
    """
    fingerprint = "SHA256:" + base64.b64encode(bytes.fromhex(sender)).decode().rstrip("=")
    return _TEXT.format(fingerprint=fingerprint).encode("ascii")
