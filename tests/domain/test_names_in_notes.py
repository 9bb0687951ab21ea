"""Two hundred notes as reviewers type them: who is named is found, and what is nobody is left alone."""

from benchmarks.names import LINES_A_PAGE, Note, false_alarms, guard, missed, notes

GUARD = guard()
WITH, WITHOUT = notes("notes_with_names.txt"), notes("notes_without_names.txt")


def found(chosen: list[Note]) -> float:
    planted = sum(len(one.names) for one in chosen)
    return 1 - sum(len(missed(one, GUARD)) for one in chosen) / planted


def test_95_of_100_planted_names_are_found() -> None:
    assert len(WITH) == 200
    assert found(WITH) >= 0.95


def test_most_are_found_in_small_letters_too() -> None:
    """Half of them have nothing but a list or what stands around to be known by."""
    assert found([Note(one.text.lower(), one.names) for one in WITH]) >= 0.6


def test_two_false_alarms_a_page_at_most() -> None:
    wrong = [alarm for one in (*WITH, *WITHOUT) for alarm in false_alarms(one, GUARD)]
    assert len(wrong) <= 2 * (len(WITH) + len(WITHOUT)) / LINES_A_PAGE, wrong
    alone = [alarm for one in WITHOUT for alarm in false_alarms(one, GUARD)]
    assert len(alone) <= 2 * len(WITHOUT) / LINES_A_PAGE, alone
