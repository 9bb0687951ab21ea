"""The report for other readers: governors, who need no numbers of evidence; the team, who need all of it."""

from dataclasses import replace

from peerdesk.domain.document import Block, Cover, Document, Heading, Paragraph, Run, Table, Text, plain
from peerdesk.domain.evidence import Note
from peerdesk.domain.material import ReportMaterial, given_name
from peerdesk.domain.report import SOURCE_WORDS, compose_report
from peerdesk.domain.report_standing import notes_go

NOT_FOR_THE_SCHOOL = "Team copy · not for the school"


def compose_for_governors(material: ReportMaterial) -> Document:
    """Return the report without the numbers of evidence, and without the list of it."""
    document = compose_report(replace(material, numbered=False))
    return replace(document, title=f"{document.title}: for governors")


def with_signature(document: Document, name: str, number: str) -> Document:
    """Return a report whose cover says what a program that shows it will say of the signature in it.

    Args:
        document: the report.
        name: who signs, as the signature has it.
        number: of what they sign with; `export/report/signing.py: number_of`.
    """
    said = (
        f"This copy bears the electronic signature of {name}. A program that shows it may say “unknown signer” or "
        "“at least one signature has problems”, on a yellow bar: it means that no company vouches for who signed, and "
        "not that something is wrong. If anybody changes the file, the program says that it was changed. The number of "
        f"the certificate is {number}: ask for it to be read to you, and compare."
    )
    first, *rest = document.blocks
    if isinstance(first, Cover):
        first = replace(first, lines=(*first.lines, said))
    return replace(document, blocks=(first, *rest))


def compose_team_copy(material: ReportMaterial) -> Document:
    """Return the report with each cited note in full; it says on every page that it is not for the school."""
    document = compose_report(material, _in_full)
    stays = "It names times, places and voices, so it stays with the team, and goes when the notes go."
    said = f"{stays} {notes_go(material)}"
    blocks = tuple(
        replace(one, state=NOT_FOR_THE_SCHOOL, standing=said.strip()) if isinstance(one, Cover) else one
        for one in document.blocks
    )
    return replace(document, title=f"{document.title}: team copy", state_line=NOT_FOR_THE_SCHOOL, blocks=blocks)


def _in_full(material: ReportMaterial) -> list[Block]:
    notes = {note.record_id: note for note in material.notes}
    listed = [(number, notes[note_id]) for note_id, number in material.numbers.items() if note_id in notes]
    if not listed:
        return []
    names = {member.record_id: given_name(member.name) for member in material.members}
    titles = {one.record_id: one.title for one in material.activities}
    rows = tuple((plain(str(number)), _when(note, names), _where(note, titles), _said(note)) for number, note in listed)
    said = (
        "These are working notes, for whoever writes the report. They name times, places and voices, so they stay with "
        "the team, and go when the notes go. They were not made for appraisal."
    )
    return [
        Heading(1, "The evidence in full"),
        Paragraph(plain(said)),
        Table(("Number", "Seen", "Where", "What we saw or heard"), rows, widths=(0.09, 0.13, 0.24, 0.54)),
    ]


def _when(note: Note, names: dict[str, str]) -> Text:
    return plain(" ".join(part for part in (note.seen_at[-5:], names.get(note.observed_by, "")) if part))


def _where(note: Note, titles: dict[str, str]) -> Text:
    said = (note.where or note.voice, titles.get(note.activity, ""), SOURCE_WORDS[note.source])
    return plain(", ".join(part for part in said if part))


def _said(note: Note) -> Text:
    made = (Run(f" {note.made_of_it}", italic=True),) if note.made_of_it else ()
    return (*plain(note.text), *made)
