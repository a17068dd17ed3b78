"""Inside spaCy: `nlp.add_pipe("fact_check")` gives `doc.spans["claims"]` and `doc._.claims`.

An entry point in the `spacy_factories` group names this module, so spaCy finds the factory by itself. A Doc stores its
claims as plain data, so it can be serialised, sent to another process and read again. To read such Docs without a
pipeline, import this module for `doc._.claims`.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from fact_check.claims import Claim
from fact_check.language import BUNDLED, check_dialect
from fact_check.language.word_meanings import Meanings, meanings_of
from fact_check.pipeline import claims_of
from fact_check.read import read_text
from fact_check.rules import Rule, furniture_rules, load_rules

GROUP = "claims"
KEPT = "fact_check.claims"
"""The key of the claims in `doc.user_data`, each as `find --format json` prints it."""


@Language.factory("fact_check", assigns=["doc.spans", "doc._.claims"], requires=["token.dep", "token.lemma"])
def fact_check(nlp: Language, name: str) -> "Finder":
    """Make the component. Raises ModelError if the pipeline's parser does not use Universal Dependencies.

    A pipeline that is being loaded has no labels yet, so its parser is checked with the first Doc.
    """
    loading = "parser" in nlp.component_names and not nlp.pipe_labels.get("parser")
    if not loading:
        _check(nlp)
    return Finder(load_rules(), nlp if loading else None, meanings_of(nlp))


class Finder:
    """Sets a Doc's claims.

    `doc._.claims` are Claims, in text order, with offsets into `doc.text`. `doc.spans["claims"]` has a Span for each,
    labelled with the suggested label and with the claim's id; the Span of a claim in pieces covers them all.
    """

    def __init__(
        self, rules: tuple[Rule, ...], unchecked: Language | None = None, meanings: Meanings | None = None
    ) -> None:
        self.rules = rules
        self.meanings = meanings
        self._unchecked = unchecked

    def __call__(self, doc: Doc) -> Doc:
        if self._unchecked is not None:
            _check(self._unchecked)
            self._unchecked = None
        article = read_text(doc.text, furniture_rules(self.rules))
        claims = claims_of(article, [doc], self.rules, self.meanings)
        doc.user_data[KEPT] = [claim.model_dump(mode="json") for claim in claims]
        doc.spans[GROUP] = [_span(doc, claim) for claim in claims]
        return doc


def load(
    *,
    vocab: Vocab | bool = True,
    disable: str | Iterable[str] = (),
    enable: str | Iterable[str] = (),
    exclude: str | Iterable[str] = (),
    config: Mapping[str, Any] | None = None,
) -> Language:
    """Load the bundled pipeline with the component in it, as `spacy.load("fact_check")` does, again at each call.

    The settings are those of `spacy.load`.
    """
    import fact_check.language.components  # noqa: F401  (registers them)

    nlp = spacy.load(BUNDLED, vocab=vocab, disable=disable, enable=enable, exclude=exclude, config=dict(config or {}))
    nlp.add_pipe("fact_check")
    return nlp


def _check(nlp: Language) -> None:
    named = nlp.meta.get("name")
    check_dialect(nlp, f"{nlp.lang}_{named}" if named else "nlp", otherwise='start from spacy.load("fact_check")')


def _claims(doc: Doc) -> tuple[Claim, ...]:
    return tuple(Claim.model_validate(claim) for claim in doc.user_data.get(KEPT, ()))


def _keep(doc: Doc, claims: Iterable[Claim | Mapping[str, Any]]) -> None:
    """Set a Doc's claims, or what JSON has of them: `Doc.from_json` does."""
    given = [claim if isinstance(claim, Claim) else Claim.model_validate(claim) for claim in claims]
    doc.user_data[KEPT] = [claim.model_dump(mode="json") for claim in given]


def _to_json(doc: Doc, underscore: Iterable[str] = ()) -> dict[str, Any]:
    """Return what `Doc.to_json` gives with the claims as plain data, which any writer of JSON takes."""
    data: dict[str, Any] = doc.to_json(underscore=[name for name in underscore if name != "claims"])
    return {**data, "_": {**data.get("_", {}), "claims": list(doc.user_data.get(KEPT, ()))}}


Doc.set_extension("claims", getter=_claims, setter=_keep, force=True)
Doc.set_extension("to_json", method=_to_json, force=True)


def _span(doc: Doc, claim: Claim) -> Span:
    label = claim.suggestion.label if claim.suggestion else ""
    span = doc.char_span(claim.span.start, claim.span.end, label=label, span_id=claim.id, alignment_mode="expand")
    assert span is not None
    return span
