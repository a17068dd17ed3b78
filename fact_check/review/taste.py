"""The reviewer's preferences for any draft: the last theme chosen, kept in the user's state folder."""

import os
from contextlib import suppress
from pathlib import Path

THEMES = ("dark", "light", "contrast")


def _file() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "fact-check" / "theme"


def remembered() -> str | None:
    """Return the last theme chosen, if any."""
    try:
        theme = _file().read_text(encoding="utf-8").strip()
    except (OSError, RuntimeError, UnicodeDecodeError):
        return None
    return theme if theme in THEMES else None


def remember(theme: str) -> None:
    """Keep a theme for the next review; if that is impossible, it holds for this one only."""
    with suppress(OSError, RuntimeError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{theme}\n", encoding="utf-8")
