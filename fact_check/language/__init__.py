"""The door to spaCy: the bundled pipeline, loaded once and only when something is parsed.

Importing this package imports no spaCy. Every Doc that comes out has words, tags (`tag_`, Penn; `pos_`, UD),
lemmas, a UD parse (`dep_`, `head`), sentences and names (`ent_type_`: PERSON, ORG, LOC, MISC).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from fact_check.errors import ModelError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from fact_check.language.encoder.memory import Memory
    from fact_check.language.word_meanings import Meanings

BUNDLED = Path(__file__).with_name("model")
ENVIRONMENT = "FACT_CHECK_MODEL"
"""The environment variable that names another pipeline, as `--model` does."""

_DIALECT = frozenset({"nsubj", "obj", "obl", "ccomp", "nmod", "case"})
"""Labels that the rules need; `obj` and `obl` are only in UD."""


def parse(texts: Iterable[str], model: str | None = None) -> Iterator[Doc]:
    """Yield a Doc for each text, in order and lazily, parsed in batches.

    Token offsets are code points of the text as given. Any Unicode is accepted; a lone surrogate becomes U+FFFD. A long
    text is parsed in stretches and joined. `model` is as in `pipeline`. Raises ModelError.
    """
    from fact_check.language.long import parsed

    yield from parsed(pipeline(model), texts)


def stretches(
    texts: Iterable[tuple[str, tuple[tuple[int, int], ...]]], model: str | None = None
) -> Iterator[Iterator[Doc]]:
    """Yield for each text the Docs of its stretches, in order and lazily: one, unless the text is long.

    Each text comes with the stretches beside its story: half-open, in order, whole lines, read separately. The Docs'
    texts add up to the text. Each is parsed on demand; release it before the next, and memory does not grow with the
    text. Otherwise as `parse`.
    """
    from fact_check.language.long import Layered, stretched

    yield from stretched(pipeline(model), (Layered(*one) for one in texts))


def pipeline(name: str | None = None) -> Language:
    """Load a pipeline, once: the bundled one, or a package or folder by name.

    Raises ModelError for a pipeline that is missing, made for another spaCy, or without UD labels.
    """
    return _load(_name(name))


def meanings(model: str | None = None) -> Meanings | None:
    """Return what words mean to a pipeline's encoder, None for a pipeline without ours. `model` is as in `pipeline`."""
    return _meanings(_name(model))


@contextmanager
def forgetting(model: str | None = None) -> Iterator[None]:
    """Forget the words that `parse` meets inside, so that memory stays flat over millions of texts.

    Do not use a Doc made inside after the block. `model` is as in `pipeline`.
    """
    with pipeline(model).memory_zone():
        yield


@contextmanager
def remembering(memory: Memory, model: str | None = None) -> Iterator[None]:
    """Cache in `memory` what the pipeline reads inside, and read only what is missing; parses are the same.

    `model` is as in `pipeline`; one without our encoder caches nothing.
    """
    nlp = pipeline(model)
    readers = [part for _, part in nlp.pipeline if hasattr(part, "memory")]
    for reader in readers:
        reader.memory = memory
    try:
        yield
    finally:
        for reader in readers:
            reader.memory = None


def _name(model: str | None) -> str:
    return model or os.environ.get(ENVIRONMENT) or str(BUNDLED)


@lru_cache(maxsize=2)
def _meanings(name: str) -> Meanings | None:
    from fact_check.language.word_meanings import meanings_of

    return meanings_of(_load(name))


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    import spacy

    import fact_check.language.components  # noqa: F401  (registers them)
    from fact_check.language.speed.products import fast_products

    try:
        with fast_products():
            nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        mend = "name an installed spaCy package or a folder that spaCy saved"
        if "[E050]" in str(error):
            raise ModelError("no such pipeline", where=name, mend=mend) from error
        reason = str(error).splitlines()[0]
        raise ModelError(f"this pipeline cannot be loaded: {reason}", where=name, mend=mend) from error
    check_dialect(nlp, name)
    if "fact_check_paragraphs" not in (nlp.get_pipe_meta(pipe).factory for pipe in nlp.pipe_names):
        nlp.add_pipe("fact_check_paragraphs", before="parser")
    return nlp


def check_dialect(nlp: Language, name: str, *, otherwise: str = "name none to use the bundled one") -> None:
    """Raise ModelError unless a pipeline's parser gives Universal Dependencies; `otherwise` is what else to do."""
    labels = {label.partition(":")[0] for label in nlp.pipe_labels.get("parser", [])}
    if not labels >= _DIALECT:
        raise ModelError(
            "this pipeline's parser does not use Universal Dependencies"
            if labels
            else "this pipeline has no parser, and the finder needs one",
            where=name,
            mend=f"use one with the labels {', '.join(sorted(_DIALECT))}, or {otherwise}",
        )
