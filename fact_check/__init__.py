"""Find, label and guard the claims of a news draft."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fact_check.claims import Claim, Cue, Label, Link, Quantity, Source, Suggestion
    from fact_check.component import load
    from fact_check.config import Config
    from fact_check.errors import (
        BaselineError,
        ConfigError,
        FactCheckError,
        GitError,
        GoldError,
        JournalError,
        LexiconError,
        ModelError,
        ReadError,
        RuleError,
    )
    from fact_check.frame import to_frame

__version__ = "1.0.0"
__all__ = [
    "BaselineError",
    "Claim",
    "ConfigError",
    "Cue",
    "FactCheckError",
    "GitError",
    "GoldError",
    "JournalError",
    "Label",
    "LexiconError",
    "Link",
    "ModelError",
    "Quantity",
    "ReadError",
    "RuleError",
    "Source",
    "Suggestion",
    "find",
    "load",
    "quantities",
    "to_frame",
]

_CLAIMS = frozenset({"Claim", "Cue", "Label", "Link", "Quantity", "Source", "Suggestion"})
"""The types that `fact_check.claims` defines; the others are errors. All are imported on first use."""

_HOMES = {"load": "component", "to_frame": "frame"}
"""The homes of functions that would cost an import."""

StrPath = str | os.PathLike[str]


def find(
    path: StrPath | None = None,
    *,
    text: str | None = None,
    rules: Sequence[StrPath] | None = None,
    config: StrPath | None = None,
    model: str | None = None,
) -> list[Claim]:
    """Find the claims in a draft, a folder of drafts or a text, each with a suggested label.

    Returns what `fact-check find` prints. The desk's policy (the one nearest each draft, for a text nearest the
    working folder, or the file `config`) says which drafts to skip, which rules to add and which pipeline to use.
    `rules` and `model` replace the policy's own; the project's rules always apply. It writes nothing and does not use
    the cache. A desk's word lists apply to the whole process: a policy with other lists needs another process.

    Offsets are code points, half-open, into the file's text (see `fact_check.claims`). Raises ReadError for an
    unreadable draft; RuleError, LexiconError and ConfigError for broken rules, word lists and policies; and ModelError
    for a pipeline that cannot be used.
    """
    from fact_check.drafts.driver import annotate_drafts
    from fact_check.drafts.policies import Policies
    from fact_check.pipeline import claims
    from fact_check.read import read_text
    from fact_check.rules import furniture_rules, load_rules

    if (path is None) == (text is None):
        raise TypeError("find() takes either a path or text=")
    if rules is not None and isinstance(rules, str | bytes | os.PathLike):
        raise TypeError("find() takes rules= as a list of files, not one file")
    start = Path() if path is None else Path(_path(path, "a path"))
    policy = _policy(start if start.is_dir() else start.parent, config, model)
    if rules is not None:
        files = tuple(str(Path(_path(file, "rules= as paths")).absolute()) for file in rules)
        policy = policy.model_copy(update={"rules": files})
    if text is not None:
        project_and_desk = load_rules(policy.rule_files, policy.disable)
        article = read_text(_text(text, "find"), furniture_rules(project_and_desk), others=policy.other_languages)
        return list(claims(article, project_and_desk, model=policy.model))
    policies = Policies(policy, fixed=config is not None or rules is not None, overrides={"model": model})
    found = annotate_drafts([_path(path, "a path")], policies, cached=False, note=lambda _: None, alone=True)
    return [claim for _, claims in found for claim in claims]


def quantities(text: str, *, config: StrPath | None = None, model: str | None = None) -> list[Quantity]:
    """Read every quantity in a text, in a claim or not; dates, clock times and bare ordinals do not count.

    The pipeline is `model`, or else the policy's (the one nearest the working folder, or the file `config`).
    Offsets are code points, half-open, into `text`. Raises ConfigError and ModelError as `find` does.
    """
    from fact_check import pipeline

    policy = _policy(Path(), config, model)
    return next(pipeline.quantities([_text(text, "quantities")], model=policy.model))


def _policy(start: Path, file: StrPath | None, model: str | None) -> Config:
    from fact_check.config import load_config
    from fact_check.lexicon import bind

    named = None if file is None else Path(_path(file, "config= as a path"))
    policy = load_config(start, file=named).but(model=model)
    bind(policy.lexicon_files)
    return policy


def _path(given: object, what: str) -> str:
    found = os.fspath(given) if isinstance(given, str | os.PathLike) else given
    if not isinstance(found, str):
        mend = "; a text in memory is text=" if what == "a path" else ""
        raise TypeError(f"find() takes {what} (str or os.PathLike), not {type(found).__name__}{mend}")
    return found


def _text(given: object, function: str) -> str:
    if not isinstance(given, str):
        raise TypeError(f"{function}() takes a text as str, not {type(given).__name__}")
    return given


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562): importing this package imports neither pydantic nor spaCy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = _HOMES.get(name) or ("claims" if name in _CLAIMS else "errors")
    found = getattr(import_module(f"fact_check.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
