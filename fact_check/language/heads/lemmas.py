"""Lemmas as edit scripts: how many letters to cut from a word's end, and what to add."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """Return the script from a form to its lemma: `l2|e` lower-cases, cuts two letters and adds an e; `k0|` keeps the
    form."""
    way, base = ("l", form.lower()) if lemma == lemma.lower() else ("k", form)
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{way}{len(base) - same}|{lemma[same:]}"


def lemma_of(form: str, written: str) -> str:
    """Apply a script; a form that is too short for it is kept."""
    base = form.lower() if written[0] == "l" else form
    count, _, ending = written[1:].partition("|")
    kept = len(base) - int(count)
    return base[:kept] + ending if kept >= 0 and (kept or ending) else base
