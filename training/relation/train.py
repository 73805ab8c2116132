"""Train the relation model, a stage a call: `python -m training.relation.train --stage inference --out build/first`.

Stages: `inference` (public sets), then `claims` (train and written pairs, stances of FNC-1) from `--init`. Batches hold
pairs of like length; each pair stands in a random order each epoch. AdamW, linear warm-up and decay, in 32 bits; `mean.pt`
holds the running mean of the weights. `--without N/K` leaves the N-th of K groups of stories out and scores them.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.records import Label
from sayso.relate.encode import Sentence, pair, sentence
from training.relation.data import FAMILIES, Pair
from training.relation.network import PairNetwork, from_minilm
from training.relation.stages import chosen, weighed

NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Example:
    """A pair with its sentences cut into pieces."""

    pair: Pair
    a: Sentence
    b: Sentence

    def __len__(self) -> int:
        return len(self.a.ids) + len(self.b.ids) + 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Pairs x pieces (`ids`, `codes`), pairs x labels (`right`, `offered`), pairs (`family`, `weight`)."""

    ids: Tensor
    codes: Tensor
    right: Tensor
    offered: Tensor
    family: Tensor
    weight: Tensor


def examples_of(pairs: Sequence[Pair]) -> list[Example]:
    known: dict[str, Sentence] = {}
    for p in pairs:
        for text in (p.a, p.b):
            known[text] = known.get(text) or sentence(text)
    return [Example(p, known[p.a], known[p.b]) for p in pairs if len(known[p.a].ids) and len(known[p.b].ids)]


def batch_of(examples: Sequence[Example], rng: random.Random | None) -> Batch:
    """Examples as arrays, each in a random order of its two sentences; without `rng`, as they stand."""
    rows = [pair(e.b, e.a) if rng and rng.random() < 0.5 else pair(e.a, e.b) for e in examples]
    length = max(len(ids) for ids, _ in rows)
    ids, codes = np.zeros((len(rows), length), np.int64), np.zeros((len(rows), length, 2), np.int64)
    for i, (row, code) in enumerate(rows):
        ids[i, : len(row)], codes[i, : len(row)] = row, code
    pairs = [e.pair for e in examples]
    return Batch(
        ids=torch.from_numpy(ids),
        codes=torch.from_numpy(codes),
        right=torch.tensor([[label in p.right for label in Label] for p in pairs]),
        offered=torch.tensor([[label in p.offered for label in Label] for p in pairs]),
        family=torch.tensor([FAMILIES.index(p.family) for p in pairs]),
        weight=torch.tensor([p.weight for p in pairs]),
    )


def epoch(examples: Sequence[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """All examples once, those of like length together, `pieces` pieces to a batch at most, in random order."""
    ordered = sorted(examples, key=lambda e: (len(e) + rng.random() * 3, rng.random()))
    batches: list[list[Example]] = [[]]
    for example in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * (len(example) + 2) > pieces:
            batches.append([])
        batches[-1].append(example)
    rng.shuffle(batches)
    return batches


def loss_of(network: PairNetwork, batch: Batch, smooth: float) -> Tensor:
    """Weighted mean over pairs of the negative log share that the right labels have of those on offer."""
    scores = (network(batch.ids, batch.codes) + network.families(batch.family)).masked_fill(~batch.offered, NEVER)
    log = functional.log_softmax(scores, -1)
    right = torch.logsumexp(log.masked_fill(~batch.right, NEVER), -1)
    spread = (log * batch.offered).sum(-1) / batch.offered.sum(-1)
    return -(((1 - smooth) * right + smooth * spread) * batch.weight).sum() / batch.weight.sum()


@torch.no_grad()
def chances(network: PairNetwork, examples: Sequence[Example]) -> np.ndarray:
    """Pairs x 4: the mean over both orders of the chances of the labels."""
    network.eval()
    out = np.zeros((len(examples), len(Label)), np.float32)
    order = sorted(range(len(examples)), key=lambda i: len(examples[i]))
    for low in range(0, len(order), 32):
        index = order[low : low + 32]
        some = [examples[i] for i in index]
        turned = [Example(e.pair, e.b, e.a) for e in some]
        for side in (some, turned):
            batch = batch_of(side, None)
            out[index] += functional.softmax(network(batch.ids, batch.codes), -1).numpy() / 2
    network.train()
    return out


def report(found: np.ndarray, examples: Sequence[Example]) -> dict[str, float]:
    """Accuracy where one label is right, F1 of each label, their mean; in hundredths."""
    gold = np.array([[label in e.pair.right for label in Label] for e in examples])
    offered = np.array([[label in e.pair.offered for label in Label] for e in examples])
    best = np.where(offered, found, -1).argmax(-1)
    out = {"accuracy": 100 * float(gold[np.arange(len(best)), best].mean())}
    if (gold.sum(-1) == 1).all():
        true = gold.argmax(-1)
        f1 = [
            200 * float(((best == k) & (true == k)).sum()) / max(1, int((best == k).sum() + (true == k).sum()))
            for k in range(4)
        ]
        out |= {"macro": sum(f1) / 4} | dict(zip(Label, f1, strict=True))
    return {k: round(v, 1) for k, v in out.items()}


class Mean:
    """A running mean of parameters (Polyak and Juditsky 1992), exponentially weighted."""

    def __init__(self, module: nn.Module, kept: float) -> None:
        self.module, self.kept = module, kept
        self.means = {n: p.detach().clone() for n, p in module.named_parameters()}

    @torch.no_grad()
    def update(self) -> None:
        for name, parameter in self.module.named_parameters():
            self.means[name].lerp_(parameter, 1 - self.kept)


def optimiser(network: PairNetwork, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts from nothing; no decay on norms and biases."""
    fresh = ("alignments", "join", "label", "families")
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if not n.startswith(fresh) and p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for n, p in named if not n.startswith(fresh) and p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": [p for n, p in named if n.startswith(fresh)], "lr": head_rate, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def start(args: argparse.Namespace) -> PairNetwork:
    if args.init:
        network = PairNetwork()
        network.load_state_dict(torch.load(args.init, weights_only=True))
    else:
        network = from_minilm(args.base)
    still: list[nn.Module] = [network.words]  # a good part of the time is saved
    if args.still:
        still += [network.positions, network.sides, network.alignments, network.norm, *network.layers[: args.still]]
    for module in still:
        module.requires_grad_(False)
    return network


def rate_at(step: int, total: int, flat: bool) -> float:
    """Share of the highest rate: up over a twelfth of the steps, 60 at most, then down to nothing, or flat."""
    rise = min(60.0, 0.08 * total)
    return min((step + 1) / rise, 1.0 if flat else max(0.0, (total - step) / (total - rise)))


def steps_of(examples: Sequence[Example], args: argparse.Namespace) -> Iterator[tuple[int, list[Example]]]:
    """Number of the epoch and batch; of written and mined pairs each epoch draws a share anew."""
    shares = {"written": args.written, "stances": args.stances}
    for n in range(args.epochs):
        rng = random.Random(args.seed * 1000 + n)
        drawn = [e for e in examples if rng.random() < shares.get(e.pair.family, 1.0)]
        yield from ((n, batch) for batch in epoch(drawn, args.pieces, rng))


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    network = start(args)
    split = chosen(args.stage, args.data, args.claims, args.seed, args.without)
    examples, held = examples_of(split.train), {name: examples_of(pairs) for name, pairs in split.held.items()}
    examples = weighed(examples, args.contradicts)
    (args.out / "config.json").write_text(
        json.dumps({k: str(v) for k, v in vars(args).items()} | split.hashes | {"torch": torch.__version__}, indent=1)
        + "\n"
    )
    total = len(list(steps_of(examples, args)))
    print(f"{len(examples)} pairs, {sum(map(len, examples))} pieces, {total} steps", flush=True)
    optimizer, mean = optimiser(network, args.rate, args.head_rate), Mean(network, args.kept)
    total = min(total, args.steps or total)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: rate_at(s, total, args.flat))
    rng, began, losses = random.Random(args.seed), time.monotonic(), 0.0
    network.train()
    for step, (n, batch) in enumerate(steps_of(examples, args), 1):
        loss = loss_of(network, batch_of(batch, rng), args.smooth)
        loss.backward()
        nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
        optimizer.step()
        schedule.step()
        mean.update()
        optimizer.zero_grad()
        losses += (loss.item() - losses) / min(step, 100)
        if step % 25 == 0 or step == total:
            print(f"epoch {n + 1} step {step}/{total} loss {losses:.4f} {time.monotonic() - began:.0f} s", flush=True)
        if step % args.save == 0:
            torch.save(network.state_dict(), args.out / "last.pt")
            torch.save(network.state_dict() | mean.means, args.out / "mean.pt")
        if step == total:
            break
    torch.save(network.state_dict(), args.out / "last.pt")
    finish(network, mean, held, args.out)


def finish(network: PairNetwork, mean: Mean, held: dict[str, list[Example]], out: Path) -> None:
    """`mean.pt`, the running mean of the weights, its chances on what was held out, and its scores there."""
    network.load_state_dict(network.state_dict() | mean.means)
    torch.save(network.state_dict(), out / "mean.pt")
    for name, pairs in held.items():
        found = chances(network, pairs)
        np.save(out / f"{name}.npy", found)
        print("mean", name, report(found, pairs), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--stage", choices=("inference", "claims"), required=True)
    parser.add_argument("--data", type=Path, required=True, help="the folder of public sets")
    parser.add_argument("--claims", type=Path, required=True, help="the folder of train.jsonl, dev.jsonl and written.jsonl")
    parser.add_argument("--base", type=Path, help="all-MiniLM-L6-v2's model.safetensors")
    parser.add_argument("--init", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--pieces", type=int, default=1600, help="pieces in a batch")
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--kept", type=float, default=0.995)
    parser.add_argument("--smooth", type=float, default=0.0)
    parser.add_argument("--contradicts", type=float, default=1.0, help="what a pair that contradicts weighs")
    parser.add_argument("--written", type=float, default=1.0, help="share of the written pairs in an epoch")
    parser.add_argument("--stances", type=float, default=1.0, help="share of the pairs mined from FNC-1")
    parser.add_argument("--still", type=int, default=0, help="so many layers, and what they read, stay as they are")
    parser.add_argument("--without", help="N/K: leave out the N-th of K groups of stories")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--flat", action="store_true", help="the rate stays: the mean of the weights stands for its fall")
    parser.add_argument("--steps", type=int, default=0, help="stop after so many")
    parser.add_argument("--save", type=int, default=50)
    train(parser.parse_args())


if __name__ == "__main__":
    main()
