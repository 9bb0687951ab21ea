"""What the search box says in a sentence: how much was found, or what was looked through in vain."""

from collections.abc import Mapping

from peerdesk.desk.searching import MOST_COUNTED, Answer
from peerdesk.domain.stands_on import joined
from peerdesk.ui.search.rows import tr


def say_answer(answer: Answer, *, everywhere: bool) -> str:
    """Return what came of a search, for eyes where nothing was found, for ears always.

    Args:
        answer: what was found.
        everywhere: all reviews were looked through.
    """
    where = tr("in all reviews on this laptop") if everywhere else tr("in this review")
    if answer.groups:
        return tr("{} found {}.").format(answer.count, where)
    if answer.looked_through is None:
        return tr("Type a word, or the beginning of one.")
    said = [tr("Nothing found {}.").format(where)]
    if answer.hidden:
        said.append(tr("The filter hides {}.").format(answer.hidden))
    elif answer.query.has_filters and answer.query.terms:
        said.append(tr("Without the filter there is nothing either."))
    looked = _looked_through(answer.looked_through)
    said.append(tr("Looked through: {}.").format(looked) if looked else tr("Nothing is written here yet."))
    if answer.query.cut:
        said.append(tr("Only the beginning of it was looked for: it is too long."))
    return " ".join(said)


def _looked_through(counts: Mapping[str, int]) -> str:
    names = {
        "note": (tr("1 note"), tr("{} notes of the whole team")),
        "jotting": (tr("1 private line"), tr("{} private lines")),
        "answer": (tr("1 answer"), tr("{} answers in conversations")),
        "finding": (tr("1 finding"), tr("{} findings")),
        "section": (tr("1 part of the report"), tr("{} parts of the report")),
        "attachment": (tr("what 1 picture shows"), tr("what {} pictures show")),
        "reply": (tr("1 answer of the head"), tr("{} answers of the head")),
        "heard": (tr("what the head said once"), tr("{} words of the head")),
        "moderation": (tr("1 view of where the school stands"), tr("{} views of where the school stands")),
    }
    said = [_how_many(counts[kind], *words) for kind, words in names.items() if kind in counts]
    plan = any(kind in counts for kind in ("question", "activity", "member", "review", "action", "prompt"))
    return joined([*said, *([tr("the plan")] if plan else [])])


def _how_many(count: int, one: str, many: str) -> str:
    return one if count == 1 else many.format(tr("more than {}").format(count) if count == MOST_COUNTED else count)
