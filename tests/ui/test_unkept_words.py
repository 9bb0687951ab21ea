"""How words that were never kept are spoken of, in the person's language."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication
from typing_extensions import override

from peerdesk.desk.unkept import Unkept
from peerdesk.ui.unkept_words import meanwhile, where

NOW = datetime(2027, 3, 9, 9, 12, tzinfo=UTC)


class German(QTranslator):
    """Knows two phrases."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(self, context: str, text: str, *_: object) -> str:
        return text.replace("It was changed meanwhile", "Seither anders").replace("the line on Now", "die Zeile")


@pytest.fixture
def translated(qapp: QApplication) -> Iterator[None]:
    german = German(qapp)
    qapp.installTranslator(german)
    yield
    qapp.removeTranslator(german)


def test_where_words_were_typed_and_what_became_of_it_is_said_in_the_person_s_language(translated: None) -> None:
    one = Unkept(
        "now:x", "now", "", "words", "2027-03-09T09:00:00Z", standing="changed", changed_at="2027-03-09T09:05:00Z"
    )
    assert where(one) == "Die Zeile"
    assert meanwhile(one, NOW).startswith("Seither anders, ")
    assert meanwhile(replace(one, changed_by="Ben {0}"), NOW).startswith("Seither anders by Ben {0}, ")


def test_no_field_of_the_plan_is_spoken_of_by_the_name_that_it_has_in_the_code() -> None:
    typed = ("text", "agreed_on", "what_we_saw", "short_name", "exceptions.lead-trained", "adult.place", "letter.cars")
    for name in typed:
        one = Unkept("plan:x", "plan", name, "words", "2027-03-09T09:00:00Z")
        said = where(one)
        assert said.startswith("The plan, ")
        assert "_" not in said
        assert "." not in said
    assert where(replace(one, field="of_a_later_one")) == "The plan"
