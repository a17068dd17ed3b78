"""Exports that others read are held to what those others published: contexts expand without loss, terms exist and fit.

pyld expands; the vocabularies are W3C's and schema.org's own. Nobody packages their JSON-LD contexts, so what these
say of the terms that we use stands here as a table; that each is a term of its vocabulary is then checked.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from pyld import BUNDLED_CONTEXTS, jsonld

from fact_check.claims import Label, SourceKind
from fact_check.export import export
from fact_check.export.formats.webannotation import CONTEXT
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.draft import Draft, open_draft
from fact_check.ledger.events import Labelled, sign
from fact_check.read import read_text
from tests.export.test_formats import POLICY, WHEN, draft, hostile
from tests.make import claim
from tests.published import published

OA, SCHEMA = "http://www.w3.org/ns/oa#", "http://schema.org/"
RDF, RDFS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
FOAF, DCTERMS = "http://xmlns.com/foaf/0.1/", "http://purl.org/dc/terms/"
STREAMS = "https://www.w3.org/ns/activitystreams"

CONTEXTS: dict[str, dict[str, Any]] = {
    CONTEXT: {
        "id": "@id",
        "type": "@type",
        **{name: f"{OA}{name}" for name in ("Annotation", "TextualBody", "SpecificResource")},
        **{name: f"{OA}{name}" for name in ("TextQuoteSelector", "TextPositionSelector", "exact", "prefix", "suffix")},
        **{name: f"{OA}{name}" for name in ("assessing", "tagging", "classifying", "describing", "commenting")},
        "AnnotationPage": "http://www.w3.org/ns/activitystreams#OrderedCollectionPage",
        "items": {"@id": "http://www.w3.org/ns/activitystreams#items", "@type": "@id", "@container": "@list"},
        "Person": f"{FOAF}Person",
        "name": f"{FOAF}name",
        "creator": {"@id": f"{DCTERMS}creator", "@type": "@id"},
        "value": f"{RDF}value",
        "body": {"@id": f"{OA}hasBody", "@type": "@id"},
        "target": {"@id": f"{OA}hasTarget", "@type": "@id"},
        "source": {"@id": f"{OA}hasSource", "@type": "@id"},
        "selector": {"@id": f"{OA}hasSelector", "@type": "@id"},
        "motivation": {"@id": f"{OA}motivatedBy", "@type": "@vocab"},
        "purpose": {"@id": f"{OA}hasPurpose", "@type": "@vocab"},
        "start": {"@id": f"{OA}start", "@type": f"{XSD}nonNegativeInteger"},
        "end": {"@id": f"{OA}end", "@type": f"{XSD}nonNegativeInteger"},
    },
    "https://schema.org": {"@vocab": SCHEMA, "url": {"@id": f"{SCHEMA}url", "@type": "@id"}},
}


class Vocabulary(NamedTuple):
    """What a vocabulary says of its terms."""

    terms: set[str]
    above: dict[str, set[str]]
    """The classes that a class is one of, itself among them."""
    domain: dict[str, set[str]]
    range: dict[str, set[str]]


TRIPLE = re.compile(r"^<([^>]*)> <([^>]*)> <([^>]*)> <[^>]*> \.$", re.MULTILINE)


def vocabulary(package: str, name: str) -> Vocabulary:
    said: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for subject, predicate, thing in TRIPLE.findall(published(package, name)):
        said[re.split(r"[/#]", predicate)[-1]][subject].add(thing)
    above = {term: closure(term, said["subClassOf"]) for term in said["type"]}
    domain = {**said["domain"], **said["domainIncludes"]}
    return Vocabulary(set(said["type"]), above, domain, {**said["range"], **said["rangeIncludes"]})


def closure(term: str, parents: dict[str, set[str]]) -> set[str]:
    found, left = {term}, [term]
    while left:
        new = parents.get(left.pop(), set()) - found
        found |= new
        left += new
    return found


@pytest.fixture(scope="module")
def annotations() -> Vocabulary:
    return vocabulary("@vocabulary/oa", "oa.nq")


@pytest.fixture(scope="module")
def schema() -> Vocabulary:
    return vocabulary("@vocabulary/schema", "schema.nq")


def expanded(text: str) -> list[dict[str, Any]]:
    """Expand JSON-LD; nothing of it may be dropped, and nothing may be fetched."""
    dropped: list[object] = []

    def load(url: str, options: object) -> dict[str, Any]:
        document = {"@context": CONTEXTS[url]}
        return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}

    options = {"base": "https://desk.example/", "documentLoader": load}
    nodes: list[dict[str, Any]] = jsonld.expand(json.loads(text), options, on_property_dropped=dropped.append)
    assert dropped == []
    return nodes


def nodes_of(value: Any) -> Iterator[dict[str, Any]]:
    """Yield each node of an expanded document."""
    if isinstance(value, list):
        for each in value:
            yield from nodes_of(each)
    elif isinstance(value, dict):
        if "@value" not in value and "@list" not in value:
            yield value
        for each in value.values():
            yield from nodes_of(each)


LITERALS = {str: {"Text", "Date", "DateTime"}, int: {"Number", "Integer"}, float: {"Number"}, bool: {"Boolean"}}


def misfits(nodes: list[dict[str, Any]], vocabulary: Vocabulary, namespace: str) -> list[str]:
    """Return each use of a term that the vocabulary has not, or has for something else."""
    wrong = []
    types = {id(node): node.get("@type", []) for node in nodes_of(nodes)}
    for node in nodes_of(nodes):
        kinds = {up for t in types[id(node)] for up in vocabulary.above.get(t, {t})}
        wrong += [f"no class {t}" for t in types[id(node)] if t.startswith(namespace) and t not in vocabulary.terms]
        for name, values in node.items():
            if not name.startswith(namespace):
                continue
            if name not in vocabulary.terms:
                wrong.append(f"no property {name}")
            if kinds and vocabulary.domain.get(name) and not kinds & vocabulary.domain[name]:
                wrong.append(f"{name} of {sorted(kinds)}")
            wrong += [f"{name}: {value}" for value in values if not fits(value, name, vocabulary, namespace)]
    return wrong


def fits(value: dict[str, Any], name: str, vocabulary: Vocabulary, namespace: str) -> bool:
    wanted = vocabulary.range.get(name)
    if not wanted:
        return True
    if "@value" in value:
        typed = value.get("@type")
        plain = {f"{SCHEMA}{kind}" for kind in LITERALS[type(value["@value"])]} | {f"{XSD}string", f"{RDFS}Literal"}
        return bool(wanted & ({typed, *plain} if typed is None or typed == f"{XSD}string" else {typed}))
    if value.get("@id", "").startswith(namespace):
        return value["@id"] in vocabulary.terms
    kinds = {up for t in value.get("@type", []) for up in vocabulary.above.get(t, {t})}
    return not kinds or bool(kinds & wanted) or f"{RDFS}Resource" in wanted


@pytest.mark.parametrize("made", [pytest.param(draft, id="plain"), pytest.param(hostile, id="hostile")])
def test_annotations_keep_to_the_web_annotation_vocabulary(annotations: Vocabulary, made: Any) -> None:
    nodes = expanded(export([made()], "webannotation", POLICY))
    assert misfits(nodes, annotations, OA) == []
    found = [node for node in nodes_of(nodes) if f"{OA}Annotation" in node.get("@type", [])]
    assert len(found) == len(made().claims)
    for node in found:
        assert node["@id"].startswith("urn:fact-check:")
        (target,) = node[f"{OA}hasTarget"]
        assert target[f"{OA}hasSource"][0]["@id"].startswith("https://desk.example/")
        assert len(target[f"{OA}hasSelector"]) == 2


def test_the_terms_of_the_contexts_exist(annotations: Vocabulary) -> None:
    """What is said above of the contexts names terms that were published."""
    ids = {term["@id"] if isinstance(term, dict) else term for term in CONTEXTS[CONTEXT].values()}
    assert {i for i in ids if i.startswith(OA)} <= annotations.terms
    streams = json.loads(BUNDLED_CONTEXTS[STREAMS].read_text(encoding="utf-8"))["@context"]
    assert streams["OrderedCollectionPage"] == "as:OrderedCollectionPage"
    assert streams["items"]["@id"] == "as:items"


def decided() -> Draft:
    """A draft whose claims have sources of each kind, all of them decided."""
    said = ("Ana Poe", "Police", "A report", "Sources", "Post Online")
    text = " ".join(f"{who} said {40 + n} died." for n, who in enumerate(said))
    kinds = [getattr(SourceKind, k) for k in ("PERSON", "ORGANISATION", "DOCUMENT", "ANONYMOUS", "OUTLET")]
    claims = [
        claim(text, f"{40 + n} died", source=source, kind=kind, cue="said", numbers=((str(40 + n), 40 + n),))
        for n, (source, kind) in enumerate(zip(said, kinds, strict=True))
    ]
    labels = [Label.SOURCED, Label.DENIED, Label.SOURCED, Label.UNEVIDENCED, Label.SOURCED]
    events = [
        sign(Labelled, who="ana", when=WHEN, claim=c.id, anchor=anchor_of(c, text), label=label)
        for c, label in zip(claims, labels, strict=True)
    ]
    return open_draft(read_text(text), tuple(claims)).after(events)


def test_claim_reviews_keep_to_schema_org(schema: Vocabulary) -> None:
    nodes = expanded(export([decided(), draft()], "claimreview", POLICY))
    assert misfits(nodes, schema, SCHEMA) == []
    reviews = [node for node in nodes_of(nodes) if f"{SCHEMA}ClaimReview" in node.get("@type", [])]
    assert len(reviews) == 7
    assert len({review["@id"] for review in reviews}) == 7
    for review in reviews:
        for name in ("claimReviewed", "itemReviewed", "author", "reviewRating", "datePublished"):
            assert review[f"{SCHEMA}{name}"]


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param({"claimReviewd": "x"}, "no property", id="misspelt"),
        pytest.param({"@type": "ClaimRevue"}, "no class", id="unknown class"),
        pytest.param({"@type": "Person", "claimReviewed": "x"}, "claimReviewed of", id="of another class"),
        pytest.param({"reviewRating": {"@type": "Person"}}, "reviewRating:", id="value of another class"),
        pytest.param({"datePublished": 4}, "datePublished:", id="value of another type"),
    ],
)
def test_what_does_not_fit_is_noticed(schema: Vocabulary, wrong: dict[str, Any], says: str) -> None:
    text = json.dumps({"@context": "https://schema.org", "@type": "ClaimReview", **wrong})
    (told,) = misfits(expanded(text), schema, SCHEMA)
    assert says in told
