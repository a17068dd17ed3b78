"""Print what `rules` shows: the catalogue of rules, or one rule in full."""

from collections.abc import Iterable

from rich.console import Console
from rich.table import Table
from rich.text import Text

from fact_check.errors import RuleError
from fact_check.output.counting import count
from fact_check.output.sanitize import inert_line
from fact_check.rules import Rule, near_id, select


def chosen(rules: tuple[Rule, ...], wanted: str | None, disabled: Iterable[Rule] = ()) -> tuple[Rule, ...]:
    """Return all rules, those of one file, or one rule.

    Raises RuleError if `wanted` is neither the id of a rule nor the name of a file, or is among the `disabled`.
    """
    found = tuple(rule for rule in rules if rule.id == wanted) or (rules if wanted is None else select(rules, wanted))
    if not found and any(rule.id == wanted for rule in disabled):
        raise RuleError("this rule is disabled", where=wanted, mend="by `disable` in the policy, or --disable")
    if not found:
        mend = near_id(str(wanted), rules) or "`fact-check rules` lists them"
        raise RuleError(f"no rule {wanted!r}", mend=mend)
    return found


def show(rules: tuple[Rule, ...], wanted: str | None, console: Console) -> None:
    """Print all rules by file, those of one file, or one rule with its examples.

    Raises RuleError if `wanted` is neither the id of a rule nor the name of a file.
    """
    shown = chosen(rules, wanted)
    if shown[0].id == wanted:
        _show_one(shown[0], console)
        return
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    table.add_column("rule", no_wrap=True)
    table.add_column("does", no_wrap=True)
    table.add_column("says")
    for rule in shown:
        table.add_row(rule.id, _does(rule), Text(inert_line(rule.says)))
    console.print(table)
    console.print(f"\n{count(len(shown), 'rule')}; `fact-check rules ID` shows one with its examples", style="dim")


def show_tried(tried: Iterable[tuple[Rule, str, str, str | None]], console: Console) -> bool:
    """Print each example that fails and how many pass; return whether all do."""
    done = failed = 0
    for rule, key, example, wrong in tried:
        done += 1
        if wrong is not None:
            failed += 1
            console.print(Text(f"{rule.id}: {key}: {wrong}"))
            console.print(Text("    ") + _marked(inert_line(example)))
    examples = "example" if done == 1 else "examples"
    console.print(Text(f"{failed} of {done} {examples} failed" if failed else f"{done} {examples} passed"))
    return not failed


def _show_one(rule: Rule, console: Console) -> None:
    console.print(Text(rule.id, style="bold"), Text(_does(rule), style="dim"))
    console.print(Text(f"  {inert_line(rule.says)}"))
    console.print(Text(f"  why: {inert_line(rule.why)}", style="dim"))
    ways = {
        "words": ", ".join(rule.lemmas),
        "phrases": "; ".join(rule.phrases),
        "patterns": f"{len(rule.tokens)} of spaCy tokens" if rule.tokens else "",
        "lines": "  ".join(rule.lines),
        "cancels": ", ".join(rule.cancels),
    }
    for name, way in ways.items():
        if way:
            console.print(Text.assemble((f"  {name}: ", "dim"), inert_line(way)))
    for name, examples in (
        ("finds", rule.finds),
        ("ignores", rule.ignores),
        ("does not find yet", rule.todo_finds),
        ("does not ignore yet", rule.todo_ignores),
    ):
        if examples:
            console.print(Text(f"\n  {name}", style="dim"))
        for example in examples:
            console.print(Text("    ") + _marked(inert_line(example)))


def _marked(example: str) -> Text:
    """Return an example with its {marked} words in bold, braces kept: they are what the test reads."""
    text = Text()
    for number, part in enumerate(example.replace("{", "\0{").replace("}", "}\0").split("\0")):
        text.append(part, style="bold" if number % 2 else "")
    return text


def _does(rule: Rule) -> str:
    if rule.effect:
        return str(rule.effect)
    if rule.label:
        return f"suggests {rule.label}"
    if rule.source:
        return f"source: {rule.source}"
    if rule.cancels:
        return "cancels"
    return "sets aside" if rule.lines else "says so"
