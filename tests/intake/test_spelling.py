"""British English with reviewers' shorthand: slips are seen, what reviewers write is not."""

import os
import signal
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path
from threading import Thread

import pytest

from peerdesk.errors import DataFileError
from peerdesk.intake.spelling import Speller
from peerdesk.intake.spelling_worker import SpellingWorker
from peerdesk.paths import resources

DICTIONARY = resources() / "spelling" / "en_GB"
FRAMEWORK = tomllib.loads((resources() / "frameworks" / "core_enquiry.toml").read_text(encoding="utf-8"))["words"]
ACCEPTED = [*FRAMEWORK["shorthand"], *FRAMEWORK["not_names"], "Wrenholt", "Bryony", "Marek"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller(DICTIONARY)


@pytest.fixture
def worker() -> Iterator[SpellingWorker]:
    worker = SpellingWorker(DICTIONARY)
    yield worker
    worker.close()


def seen(speller: Speller | SpellingWorker, text: str) -> list[str]:
    return [text[start:end] for start, end in speller.misspelt(text, ACCEPTED)]


def test_slips_are_seen_where_they_stand(speller: Speller) -> None:
    text = "the chidlren’s behavour was diffrent, and they recieved it"
    assert seen(speller, text) == ["chidlren’s", "behavour", "diffrent", "recieved"]
    assert speller.misspelt(text)[0] == (4, 14)


@pytest.mark.parametrize(
    "text",
    [
        "The colour, the centre, to organise, a programme, practised, grey, learnt",
        "chn w/ TA, esp in LKS2, abt 40s, Y3/4, cf WCR and SPaG; SATs tho, 1.15–1.45",
        "Wrenholt’s Boudicca and Diwali, said Marek and Bryony's group",
        "doesn’t, doesn't, can’t, pupils’ talk, the pupil's own",
        "a well-chosen sentence, word-for-word",
        "see www.example.org or write to office@example.org",
        "",
        " \n\t",
        "😀 123 ½",
        "YELLOW CAPITALS XQZ",
    ],
)
def test_what_reviewers_write_is_right(speller: Speller, text: str) -> None:
    assert seen(speller, text) == []


def test_american_words_are_not_british(speller: Speller) -> None:
    assert seen(speller, "color center traveled") == ["color", "center", "traveled"]


@pytest.mark.parametrize(
    ("word", "meant"), [("chidlren", "children"), ("becuase", "because"), ("behavour", "behaviour")]
)
def test_what_was_meant_is_suggested(speller: Speller, word: str, meant: str) -> None:
    assert meant in speller.suggest(word)


def test_a_word_without_end_does_not_hold_anybody_up(speller: Speller) -> None:
    assert speller.suggest("x" * 100_000) == ()
    assert speller.misspelt("x" * 100_000) == ()


def test_a_process_of_its_own_answers_as_this_one_would(worker: SpellingWorker, speller: Speller) -> None:
    text = "chn recieved it, Marek’s view"
    assert worker.misspelt(text, ACCEPTED) == speller.misspelt(text, ACCEPTED)
    assert worker.suggest("recieved") == speller.suggest("recieved")


def test_a_process_that_ended_is_said_and_started_again(worker: SpellingWorker) -> None:
    assert seen(worker, "chidlren") == ["chidlren"]
    for one in active_children():
        os.kill(one.pid or 0, signal.SIGTERM)
        one.join()
    with pytest.raises(DataFileError, match="Spelling could not be looked at"):
        worker.suggest("chidlren")
    assert "children" in worker.suggest("chidlren")


def test_a_word_is_right_for_whoever_says_so(speller: Speller) -> None:
    assert seen(speller, "Wrenholt’s Quennelby") == ["Quennelby"]
    assert speller.misspelt("Wrenholt’s Quennelby, Quennelby-ish", [*ACCEPTED, "quennelby"]) == ((22, 35),)


def test_a_process_that_is_at_work_ends_at_once(worker: SpellingWorker) -> None:
    assert worker.suggest("chidlren")
    answers: list[str] = []

    def ask() -> None:
        try:
            worker.misspelt("chidlren " * 200_000)
        except DataFileError as error:
            answers.append(error.message)

    asking = Thread(target=ask)
    asking.start()
    while not worker._lock.locked():
        pass
    worker.close()
    asking.join()
    assert not active_children()
    assert answers in ([], ["Spelling could not be looked at."])  # it may have been quicker


def test_a_process_that_takes_too_long_is_ended() -> None:
    worker = SpellingWorker(DICTIONARY, time_limit_s=0.0)
    with pytest.raises(DataFileError, match="Spelling could not be looked at"):
        worker.suggest("chidlren")
    assert not active_children()


def test_the_process_ends_with_the_one_that_started_it() -> None:
    program = (
        "import os, sys; from pathlib import Path\n"
        "from peerdesk.intake.spelling_worker import SpellingWorker\n"
        "worker = SpellingWorker(Path(sys.argv[1])); print(worker.suggest('chidlren'), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    # What it writes is read to its end, which comes once the last process that could write is gone.
    words = [sys.executable, "-c", program, str(DICTIONARY)]
    told = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120)
    assert "children" in told.stdout
    assert told.returncode == -signal.SIGKILL


def test_a_dictionary_that_is_not_there_is_said_by_the_process_too(tmp_path: Path) -> None:
    worker = SpellingWorker(tmp_path / "none")
    with pytest.raises(DataFileError, match="cannot be read"):
        worker.suggest("a")
    worker.close()


def test_a_dictionary_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DataFileError, match="cannot be read"):
        Speller(tmp_path / "none")


def test_its_licence_is_beside_the_dictionary() -> None:
    assert "copyright" in (resources() / "spelling" / "LICENSE").read_text(encoding="utf-8").casefold()
