"""How much a package may hold (PROTOCOL 13). Held before anything is unpacked, by readers and writers alike."""

MIB = 1024 * 1024

PACKAGE_BYTES = 2**32 - 1  # 4 GiB, closed and open alike; so the ZIP needs none of its 64-bit forms
PHRASE_PACKAGE_BYTES = 64 * MIB  # what opens by a phrase is held in memory whole
PHRASE_WORK = 18  # log2 of scrypt's N: 256 MiB and half a second, as age itself takes
MAX_PHRASE_WORK = 20  # of others' making
LINE_BYTES = MIB
ENTRIES = 500_000
ATTACHMENT_BYTES = 32 * MIB
FILES = 60_000
TAG_BYTES = 256 * 1024
MANIFEST_BYTES = 16 * MIB

# Ids and salts do not shrink, so lines of entries shrink by 4 to 20. What shrinks more is stored as it is.
RATIO = 100
RATIO_FREE_BYTES = MIB

CHUNK_BYTES = 256 * 1024
REMEMBERED_BYTES = 8 * MIB  # of lines, packed; more is read again where it lies
