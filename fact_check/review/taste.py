"""What a reviewer likes on any draft: the theme chosen last, kept in the user's own state folder."""

import os
from contextlib import suppress
from pathlib import Path

THEMES = ("dark", "light", "contrast")


def _file() -> Path:
    state = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(state) / "fact-check" / "theme"


def remembered() -> str | None:
    """Return the theme that was chosen last, if one was."""
    try:
        theme = _file().read_text(encoding="utf-8").strip()
    except (OSError, RuntimeError, UnicodeDecodeError):
        return None
    return theme if theme in THEMES else None


def remember(theme: str) -> None:
    """Keep a theme for the next review; where that cannot be, it holds for this one."""
    with suppress(OSError, RuntimeError):
        file = _file()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{theme}\n", encoding="utf-8")
