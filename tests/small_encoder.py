"""A package like all-MiniLM-L6-v2's, small enough for a test: its layers add nothing, so a text means its letters.

It is written into a folder that goes into PYTHONPATH, and read by the real code.
"""

import json
import string
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from fact_check.memory.meaning import LAYERS, LONGEST, PACKAGE
from fact_check.memory.vectors import WIDTH

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *string.ascii_lowercase, *string.digits]
VOCABULARY = [*PIECES, *(f"##{piece}" for piece in PIECES[4:])]


def install(folder: Path) -> Path:
    """Write the package into a folder; return that."""
    chance = np.random.default_rng(5)
    tensors = {
        "word_embeddings.weight": chance.standard_normal((len(VOCABULARY), WIDTH)),
        "position_embeddings.weight": np.zeros((LONGEST, WIDTH)),
        "token_type_embeddings.weight": np.zeros((2, WIDTH)),
    }
    found = {f"embeddings.{name}": tensor for name, tensor in tensors.items()} | _norm("embeddings.LayerNorm")
    for number in range(LAYERS):
        layer = f"encoder.layer.{number}"
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            found |= _linear(f"{layer}.{part}", WIDTH, WIDTH)
        found |= _linear(f"{layer}.intermediate.dense", 4 * WIDTH, WIDTH) | _linear(
            f"{layer}.output.dense", WIDTH, 4 * WIDTH
        )
        found |= _norm(f"{layer}.attention.output.LayerNorm") | _norm(f"{layer}.output.LayerNorm")
    package = folder / PACKAGE
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    with zipfile.ZipFile(package / "model.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        out.writestr("model.safetensors", _safetensors(found))
        vocabulary = {piece: number for number, piece in enumerate(VOCABULARY)}
        out.writestr("tokenizer.json", json.dumps({"model": {"vocab": vocabulary}}))
    return folder


def _linear(name: str, out: int, into: int) -> dict[str, Any]:
    return {f"{name}.weight": np.zeros((out, into)), f"{name}.bias": np.zeros(out)}


def _norm(name: str) -> dict[str, Any]:
    return {f"{name}.weight": np.ones(WIDTH), f"{name}.bias": np.zeros(WIDTH)}


def _safetensors(tensors: dict[str, Any]) -> bytes:
    header, body = {}, bytearray()
    for name, tensor in tensors.items():
        raw = tensor.astype(np.float16).tobytes()
        header[name] = {"dtype": "F16", "shape": tensor.shape, "data_offsets": [len(body), len(body) + len(raw)]}
        body += raw
    said = json.dumps(header).encode()
    said += b" " * (-len(said) % 8)
    return len(said).to_bytes(8, "little") + said + bytes(body)
