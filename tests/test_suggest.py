"""One label a claim, in the guidelines' order, with every other reason kept beside it."""

from dataclasses import replace

import pytest

from fact_check.claims import Claim, Effect, Evidence, Label, SourceKind
from fact_check.extract.records import ClaimCandidate
from fact_check.relate import Related, relate
from fact_check.rules import load_rules, select
from fact_check.suggest import suggest
from tests.relate.founds import counted, found, number

SOURCED, DENIED, UNEVIDENCED = Label.SOURCED, Label.DENIED, Label.UNEVIDENCED
DEAD = {"numbers": (number("40", 40),), "measures": (counted("villager", "kill"),)}


def labels(*article: ClaimCandidate) -> list[Claim]:
    return list(suggest(relate(article)))


def one(**fields: object) -> Claim:
    [claim] = labels(found("40 villagers were killed", 1, **fields))  # type: ignore[arg-type]
    return claim


@pytest.mark.parametrize(
    ("fields", "label", "rule", "because"),
    [
        pytest.param(
            {"cue": "said", "source": "the Harwick council"},
            SOURCED,
            "suggest.identified-source",
            "attributed to the Harwick council (organisation)",
            id="named source",
        ),
        pytest.param(
            {"cue": "said", "source": "officials", "kind": SourceKind.ANONYMOUS},
            UNEVIDENCED,
            "suggest.anonymous-source",
            "only an unnamed source: officials",
            id="anonymous source",
        ),
        pytest.param(
            {"cue": "says", "source": "Militant Group"},
            UNEVIDENCED,
            "suggest.anonymous-source",
            "only an unnamed source: Militant Group",
            id="a sort of group",
        ),
        pytest.param(
            {"cue": "says", "source": "report", "kind": SourceKind.DOCUMENT},
            UNEVIDENCED,
            "suggest.anonymous-source",
            "only an unnamed source: report",
            id="a report of nobody",
        ),
        pytest.param(
            {"cue": "reportedly", "effect": Effect.HEDGES},
            UNEVIDENCED,
            "suggest.hedged",
            "“reportedly”, and nobody is named",
            id="hedge",
        ),
        pytest.param(
            {"cue": "reportedly", "effect": Effect.HEDGES, "source": "Ada Holm", "kind": SourceKind.PERSON},
            SOURCED,
            "suggest.identified-source",
            "attributed to Ada Holm (person)",
            id="hedge beside a named source",
        ),
        pytest.param(
            DEAD,
            UNEVIDENCED,
            "suggest.number-without-source",
            "a number, and the article names no source for it",
            id="bare",
        ),
        pytest.param(
            {"cue": "said", "source": "student protester Ada Holm", "kind": SourceKind.PERSON},
            SOURCED,
            "suggest.identified-source",
            "attributed to student protester Ada Holm (person)",
            id="a name behind a role",
        ),
        pytest.param(
            {"cue": "said", "source": "Ada Holm, a lawyer for the victim", "kind": SourceKind.PERSON},
            SOURCED,
            "suggest.identified-source",
            "attributed to Ada Holm, a lawyer for the victim (person)",
            id="a name before a role",
        ),
        pytest.param(
            {"cue": "said", "source": "some local press", "kind": SourceKind.DOCUMENT},
            UNEVIDENCED,
            "suggest.anonymous-source",
            "only an unnamed source: some local press",
            id="some",
        ),
        pytest.param(
            {"cue": "said", "source": "He", "kind": SourceKind.PERSON},
            SOURCED,
            "suggest.identified-source",
            "attributed to “He”; the article does not say who that is",
            id="a pronoun for nobody known",
        ),
        pytest.param(
            {"cue": "denied", "effect": Effect.DENIES, "source": "The army"},
            DENIED,
            "suggest.denial",
            "denied by the army (“denied”)",
            id="denial",
        ),
        pytest.param(
            {"cue": "falsely claimed", "effect": Effect.DENIES},
            DENIED,
            "suggest.denial",
            "denied in the article (“falsely claimed”)",
            id="denied by the article",
        ),
        pytest.param(
            {"cue": "no evidence that", "effect": Effect.DOUBTS, "source": "The army"},
            UNEVIDENCED,
            "suggest.no-evidence",
            "the article says that evidence is missing (“no evidence that”)",
            id="doubt with a source",
        ),
    ],
)
def test_a_claim_on_its_own(fields: dict[str, object], label: Label, rule: str, because: str) -> None:
    suggestion = one(**fields).suggestion
    assert suggestion is not None
    assert (suggestion.label, suggestion.rule, suggestion.because, suggestion.also) == (label, rule, because, ())


@pytest.mark.parametrize(
    ("effect", "because"),
    [
        (Effect.REPORTS, "attributed to “She”, who may be Ada Kern or Bea Lund"),
        (Effect.DENIES, "denied by “She”, who may be Ada Kern or Bea Lund (“said”)"),
    ],
)
def test_an_open_pronoun_names_who_may_be_meant(effect: Effect, because: str) -> None:
    claim = found("the pier is shut", 1, cue="said", effect=effect, source="She", kind=SourceKind.PERSON).claim
    assert claim.source is not None
    source = claim.source.model_copy(update={"candidates": ("Ada Kern", "Bea Lund", "Cy Holm")})
    [told] = suggest([Related(claim.model_copy(update={"source": source}))])
    assert told.suggestion is not None
    assert told.suggestion.because == because


def test_a_link_beside_it_is_evidence() -> None:
    bare = found("40 villagers were killed", 1, numbers=(number("40", 40),))
    evidence = Evidence(kind="link", start=0, end=4, text="here", target="https://example.org/toll")
    claim = bare.claim.model_copy(update={"evidence": (evidence,)})
    [linked] = suggest(relate((type(bare)(claim, bare.terms, False, False, 0, 0),)))
    assert linked.suggestion is not None
    assert linked.suggestion.label is SOURCED
    assert linked.suggestion.because == "backed by a link: https://example.org/toll"


def test_a_denial_elsewhere_outranks_the_source_and_both_are_shown() -> None:
    stated = found("soldiers killed 40 villagers", 1, cue="said", source="Relief Watch")
    answer = found("soldiers killed the villagers", 2, cue="denied", effect=Effect.DENIES, source="The army")
    first, _ = labels(stated, answer)
    assert first.suggestion is not None
    assert first.suggestion.label is DENIED
    assert first.suggestion.because == "denied elsewhere in the article by the army (“denied”)"
    assert first.suggestion.also == ("attributed to Relief Watch (organisation)",)


def test_a_doubt_elsewhere_outranks_the_source() -> None:
    stated = found("Brand hid the ledger", 1, cue="said", source="Ada Holm")
    answer = found("that", 1, cue="has not been confirmed", effect=Effect.DOUBTS, silent=True)
    [claim] = labels(stated, answer)
    assert claim.suggestion is not None
    assert (claim.suggestion.label, claim.suggestion.rule) == (UNEVIDENCED, "suggest.doubted")


def test_a_headline_takes_the_source_of_the_body() -> None:
    fire = {"numbers": (number("23", 23),), "measures": (counted("buses", "destroy"),)}
    headline = found("Depot fire destroys 23 buses in Harwick", 0, headline=True, **fire)  # type: ignore[arg-type]
    body = found("A fire destroyed 23 buses at the Harwick depot", 1, cue="said", source="The operator", **fire)  # type: ignore[arg-type]
    first, _ = labels(headline, body)
    assert first.suggestion is not None
    assert first.suggestion.because == "stated elsewhere in the article, attributed to the operator"


def test_a_headlines_report_is_the_one_that_the_body_names() -> None:
    fields = {"cue": ":", "source": "Report", "kind": SourceKind.DOCUMENT}
    headline = found("Harwick water is unsafe", 0, headline=True, **fields)  # type: ignore[arg-type]
    body = found("the pipes are old", 2, cue="says", source="A report by Relief Watch", kind=SourceKind.DOCUMENT)
    alone, [below, _] = labels(headline), labels(headline, body)
    assert [c.suggestion and c.suggestion.label for c in alone] == [UNEVIDENCED]
    assert below.suggestion is not None
    assert below.suggestion.because == "attributed to a report by Relief Watch (document)"


@pytest.mark.parametrize(
    ("stands_for", "label"),
    [
        pytest.param("one former driver", UNEVIDENCED, id="anybody"),
        pytest.param("Ada Kern", SOURCED, id="a-name"),
        pytest.param("the mayor", SOURCED, id="the-only-one"),
    ],
)
def test_a_pronoun_is_as_good_as_whom_it_stands_for(stands_for: str, label: Label) -> None:
    said = found("the locks were held by ties", 1, cue="said", source="he", kind=SourceKind.PERSON)
    assert said.claim.source is not None
    meant = said.claim.source.model_copy(update={"resolved": stands_for})
    [claim] = labels(replace(said, claim=said.claim.model_copy(update={"source": meant})))
    assert claim.suggestion is not None
    assert claim.suggestion.label is label


def test_a_headlines_family_name_is_whom_the_body_names_in_full() -> None:
    said = {"kind": SourceKind.PERSON, "cue": "vows"}
    headline = found("to mend the pier", 0, headline=True, source="Sanders", **said)  # type: ignore[arg-type]
    body = found("the pier is rotten", 2, source="Mayor Ada Sanders", **said)  # type: ignore[arg-type]
    alone, [below, _] = labels(headline), labels(headline, body)
    assert [c.suggestion and c.suggestion.label for c in alone] == [UNEVIDENCED]
    assert below.suggestion is not None
    assert below.suggestion.because == "attributed to Mayor Ada Sanders (person)"


@pytest.mark.parametrize(
    ("text", "said", "label"),
    [
        pytest.param(
            "Kern leads by 7 points among women",
            "Kern leads by 7 points in towns, and by 12 points with those who finished college",
            UNEVIDENCED,
            id="another share of those asked",
        ),
        pytest.param(
            "Kern leads by 7 points among women",
            "Among women Kern leads by 7 points, and by 12 points among graduates",
            SOURCED,
            id="the same share, among more",
        ),
        pytest.param(
            "Kern leads by 7 points among women in towns", "Kern leads by 7 points", SOURCED, id="a short form"
        ),
    ],
)
def test_only_the_same_statement_backs_a_number(text: str, said: str, label: Label) -> None:
    lead = {"numbers": (number("7", 7, unit="points"),), "measures": (counted("point", "lead"),)}
    bare = found(text, 1, **lead)  # type: ignore[arg-type]
    poll = found(said, 4, cue="found", source="The Harwick poll", kind=SourceKind.DOCUMENT, **lead)  # type: ignore[arg-type]
    first, _ = labels(bare, poll)
    assert first.suggestion is not None
    assert first.suggestion.label is label


def test_nobody_denies_what_they_say_themselves() -> None:
    stated = found("the sale will close the yard", 1, cue="said", source="Ada Holm")
    repeated = found("the sale will close the yard", 2, cue="said", source="The union")
    answer = found("the sale will close the yard", 3, cue="denied", effect=Effect.DENIES, source="Ada Holm")
    first, *_ = labels(stated, repeated, answer)
    assert first.suggestion is not None
    assert first.suggestion.because == "attributed to Ada Holm (organisation)"


def test_every_reason_is_a_rule_that_can_be_looked_up() -> None:
    rules = {rule.id: rule.label for rule in select(load_rules(), "suggest")}
    fire = {"numbers": (number("23", 23),)}
    article = (
        found("Depot fire destroys 23 buses", 0, headline=True, **fire),  # type: ignore[arg-type]
        found("a second gunman escaped", 2, cue="rumours that", effect=Effect.HEDGES),
        found("the depot was insured", 3, cue="said", source="sources", kind=SourceKind.ANONYMOUS),
        found("the depot was insured", 4, cue="denied", effect=Effect.DENIES, source="The firm"),
    )
    for claim in labels(*article):
        assert claim.suggestion is not None
        assert rules[claim.suggestion.rule] is claim.suggestion.label


def test_a_few_words_in_another_statement_are_not_backed_by_it() -> None:
    short = found("it is the party of the nominee", 3, cue="said", source="one aide", kind=SourceKind.ANONYMOUS)
    long = found(
        "the nominee has a right to write the terms and the platform of his party",
        1,
        cue="believes",
        source="the Harwick council",
    )
    _, claim = labels(long, short)
    assert claim.suggestion is not None
    assert claim.suggestion.rule == "suggest.anonymous-source"


def test_a_headline_with_a_source_needs_more_than_two_words() -> None:
    head = found(
        "boycott speech to pro-island group of sailors",
        0,
        cue="vow",
        source="Rowers",
        kind=SourceKind.ANONYMOUS,
        headline=True,
    )
    body = found("he was pro-island", 4, cue="said", source="the Harwick council")
    claim, _ = labels(head, body)
    assert claim.suggestion is not None
    assert claim.suggestion.rule == "suggest.anonymous-source"


@pytest.mark.parametrize(
    ("source", "kind", "label"),
    [
        pytest.param("Recent polls", SourceKind.DOCUMENT, UNEVIDENCED, id="polls of nobody"),
        pytest.param("Polls by the BBC", SourceKind.DOCUMENT, SOURCED, id="polls of somebody"),
        pytest.param("a federal judge", SourceKind.PERSON, SOURCED, id="a judge speaks for a court"),
        pytest.param("several judges", SourceKind.PERSON, UNEVIDENCED, id="some of many judges"),
    ],
)
def test_who_can_be_asked(source: str, kind: SourceKind, label: Label) -> None:
    [suggestion] = [claim.suggestion for claim in [one(cue="said", source=source, kind=kind)]]
    assert suggestion is not None
    assert suggestion.label is label
