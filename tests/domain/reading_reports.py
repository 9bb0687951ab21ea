"""What a person reads in a document."""

from peerdesk.domain.document import Callout, Document, Heading, Paragraph, words_of


def said(document: Document) -> list[str]:
    """Return the words of each paragraph, box and heading."""
    words = []
    for block in document.blocks:
        match block:
            case Heading(_, text):
                words.append(text)
            case Paragraph(runs) | Callout(runs):
                words.append(words_of(runs))
    return words
