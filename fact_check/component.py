"""Inside spaCy: `nlp.add_pipe("fact_check")` gives `doc.spans["claims"]` and `doc._.claims`.

The entry point of the `spacy_factories` group names this module, so spaCy finds the factory by itself.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span

from fact_check.claims import Claim
from fact_check.language import check_dialect
from fact_check.pipeline import claims_of
from fact_check.read import read_text
from fact_check.rules import Rule, furniture_rules, load_rules

GROUP = "claims"


@Language.factory("fact_check", assigns=["doc.spans", "doc._.claims"], requires=["token.dep", "token.lemma"])
def fact_check(nlp: Language, name: str) -> "Finder":
    """Make the component. Raises ModelError when the pipeline's parser does not speak Universal Dependencies."""
    check_dialect(nlp, nlp.meta.get("name") or "this pipeline")
    return Finder(load_rules())


class Finder:
    """Sets a Doc's claims.

    `doc._.claims` are Claims, in text order, their offsets those of `doc.text`; `doc.spans["claims"]` has a Span
    for each, labelled with what is suggested, its id the claim's. A claim in pieces is the Span that holds them.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        if not Doc.has_extension("claims"):
            Doc.set_extension("claims", default=())

    def __call__(self, doc: Doc) -> Doc:
        article = read_text(doc.text, furniture_rules(self.rules))
        claims = claims_of(article, [doc], self.rules)
        doc._.claims = claims
        doc.spans[GROUP] = [_span(doc, claim) for claim in claims]
        return doc


def _span(doc: Doc, claim: Claim) -> Span:
    label = claim.suggestion.label if claim.suggestion else ""
    span = doc.char_span(claim.span.start, claim.span.end, label=label, span_id=claim.id, alignment_mode="expand")
    assert span is not None
    return span
