"""Ask git about a repository that anybody may have made, without running anything that its configuration names.

Git runs programs that a repository's own configuration names: a file-system monitor, clean and smudge filters, hooks,
transports for objects that a partial clone left out. None of them is needed to compare drafts, so all are off here.
"""

import os
import re
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from fact_check.errors import GitError
from fact_check.runtime.git_files import refuse_pipes

_OFF = (
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.sshCommand=false",
    "protocol.allow=never",
    "credential.helper=",
)
SECONDS = 60
"""How many seconds git may take for an answer: it reads a large repository in less."""
_FILTER = re.compile(r"(?s)(filter\..+)\.(?:clean|smudge|process|required)")


def git(
    folder: Path, *arguments: str, check: bool = True, env: dict[str, str] | None = None, stdin: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    """Run git in `folder` and return its output; nothing that the repository configures is run.

    Raises GitError if git isn't installed, would wait for a pipe, takes too long, or, with `check`, fails.
    """
    _unblocked(folder)
    return _run(folder, (*_OFF, *_filters_off(folder)), arguments, check=check, env=env, stdin=stdin)


@lru_cache(maxsize=8)
def _unblocked(folder: Path) -> None:
    """Check once whether git would wait for something."""
    refuse_pipes(folder)


@lru_cache(maxsize=8)
def _filters_off(folder: Path) -> tuple[str, ...]:
    """Return the settings that turn off every filter that is configured for a repository."""
    listed = _run(folder, _OFF, ("config", "--null", "--name-only", "--get-regexp", r"^filter\."), check=False).stdout
    names = {found[1] for each in os.fsdecode(listed).split("\0") if (found := _FILTER.fullmatch(each))}
    off = ("clean=", "smudge=", "process=", "required=false")
    return tuple(f"{name}.{setting}" for name in sorted(names) for setting in off)


def _run(
    folder: Path,
    settings: Sequence[str],
    arguments: Sequence[str],
    *,
    check: bool,
    env: dict[str, str] | None = None,
    stdin: bytes = b"",
) -> subprocess.CompletedProcess[bytes]:
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    options = [part for setting in settings for part in ("-c", setting)]
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *options, *arguments],
            input=stdin,
            capture_output=True,
            env={**os.environ, **quiet, **(env or {})},
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        mend = "run it by hand to see what it waits for"
        raise GitError(
            f"git {arguments[0]}: no answer within {SECONDS} seconds", where=str(folder), mend=mend
        ) from None
    except FileNotFoundError:
        raise GitError("git is not installed", mend="install it: revisions are read with it") from None
    if check and done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise GitError(f"git {arguments[0]}: {said[0] if said else 'failed'}", where=str(folder))
    return done
