"""Themes of the full screen. Blue, orange and yellow can be told apart by every eye; signs do the rest."""

from dataclasses import dataclass

from textual.theme import Theme as Colours

from fact_check.review.looks import Palette


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the screen, and the styles of the words on it."""

    colours: Colours
    palette: Palette
    here: str
    """The style of the current claim in the article and in the list."""
    linked: str
    """The background of a claim linked to the current one."""


def _theme(
    name: str, *, dark: bool, background: str, text: str, colours: dict[str, str], here: str, linked: str
) -> Theme:
    c = colours
    made = Colours(
        name=name,
        primary=c["sourced"],
        secondary=c["source"],
        accent=c["cue"],
        warning=c["unevidenced"],
        error=c["denied"],
        success=c["sourced"],
        foreground=text,
        background=background,
        surface=c["raised"],
        panel=c["raised"],
        dark=dark,
        variables={
            "border": c["line"],
            "border-blurred": c["line"],
            "block-cursor-background": c["sourced"],
            "block-cursor-foreground": background,
            "block-cursor-text-style": "bold",
            "input-cursor-background": text,
            "input-cursor-foreground": background,
            "input-selection-background": c["line"],
            "scrollbar": c["line"],
            "scrollbar-hover": c["dim"],
            "scrollbar-active": c["dim"],
            "scrollbar-background": background,
            "scrollbar-background-hover": background,
            "scrollbar-background-active": background,
            "line": c["line"],
            "quiet": c["dim"],
        },
    )
    palette = Palette(
        sourced=c["sourced"],
        denied=f"bold {c['denied']}",
        unevidenced=f"italic {c['unevidenced']}",
        undecided="not bold",
        rejected=f"strike {c['dim']}",
        alert=f"bold {c['alert']}",
        claim="bold",
        source=f"underline {c['source']}",
        cue=f"italic {c['cue']}",
        number=f"bold underline {c['number']}",
        dim=c["dim"],
        other="underline",
    )
    return Theme(made, palette, here, linked)


DARK = _theme(
    "dark",
    dark=True,
    background="#1a1c20",
    text="#d9dbdf",
    here="on #2d3a4f",
    linked="on #443524",
    colours={
        "sourced": "#6fb5f7",
        "denied": "#ff9361",
        "unevidenced": "#e6c352",
        "source": "#74cdbb",
        "cue": "#d2a8e6",
        "number": "#ffffff",
        "alert": "#ff8fb8",
        "dim": "#a0a6b0",
        "line": "#3a3f47",
        "raised": "#23262b",
    },
)
LIGHT = _theme(
    "light",
    dark=False,
    background="#fbfaf7",
    text="#23262b",
    here="on #d9e6fa",
    linked="on #f6e3c5",
    colours={
        "sourced": "#0b5394",
        "denied": "#a33c06",
        "unevidenced": "#6e5300",
        "source": "#00594e",
        "cue": "#6f2a80",
        "number": "#000000",
        "alert": "#a0134f",
        "dim": "#5d636c",
        "line": "#d5d3cc",
        "raised": "#f0eee8",
    },
)
CONTRAST = _theme(
    "contrast",
    dark=True,
    background="#000000",
    text="#ffffff",
    here="on #003a80",
    linked="on #5c3a00",
    colours={
        "sourced": "#8fd0ff",
        "denied": "#ffb07a",
        "unevidenced": "#ffff66",
        "source": "#7dffe0",
        "cue": "#f0b8ff",
        "number": "#ffffff",
        "alert": "#ff9ecb",
        "dim": "#d0d0d0",
        "line": "#ffffff",
        "raised": "#000000",
    },
)
COLOURLESS = Theme(
    DARK.colours,
    Palette(
        sourced="not bold",
        denied="bold",
        unevidenced="italic",
        undecided="not bold",
        rejected="strike",
        alert="bold",
        claim="bold reverse",
        source="underline",
        cue="italic",
        number="bold underline",
        dim="not bold",
        other="underline",
    ),
    here="reverse",
    linked="bold italic",
)
"""The theme with NO_COLOR: styles and signs only. Colours are removed on their way to the terminal."""
THEMES = {theme.colours.name: theme for theme in (DARK, LIGHT, CONTRAST)}
