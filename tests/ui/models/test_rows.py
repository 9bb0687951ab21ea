from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from peerdesk.ui.models.rows import RowsModel


@dataclass(frozen=True)
class Line:
    key: str
    text: str


LINES = st.lists(st.builds(Line, st.sampled_from("abcdefgh"), st.sampled_from("xy")), unique_by=lambda line: line.key)


def make_model() -> RowsModel[Line]:
    return RowsModel(lambda line: line.text, lambda line: line.key)


@given(LINES, LINES)
def test_whatever_is_shown_after_whatever_views_hear_the_truth(old: list[Line], new: list[Line]) -> None:
    model = make_model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows(old)
    model.show_rows(new)
    assert list(model.rows()) == new
    assert [model.index(row, 0).data() for row in range(len(new))] == [line.text for line in new]
    del tester


def test_a_row_more_is_an_insertion_and_a_row_changed_no_removal(qtbot: QtBot) -> None:
    model = make_model()
    a, b, c = Line("a", "x"), Line("b", "x"), Line("c", "x")
    model.show_rows([a, c])
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.waitSignal(model.rowsInserted) as inserted:
        model.show_rows([a, b, c])
    assert (inserted.args or [])[1:] == [1, 1]
    with qtbot.assertNotEmitted(model.rowsRemoved), qtbot.waitSignal(model.dataChanged) as changed:
        model.show_rows([a, Line("b", "y"), c])
    assert (changed.args or [])[0].row() == 1


def test_rows_are_found_by_name() -> None:
    model = make_model()
    model.show_rows([Line("a", "x"), Line("b", "y")])
    assert model.index_of("b").row() == 1
    assert model.row_at(model.index_of("b")) == Line("b", "y")
    assert not model.index_of("z").isValid()
    assert model.row_at(QModelIndex()) is None
