"""The lead's own words, as typed, into blocks: paragraphs, bullets, small headings."""

from collections.abc import Iterator

from peerdesk.domain.document import Block, Bullets, Heading, Paragraph, runs_of


def blocks_of(text: str, heading_level: int = 2) -> tuple[Block, ...]:
    """Read paragraphs parted by empty lines, "- " bullets and "### " headings.

    A single line break inside a paragraph is a space.
    """
    return tuple(_blocks(text, heading_level))


def _blocks(text: str, heading_level: int) -> Iterator[Block]:
    lines: list[str] = []
    for raw in [*text.splitlines(), ""]:
        line = raw.strip()
        if lines and (not line or _kind(line) != _kind(lines[0])):
            yield _block(lines)
            lines = []
        if _kind(line) == "heading":
            yield Heading(heading_level, line.removeprefix("###").strip() or "…")
        elif line:
            lines.append(line)


def _block(lines: list[str]) -> Block:
    if _kind(lines[0]) == "bullet":
        return Bullets(tuple(runs_of(line[2:].strip()) for line in lines))
    return Paragraph(runs_of(" ".join(lines)))


def _kind(line: str) -> str:
    if line.startswith("### "):
        return "heading"
    return "bullet" if line.startswith("- ") else "text"
