from pathlib import Path

import pytest

from peerdesk.ui.tokens import Tokens, contrast, read_tokens

PAPER = Path(__file__).parents[2] / "resources" / "themes" / "paper.toml"
GROUNDS = sorted(read_tokens(PAPER).colours)


@pytest.fixture(scope="module")
def tokens() -> Tokens:
    return read_tokens(PAPER)


def least(ground: str, kind: str) -> float:
    if kind == "control":
        return 3.0
    return 7.0 if "contrast" in ground else 4.5


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_text_stands_out_from_every_ground_it_is_on(tokens: Tokens, ground: str) -> None:
    colours = tokens.colours[ground]
    weak = [
        (kind, ink, under, round(ratio, 2))
        for kind, pairs in tokens.pairs.items()
        for ink, under in pairs
        if (ratio := contrast(colours[ink], colours[under])) < least(ground, kind)
    ]
    assert not weak


@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ground_has_the_same_names(tokens: Tokens, ground: str) -> None:
    assert tokens.colours[ground].keys() == tokens.colours["light"].keys()


@pytest.mark.parametrize("ground", ["light", "dark", "contrast_light", "contrast_dark"])
@pytest.mark.parametrize("name", ["desk", "paper", "sheet", "hover"])
def test_practice_is_on_other_paper(tokens: Tokens, ground: str, name: str) -> None:
    assert tokens.colours[f"practice_{ground}"][name] != tokens.colours[ground][name]


def test_sizes_lie_on_the_grid(tokens: Tokens) -> None:
    assert all(gap % 4 == 0 for gap in tokens.space.values())
    assert min(tokens.size[name] for name in ("row", "control", "rail_row")) >= 32
    assert min(size for size, _ in tokens.type.values()) >= 13
