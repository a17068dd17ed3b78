"""The cues, as data that a news desk can edit: rules/*.toml → Rule.

A rule has an id (`file.name`), what it says, why it exists, one way to match, what a match does, and examples
that are its tests. A broken file is an error that names file, rule, key and the fix; it is never half-loaded.

Past 250 lines because every key of a rule is declared and explained here, and nowhere else.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, ValidationInfo, field_validator, model_validator

from fact_check.claims import Effect, Frozen, Label, RuleId, SourceKind
from fact_check.errors import RuleError, did_you_mean, plainly
from fact_check.runtime.expressions import endless
from fact_check.runtime.files import Seen, refusal, settings_bytes
from fact_check.toml_text import toml_text

PACKED = Path(__file__).parent / "_rules"
"""Where the wheel has the rules; in a checkout they are beside the package."""

ID = re.compile(r"[a-z][a-z0-9-]*\.[a-z0-9][a-z0-9-]*")

_TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X"
"""Universal part-of-speech tags."""
_WORDS = "ORTH TEXT LOWER POS TAG MORPH DEP LEMMA SHAPE ENT_TYPE ENT_IOB ENT_ID ENT_KB_ID NORM OP"
_FLAGS = (
    "SPACY IS_ALPHA IS_ASCII IS_DIGIT IS_LOWER IS_UPPER IS_TITLE IS_PUNCT IS_SPACE IS_BRACKET IS_QUOTE IS_LEFT_PUNCT"
    " IS_RIGHT_PUNCT IS_CURRENCY IS_STOP IS_SENT_START SENT_START LIKE_NUM LIKE_URL LIKE_EMAIL"
)
"""What a token pattern may ask of a token, as spaCy's Matcher has it: in words, and whether it is something."""

Content = Literal["object", "predicate", "figure", "sentence", "subject", "noun", "cue", "headline"]


class Rule(Frozen):
    """One entry of a rule file."""

    id: RuleId
    says: str = Field(min_length=1)
    """What a match means, in a reviewer's words: "someone denies or rejects this"."""
    why: str = Field(min_length=1)

    lemmas: tuple[str, ...] = ()
    """Base forms of one word; `pos` narrows them."""
    pos: tuple[str, ...] = ()
    """Universal part-of-speech tags that a lemma may have; empty means any."""
    phrases: tuple[str, ...] = ()
    """Words as written, any case."""
    tokens: tuple[tuple[dict[str, Any], ...], ...] = ()
    """spaCy token patterns."""
    lines: tuple[str, ...] = ()
    """Regular expressions that match a whole line, any case (furniture)."""
    objects: tuple[str, ...] = ()
    """Lemmas, one of which must be the head of the cue's object, unless that is a clause. For verbs that are a cue only
    with the right noun: "rejected the claims", not "rejected the bill". With content = "subject", of its subject,
    unless that is a pronoun: "the figures are wrong", not "the plan is wrong"."""

    effect: Effect | None = None
    content: Content | None = None
    """Where the content is. By default, it is a clause that the cue governs, or a quotation. "object": for want of one,
    the noun phrase that the cue governs. "predicate": its object with the predicate ("accused {the firm of fraud}").
    "figure": its object with a number, a place or a date ("put {the toll at 40}", "valued {the stake at $3m}").
    "sentence": the clause that the cue is in, without the cue. "subject": the cue's subject with what the cue governs.
    "noun": the noun after the cue, from the cue on ("alleged {plots}"). "cue": the content of the cue that it modifies
    ("claimed without evidence {that …}"). "headline": the headline, and nothing elsewhere."""
    plain: bool = False
    """Whether its verbs are plain verbs of saying: their object isn't a statement ("told a story"), and source, verb
    and clause side by side are an attribution beyond doubt."""
    infinitives: tuple[str, ...] = ()
    """Its verbs whose infinitive is also a statement: "claims {to own the boat}"."""
    told: tuple[str, ...] = ()
    """Its verbs that may name the listener before the content: "warned residents {that …}"."""
    naming: tuple[str, ...] = ()
    """Its verbs whose object alone, however long, isn't a statement: "called the head of the firm"."""
    accuses: Literal["object", "subject"] | None = None
    """Whom its cue accuses: its object or its subject. `report` lists who has not answered."""
    broad: bool = False
    """Whether its cue also rejects what is no statement: a bill, an offer, a person ("dismissed the coach"). Such a
    cue answers another claim only if its content names a statement."""
    silences: bool = False
    """Whether its matches report nothing, whatever the trained model says; implied if it cancels a rule that
    reports."""
    source: SourceKind | None = None
    """What kind of source a match is ("sources said": anonymous)."""
    label: Label | None = None
    """For the rules of suggest.toml: the label they give."""
    cancels: tuple[RuleId, ...] = ()
    """Rules whose matches don't count where this one matches."""

    finds: tuple[str, ...] = ()
    """Sentences in which it must match at the {marked} words and nowhere else."""
    ignores: tuple[str, ...] = ()
    """Near misses: sentences in which it must not match."""
    todo_finds: tuple[str, ...] = ()
    todo_ignores: tuple[str, ...] = ()

    @field_validator("id")
    @classmethod
    def _named(cls, value: str) -> str:
        if not ID.fullmatch(value):
            raise ValueError('is not an id; write it as "file.name", in lower-case letters, digits and hyphens')
        return value

    @field_validator("lemmas", "pos", "phrases", "lines", "objects", "finds", "ignores", "todo_finds", "todo_ignores")
    @classmethod
    def _says_something(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for number, each in enumerate(value, start=1):
            if not each.strip():
                raise ValueError(f"item {number} is empty; fill it in or take it out")
        return value

    @field_validator("pos")
    @classmethod
    def _tags(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for tag in value:
            if tag not in _TAGS.split():
                mend = did_you_mean(tag.upper(), _TAGS.split()) or f"known: {', '.join(_TAGS.split())}"
                raise ValueError(f"no part of speech {tag!r}; {mend}")
        return value

    @field_validator("tokens")
    @classmethod
    def _patterns(cls, value: tuple[tuple[dict[str, Any], ...], ...]) -> tuple[tuple[dict[str, Any], ...], ...]:
        for pattern in value:
            if not pattern:
                raise ValueError('a pattern is empty; write [[{ LOWER = "word" }]]')
            for token in pattern:
                for name, wanted in token.items():
                    _check_asked(name, wanted)
        return value

    @field_validator("lines")
    @classmethod
    def _compiles(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in value:
            try:
                re.compile(pattern)
                why = endless(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                raise ValueError(f"{pattern!r} is not a regular expression: {error}; fix it") from None
            if why is not None:
                raise ValueError(f"{pattern!r} could run forever: {why}; write it without that")
        return value

    @field_validator("finds", "todo_finds")
    @classmethod
    def _marked(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for example in value:
            if example.count("{") != example.count("}") or "{" not in example:
                raise ValueError(f"nothing is marked in {example!r}; put the words that match between {{ and }}")
        return value

    @field_validator("infinitives", "told", "naming")
    @classmethod
    def _own_verbs(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        own = _words_in([info.data.get(way, ()) for way in ("lemmas", "phrases", "tokens")])
        for verb in value:
            if own and verb not in own:
                near = did_you_mean(verb, own) or "write it as in `lemmas` or `tokens`"
                raise ValueError(f"{verb!r} is not a word of this rule; {near}")
        return value

    def _shows(self, example: str) -> bool:
        """Tell whether an example has a phrase marked, or a line that a pattern matches."""
        marked = re.findall(r"\{([^{}]*)\}", example)
        phrases = {_straight(phrase) for phrase in self.phrases}
        lines = (re.fullmatch(pattern, run, re.IGNORECASE) for pattern in self.lines for run in marked)
        return any(_straight(run) in phrases for run in marked) or any(lines)

    @model_validator(mode="after")
    def _does_something(self) -> "Rule":
        ways = [w for w in ("lemmas", "phrases", "tokens", "lines") if getattr(self, w)]
        if ways and not self.finds:
            raise ValueError("finds: there is no example; give at least one sentence in which it matches, {marked}")
        if (self.phrases or self.lines) and not (self.lemmas or self.tokens) and not any(map(self._shows, self.finds)):
            raise ValueError("finds: none of its own examples has what it looks for between { and }; mark it in one")
        does = self.effect or self.source or self.label or self.cancels or self.lines
        if ways and not does:
            raise ValueError(
                "effect: a match does nothing; say what it does (reports, denies, doubts, hedges), or cancels = [ids]"
            )
        return self


def _check_asked(name: str, wanted: object) -> None:
    """Raise ValueError for what a token pattern cannot ask of a token."""
    known = [*_WORDS.split(), *_FLAGS.split(), "LENGTH", "_"]
    if name.upper() not in known:
        raise ValueError(
            f"no attribute of a token {name!r}; {did_you_mean(name.upper(), known) or 'see the Matcher of spaCy'}"
        )
    if isinstance(wanted, dict):
        return
    if name.upper() in _WORDS.split() and not isinstance(wanted, str):
        raise ValueError(f"{name} must be a string, not {toml_text(wanted)[:60]}; put it in quotation marks")
    if name.upper() in _FLAGS.split() and not isinstance(wanted, bool):
        raise ValueError(f"{name} must be true or false, not {toml_text(wanted)[:60]}; write true or false")


def _straight(text: str) -> str:
    return text.replace("’", "'").casefold()


def rules_folder() -> Path:
    """Return the folder of the rules that come with the project, in a wheel and in a checkout alike."""
    return PACKED if PACKED.is_dir() else Path(__file__).parents[1] / "rules"


def load_rules(own: tuple[str, ...] = (), disabled: tuple[str, ...] = ()) -> tuple[Rule, ...]:
    """Load the project's rules and then the desk's own files, in name order, without those that the desk has disabled.

    The same files are loaded once, and again after a change. Raises RuleError for a file that cannot be read, an
    unknown key, a wrong value, an id given twice.
    """
    return _loaded(own, disabled, tuple(Seen.of(Path(file)) for file in own))


@lru_cache(maxsize=8)
def _loaded(own: tuple[str, ...], disabled: tuple[str, ...], _: tuple[Seen, ...]) -> tuple[Rule, ...]:
    """Load rules as `load_rules` does; what the files are like is passed so that a changed one is another call."""
    rules = {rule.id: rule for rule in _ours()}
    for file in map(Path, own):
        for rule in read_rules(file):
            if rule.id in rules:
                raise RuleError("this id is already taken", where=f"{file}: {rule.id}: id", mend="rename it")
            rules[rule.id] = rule
    for rule in rules.values():
        for cancelled in rule.cancels:
            if cancelled not in rules:
                near = did_you_mean(cancelled, rules)
                raise RuleError(
                    f"no rule {cancelled!r}",
                    where=f"{rule.id}: cancels",
                    mend=near or "see `fact-check rules`",
                )
    reporting = {rule.id for rule in rules.values() if rule.effect is Effect.REPORTS}
    left = rules.keys() - _disabled(rules, disabled)
    return tuple(
        rule if reporting.isdisjoint(rule.cancels) else rule.model_copy(update={"silences": True})
        for rule in rules.values()
        if rule.id in left
    )


@cache
def _ours() -> tuple[Rule, ...]:
    """Read the rules that come with the project, which stay as they are while a process runs."""
    return tuple(rule for file in sorted(rules_folder().glob("*.toml")) for rule in read_rules(file))


@cache
def shipped() -> frozenset[RuleId]:
    """Return the ids of the project's own rules; those of a desk are others, for an id is given once."""
    return frozenset(rule.id for rule in _ours())


def _disabled(rules: Mapping[RuleId, Rule], wanted: Iterable[str]) -> set[RuleId]:
    """Return the ids of disabled rules, which are named by their ids or by their file's name."""
    found: set[RuleId] = set()
    for name in wanted:
        meant = [rule for rule in rules.values() if name in (rule.id, rule.id.partition(".")[0])]
        if not meant:
            mend = did_you_mean(name, rules) or "see `fact-check rules`"
            raise RuleError(f"no rule {name!r}", where="disable", mend=mend)
        matching = [rule.id for rule in meant if rule.lemmas or rule.phrases or rule.tokens or rule.lines]
        if not matching:
            mend = "see `fact-check rules` for those that do"
            raise RuleError(f"{name!r} matches nothing that could be left out", where="disable", mend=mend)
        found.update(matching)
    return found


def with_file(files: tuple[str, ...], wanted: str | None) -> tuple[tuple[str, ...], str | None]:
    """Return the rule files to load and the rules to look at, where a user may have named a rule file."""
    if wanted is None or not wanted.endswith(".toml"):
        return files, wanted
    file = Path(wanted).absolute()
    loaded = file.parent == rules_folder() or str(file) in files
    return files if loaded else (*files, str(file)), file.stem


def read_rules(file: Path) -> list[Rule]:
    """Read one rule file.

    Raises RuleError, which names file, rule, key and the fix.
    """
    try:
        data = tomllib.loads(settings_bytes(file).decode("utf-8"))
    except OSError as error:
        raise RuleError(where=str(file), **refusal(error)) from None
    except (ValueError, RecursionError) as error:  # of bytes, of TOML, of huge numbers and of depth
        raise RuleError(f"is not TOML: {error}", where=str(file), mend="fix that line") from None
    if set(data) - {"rule"}:
        key = min(set(data) - {"rule"})
        raise RuleError(f"unknown key {key!r}", where=str(file), mend="write each rule under [[rule]]")
    entries = data.get("rule", [])
    if not isinstance(entries, list):
        raise RuleError("`rule` is one table", where=str(file), mend="write [[rule]], with two brackets")
    return [_rule(file, number, entry) for number, entry in enumerate(entries, start=1)]


def select(rules: Iterable[Rule], prefix: str) -> tuple[Rule, ...]:
    """Return the rules of one file: `select(rules, "furniture")`."""
    return tuple(r for r in rules if r.id.startswith(f"{prefix}."))


def furniture_rules(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Return the rules that know furniture by its lines, the project's and the desk's, whatever their file's name."""
    return tuple(rule for rule in rules if rule.lines)


def near_id(wanted: str, rules: Sequence[Rule]) -> str | None:
    """Return the id that a mistyped one most likely meant, as a question, or None."""
    return did_you_mean(wanted, [r.id for r in rules])


def _words_in(value: object) -> set[str]:
    """Return every word of a rule's lemmas, phrases and token patterns."""
    if isinstance(value, str):
        return {value, *value.split()}
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, (list, tuple)) else ()
    return set[str]().union(*map(_words_in, parts))


def _rule(file: Path, number: int, entry: object) -> Rule:
    if not isinstance(entry, dict):
        raise RuleError(
            f"must be a table, not {toml_text(entry)[:60]}",
            where=f"{file}: rule {number}",
            mend="write it under [[rule]]",
        )
    name = entry["id"] if entry.get("id") and isinstance(entry["id"], str) else f"rule {number}"
    try:
        rule = Rule.model_validate(entry)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key, *inner = map(str, first["loc"] or ("",))
        what, mend = _fault(first["type"], key, inner, first["msg"], first["input"])
        raise RuleError(what, where=": ".join(filter(None, (str(file), name, key))), mend=mend) from None
    if not rule.id.startswith(f"{file.stem}."):
        raise RuleError("an id begins with its file's name", where=f"{file}: {name}: id", mend=f'write "{file.stem}.…"')
    return rule


def _fault(kind: str, key: str, inner: Sequence[str], said: str, given: object) -> tuple[str, str]:
    """Return what is wrong with a key's value, and what to do about it."""
    if kind == "extra_forbidden":
        return f"unknown key {key!r}", did_you_mean(key, Rule.model_fields) or f"known: {', '.join(Rule.model_fields)}"
    if kind == "missing":
        return f"{key!r} is missing", "add it"
    what = plainly(said)
    if kind == "value_error":
        what, _, mend = what.partition("; ")
        return what, mend
    if kind == "string_too_short":
        return what, "fill it in"
    places = [f"item {int(part) + 1}" for part in inner if part.isdigit()]
    what = f"{', '.join(places)} {what}, not {toml_text(given)[:60]}".lstrip()
    if kind in ("literal_error", "enum"):
        known = re.findall(r"'([^']+)'", what.rpartition(", not ")[0])
        return what, did_you_mean(str(given), known) or "write one of these"
    return what, _AS.get(kind if len(inner) < 2 else "", "see docs/reference/rules.md")


_AS = {
    "string_type": "put it in quotation marks",
    "tuple_type": 'write ["…", "…"]',
    "bool_type": "write true or false",
    "bool_parsing": "write true or false",
}
"""How what is asked for is written, by pydantic's kind of error."""
