"""The bundled weights on sentences of our own: `{content}`, `[source]`, `<cue>`; what is wished is no statement."""

from __future__ import annotations

import re

import pytest

from fact_check.language import parse
from fact_check.language.attribution import attributions
from fact_check.language.long import joined

FOUND = [
    "[The mayor] <said> that {40 houses had burned}, adding that nobody was hurt.",
    "[The mayor] said that 40 houses had burned, <adding> that {nobody was hurt}.",
    "“{We lost 12 boats},” [Ana Pop] <told> reporters on Tuesday, “{and the pier is gone}.”",
    "<According to> [a report by the Harbour Institute], {the port moved 3 million tonnes last year}.",
    "[The company] <denied> that {it had dumped waste in the river}.",
    "[Police] <say> {two men broke into the bakery before dawn}.",
    "[The survey] <found> that {62 percent of drivers had skipped the inspection}.",
    "{The bridge will reopen in May}, [the transport ministry] <announced>.",
    "{Prices will rise again}, [economists] <predict>.",
    "[She] <wrote> in her memoir that {the village had no doctor for 30 years}.",
    "“{The water came up to the windows},” <said> [Ion Vasile, a farmer]. “{We carried the goats upstairs}.”",
    "[The coach] <quipped> that {his team had forgotten how to score}.",
]

NOTHING = [
    "Nobody was in the building.",
    "It rained on Monday, and the market stayed closed.",
    "The bridge is 40 metres long and has two lanes.",
]


def marked(text: str) -> tuple[str, str, str, list[str]]:
    """Read a marked sentence: plain text, cue, source, contents."""
    (cue,), (source,) = re.findall(r"<(.*?)>", text), re.findall(r"\[(.*?)\]", text)
    return re.sub(r"[{}<>\[\]]", "", text), cue, source, re.findall(r"\{(.*?)\}", text)


@pytest.mark.parametrize("text", FOUND, ids=lambda text: text[:40])
def test_who_says_what(text: str) -> None:
    plain, cue, source, contents = marked(text)
    (doc,) = parse([plain])
    seen = [
        (
            doc[slice(*one.cue)].text,
            doc[slice(*one.source)].text if one.source else None,
            [doc[slice(*piece)].text for piece in one.content],
        )
        for one in attributions(doc)
    ]
    assert (cue, source, contents) in seen


@pytest.mark.parametrize("text", NOTHING)
def test_what_nobody_says(text: str) -> None:
    (doc,) = parse([text])
    assert attributions(doc) == ()


@pytest.mark.parametrize("cue", ["hopes", "wants", "plans"])
def test_a_wish_is_told_from_a_report(cue: str) -> None:
    (doc,) = parse([f"The minister {cue} to visit the valley next week."])
    assert all(one.reporting < 0.5 for one in attributions(doc, 0))


def test_texts_put_together_keep_their_attributions() -> None:
    parts = ["The mayor said that 40 houses had burned.\n\n", "Ana Pop denied that.\n\nPolice say two men ran off."]
    docs = list(parse(parts))
    whole = joined(docs)
    apart = [doc[slice(*one.content[0])].text for doc in docs for one in attributions(doc)]
    assert [whole[slice(*one.content[0])].text for one in attributions(whole)] == apart
    assert len(apart) >= 2
