"""Open the reviewer's own editor on a draft."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path

from fact_check.errors import FactCheckError

_AT_A_LINE = ("vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "pico")
"""Editors that accept +N before the file name."""


def edited(text: str) -> tuple[str, str]:
    """Let the reviewer edit a text in their editor. Returns what went wrong, or "", and the edited text."""
    handle, name = tempfile.mkstemp(prefix="note-", suffix=".txt", text=True)
    path = Path(name)
    try:
        os.close(handle)
        path.write_text(text, encoding="utf-8")
        edit(name)
        return "", path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
    except (FactCheckError, OSError) as error:
        return str(error), text
    finally:
        path.unlink(missing_ok=True)


def edit(path: str, line: int = 1) -> None:
    """Open a file at a line in $VISUAL or $EDITOR (else vi or nano) and wait until it is closed.

    Raises FactCheckError when there is no editor, or it fails.
    """
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or shutil.which("vi") or shutil.which("nano")
    if not wanted:
        raise FactCheckError("no editor found", mend="set EDITOR")
    try:
        # A file may be called `-c:!sh` or `+!sh`, which an editor would take for an option; a path cannot be one.
        command = shlex.split(wanted)
        at = [f"+{line}"] if line > 1 and command and Path(command[0]).name in _AT_A_LINE else []
        done = subprocess.run([*command, *at, str(Path(path).absolute())], check=False)
    except (OSError, ValueError) as error:
        raise FactCheckError(f"the editor did not start: {error}", where=wanted, mend="set EDITOR") from None
    if done.returncode != 0:
        raise FactCheckError(f"the editor exited with {done.returncode}", where=wanted)
