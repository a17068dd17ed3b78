"""Write the model card that ships with the weights: training data, accuracy, sources and licences."""

from pathlib import Path

TEMPLATE = Path(__file__).with_name("model_card.md")

_ROWS = (
    ("tag", "Penn tags (`tag_`)"),
    ("pos", "UD parts of speech (`pos_`)"),
    ("morphology", "morphology, all features right"),
    ("lemma", "lemmas"),
    ("uas", "heads, UAS"),
    ("las", "heads and labels, LAS"),
    ("sentences", "sentences, F"),
    ("names", "names and their kinds in GUM, F"),
    ("other_names", "names and their kinds in wikigold and UNER, F"),
)


def table(scores: dict[str, float], given: dict[str, float]) -> str:
    """Format scores as a Markdown table, in per cent: on running text, and on the treebank's own words."""

    def cell(measured: dict[str, float], name: str) -> str:
        return f"{measured[name]:.1f}" if name in measured else ""

    rows = [f"| {title} | {cell(scores, name)} | {cell(given, name)} |" for name, title in _ROWS if name in scores]
    return "\n".join(["| layer | running text | words given |", "|---|---|---|", *rows])


def attribution_table(figures: dict[str, float]) -> str:
    """Format the attribution component's figures as a Markdown table, in per cent."""
    rows = [
        f"| {name} | " + " | ".join(f"{100 * figures[f'{name}-{part}']:.1f}" for part in "prf") + " |"
        for name in ("content", "full", "near", "cue")
        if f"{name}-f" in figures
    ]
    return "\n".join(["| measure | precision | recall | F |", "|---|---|---|---|", *rows])


def write(
    to: Path,
    scores: dict[str, float],
    given: dict[str, float],
    attributed: dict[str, float],
    depth: int,
    cost: str = "some three hours of one core",
) -> None:
    """Write `MODEL_CARD.md` into the folder `to`."""
    size = sum(file.stat().st_size for file in to.rglob("*") if file.is_file())
    card = TEMPLATE.read_text(encoding="utf-8").replace("{{scores}}", table(scores, given))
    card = card.replace("{{attribution}}", attribution_table(attributed)).replace("{{cost}}", cost)
    card = card.replace("{{size}}", f"{size / 1e6:.0f}").replace("{{depth}}", _NUMBERS[depth])
    (to / "MODEL_CARD.md").write_text(card, encoding="utf-8")


_NUMBERS = ("none", "one", "two", "three", "four", "five", "all six")
