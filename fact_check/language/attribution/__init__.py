"""Mark who says what in a Doc: a trained component that finds cues, and for each its source and its content.

The component writes one span group, `doc.spans["attribution"]`, never `doc.ents`. Its spans are labelled `cue`,
`source` and `content`; the spans of one attribution share a `span.id`, its number in the text's order. The
group's `attrs` hold the scores, so that everything survives `Doc.to_bytes` and `DocBin`. Read it with
`attributions(doc)`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from fact_check.language.attribution.decode import Found, Reader, decode
from fact_check.language.attribution.layout import layout
from fact_check.language.attribution.network import Network
from fact_check.language.attribution.remembering import Remembering
from fact_check.language.encoder.weights import Weighted
from fact_check.language.flows import flows, in_doc

NAME = "fact_check_attribution"
GROUP = "attribution"


@dataclass(frozen=True)
class Marked:
    """One attribution as marked, in tokens of its Doc, as half-open (first, last + 1) pairs.

    `content` has one pair a piece, in text order, at least one; contents of two attributions share no token. `source`
    is None where the network sees none. `score` is the probability that cue and content are right; `reporting` that the
    cue reports a statement, rather than an attitude (wants, hopes, supports).
    """

    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    score: float
    reporting: float


def attributions(doc: Doc, least: float | None = None) -> tuple[Marked, ...]:
    """Return the attributions that the component left in `doc`, in the order of their cues.

    `least` is the lowest score to return: None means the threshold that was tuned with the weights, 0 returns every
    candidate. A Doc that the component has not seen has none.
    """
    if GROUP not in doc.spans:
        return ()
    group = doc.spans[GROUP]
    scores: list[list[float]] = group.attrs.get("scores", [])
    floor = group.attrs.get("threshold", 0.5) if least is None else least
    parts: list[dict[str, list[tuple[int, int]]]] = [{"cue": [], "source": [], "content": []} for _ in scores]
    for span in group:
        parts[span.id][span.label_].append((span.start, span.end))
    found = []
    for part, (score, reporting) in zip(parts, scores, strict=True):
        if score >= floor and part["cue"] and part["content"]:
            source = part["source"][0] if part["source"] else None
            found.append(Marked(part["cue"][0], tuple(sorted(part["content"])), source, score, reporting))
    return tuple(sorted(found, key=lambda one: one.cue))


def threshold(doc: Doc) -> float:
    """Return the score that was tuned with the weights, from which the component may decide alone."""
    return float(doc.spans[GROUP].attrs.get("threshold", 0.5)) if GROUP in doc.spans else 0.5


@Language.factory(NAME, assigns=["doc.spans"], default_config={"threshold": None})
def make_attribution(nlp: Language, name: str, threshold: float | None) -> AttributionMarker:
    """Build the component; without weights it marks nothing. `threshold` overrides the tuned one."""
    return AttributionMarker(name, threshold)


class AttributionMarker(Weighted):
    """The pipeline component; its weights are a `Network`, trained by `python -m fact_check.training`."""

    def __init__(self, name: str = NAME, threshold: float | None = None) -> None:
        super().__init__()
        self.name = name
        self.threshold = threshold
        self.network: Network | None = None

    def ready(self) -> None:
        """Build the network."""
        confidence, tuned = self.numbers["confidence"], self.numbers["threshold"][0]
        self.network = Network(self.arrays, tuple(confidence), tuned)

    def __call__(self, doc: Doc) -> Doc:
        """Mark one Doc."""
        self._mark(doc, self.found(doc))
        return doc

    def found(self, doc: Doc) -> list[Found]:
        """Find the attributions of a Doc that has the encoder's states, whatever their scores."""
        if self.network is None or not len(doc) or len(doc.tensor) != len(doc):
            return []
        states: Any = doc.tensor  # its stub says 64 bits
        blank = doc.to_array("IS_SPACE") != 0
        found = []
        for flow in flows(doc):
            network: Reader = self.network
            if self.memory is not None:
                network = Remembering(self, self.network, self.memory, self.memory.names(states)[flow])
            for one in decode(network, layout(doc, flow), states[flow]):
                cue = in_doc([one.cue], flow, blank)
                if cue:  # a line end alone does not count
                    source = tuple(in_doc(one.source, flow, blank)[:1])
                    found.append(
                        replace(one, cue=cue[0], source=source, content=tuple(in_doc(one.content, flow, blank)))
                    )
        return sorted(found, key=lambda one: one.cue)

    def _mark(self, doc: Doc, found: list[Found]) -> None:
        threshold = self.network.threshold if self.network is not None else 0.5
        spans: list[Span] = []
        for number, one in enumerate(found):
            for label, pairs in (("cue", [one.cue]), ("source", one.source), ("content", one.content)):
                spans.extend(Span(doc, a, b, label=label, span_id=number) for a, b in pairs)
        group = SpanGroup(doc, name=GROUP, spans=spans)
        group.attrs["scores"] = [[one.score, one.reporting] for one in found]
        group.attrs["threshold"] = threshold if self.threshold is None else self.threshold
        doc.spans[GROUP] = group
