"""What the head said of the findings, in sentences for the lead: nothing that she wants left out is passed over."""

from collections.abc import Iterator, Sequence

from peerdesk.domain.outcome import Finding, HeadsWord
from peerdesk.domain.reply_sheet import words_of_finding


def answers_in_words(words: Sequence[HeadsWord], findings: Sequence[Finding]) -> tuple[str, ...]:
    """Return a sentence for all that she recognises, and one for each finding that somebody has to come back to.

    Args:
        words: hers, the oldest first.
        findings: that are in the report.
    """
    last = {one.finding: one for one in words if one.says or one.travels or one.document}
    answered = [(one, last[one.record_id]) for one in findings if one.record_id in last]
    return tuple(_sentences(answered, len(findings)))


def _sentences(answered: Sequence[tuple[Finding, HeadsWord]], count: int) -> Iterator[str]:
    recognised = sum(said.says == "recognise" for _, said in answered)
    if recognised:
        yield f"She recognises {recognised} of {count} {'finding' if count == 1 else 'findings'}."
    for finding, said in answered:
        about = f"“{words_of_finding(finding).removesuffix('.')}”"  # the sentence around it has its own
        because = f" She says: “{said.words}”" if said.words else ""
        if said.says == "leave out":
            yield f"She asks to leave out {about}.{because}"
        elif said.says == "not quite":
            yield f"Not quite, she says of {about}.{because}"
        elif said.words and not said.says:
            yield f"Of {about}:{because}"
        if said.travels == "no":
            yield f"{about} is to stay with the school."
