"""Check the examples of rules, which are their tests: each is read with all rules and without the trained network."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from fact_check.extract.attribution import attributions, stretch_of
from fact_check.language import pipeline
from fact_check.language.cues import compiled
from fact_check.read import read_text
from fact_check.rules import Rule

FINDS = ("finds", "todo_finds")
TODO = ("todo_finds", "todo_ignores")
KEYS = ("finds", "ignores", *TODO)
ABOVE = "A headline stands above\n\n"
"""What stands above an example of furniture, which never comes first in an article."""


@dataclass(frozen=True, slots=True)
class Example:
    """An example of a rule as written, and the key under which it is written."""

    rule: Rule
    key: str
    text: str


def examples(rules: Iterable[Rule]) -> Iterator[Example]:
    """Yield every example of the rules that match words."""
    for rule in rules:
        if rule.lemmas or rule.phrases or rule.tokens or rule.lines:
            yield from (Example(rule, key, text) for key in KEYS for text in getattr(rule, key))


def fault(example: Example, rules: tuple[Rule, ...]) -> str | None:
    """Return what is wrong with an example, given all `rules`; None if it holds.

    A known miss (`todo_finds`, `todo_ignores`) holds as long as it is missed.
    """
    wrong = (_fault_of_line if example.rule.lines else _fault_of_words)(example, rules)
    if example.key in TODO:
        return None if wrong is not None else f"it holds now: move it to {example.key.removeprefix('todo_')}"
    return wrong


def idle(chosen: Iterable[Rule], rules: tuple[Rule, ...], model: str | None = None) -> Iterator[Rule]:
    """Yield those of the `chosen` rules that match nothing in any of their own examples."""
    for rule in chosen:
        if (rule.lemmas or rule.phrases or rule.tokens) and not any(
            _matches(rule, each, rules, model) for each in rule.finds
        ):
            yield rule


def _matches(rule: Rule, marked: str, rules: tuple[Rule, ...], model: str | None) -> bool:
    return bool(_places(rule, _parsed(unmarked(marked)[0], model), rules))


def _parsed(text: str, model: str | None = None) -> Doc:
    return pipeline(model)(text, disable=["fact_check_attribution"])


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return an example's text without braces, and where its {marked} words are."""
    text, runs, start = "", [], 0
    for part in re.split(r"([{}])", marked):
        if part == "{":
            start = len(text)
        elif part == "}":
            runs.append((start, len(text)))
        else:
            text += part
    return text, runs


def _fault_of_words(example: Example, rules: tuple[Rule, ...]) -> str | None:
    rule = example.rule
    text, runs = unmarked(example.text) if example.key in FINDS else (example.text, [])
    doc = _parsed(text)
    matches = compiled(rules, doc.vocab)(doc)
    found = [a for a in attributions(stretch_of(doc, matches)) if a.rule == rule.id] if rule.effect else []
    if example.key not in FINDS:
        words = [doc[slice(*a.cue)].text for a in found] if rule.effect else _places(rule, doc, rules)
        return f"it matches {_quoted(words)}" if words else None
    words, wanted = _places(rule, doc, rules), [text[start:end] for start, end in runs]
    if words != wanted:
        others = [] if words else _others(rule, doc, rules, runs)
        return f"it matches {_quoted(words)}, not {_quoted(wanted)}" + (
            f"; {', '.join(others)} matches that" if others else ""
        )
    return "the words match, but what they say has no content" if rule.effect and not found else None


def _others(rule: Rule, doc: Doc, rules: tuple[Rule, ...], runs: list[tuple[int, int]]) -> list[str]:
    """Return the ids of the rules that find a cue there instead of this one."""
    found = [
        (doc[m.start : m.end], m.rule.id)
        for m in compiled(rules, doc.vocab)(doc)
        if m.rule.effect and m.rule.id != rule.id
    ]
    return sorted(
        {id for span, id in found if any(span.start_char < end and start < span.end_char for start, end in runs)}
    )


def _places(rule: Rule, doc: Doc, rules: tuple[Rule, ...]) -> list[str]:
    """Return the words that a rule matches; of overlapping matches, the longest."""
    cues = compiled(rules, doc.vocab)
    matches = cues(doc) if rule.effect or rule.source else cues.matches(doc)
    own = {(m.start, m.end) for m in matches if m.rule.id == rule.id}
    whole = [(a, b) for a, b in own if not any((c, d) != (a, b) and c <= a and b <= d for c, d in own)]
    return [doc[a:b].text for a, b in sorted(whole)]


def _fault_of_line(example: Example, rules: tuple[Rule, ...]) -> str | None:
    marked = ABOVE + example.text
    text, runs = unmarked(marked) if example.key in FINDS else (marked, [])
    found = [(f.start, f.end) for f in read_text(text, rules).furniture if f.rule == example.rule.id]
    if found == runs:
        return None
    return f"it matches {_quoted([text[a:b] for a, b in found])}"


def _quoted(words: list[str]) -> str:
    return ", ".join(f"“{word}”" for word in words) or "nothing"
