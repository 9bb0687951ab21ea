"""What is being typed in the guide, with all that was chosen around it: the state of its field, without a widget."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any

from peerdesk.domain.conversation import OPENING, UNASKED, AnswerLine
from peerdesk.domain.evidence import Answer
from peerdesk.ui.now.drafts import Form

ANSWER_PLACE = "now.answer:"


@dataclass(frozen=True, kw_only=True)
class Said:
    """All that would be lost if the laptop were dropped now.

    Attributes:
        activity: id of the conversation.
        guide: id of the framework's guide, or "".
        prompt: what `Answer.prompt` says of where it is typed.
        follow_up: number of the follow-up that it answers, or "".
        text: the line with its marks.
        said_by: who was named by key or click; None if nobody was asked, "" if nobody is to be named.
        seen: "HH:MM" if it was said at another time than now, else "".
        observed_by, asked_by: ids of members, "" for oneself and for nobody in particular.
        answer: id of the answer that is being changed, "" for a new one.
    """

    activity: str = ""
    guide: str = ""
    prompt: str = UNASKED
    follow_up: str = ""
    text: str = ""
    said_by: str | None = None
    seen: str = ""
    observed_by: str = ""
    asked_by: str = ""
    answer: str = ""

    @property
    def begun(self) -> bool:
        """Whether there is a letter in it."""
        return bool(self.text.strip())


def where(said: Said) -> str:
    """Return where in the review it is typed: the activity, and the prompt or the answer that is changed."""
    return f"{said.activity}:{said.answer or said.prompt}"


def to_fields(said: Said, line: AnswerLine) -> dict[str, Any]:
    """Return what an answer is to say, by attribute of `Answer`, but when it was said."""
    return {
        "activity": said.activity,
        "guide": said.guide,
        "prompt": UNASKED if said.prompt == OPENING else said.prompt,
        "follow_up": said.follow_up,
        "text": line.text,
        "quote": line.quote,
        "said_by": line.said_by or said.said_by or "",
        "tally": line.tally,
        "asked_by": said.asked_by,
        **({"observed_by": said.observed_by} if said.observed_by else {}),
    }


def to_change(answer: Answer) -> Said:
    """Return an answer as it is put into the field to be changed."""
    return Said(
        activity=answer.activity,
        guide=answer.guide,
        prompt=answer.prompt,
        follow_up=answer.follow_up,
        text=answer.text,
        said_by=answer.said_by,
        seen=answer.seen_at[-5:],
        observed_by=answer.observed_by,
        asked_by=answer.asked_by,
        answer=answer.record_id,
    )


def _to_context(said: Said, scope: str) -> str:
    kept = {**asdict(said), "scope": scope}
    del kept["text"]
    return json.dumps(kept)


def _from_draft(text: str, context: str) -> tuple[str, Said]:
    kept: dict[str, Any] = json.loads(context) if context else {}
    known = {
        one.name: value
        for one in fields(Said)
        if one.name != "text" and isinstance(value := kept.get(one.name), str | None)
    }
    words = {name: value for name, value in known.items() if value is not None}
    return str(kept.get("scope", "")), Said(text=text, **words)


ANSWER = Form(ANSWER_PLACE, Said(), where, _to_context, _from_draft)
