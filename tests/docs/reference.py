"""The pages of the reference that are written by the program: `python -m tests.docs.reference` writes them anew.

Commands, policy, rules, claims and journal, each from what the code declares; docs/findings and the man page have
commands of their own, which this runs too.
"""

import ast
import inspect
import json
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from typer.main import get_command

from fact_check.claims import (
    Bound,
    Claim,
    Cue,
    Evidence,
    Label,
    Link,
    Quantity,
    Relation,
    Source,
    SourceKind,
    Suggestion,
)
from fact_check.cli import app
from fact_check.config import Config, MemoryPolicy, Publisher
from fact_check.ledger.events import Anchor, Entry, Event, Mark, Origin, Part, Suggested
from fact_check.output import claims_table, policy_schema
from fact_check.rules import Rule, load_rules
from tests.docs.desk import DOCS, run, set_up

REFERENCE = DOCS / "reference"
NOTE = "<!-- Written by `python -m tests.docs.reference`: edit the program, not this page. -->\n\n"


def commands() -> str:
    """Return the page of all commands, in the groups of `fact-check --help`."""
    group: Any = get_command(app)
    parts = [
        "# Commands\n\n",
        NOTE,
        "Results go to standard output and everything else to standard error. Every command ends with 0 when all is "
        "well, 1 when there are findings, 2 when it could not run, and 130 when it was interrupted. `fact-check "
        "COMMAND --help` prints what stands here; `man fact-check` does too.\n",
    ]
    panel = None
    for words, command, heading in sorted(_commands(group), key=lambda one: PANELS.index(one[2])):
        if heading != panel:
            panel = heading
            parts.append(f"\n## {heading}\n")
        parts += _command(words, command)
    parts.append("\n## Environment\n\n| variable | meaning |\n|---|---|\n")
    from fact_check.man import ENVIRONMENT

    parts += [
        f"| {', '.join(f'`{n.strip()}`' for n in name.split(','))} | {says} |\n" for name, says in ENVIRONMENT.items()
    ]
    return "".join(parts)


PANELS = [str(c.rich_help_panel) for c in (*app.registered_commands, *app.registered_groups)]
PANELS = sorted(set(PANELS), key=PANELS.index)


def _commands(group: Any, above: tuple[str, ...] = (), panel: str = "") -> Iterator[tuple[tuple[str, ...], Any, str]]:
    for name, command in group.commands.items():
        heading = panel or str(command.rich_help_panel)
        if hasattr(command, "commands"):
            yield from _commands(command, (*above, name), heading)
        else:
            yield (*above, name), command, heading


def _command(words: tuple[str, ...], command: Any) -> Iterator[str]:
    arguments = [param for param in command.params if param.param_type_name == "argument"]
    usage = " ".join(f"[{_metavar(param)}]…" if param.nargs == -1 else f"{_metavar(param)}" for param in arguments)
    yield f"\n### {' '.join(words)}\n\n{command.help}\n\n"
    yield f"```text\nfact-check {' '.join(words)} [OPTION]… {usage}".rstrip() + "\n```\n\n"
    example = (command.epilog or "").removeprefix("Example: ")
    yield f"For example: `{example}`\n\n"
    yield "| option | meaning |\n|---|---|\n"
    for param in command.params:
        if param.param_type_name == "argument" and param.help:
            yield f"| `{_metavar(param)}` | {_cell(param.help)} |\n"
    for param in command.params:
        if param.param_type_name != "option" or param.hidden or "--color" in param.opts:
            continue
        choices = getattr(param.type, "choices", None)
        value = param.metavar or ("|".join(map(str, choices)) if choices else "")
        names = ", ".join(f"`{name}`" for name in sorted(param.opts, key=len))
        shown = f"{names} `{value}`" if value and not param.is_flag else names
        default = f" Default: `{_plain(param.default)}`." if _is_told(param) else ""
        yield f"| {_cell(shown)} | {_cell(param.help or '')}{default} |\n"


def _is_told(param: Any) -> bool:
    return not param.is_flag and param.default not in (None, (), [], 0) and not callable(param.default)


def _plain(value: object) -> str:
    return str(getattr(value, "value", value))


def _metavar(param: Any) -> str:
    return str(param.metavar or param.name)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def policy() -> str:
    """Return the page of a policy's keys, from its schema."""
    made = policy_schema.schema()
    parts = [
        "# Policy\n\n",
        NOTE,
        "A policy is in `pyproject.toml` under `[tool.fact-check]`, or in a file of its own, `fact-check.toml`. "
        "[Hold drafts back](../how-to/policy.md) shows how a desk uses one. `fact-check config` prints the policy that "
        "applies to a folder and where each value comes from; `fact-check config --schema` prints "
        "[the JSON Schema](policy.schema.json), with which editors complete the keys.\n\n",
        "| key | value | default | meaning |\n|---|---|---|---|\n",
    ]
    for key, value in made["properties"].items():
        parts.append(_row(key, value, made["$defs"], Config))
    for table, model in (("memory", MemoryPolicy), ("publisher", Publisher)):
        parts.append(f"\n## [tool.fact-check.{table}]\n\n| key | value | default | meaning |\n|---|---|---|---|\n")
        for key, value in made["$defs"][model.__name__]["properties"].items():
            parts.append(_row(key, value, made["$defs"], model))
    parts.append("\n## Names that are no drafts\n\nWithout `default-exclude` these are passed over in folders: ")
    parts.append(", ".join(f"`{glob}`" for glob in Config.model_fields["default_exclude"].default) + ".\n")
    return "".join(parts)


def _row(key: str, value: dict[str, Any], defs: dict[str, Any], model: type[BaseModel]) -> str:
    default = value.get("default")
    told = (
        "" if default in (None, [], {}, "") or key in ("severity", "default-exclude", "memory") else json.dumps(default)
    )
    shown = f"`{_cell(told)}`" if told else ""
    return f"| `{key}` | {_type(value, defs)} | {shown} | {_cell(value.get('description', ''))} |\n"


def _type(value: dict[str, Any], defs: dict[str, Any]) -> str:
    """Name a type of JSON Schema in TOML's words."""
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return " or ".join(f"`{one}`" for one in defs[name]["enum"]) if "enum" in defs[name] else "table"
    if "enum" in value:
        return " or ".join(f"`{one}`" for one in value["enum"])
    if "const" in value:
        return f"`{value['const']}`"
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(one, defs) for one in value["anyOf"] if one.get("type") != "null"))
    names = {"array": "list", "object": "table", "boolean": "true or false", "integer": "number", "string": "text"}
    return names.get(value.get("type", ""), str(value.get("type", "any")))


def every_rule() -> str:
    """Return the page of all rules, by file, with their examples."""
    by_file: dict[str, list[Rule]] = {}
    for rule in load_rules():
        by_file.setdefault(rule.id.split(".")[0], []).append(rule)
    parts = [
        "# Every rule\n\n",
        NOTE,
        "All rules that come with fact-check, with their reasons and some of their examples; `fact-check rules ID` "
        "prints one whole. [Rules and word lists](rules.md) explains their keys.\n",
    ]
    for file, rules in by_file.items():
        parts.append(f"\n## {file}\n")
        for rule in rules:
            parts.append(f"\n### {rule.id}\n\n{_sentence(rule.says)} {_sentence(rule.why)}\n")
            finds = [f"- finds: {_marked(one)}\n" for one in rule.finds[:2]]
            ignores = [f"- ignores: {_marked(one)}\n" for one in rule.ignores[:1]]
            if finds or ignores:
                parts += ["\n", *finds, *ignores]
    return "".join(parts)


def _marked(example: str) -> str:
    told = " ".join(example.split()).replace("{", "\0").replace("}", "\1")
    told = "".join(f"\\{c}" if c in "*_`<>[]|\\#" else c for c in told)
    return told.replace("\0", "**").replace("\1", "**")


def _sentence(text: str) -> str:
    told = " ".join(text.split())
    return f"{told[0].upper()}{told[1:].rstrip('.')}."


def claim() -> str:
    """Return the page of a claim's JSON, with one that the program found."""
    with tempfile.TemporaryDirectory() as folder:
        done = run("fact-check find dam.txt --format jsonl", set_up(Path(folder) / "desk"))
    example = json.loads(done.stdout.splitlines()[1])
    parts = [
        "# Claim JSON\n\n",
        NOTE,
        "`fact-check find --format jsonl` prints one claim a line, `--format json` one list; `find --schema` prints "
        "[the JSON Schema](claim.schema.json). Offsets are Unicode code points, half-open: into the file of a "
        "`.txt` or `.md` draft, into the extracted text of any other. A claim's `id` depends on its words and on which "
        "occurrence of them it is, never on its place, so an edit elsewhere does not change it.\n\n",
        f"```json\n{json.dumps(example, indent=2, ensure_ascii=False)}\n```\n",
    ]
    for model in (Claim, Source, Cue, Quantity, Evidence, Link, Suggestion):
        parts.append(_fields(model, claims_table.schema(), 2))
    for name, values in (
        ("Labels", Label),
        ("Kinds of sources", SourceKind),
        ("Bounds", Bound),
        ("Relations", Relation),
    ):
        parts.append(f"\n## {name}\n\n{', '.join(f'`{one}`' for one in values)}\n")
    return "".join(parts)


def journal() -> str:
    """Return the page of the journal, with the entries of a real review."""
    with tempfile.TemporaryDirectory() as folder:
        desk = set_up(Path(folder) / "desk")
        run("fact-check review dam.txt --plain --by Ana", desk, keys="s")
        (line,) = (desk / "dam.txt.review.jsonl").read_text(encoding="utf-8").splitlines()
    example = json.loads(line) | {"when": "2026-05-04T12:00:00Z", "id": "e2b6c0d19f3a7e58"}
    kinds = get_args(get_args(Event)[0])
    parts = [
        "# Journal\n\n",
        NOTE,
        "`<draft file name>.review.jsonl`, beside the draft: one JSON object a line, one line an event, only ever "
        "appended to. Its state is what the events add up to in the order of their times. [Anchors and "
        "journals](../explanation/journals.md) says why.\n\n",
        f"```json\n{json.dumps(example, indent=2, ensure_ascii=False)}\n```\n",
        "\n## Events\n\n| `what` | meaning | fields |\n|---|---|---|\n",
    ]
    shared = set(Entry.model_fields) | {"what", "claim", "anchor"}
    for kind in kinds:
        own = ", ".join(f"`{name}`" for name in kind.model_fields if name not in shared)
        says = _first(kind) or SAYS[kind.__name__]
        parts.append(f"| `{kind.model_fields['what'].default}` | {_cell(says)} | {own} |\n")
    parts.append(
        "\nEvery event but `undo` and `torn` also has `claim`, the claim's id, and `anchor`, the claim as it stood.\n"
    )
    schemas = {model.__name__: model.model_json_schema() for model in (Entry, Anchor, Mark, Suggested, Origin, Part)}
    for model in (Entry, Anchor, Mark, Suggested, Origin, Part):
        parts.append(_fields(model, schemas[model.__name__], 2))
    return "".join(parts)


SAYS = {"Labelled": "The reviewer's label of the claim.", "Noted": "A note on the claim."}
"""Of events whose code needs no word."""


def _fields(model: type[BaseModel], schema: dict[str, Any], level: int) -> str:
    defs = schema.get("$defs", {})
    properties = defs.get(model.__name__, schema)["properties"]
    told = _docstrings(model)
    lines = [f"\n{'#' * level} {model.__name__}\n\n{_first(model)}\n\n| field | value | meaning |\n|---|---|---|\n"]
    for name, value in properties.items():
        lines.append(f"| `{name}` | {_json_type(value, defs)} | {_cell(told.get(name, ''))} |\n")
    return "".join(lines)


def _json_type(value: dict[str, Any], defs: dict[str, Any]) -> str:
    if "$ref" in value:
        name = value["$ref"].rsplit("/", 1)[1]
        return " or ".join(f"`{v}`" for v in defs[name]["enum"]) if "enum" in defs.get(name, {}) else name
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_json_type(one, defs) for one in value["anyOf"]))
    if value.get("type") == "array":
        return f"list of {_json_type(value.get('items', {}), defs)}"
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return " or ".join(f"`{v}`" for v in value["enum"])
    return str(value.get("format") or value.get("type", "any"))


def _first(model: type) -> str:
    doc = model.__dict__.get("__doc__") or ""
    return " ".join(inspect.cleandoc(doc).split("\n\n")[0].split())


def _docstrings(model: type[BaseModel]) -> dict[str, str]:
    """Return what stands under each field in the source, of a model and of those it builds on."""
    found: dict[str, str] = {}
    for each in reversed([one for one in model.__mro__ if issubclass(one, BaseModel) and one is not BaseModel]):
        (made,) = ast.parse(inspect.getsource(each)).body
        assert isinstance(made, ast.ClassDef)
        for field, text in pairwise(made.body):
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(text, ast.Expr):
                found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _schema(made: Callable[[], dict[str, Any]]) -> Callable[[], str]:
    return lambda: json.dumps(made(), indent=2, ensure_ascii=False) + "\n"


WRITTEN: dict[str, Callable[[], str]] = {
    "commands.md": commands,
    "policy.md": policy,
    "policy.schema.json": _schema(policy_schema.schema),
    "every-rule.md": every_rule,
    "claim.md": claim,
    "claim.schema.json": _schema(claims_table.schema),
    "journal.md": journal,
}


def main() -> None:
    """Write every page."""
    from fact_check.check.explanations import write_pages
    from fact_check.man import page

    for name, made in WRITTEN.items():
        (REFERENCE / name).write_text(made(), encoding="utf-8")
    write_pages(DOCS / "findings")
    (DOCS / "fact-check.1").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
