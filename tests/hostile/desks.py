"""A desk on which everything that somebody else may write is written by one who means harm."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, get_args

from marked import draft
from pydantic import BaseModel, ValidationError

from fact_check.claims import Claim, Effect, Label, Relation, SourceKind
from fact_check.config import Config
from fact_check.drafts.cache import Cache, ground
from fact_check.drafts.driver import Entry as Kept
from fact_check.drafts.driver import entry_file
from fact_check.ledger import events
from fact_check.ledger.anchor import anchor_of
from fact_check.ledger.paths import journal_of
from fact_check.read import read_bytes
from fact_check.rules import Rule

ATTACKS = {
    "a formula": '=cmd|"/C calc"!A0',
    "a command of a workflow": "\r\n::error file=a::owned\n::set-output name=owned::1",
    "another system's": "\n##[error]owned\n##vso[task.complete result=Failed;]owned",
    "a style": "\x1b[31mred\x1b[8m",
    "a title": "\x1b]0;owned\x07\x1bPq\x1b\\",
    "a link of the terminal": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x07",
    "controls of one byte": "\x7f\x80\x85\x9b31m\x9downed\x9f",
    "turned round": "\u202egnp.exe\u2066\u200f\u061c",
    "hidden": "\u200b\ufeff\u2028\u2029\U000e0041",
    "Rich markup": "[link=http://evil.example]clickme[/link][/b][red]",
    "an element": "</script><script>owned()</script><img src=x onerror=owned()><!--",
    "an address": "www.evil.example ftp://evil.example/x http://evil.example/y a@evil.example @all #1",
    "Markdown": "![x](http://evil.example/i.png) [y](javascript:owned()) <b>| `",
    "half a character": "\ud800",
}
"""What may stand in any text, by what it is after."""
ALL = "".join(ATTACKS.values())
FORMULAS = ("=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1", " =1+1", "＝1+1")
WHEN = datetime(2026, 1, 1, tzinfo=UTC)
NAMED = ALL.replace("/", "\u2215").replace("\0", "").replace("\ud800", "")
"""As the part of a path: the longest that a file may be called is 255 bytes."""
FOLDER, FILE = f"=1 {NAMED[14:110]}<", f"script>{NAMED[110:195]}.md"


def values(deep: bool) -> list[str]:
    """Return what each field is given: everything at once, and in the long form each attack alone too."""
    return [ALL, ALL[16:], *(ATTACKS.values() if deep else ()), *(FORMULAS if deep else FORMULAS[:2])]


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield where in some JSON a value stands."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inner:
        if isinstance(each, (dict, list)) and each:
            yield from leaves(each, (*path, key))
        else:
            yield (*path, key)


def put(value: Any, path: tuple[str | int, ...], what: Any) -> Any:
    """Return a copy of some JSON with another value at a place."""
    copy = json.loads(json.dumps(value))
    held = copy
    for key in path[:-1]:
        held = held[key]
    held[path[-1]] = what
    return copy


def every_event(found: Claim, other: Claim, text: str) -> list[dict[str, Any]]:
    """Return an event of every kind, with every field given."""
    anchor = anchor_of(found, text).model_dump(mode="json", exclude_none=True)
    mark = {"start": found.span.start, "text": found.span.text}
    anchor = mark | {"prefix": "a", "suffix": "b", "pieces": [{"start": found.span.start, "end": found.span.end}]}
    anchor |= {"source": mark, "resolved": "Ida", "cue": mark, "frame": mark}
    to = anchor_of(other, text).model_dump(mode="json", exclude_none=True)
    suggested = {"label": "denied", "rule": "suggest.test", "cue": "reporting.says"}
    origin = {"where": "old.md", "claim": "c1", "text": "40 died", "who": "ana", "when": "2026-01-01T00:00:00Z"}
    given: dict[str, Any] = {
        "label": Label.SOURCED.value,
        "suggested": suggested,
        "origin": origin,
        "text": "a note",
        "to": to,
        "at": to,
        "url": "https://e.example/a",
        "relation": Relation.CONFLICTS.value,
        "to_anchor": to,
        "kind": SourceKind.PERSON.value,
        "parts": [{"claim": other.id, "anchor": to}],
        "tag": "called",
        "on": True,
        "of": "e000000000000000",
    }
    whose = {"link": {"to": other.id}, "unlink": {"to": other.id}, "assign": {"to": "bea"}}
    made = []
    for kind in get_args(get_args(events.Event)[0]):
        what = kind.model_fields["what"].default
        own = set(kind.model_fields) - {"version", "id", "who", "when", "what", "claim", "anchor"}
        base = {"version": 1, "id": "e000000000000001", "who": "mal", "when": "2026-01-01T00:00:00Z", "what": what}
        if "claim" in kind.model_fields:
            base |= {"claim": found.id, "anchor": anchor}
        made.append(base | {name: given[name] for name in own} | whose.get(what, {}))
    return made


def forged(whole: list[dict[str, Any]], deep: bool) -> Iterator[tuple[str, str]]:
    """Yield a line of a journal for each field of each event and each value, after the field's name."""
    for event in whole:
        for path in leaves(event):
            for value in values(deep):
                yield f"{event['what']}.{'.'.join(map(str, path))}", json.dumps(put(event, path, value))


def numbered(line: str, n: int) -> dict[str, Any]:
    """Return a line's event with an id and a moment of its own, but where these are what was forged."""
    event: dict[str, Any] = json.loads(line)
    own = {"e000000000000001": f"e{n:015x}"}.get(event["id"], event["id"])
    when = (WHEN + timedelta(seconds=n)).isoformat() if event["when"] == "2026-01-01T00:00:00Z" else event["when"]
    return event | {"id": own, "when": when}


def is_event(line: str) -> bool:
    try:
        events.EVENT.validate_json(line)
    except ValidationError:
        return False
    return True


RULE = {
    "id": "desk.a",
    "says": f"says {ALL}",
    "why": f"why {ALL}",
    "phrases": ["quothed", f"quothe {ALL}"],
    "objects": [],
    "effect": "reports",
    "finds": ["The ministry {quothed} that 40 villagers were killed."],
    "ignores": [f"The court sat. {ALL}"],
    "todo_finds": [f"Later {{quothe}} {ALL}".replace("{", "{", 1)],
}


def toml(value: Any) -> str:
    """Write a value as TOML."""
    match value:
        case dict():
            return "{" + ", ".join(f"{toml(key)} = {toml(each)}" for key, each in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(toml, value)) + "]"
        case str():
            told = json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False)
            return "".join(f"\\U{ord(c):08x}" if ord(c) < 32 or 126 < ord(c) < 160 else c for c in told)
        case _:
            return json.dumps(value)


def table(head: str, value: dict[str, Any]) -> str:
    return f"{head}\n" + "".join(f"{toml(key)} = {toml(each)}\n" for key, each in value.items())


POLICY = {
    "judge": "suggested",
    "exclude": [f"x{ALL}".replace("[", "").replace("\n", " ").replace("\r", " ")],
    "rules": ["desk.toml"],
    "tags": ["called", f"tag {ALL}"],
    "per-path": {f"y{ALL}".replace("[", "").replace("\n", " ").replace("\r", " "): {"denied": "info"}},
    "publisher": {"name": f"The {ALL}", "url": "https://post.example", "articles": "https://post.example/{name}"},
}

CLAIM = ALL.replace("{", "").replace("}", "").replace("\n", " ").replace("\r", "")


def write_desk(root: Path, *, deep: bool) -> dict[str, Path]:
    """Write policy, rules, word lists, drafts under hostile names, their claims into the cache, and their journals."""
    (root / "fact-check.toml").write_text(table("", POLICY), encoding="utf-8")
    (root / "desk.toml").write_text(table("[[rule]]", RULE), encoding="utf-8")
    policy = Config(root=root, file=root / "fact-check.toml", rules=("desk.toml",))
    cache = Cache(root, ground(policy.desk_files, None))
    (root / FOLDER).mkdir()
    front = json.dumps(f"Dam {CLAIM}".encode("utf-8", "replace").decode())
    body = f"Said {CLAIM} on Monday that {{40 men {CLAIM} left}}.\n\nBo denied {CLAIM} that {{40 men left}}.\n"
    body = body.encode("utf-8", "replace").decode()
    text = f"---\ntitle: {front}\ndescription: {front}\n---\n\n# {CLAIM}\n\n{body}".encode("utf-8", "replace").decode()
    made: dict[str, Path] = {}
    for name in (f"{FOLDER}/{FILE}", "plain.md"):
        path = root / name
        source = f"Said {CLAIM} on Monday".encode("utf-8", "replace").decode()
        _, claims = draft(text, path=str(path), source=source, resolved=ALL[:-1], cue=source, because=f"as {ALL[:-1]}")
        article = read_bytes(str(path), text.replace("{", "").replace("}", "").encode())
        path.write_text(article.text, encoding="utf-8", newline="")
        cache.save(entry_file(cache, str(path), path.read_bytes()), Kept(article=article, claims=claims))
        lines = [line for _, line in forged(every_event(claims[0], claims[1], article.text), deep) if is_event(line)]
        told = [json.dumps(numbered(line, n)) for n, line in enumerate(lines, 2)]
        journal_of(path).write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
        made[name] = path
    return made


def policies(deep: bool) -> Iterator[tuple[str, str]]:
    """Yield a policy for each of its keys and each value, after the key's name."""
    for name, field in Config.model_fields.items():
        if field.exclude:
            continue
        key = name.replace("_", "-")
        for value in values(deep):
            yield f"{key} = text", table("", {key: value})
            yield f"{key} = list", table("", {key: [value]})
            yield f"{key} = table", table("", {key: {value: value}})
            yield f"{key} = table of lists", table("", {key: {value: [value]}})
        inner = {"publisher": ("name", "url", "articles"), "memory": ("paths", "meaning"), "keys": ("sourced",)}
        for each in inner.get(key, ()):
            for value in values(deep):
                whole = {"name": "a"} if key == "publisher" else {}
                yield f"{key}.{each}", table("", {key: whole | {each: [value] if each == "paths" else value}})
    for value in values(deep):
        yield "an unknown key", table("", {value: 1})
        yield "no TOML", f"a = {value}".encode("utf-8", "replace").decode()


def rules(deep: bool) -> Iterator[tuple[str, str]]:
    """Yield a rule file for each field of a rule and each value, after the field's name."""
    plain = {"id": "desk.a", "says": "a", "why": "b", "lemmas": ["say"], "effect": "reports"}
    plain |= {"finds": ["Tom {said} that 40 men left."]}
    for name in Rule.model_fields:
        for value in values(deep):
            yield name, table("[[rule]]", plain | {name: value})
            yield f"{name}, a list", table("[[rule]]", plain | {name: [value]})
    for value in values(deep):
        yield "an unknown key", table("[[rule]]", plain | {value: 1})


def of_model(model: type[BaseModel]) -> set[str]:
    """Return the names of a model's fields."""
    return set(model.model_fields)


DENIES = Effect.DENIES
