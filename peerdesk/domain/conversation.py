"""A conversation along a guide: where one is in it, what is understood of an answer, and what a note of it says."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, TypeAlias

from peerdesk.domain.evidence import Answer, OwnPrompt
from peerdesk.domain.framework import Framework, Guide
from peerdesk.domain.line import LineContext, read_line
from peerdesk.domain.marks import Mark, read_opening, read_quotes, read_tally, to_words
from peerdesk.domain.order import sort_key
from peerdesk.domain.review import Activity, Question, Voice

OPENING, UNASKED = "opening", ""
"""What `Answer.prompt` says of the tick that the opening words were said, and of what nobody asked for."""

AnyVoice: TypeAlias = Voice | Literal[""]
StopKind: TypeAlias = Literal["opening", "prompt", "own", "close"]
_OF = re.compile(r"(?<![\w/])(\d{1,3}) of (?:the )?(\d{1,3})\b", re.ASCII)
_OWN = re.compile(r"\?\s*(?=[^\s?])")
_NUMBER = re.compile(r"\d{1,2}", re.ASCII)


@dataclass(frozen=True)
class Stop:
    """Where one can be in a conversation: the opening words, a prompt, the close.

    Attributes:
        prompt: what `Answer.prompt` says of what is said here.
        number: what stands before it and leads here: "3"; "" for opening and close.
        question: record id of the review's question that it is about, or "".
        own: the question of one's own that is asked here.
    """

    kind: StopKind
    prompt: str
    text: str = ""
    number: str = ""
    follow_ups: tuple[str, ...] = ()
    question: str = ""
    own: OwnPrompt | None = None


@dataclass(frozen=True)
class AnswerLine:
    """What is understood of an answer that is typed, before Enter.

    Attributes:
        text: what would be kept.
        jump: number of the prompt that Enter leads to, for nothing else is typed; else "".
        asks: what would be asked, where the line begins with "?"; else "".
    """

    text: str = ""
    quote: bool = False
    said_by: str = ""
    tally: tuple[int, ...] = ()
    jump: str = ""
    asks: str = ""
    marks: tuple[Mark, ...] = ()


def guide_for(
    framework: Framework, activity: Activity, answers: Iterable[Answer] = (), wished: str = ""
) -> Guide | None:
    """Return the guide of a conversation: the one wished for, the one in use, the plan's, or one that fits its voice.

    Args:
        framework: of the review.
        activity: the conversation.
        answers: that were kept in it on this laptop, the newest last.
        wished: id of a guide that somebody chose just now, or "".
    """
    by_id = {guide.guide_id: guide for guide in framework.guides}
    used = [one.guide for one in answers if one.guide][-1:]
    named = next((by_id[one] for one in (wished, *used, activity.guide) if one in by_id), None)
    return named or next((one for one in framework.guides if activity.voice and one.voice == activity.voice), None)


def stops_of(guide: Guide | None, own: Sequence[OwnPrompt], questions: Sequence[Question]) -> tuple[Stop, ...]:
    """Return the whole way through a conversation; without a guide it is one's own questions, and what comes up."""
    asked = {one.example: one.record_id for one in reversed(questions) if one.example}
    prompts = [
        Stop("prompt", str(at), one.text, str(at), one.follow_ups, asked.get(one.question, ""))
        for at, one in enumerate(guide.prompts if guide else (), 1)
    ]
    mine = [
        Stop("own", one.record_id, one.text, str(at), question=one.question, own=one)
        for at, one in enumerate(own, len(prompts) + 1)
    ]
    first = [Stop("opening", OPENING, guide.opening)] if guide and guide.opening else []
    return (*first, *prompts, *mine, Stop("close", UNASKED, guide.close if guide else ""))


def place_in(stops: Sequence[Stop], prompt: str) -> int:
    """Return where in the way a prompt stands; where it is no longer, the end."""
    return next((at for at, stop in enumerate(stops) if stop.prompt == prompt), len(stops) - 1)


def where_to_go_on(stops: Sequence[Stop], answers: Sequence[Answer]) -> str:
    """Return the prompt at which somebody goes on: that of their last answer; after the tick, the first."""
    last = answers[-1].prompt if answers else None
    at = 0 if last is None else place_in(stops, last)
    return stops[min(at + 1, len(stops) - 1)].prompt if last == OPENING else stops[at].prompt


def read_answer(typed: str, voice: AnyVoice, numbers: Iterable[str] = ()) -> AnswerLine:
    """Understand an answer, finished or not; what is not certain stays text, and no letter is lost.

    Marks at its end ("q1", "-") stay in it, for an answer is no evidence: they count when a note is made of it.

    Args:
        typed: the line.
        voice: of the conversation.
        numbers: of the prompts; one that stands alone leads there.
    """
    said = typed.strip()
    if own := _OWN.match(said):
        return AnswerLine(asks=said[own.end() :])
    if said in numbers and _NUMBER.fullmatch(said):
        return AnswerLine(text=said, jump=said)
    words = to_words(typed)
    opening = tuple(mark for mark in read_opening(words, counted=False) if mark.taken)
    start = opening[-1].end if opening else 0
    rest = words[len(opening) :]
    if not rest:
        return AnswerLine(text=said)
    quotes, blanked = read_quotes(typed, start, len(typed))
    who = speaker(typed[:start], voice)[0] if any(mark.kind != "plain" for mark in opening) else ""
    tally, counted = _tally(blanked)
    marks = tuple(sorted((*opening, *quotes, *counted), key=lambda mark: mark.start))
    return AnswerLine(_kept(typed, marks), any(mark.kind == "quote" for mark in quotes), who, tally, marks=marks)


def speaker(words: str, voice: AnyVoice) -> tuple[str, AnyVoice, str]:
    """Return who is meant, whose voice that is, and the year: "y4 p" is "Y4 pupil", pupils, "4"."""
    line = read_line(f'{words.strip().rstrip(":")}: "a"', LineContext(source="talk", voice=voice))
    if line.where and line.text == '"a"':
        return line.where, line.voice, line.year
    return words.strip(), voice, ""


def to_note(answer: Answer, voice: AnyVoice, question: str, questions: Sequence[Question]) -> dict[str, Any]:
    """Return what a note that is made of an answer says, by attribute of `Note`, `questions` among them.

    What was said, when, by whom and to whom goes with it; `answer` says where it was said. A sign or a question at the
    end of the answer counts, as in any line.

    Args:
        answer: as it was kept.
        voice: of the conversation.
        question: record id of the question that the prompt is about, or "".
        questions: of the review, in their order.
    """
    of_prompt = (question,) if question else ()
    context = LineContext(questions=tuple(questions), default_questions=of_prompt, source="talk", voice=voice)
    line = read_line(answer.text, context)
    where, heard, year = speaker(answer.said_by, voice) if answer.said_by else (line.where, line.voice, line.year)
    said: dict[str, Any] = {
        "text": line.text or answer.text,
        "sign": line.sign,
        "source": "talk",
        "voice": heard,
        "where": where,
        "year": year,
        "tally": answer.tally,
        "starred": line.starred,
        "activity": answer.activity,
        "seen_at": answer.seen_at,
        "observed_by": answer.observed_by,
        "asked_by": answer.asked_by,
        "answer": answer.record_id,
        "questions": line.questions,
    }
    return {name: value for name, value in said.items() if value or name == "questions"}


def in_order(answers: Iterable[Answer]) -> list[Answer]:
    """Return answers in the order in which they were heard."""
    return sorted(answers, key=lambda one: (one.seen_at, one.first_written_at, sort_key(one.order, one.record_id)))


def began_at(answers: Iterable[Answer]) -> str:
    """Return when a conversation began, local: the tick, or what was said first; "" if it has not."""
    return min((one.seen_at for one in answers if one.seen_at), default="")


def minutes_since(began: str, here: str) -> int | None:
    """Return how many minutes lie between two local times of one day; None if it has not begun, or on another day."""
    if not began or began[:10] != here[:10] or here < began:
        return None
    return int((datetime.fromisoformat(here) - datetime.fromisoformat(began)).total_seconds()) // 60


def by_prompt(stops: Sequence[Stop], answers: Iterable[Answer]) -> Mapping[str, list[Answer]]:
    """Return what was said under each prompt of the way; what is not on it any more stands under what nobody asked."""
    known: dict[str, list[Answer]] = {stop.prompt: [] for stop in stops}
    for one in in_order(answers):
        if one.prompt != OPENING:
            known[one.prompt if one.prompt in known else UNASKED].append(one)
    return known


def _tally(blanked: str) -> tuple[tuple[int, ...], tuple[Mark, ...]]:
    """Return "3/6" or "3 of 6" where there is one of its kind."""
    marks = read_tally(to_words(blanked))
    if not marks:
        said = [found for found in _OF.finditer(blanked) if 0 < int(found[2]) >= int(found[1])]
        marks = tuple(
            Mark(*one.span(), "tally", f"{one[1]} of {one[2]}", f"{one[1]}/{one[2]}", taken=False) for one in said[:1]
        )
    value = next((mark.value for mark in marks if mark.kind == "tally"), "")
    return tuple(int(number) for number in value.split("/") if number), marks


def _kept(typed: str, marks: Sequence[Mark]) -> str:
    pieces, place = list[str](), 0
    for mark in marks:
        if mark.taken:
            pieces.append(typed[place : mark.start])
            place = mark.end
    return "".join([*pieces, typed[place:]]).strip()
