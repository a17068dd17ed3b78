"""The reviewer's own editor, on a draft."""

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from fact_check.errors import FactCheckError


def edit(path: str) -> None:
    """Open a draft in $VISUAL or $EDITOR (else vi or nano) and wait until it is closed.

    Raises FactCheckError when there is no editor, or it fails.
    """
    wanted = os.environ.get("VISUAL") or os.environ.get("EDITOR") or shutil.which("vi") or shutil.which("nano")
    if not wanted:
        raise FactCheckError("no editor was found", mend="set EDITOR")
    try:
        # A file may be called `-c:!sh` or `+!sh`, which an editor takes for an option: a path is none.
        done = subprocess.run([*shlex.split(wanted), str(Path(path).absolute())], check=False)
    except (OSError, ValueError) as error:
        raise FactCheckError(f"the editor did not start: {error}", where=wanted, mend="set EDITOR") from None
    if done.returncode != 0:
        raise FactCheckError(f"the editor ended with {done.returncode}", where=wanted)
