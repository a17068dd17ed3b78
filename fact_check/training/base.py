"""Train the base of the bundled pipeline: tags, morphology, lemmas, sentences, parse and names."""

import json
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_config, load_model, load_model_from_config
from thinc.api import Adam, fix_random_seed

import fact_check.language.components  # noqa: F401  (registers what the config names)
from fact_check.language.tokens import tokenizer
from fact_check.training import names, treebank
from fact_check.training.augment import varied
from fact_check.training.documents import chunks, example
from fact_check.training.scores import score
from fact_check.training.treebank import Document

CONFIG = Path(__file__).with_name("base.cfg")


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how hard to train. `steps` batches of at least `batch` words."""

    steps: int = 5500
    batch: int = 1000
    rate: float = 0.002
    warmup: int = 200
    dropout: float = 0.2
    seed: int = 7
    check: int = 500
    """Measure and keep a checkpoint every so many steps."""


@dataclass(frozen=True, slots=True)
class Data:
    """What is trained on, and what is only measured on."""

    train: list[Document]
    dev: list[Document]
    dev_names: list[Document]


def read(folder: Path) -> Data:
    """Read the treebanks and the names below `folder` (`treebank/`, `names/`)."""
    trees, named = folder / "treebank", folder / "names"
    gum_dev = [names.from_gum(d) for d in treebank.read(trees / "gum-dev.conllu.xz")]
    wikigold = list(names.read_wikigold(named / "wikigold.conll.xz"))
    uner = list(names.read_uner(named / "ewt-dev.iob2.xz"))
    train = [
        *treebank.read(trees / "ewt-train.conllu.xz"),
        *(names.from_gum(d) for d in treebank.read(trees / "gum-train.conllu.xz")),
        *(d for i, d in enumerate(wikigold) if i % 5),
        *(d for i, d in enumerate(uner) if i % 2),
    ]
    held_out = [*(d for i, d in enumerate(wikigold) if not i % 5), *(d for i, d in enumerate(uner) if not i % 2)]
    return Data(train, [*treebank.read(trees / "ewt-dev.conllu.xz"), *gum_dev], held_out)


def train(data: Data, to: Path, plan: Plan = Plan(), resume: bool = False) -> Language:
    """Train and return the pipeline; checkpoints, the best one and a log go below `to`."""
    fix_random_seed(plan.seed)
    to.mkdir(parents=True, exist_ok=True)
    done = 0
    if resume:
        done = json.loads((to / "last.json").read_text())["step"]
        nlp = load(to / "last")
        nlp.resume_training()
        lemmatizer: Any = nlp.get_pipe("lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}  # spaCy forgets it
    else:
        nlp = load_model_from_config(load_config(CONFIG), auto_fill=True)
        plain = [example(nlp, document.paragraphs) for document in data.train]
        nlp.initialize(lambda: plain)
    optimizer = Adam(learn_rate=plan.rate, L2=0.01, grad_clip=1.0, use_averages=True, L2_is_weight_decay=True)
    dev = [example(nlp, document.paragraphs) for document in data.dev]
    dev_names = [example(nlp, document.paragraphs) for document in data.dev_names]
    best = 0.0
    losses: Counter[str] = Counter()
    started = time.monotonic()
    for step, batch in enumerate(batches(nlp, data.train, plan, done), done + 1):
        optimizer.learn_rate = rate_at(plan, step)
        for name, loss in nlp.update(batch, sgd=optimizer, drop=plan.dropout).items():
            losses[name] += loss
        if step % plan.check == 0 or step == plan.steps:
            (to / "last.json").write_text(json.dumps({"step": step}))
            save(nlp, to / "last")
            with nlp.use_params(optimizer.averages):
                scores = measure(nlp, dev, dev_names)
                if total(scores) > best:
                    best = total(scores)
                    save(nlp, to / "best")
            minutes = (time.monotonic() - started) / 60
            line = {
                "step": step,
                "minutes": round(minutes, 1),
                **scores,
                "loss": {k: round(v) for k, v in losses.items()},
            }
            losses.clear()
            with (to / "log.jsonl").open("a") as log:
                log.write(json.dumps(line) + "\n")
            print(json.dumps(line), flush=True)
        if step >= plan.steps:
            break
    return load(to / "best")


def rate_at(plan: Plan, step: int) -> float:
    """Rise over the warm-up, then fall in a straight line to a fiftieth."""
    if step < plan.warmup:
        return plan.rate * step / plan.warmup
    return plan.rate * max(0.02, 1 - (step - plan.warmup) / (plan.steps - plan.warmup))


def batches(nlp: Language, documents: list[Document], plan: Plan, done: int) -> Iterator[list[Example]]:
    """Yield batches without end; each epoch's texts, changes and order come from the seed and the epoch."""
    frequency = Counter(w.form for d in documents for p in d.paragraphs for s in p for w in s)
    step = 0
    epoch = 0
    while True:
        rng = Random(f"{plan.seed}:{epoch}")
        texts = [part for document in documents for part in chunks(document, rng)]
        rng.shuffle(texts)
        batch: list[list[list[treebank.Sentence]]] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += sum(len(sentence) for paragraph in text for sentence in paragraph)
            if size >= plan.batch:
                step += 1
                if step > done:
                    yield [example(nlp, varied(part, rng, frequency), rng) for part in batch]
                batch, size = [], 0
        epoch += 1


def measure(nlp: Language, dev: list[Example], dev_names: list[Example]) -> dict[str, float]:
    """Score the pipeline on running text in per cent; `names` is on GUM, `other_names` on wikigold and UNER."""
    named = score(parsed(nlp, dev_names, nlp.make_doc))["names"]
    return {**score(parsed(nlp, dev, nlp.make_doc)), "other_names": named}


def measure_given_words(nlp: Language, dev: list[Example]) -> dict[str, float]:
    """Score the layers on the treebank's own words; sentences are still the pipeline's."""
    texts = {eg.reference.text: eg.reference for eg in dev}

    def same_words(text: str) -> Doc:
        spaces = [bool(token.whitespace_) for token in texts[text]]
        return Doc(nlp.vocab, [token.text for token in texts[text]], spaces)

    return score(parsed(nlp, dev, same_words))


def parsed(nlp: Language, examples: list[Example], words: Callable[[str], Doc]) -> Iterator[Example]:
    """Parse the texts of examples anew."""
    docs = nlp.pipe([words(example.reference.text) for example in examples])
    for doc, old in zip(docs, examples, strict=True):
        yield Example(doc, old.reference)


def total(scores: dict[str, float]) -> float:
    """Weigh the layers by what the finder needs of them."""
    return scores["las"] + scores["tag"] + 0.5 * (scores["sentences"] + scores["lemma"]) + 0.3 * scores["other_names"]


def load(folder: Path) -> Language:
    """Load a checkpoint; its words are cut by the tokenizer as it is now."""
    nlp = load_model(folder)
    nlp.tokenizer = tokenizer()(nlp)
    return nlp


def save(nlp: Language, to: Path) -> None:
    """Write the pipeline whole or not at all."""
    aside = to.with_name(to.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    nlp.to_disk(aside)
    shutil.rmtree(to, ignore_errors=True)
    aside.rename(to)
