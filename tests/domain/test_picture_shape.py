"""What of a picture is kept, in shares of its sides."""

from hypothesis import given
from hypothesis import strategies as st

from peerdesk.domain.picture_shape import ALL, SMALLEST, Box, Shape, to_shape

SHARES = st.floats(-2, 3)
CORNERS = st.tuples(SHARES, SHARES)
BOXES = st.builds(Box.between, CORNERS, CORNERS)


def is_inside(box: Box) -> bool:
    wide = box.width >= SMALLEST - 1e-9 and box.height >= SMALLEST - 1e-9
    return wide and box.left >= 0 and box.top >= 0 and box.right <= 1 + 1e-9 and box.bottom <= 1 + 1e-9


@given(BOXES, SHARES, SHARES)
def test_a_box_never_leaves_the_picture_nor_becomes_too_small_to_see(box: Box, right: float, down: float) -> None:
    assert is_inside(box)
    moved, grown = box.moved(right, down), box.grown(right, down)
    assert is_inside(moved)
    assert is_inside(grown)
    assert abs(moved.width - box.width) < 1e-9
    assert (grown.left, grown.top) == (box.left, box.top)


@given(BOXES, st.lists(BOXES, max_size=4))
def test_a_shape_goes_through_numbers_and_back(crop: Box, covers: list[Box]) -> None:
    shape = Shape(crop, tuple(covers))
    assert to_shape(shape.to_lists()) == shape


def test_a_box_is_the_same_from_whichever_corner_it_is_drawn() -> None:
    assert Box.between((0.2, 0.7), (0.5, 0.1)) == Box.between((0.5, 0.1), (0.2, 0.7)) == Box(0.2, 0.1, 0.5, 0.7)
    assert Box.between((-1, -1), (2, 2)) == ALL
    assert Box(0.2, 0.1, 0.5, 0.7).holds((0.3, 0.3))
    assert not Box(0.2, 0.1, 0.5, 0.7).holds((0.6, 0.3))
