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
"""The types that `fact_check.claims` defines; the others are errors. All are imported when they are asked for."""

_HOMES = {"load": "component", "to_frame": "frame"}
"""Where functions are that would cost an import."""

StrPath = str | os.PathLike[str]


def find(
    path: StrPath | None = None,
    *,
    text: str | None = None,
    rules: Sequence[StrPath] | None = None,
    config: StrPath | None = None,
    model: str | None = None,
) -> list[Claim]:
    """Find the claims of a draft, of a folder of drafts or of a plain text, with a suggested label each.

    What `fact-check find` finds: the desk's policy (the nearest to each draft, for a text to the working folder, or
    the file `config`) says which drafts are left out, which rules of its own the desk has and which pipeline reads.
    `rules` and `model` are taken instead of the policy's; the project's rules always hold. Nothing is written, the
    cache is not used. Word lists of the desk hold for the whole process: another policy with other lists needs another.

    Offsets are code points, half-open, into the file's text (see `fact_check.claims`). Raises ReadError for a draft
    that cannot be read, RuleError, LexiconError and ConfigError for rules, word lists and a policy that cannot be
    followed, ModelError for a pipeline that cannot be used.
    """
    from fact_check.drafts.driver import annotate_drafts
    from fact_check.drafts.policies import Policies
    from fact_check.pipeline import claims
    from fact_check.read import read_text
    from fact_check.rules import furniture_rules, load_rules

    if (path is None) == (text is None):
        raise TypeError("find() takes a path or text=, one of them")
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
    found = annotate_drafts([_path(path, "a path")], policies, cached=False, note=lambda _: None)
    return [claim for _, claims in found for claim in claims]


def quantities(text: str, *, config: StrPath | None = None, model: str | None = None) -> list[Quantity]:
    """Read every quantity of a text, claim or not; dates, clock times and bare ordinals are none.

    The pipeline is `model`, else that of the policy (the nearest to the working folder, or the file `config`).
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
    """Import a public name when it is asked for (PEP 562): importing this package costs no pydantic and no spaCy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = _HOMES.get(name) or ("claims" if name in _CLAIMS else "errors")
    found = getattr(import_module(f"fact_check.{home}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
