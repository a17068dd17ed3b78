"""Lemmas as scripts: how many letters go from a word's end, and what comes in their place."""

from __future__ import annotations


def script(form: str, lemma: str) -> str:
    """Write down how a form becomes its lemma: `l2|e` lowers, takes two letters off and puts an e; `k0|` keeps it."""
    way, base = ("l", form.lower()) if lemma == lemma.lower() else ("k", form)
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    return f"{way}{len(base) - same}|{lemma[same:]}"


def lemma_of(form: str, written: str) -> str:
    """Carry out a script; on a form that is too short for it, keep the form."""
    base = form.lower() if written[0] == "l" else form
    count, _, ending = written[1:].partition("|")
    kept = len(base) - int(count)
    return base[:kept] + ending if kept >= 0 and (kept or ending) else base
