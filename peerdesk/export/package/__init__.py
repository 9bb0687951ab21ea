"""What travels from laptop to laptop: written whole or not at all, checked before it is believed.

docs/PACKAGE.md describes the form, for strangers too.
"""

from peerdesk.export.package.contents import Contents, Kind, PackageInfo
from peerdesk.export.package.envelope import SUFFIX, Envelope, envelope_of
from peerdesk.export.package.reader import OpenedPackage, open_package
from peerdesk.export.package.writer import write_package

__all__ = [
    "SUFFIX",
    "Contents",
    "Envelope",
    "Kind",
    "OpenedPackage",
    "PackageInfo",
    "envelope_of",
    "open_package",
    "write_package",
]
