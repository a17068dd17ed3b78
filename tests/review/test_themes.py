"""The themes can be read: contrast by WCAG 2.1, and labels that differ without colour."""

from itertools import combinations

import pytest
from rich.color import Color
from rich.style import Style

from fact_check.review.looks import TERMINAL, Palette
from fact_check.review.panes.themes import THEMES


def luminance(colour: Color) -> float:
    """Relative luminance, as WCAG 2.1 defines it."""
    parts = [c / 255 for c in colour.get_truecolor()]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: Color, b: Color) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


WORDS = ["sourced", "denied", "unevidenced", "source", "cue", "number", "alert", "dim"]


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("name", THEMES)
def test_every_word_can_be_read_on_every_ground(name: str, word: str) -> None:
    look = THEMES[name]
    colour = Style.parse(getattr(look.palette, word)).color
    assert colour is not None
    for ground in (
        Color.parse(look.colours.background),
        Style.parse(look.here).bgcolor,
        Style.parse(look.linked).bgcolor,
        Color.parse(look.colours.panel or ""),
    ):
        assert ground is not None
        assert contrast(colour, ground) >= 4.5


@pytest.mark.parametrize("palette", [TERMINAL, *(look.palette for look in THEMES.values())], ids=["terminal", *THEMES])
def test_labels_differ_without_colour(palette: Palette) -> None:
    styles = [Style.parse(s) for s in (palette.sourced, palette.denied, palette.unevidenced)]
    bare = [(s.bold, s.italic, s.underline, s.reverse, s.strike) for s in styles]
    assert all(a != b for a, b in combinations(bare, 2))
