"""Every example of every rule, against the whole rule set: it matches at the {marked} place and nowhere else."""

import re

import pytest
from spacy.tokens import Doc

from fact_check.extract.attribution import attributions, stretch_of
from fact_check.language import pipeline
from fact_check.language.cues import compiled
from fact_check.read import read_text
from fact_check.rules import Rule, load_rules

RULES = load_rules()
WORDED = [r for r in RULES if r.lemmas or r.phrases or r.tokens]
LINED = [r for r in RULES if r.lines]


def examples(rules: list[Rule], key: str, *marks: pytest.MarkDecorator) -> list[object]:
    return [
        pytest.param(rule, text, id=f"{rule.id}-{number}", marks=marks)
        for rule in rules
        for number, text in enumerate(getattr(rule, key), start=1)
    ]


KNOWN = pytest.mark.xfail(strict=True, reason="a known miss")
FOUND = examples(WORDED, "finds") + examples(WORDED, "todo_finds", KNOWN)
IGNORED = examples(WORDED, "ignores") + examples(WORDED, "todo_ignores", KNOWN)


def unmark(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Split an example into its text and its {marked} stretches."""
    text, runs, start = "", [], 0
    for part in re.split(r"([{}])", marked):
        if part == "{":
            start = len(text)
        elif part == "}":
            runs.append((start, len(text)))
        else:
            text += part
    return text, runs


def parsed(text: str) -> Doc:
    """Parse without what the trained component marks: an example tests its rule, and not the weights."""
    return pipeline()(text, disable=["fact_check_attribution"])


def places(rule: Rule, doc: Doc) -> list[str]:
    cues = compiled(RULES, doc.vocab)
    matches = cues(doc) if rule.effect or rule.source else cues.matches(doc)
    own = {(m.start, m.end) for m in matches if m.rule.id == rule.id}
    whole = [(a, b) for a, b in own if not any((c, d) != (a, b) and c <= a and b <= d for c, d in own)]
    return [doc[a:b].text for a, b in sorted(whole)]


@pytest.mark.parametrize(("rule", "marked"), FOUND)
def test_finds(rule: Rule, marked: str) -> None:
    text, runs = unmark(marked)
    doc = parsed(text)
    assert places(rule, doc) == [text[start:end] for start, end in runs]
    if rule.effect:
        found = attributions(stretch_of(doc, compiled(RULES, doc.vocab)(doc)))
        assert rule.id in [a.rule for a in found], "the words match, but give no attribution"


@pytest.mark.parametrize(("rule", "text"), IGNORED)
def test_ignores(rule: Rule, text: str) -> None:
    doc = parsed(text)
    if rule.effect:
        found = attributions(stretch_of(doc, compiled(RULES, doc.vocab)(doc)))
        assert [doc[a.cue[0] : a.cue[1]].text for a in found if a.rule == rule.id] == []
    else:
        assert places(rule, doc) == []


@pytest.mark.parametrize(("rule", "marked"), examples(LINED, "finds") + examples(LINED, "todo_finds", KNOWN))
def test_finds_lines(rule: Rule, marked: str) -> None:
    text, runs = unmark(f"A headline stands above\n\n{marked}")
    article = read_text(text, RULES)
    assert [(f.start, f.end) for f in article.furniture if f.rule == rule.id] == runs


@pytest.mark.parametrize(("rule", "text"), examples(LINED, "ignores") + examples(LINED, "todo_ignores", KNOWN))
def test_ignores_lines(rule: Rule, text: str) -> None:
    article = read_text(f"A headline stands above\n\n{text}", RULES)
    assert [f.rule for f in article.furniture if f.rule == rule.id] == []
