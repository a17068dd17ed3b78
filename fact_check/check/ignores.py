"""Ignores that stand in a draft: one finding, a stretch of the draft, each with a reason.

    <!-- fact-check: ignore unevidenced "quoted words" reason="…" -->   the claim that holds these words
    <!-- fact-check: ignore unevidenced reason="…" -->                  claims on this line, or on the next paragraph
    <!-- fact-check: off denied reason="…" --> … <!-- fact-check: on --> all between, or to the end

In front matter the key `fact-check` holds one of them, or a list, without the comment marks. One that cannot be
read, or that gives no reason, ignores nothing and is a finding itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fact_check.check.findings import Finding, Judged, Lines, Suppressed
from fact_check.check.policy import Checked
from fact_check.claims import Piece, words
from fact_check.config import Config
from fact_check.errors import did_you_mean
from fact_check.output.sanitize import inert_line
from fact_check.read.front_matter import values_of
from fact_check.severity import KINDS, FindingKind, Severity

COMMENT = re.compile(r"<!--\s*fact-check:(.*?)-->", re.DOTALL)
FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^\1[ \t]*\r?$", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"""reason\s*=\s*(?:"([^"]*)"|“([^”]*)”|'([^']*)')|(?:"([^"]*)"|“([^”]*)”)|([^\s"“”]+)""")


@dataclass(frozen=True, slots=True)
class Ignore:
    """One directive, as it stands in the text."""

    start: int
    end: int
    kinds: frozenset[FindingKind] = frozenset()
    words: str | None = None
    """The claim's words, evened out; None for every claim in `covers`."""
    covers: Piece | None = None
    """The stretch of the text that it speaks about; None for all of it."""
    reason: str = ""
    problem: str | None = None
    """Why it cannot be followed."""

    def matches(self, f: Finding, at: Piece) -> bool:
        """Tell whether it covers a finding whose claim stands at `at`."""
        if self.problem is not None or f.kind not in self.kinds:
            return False
        if self.covers is not None and not (self.covers.start <= at.start < self.covers.end):
            return False
        return self.words is None or self.words in even(f.claim)


def even(text: str) -> str:
    """Return words as claims compare them: case, spacing and the style of quote marks evened out."""
    return words(text, [Piece(start=0, end=len(text))])


def apply(judged: Sequence[Judged], draft: Checked, config: Config) -> list[Judged]:
    """Mark the findings that an ignore of the draft covers; add a finding for each ignore that covers nothing."""
    if "fact-check" not in draft.text:
        return list(judged)
    found = ignores(draft.text)
    used: set[int] = set()
    marked = []
    for each in judged:
        hit = next((i for i, ignore in enumerate(found) if ignore.matches(each.finding, each.at)), None)
        if hit is not None:
            used.add(hit)
            because = Suppressed(by="ignore", reason=found[hit].reason)
            each = each.model_copy(update={"finding": each.finding.model_copy(update={"suppressed": because})})
        marked.append(each)
    severity = config.severity_of(FindingKind.UNUSED_IGNORE, draft.path)
    if severity is Severity.OFF:
        return marked
    lines = Lines(draft.text)
    for i, ignore in enumerate(found):
        if i not in used:
            said = inert_line(draft.text[ignore.start : ignore.end])
            finding = Finding(
                kind=FindingKind.UNUSED_IGNORE,
                severity=severity,
                path=draft.path,
                uri=draft.uri,
                place=lines.place(ignore.start, ignore.end),
                claim=said,
                why=ignore.problem or "no such finding stands there",
                next=KINDS[FindingKind.UNUSED_IGNORE].mend,
            )
            at = Piece(start=ignore.start, end=ignore.end)
            marked.append(Judged(finding=finding, at=at, key=(FindingKind.UNUSED_IGNORE, said)))
    return sorted(marked, key=lambda each: each.at.start)


def unended(text: str) -> int | None:
    """Return where an `off` stands that no `on` ends; None for none. It covers all that follows, perhaps unmeant."""
    last = None
    for comment in COMMENT.finditer(text):
        verb = comment[1].split(maxsplit=1)[0] if comment[1].strip() else ""
        if verb in ("off", "on"):
            last = comment.start() if verb == "off" else None
    return last


def stretches(text: str) -> list[Piece]:
    """Return where directives stand in a text: what they quote is no claim of the article."""
    return [Piece(start=m.start(), end=m.end()) for m in COMMENT.finditer(text)]


def ignores(text: str) -> list[Ignore]:
    """Read every directive of a draft, in text order; an `on` that ends an `off` is part of it."""
    found: list[Ignore] = []
    front = FRONT.match(text)
    if front is not None:
        found += [_read(said, at, at + length, None) for said, at, length in _in_front_matter(front)]
    open_at: int | None = None
    for comment in COMMENT.finditer(text):
        verb = comment[1].split(maxsplit=1)[0] if comment[1].strip() else ""
        if verb == "on":
            if open_at is None:
                found.append(Ignore(comment.start(), comment.end(), problem='no "off" stands before this "on"'))
            else:
                found[open_at] = _until(found[open_at], comment.start())
                open_at = None
            continue
        scope = Piece(start=comment.end(), end=len(text)) if verb == "off" else _beside(text, comment)
        if verb == "off" and open_at is not None:
            found[open_at] = _until(found[open_at], comment.start())
        found.append(_read(comment[1], comment.start(), comment.end(), scope))
        if verb == "off":
            open_at = len(found) - 1
    return found


def _until(ignore: Ignore, end: int) -> Ignore:
    covers = ignore.covers and Piece(start=ignore.covers.start, end=end)
    return Ignore(ignore.start, ignore.end, ignore.kinds, ignore.words, covers, ignore.reason, ignore.problem)


def _read(said: str, start: int, end: int, scope: Piece | None) -> Ignore:
    """Read a directive's words; `scope` is what it speaks about when it quotes none."""
    reason, quoted, plain = "", None, []
    for match in WORD.finditer(said):
        if match[6] is not None:
            plain += [word for word in match[6].split(",") if word]
        elif match[4] is not None or match[5] is not None:
            quoted = match[4] if match[4] is not None else match[5]
        else:
            reason = next(group for group in match.groups()[:3] if group is not None).strip()
    verb, *names = plain or [""]
    problem = _problem(verb, names, quoted, reason)
    kinds = frozenset(FindingKind(name) for name in names) if problem is None else frozenset()
    if verb == "off" and not names:
        kinds = frozenset(kind for kind, each in KINDS.items() if each.ignorable)
    evened = even(quoted) if quoted is not None else None
    covers = scope if evened is None or verb == "off" else None
    return Ignore(start, end, kinds, evened, covers, reason, problem)


def _problem(verb: str, names: list[str], quoted: str | None, reason: str) -> str | None:
    if verb not in ("ignore", "off"):
        mend = did_you_mean(verb, ["ignore", "off", "on"]) or 'write "ignore", "off" or "on"'
        return f"unknown word {verb!r}: {mend}"
    for name in names:
        if name not in list(FindingKind):
            mend = did_you_mean(name, list(FindingKind)) or "`fact-check check --explain` lists them"
            return f"unknown finding {name!r}: {mend}"
        if not KINDS[FindingKind(name)].ignorable:
            return f"{name} cannot be ignored; its severity can be set in the policy"
    if verb == "ignore" and not names:
        return "it names no finding, such as unevidenced"
    if quoted is not None and not quoted.strip():
        return "it quotes no words"
    if not reason:
        return 'it gives no reason: add reason="…"'
    return None


def _beside(text: str, comment: re.Match[str]) -> Piece:
    """Return the line that a comment stands on, or, when it stands alone, the paragraph after it."""
    opens = text.rfind("\n", 0, comment.start()) + 1
    closes = text.find("\n", comment.end())
    closes = len(text) if closes < 0 else closes
    line = text[opens : comment.start()] + text[comment.end() : closes]
    if COMMENT.sub("", line).strip():
        return Piece(start=opens, end=closes)
    rest = re.compile(r"\s*").match(text, closes)
    begins = rest.end() if rest else closes
    ends = re.compile(r"\n[ \t\r]*\n").search(text, begins)
    return Piece(start=closes, end=ends.start() if ends else len(text))


def _in_front_matter(front: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    """Yield each directive of front matter and where it stands in the text; what does not parse has none."""
    content = front[2]
    if "fact-check" not in content:
        return
    for said, start, end in values_of(content, "fact-check", toml=front[1] == "+++"):
        yield said, front.start(2) + start, end - start
