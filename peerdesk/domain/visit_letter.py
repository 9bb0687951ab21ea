"""The letter to the headteacher with what the office needs, and the model note on data."""

from peerdesk.domain.document import Block, Document, Paragraph, plain
from peerdesk.domain.visit_material import VisitMaterial, contact_table, day_tables, team_table
from peerdesk.domain.visit_words import blocks_of


def compose_letter(material: VisitMaterial) -> Document:
    """Return the letter as a document."""
    inserts = {
        "team": team_table(material),
        "timetable": _days(material),
        "contacts": _contacts(material),
    }
    return _document(
        material,
        f"Peer review at {material.review.school_name}: what your office may want to know",
        blocks_of(material.letter_parts, material.review.way, material.filled(), inserts),
    )


def compose_note(material: VisitMaterial) -> Document:
    """Return the note on data as a document."""
    blocks = blocks_of(material.note_parts, material.review.way, material.filled(), {})
    return _document(material, f"What is held about the peer review at {material.review.school_name}", blocks)


def _document(material: VisitMaterial, title: str, blocks: tuple[Block, ...]) -> Document:
    return Document(
        title=title,
        school=material.review.school_name,
        dates=material.days,
        state="final",
        state_line="For the headteacher and the office",
        author=material.lead.name if material.lead else "",
        blocks=blocks,
    )


def _days(material: VisitMaterial) -> tuple[Block, ...]:
    tables = day_tables(material, questions=False)
    blocks: list[Block] = []
    for day, table in tables:
        blocks += [Paragraph(plain(day)), table] if len(tables) > 1 else [table]
    return tuple(blocks)


def _contacts(material: VisitMaterial) -> tuple[Block, ...]:
    """Return whom the school named; while somebody is missing, the question who that is."""
    named = material.review.contacts
    if all(one.contact in named and named[one.contact].name for one in material.card.rows if one.contact):
        return contact_table(material)
    ask = "Please tell us to whom we go if it is about a child, about an adult in school, or about the headteacher."
    return (Paragraph(plain(ask)), *(contact_table(material) if named else ()))
