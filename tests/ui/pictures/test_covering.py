"""Every step on a picture can be taken back, and taken again."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.picture_shape import ALL, WHOLE, Box
from peerdesk.ui.pictures.covering import CROP, Covering

ONE, OTHER = Box(0.1, 0.1, 0.2, 0.2), Box(0.5, 0.5, 0.9, 0.9)
ACTS = st.lists(st.sampled_from(["add", "crop", "move", "size", "remove", "next", "none"]), max_size=12)


def do(covering: Covering, act: str) -> None:
    box = covering.box
    if act == "add":
        covering.add(ONE)
    elif act == "crop":
        covering.crop(OTHER)
    elif act in ("move", "size") and box is not None:
        covering.change(box.moved(0.1, 0) if act == "move" else box.grown(0.05, 0.05), act)
    elif act == "remove":
        covering.remove()
    elif act == "next":
        covering.choose_next(1)
    else:
        covering.choose(None)


@given(ACTS)
def test_undo_leads_back_to_the_whole_picture_and_redo_to_where_one_was(acts: list[str]) -> None:
    covering = Covering()
    for act in acts:
        do(covering, act)
    end = covering.shape
    steps = 0
    while covering.can_undo:
        covering.undo()
        steps += 1
    assert covering.shape == WHOLE
    for _ in range(steps):
        covering.redo()
    assert covering.shape == end


def test_moving_by_many_presses_is_one_step() -> None:
    covering = Covering()
    covering.add(ONE)
    for _ in range(5):
        do(covering, "move")
    do(covering, "size")
    covering.undo()
    covering.undo()
    assert covering.shape.covers == (ONE,)


def test_the_keys_go_through_the_covers_and_the_crop() -> None:
    covering = Covering()
    covering.choose_next(1)
    assert covering.chosen is None
    covering.add(ONE)
    covering.add(OTHER)
    covering.crop(OTHER)
    seen: list[int | None] = []
    for _ in range(4):
        covering.choose_next(1)
        seen.append(covering.chosen)
    assert seen == [0, 1, CROP, 0]
    covering.choose(CROP)
    covering.remove()
    assert covering.shape.crop == ALL
