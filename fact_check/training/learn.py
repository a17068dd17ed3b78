"""Train the reader: all layers together, starting from the pretrained encoder."""

from __future__ import annotations

import copy
import json
import math
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from fact_check.training.batches import Sources, batches
from fact_check.training.losses import WEIGHTS, losses
from fact_check.training.network import Encoder, Reader
from fact_check.training.plan import Plan

CHECKPOINT = "checkpoint.pt"


def train(reader: Reader, teacher: Encoder, sources: Sources, plan: Plan, work: Path, resume: bool) -> Reader:
    """Train, keep a checkpoint in `work`, and return the running average of the weights."""
    torch.manual_seed(plan.seed)
    torch.set_num_threads(plan.threads)
    work.mkdir(parents=True, exist_ok=True)
    average = copy.deepcopy(reader)
    average.requires_grad_(False)
    given = [w for name, w in reader.named_parameters() if name.startswith("encoder.") and w.requires_grad]
    signs = [reader.encoder.shapes.weight, reader.encoder.quotes.weight]
    given = [w for w in given if not any(w is one for one in signs)]
    heads = [w for name, w in reader.named_parameters() if not name.startswith("encoder.")]
    adam = torch.optim.AdamW(
        [
            {"params": given, "lr": plan.rate, "peak": plan.rate, "weight_decay": 0.01},
            {"params": heads, "lr": plan.head_rate, "peak": plan.head_rate, "weight_decay": 0.01},
            {"params": signs, "lr": plan.head_rate, "peak": plan.head_rate / 2, "weight_decay": 0.0},
        ],
        betas=(0.9, 0.98),
        fused=True,
    )
    step, spent = 0, 0.0
    kept = work / CHECKPOINT
    if resume:
        was: dict[str, Any] = torch.load(kept, weights_only=True)
        reader.load_state_dict(was["reader"])
        average.load_state_dict(was["average"])
        adam.load_state_dict(was["adam"])
        step, spent = was["step"], was["spent"]
        torch.manual_seed(plan.seed + step)
    averaged = [(a, b) for a, b in zip(average.parameters(), reader.parameters(), strict=True) if b.requires_grad]
    reader.train()
    teacher.eval()
    seen: dict[str, list[float]] = {}
    pieces = 0
    begun = last = time.monotonic()
    for batch in batches(sources, plan.size, plan.seed + step):
        now = time.monotonic()
        done = (spent + now - begun) / (60 * plan.minutes) if plan.minutes else step / plan.steps
        if done >= 1:
            break
        shape = min(1, done / plan.warmup, 0.02 + 0.98 * (0.5 + 0.5 * math.cos(math.pi * done)))
        for group in adam.param_groups:
            group["lr"] = group["peak"] * shape
        teach = teacher if step % plan.teach == 0 else None
        each = losses(reader, batch, plan.hidden, teach, negatives=done > 0.08)
        loss = sum((WEIGHTS[name] * one for name, one in each.items()), torch.zeros(()))
        adam.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([*given, *heads, *signs], 2.0)
        adam.step()
        step += 1
        share = 1 - min(0.998, (step + 1) / (step + 20))
        with torch.no_grad():
            torch._foreach_lerp_([a for a, _ in averaged], [b for _, b in averaged], share)
        for name, one in each.items():
            seen.setdefault(name, []).append(float(one.detach()))
        pieces += sum(text.size for text in batch)
        if step % 25 == 0:
            took = time.monotonic() - last
            line = {"step": step, "done": round(done, 4), "pieces": round(pieces / took)}
            line |= {name: round(float(np.mean(values)), 4) for name, values in sorted(seen.items())}
            print(json.dumps(line), flush=True)
            seen, pieces, last = {}, 0, time.monotonic()
        if step % plan.keep == 0:
            _keep(kept, reader, average, adam, step, spent + time.monotonic() - begun, plan)
    _keep(kept, reader, average, adam, step, spent + time.monotonic() - begun, plan)
    average.eval()
    return average


def _keep(path: Path, reader: Reader, average: Reader, adam: Any, step: int, spent: float, plan: Plan) -> None:
    state = {"reader": reader.state_dict(), "average": average.state_dict(), "adam": adam.state_dict()}
    state |= {"step": step, "spent": spent, "plan": asdict(plan)}
    torch.save(state, path.with_suffix(".part"))
    path.with_suffix(".part").replace(path)
