"""Build the pipeline from a trained checkpoint: the encoder in 8 bits, and a component for each head."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import spacy
import torch
from numpy.typing import NDArray
from spacy.language import Language
from spacy.strings import StringStore
from spacy.tokens import Doc
from spacy.vocab import Vocab
from torch import Tensor

import fact_check.language.components  # noqa: F401  (registers what the pipeline is made of)
from fact_check.language.attribution import NAME as ATTRIBUTION
from fact_check.language.attribution.decode import CONFIDENCE
from fact_check.language.encoder.component import NAME as ENCODER
from fact_check.language.encoder.inputs import MARGIN, Lexicon
from fact_check.language.encoder.pieces import Pieces
from fact_check.language.heads.names import NAME as RECOGNISER
from fact_check.language.heads.parser import NAME as PARSER
from fact_check.language.heads.spans import NAME as SPANS
from fact_check.language.heads.tagger import NAME as TAGGER
from fact_check.training.graph import build, reaches
from fact_check.training.learn import CHECKPOINT
from fact_check.training.losses import rows
from fact_check.training.network import DEPTH, Encoder, Reader
from fact_check.training.texts import NAMES, Labels, Text

Floats = NDArray[np.float32]


def trained(work: Path, words: int, depth: int) -> tuple[Reader, Labels]:
    """Load the checkpoint in `work`, to run `depth` of its layers."""
    labels = Labels(**json.loads((work / "labels.json").read_text()))
    reader = Reader(Encoder(words, depth=depth), labels)
    kept = torch.load(work / CHECKPOINT, weights_only=True, mmap=True)["average"]
    deeper = tuple(f"encoder.layers.{n}." for n in range(depth, DEPTH))
    reader.load_state_dict({name: weight for name, weight in kept.items() if not name.startswith(deeper)})
    return reader.eval(), labels


def assemble(
    reader: Reader, labels: Labels, pieces: list[str], known: list[str], sample: Sequence[str] = ()
) -> Language:
    """Assemble the pipeline: in 8 bits, scaled by the activations on a sample of texts, or in 32."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "fact_check.tokenizer.v1"}, "batch_size": 32}})
    encoder: Any = nlp.add_pipe(ENCODER, name="encoder")
    encoder.from_bytes(_encoder(encoder, reader, pieces, [nlp.make_doc(text) for text in sample]))
    tagger: Any = nlp.add_pipe(TAGGER, name="tagger")
    tagger.set(
        _linear(reader, "tags", "morphs", "lemmas"),
        {"tags": labels.tags, "morphs": labels.morphs, "lemmas": labels.lemmas, "known": known},
    )
    nlp.add_pipe("fact_check_paragraphs", name="paragraphs")
    parser: Any = nlp.add_pipe(PARSER, name="parser")
    arrays = _linear(reader, "starts") | {name: _array(getattr(reader, name)) for name in ("root", "arc", "branch")}
    for name in ("arcs", "branches"):
        for number, linear in enumerate(getattr(reader, name)):
            arrays |= _of(f"{name}.{number}", linear)
    parser.set(arrays, {"deps": labels.deps})
    recogniser: Any = nlp.add_pipe(RECOGNISER, name="ner")
    recogniser.set(_linear(reader, "names"), {"names": list(NAMES)})
    nlp.add_pipe("fact_check_names", name="names")
    marker: Any = nlp.add_pipe(ATTRIBUTION, name=ATTRIBUTION)
    marker.set(attribution(reader), numbers={"confidence": list(CONFIDENCE), "threshold": [0.5]})
    spans: Any = nlp.add_pipe(SPANS, name="spans")
    spans.set(_linear(reader, "claim") | _of("effect", reader.effect) | _of("kind", reader.kind))
    return nlp


def attribution(reader: Reader) -> dict[str, Floats]:
    """Return the weights of the attribution heads under the names used in `fact_check.language.attribution.network`."""
    arrays = _linear(reader, "flat")
    for name in ("token", "token_times", "cue", "cue_times", "role"):
        arrays |= _of(name, getattr(reader, name))
    for name in ("distance", "relation"):
        arrays[name] = _array(getattr(reader, name).weight)
    for number, conv in enumerate(reader.convs):
        weight = _array(conv.weight)
        arrays[f"convs.{number}.weight"] = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
        arrays[f"convs.{number}.bias"] = _array(conv.bias)
    return arrays


def _encoder(encoder: Any, reader: Reader, pieces: list[str], sample: list[Doc]) -> bytes:
    given = reader.encoder
    words = _array(given.words.weight)
    scales = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-8) / 127
    encoder.pieces = pieces
    encoder.words = np.round(words / scales.astype(np.float16).astype(np.float32)).clip(-127, 127).astype(np.int8)
    encoder.tables = {
        "scales": scales,
        "places": _array(given.places.weight),
        "shapes": _array(given.shapes.weight),
        "quotes": _array(given.quotes.weight),
        "written": _array(reader.shapes.weight),
    }
    encoder.graph = build(given, reaches(given, _rows(Lexicon(Pieces(pieces)), sample)) if sample else None)
    packed: bytes = encoder.to_bytes()
    return packed


def _rows(lexicon: Lexicon, docs: list[Doc]) -> Iterator[tuple[Tensor, tuple[Tensor, Tensor]]]:
    for row in rows([Text(lexicon(doc)) for doc in docs], hidden=0.0, margin=MARGIN):
        pieces, shapes, quotes = (torch.from_numpy(one)[None] for one in (row.pieces, row.shapes, row.quotes))
        yield pieces, (shapes, quotes)


def _linear(reader: Reader, *names: str) -> dict[str, Floats]:
    arrays: dict[str, Floats] = {}
    for name in names:
        arrays |= _of(name, reader.layers[name])
    return arrays


def _of(name: str, linear: Any) -> dict[str, Floats]:
    return {f"{name}.weight": _array(linear.weight).T, f"{name}.bias": _array(linear.bias)}


def _array(tensor: Tensor) -> Floats:
    found: Floats = tensor.detach().float().numpy()
    return found


def packed(nlp: Language, to: Path, version: str) -> Language:
    """Write `nlp` to `to` without the words that it has seen, and return it as loaded from there."""
    nlp.meta.update(
        name="fact_check",
        version=version,
        description="Tags, lemmas, Universal Dependencies, names and attributions of English news",
        author="fact-check",
        license="CC BY-SA 4.0",
        spacy_version=">=3.8.4,<3.9.0",  # as in pyproject.toml, not the version that trained it
        notes="MODEL_CARD.md says what it was trained on and how well it reads",
    )
    aside = to.with_name(to.name + ".new")
    shutil.rmtree(aside, ignore_errors=True)
    nlp.to_disk(aside, exclude=["vocab"])
    Vocab(strings=StringStore()).to_disk(aside / "vocab")
    shutil.rmtree(to, ignore_errors=True)
    aside.rename(to)
    return spacy.load(to)
