"""Train the tagger: `python -m training.train --data ../shared/polnear --base model.safetensors --out build/tagger`.

PolNeAR train in windows of 384 pieces; AdamW, linear warm-up and decay; one checkpoint an epoch, so a run that is cut off
can go on with `--resume`. `--init` goes on from an earlier run's weights with a rate that rises and falls once more. Beside
`last.pt`, `mean.pt` holds the running mean of the weights, which is steadier than where the last steps happened to end.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.data import fingerprint, read_split
from training.loss import Chain, link_loss
from training.network import Network, from_minilm
from training.windows import Batch, epoch

LINK_WEIGHT = 0.2
MASK, FIRST_WORD = 103, 104
KEPT = 0.9985
"""The share of the running mean that a step keeps: it looks back some 700 steps, nearly an epoch."""


class Mean:
    """A running mean of parameters (Polyak and Juditsky 1992), exponentially weighted."""

    def __init__(self, *modules: nn.Module) -> None:
        self.modules = modules
        self.means = [{n: p.detach().clone() for n, p in m.named_parameters()} for m in modules]

    @torch.no_grad()
    def update(self) -> None:
        for module, mean in zip(self.modules, self.means, strict=True):
            for name, parameter in module.named_parameters():
                mean[name].lerp_(parameter, 1 - KEPT)

    def states(self) -> list[dict[str, torch.Tensor]]:
        return [m.state_dict() | mean for m, mean in zip(self.modules, self.means, strict=True)]


def losses(network: Network, chain: Chain, batch: Batch, hidden: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Tag loss per word and link loss per linked word; `hidden` is the share of pieces that the network may not see."""
    dropped = (torch.rand(batch.ids.shape) < hidden) & (batch.ids >= FIRST_WORD)
    with torch.autocast("cpu", torch.bfloat16):
        scores, vectors = network(batch.ids.masked_fill(dropped, MASK), batch.features)
    rows = torch.arange(len(batch.ids))[:, None]
    mask = torch.arange(batch.tags.shape[1]) < batch.lengths[:, None]
    tag = chain(scores[rows, batch.first].float(), batch.tags, batch.lengths) / batch.lengths.sum()
    return tag, link_loss(vectors[rows, batch.first].float(), batch.tags, batch.links, mask)


def optimiser(network: Network, chain: Chain, rate: float, head_rate: float) -> torch.optim.Optimizer:
    """AdamW with a higher rate for what starts from nothing; no decay on norms and biases."""
    fresh = ("features", "tag", "link")
    named = [(n, p) for n, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in named if not n.startswith(fresh) and p.ndim > 1], "lr": rate, "weight_decay": 0.01},
        {"params": [p for n, p in named if not n.startswith(fresh) and p.ndim == 1], "lr": rate, "weight_decay": 0.0},
        {"params": [p for n, p in named if n.startswith(fresh)], "lr": head_rate, "weight_decay": 0.0},
        {"params": list(chain.parameters()), "lr": head_rate * 5, "weight_decay": 0.0},
    ]
    return torch.optim.AdamW(groups, fused=True)


def save(path: Path, network: Network, chain: Chain, optimizer: torch.optim.Optimizer, done: int) -> None:
    state = {"network": network.state_dict(), "chain": chain.state_dict(), "optimizer": optimizer.state_dict()}
    torch.save(state | {"epochs": done}, path.with_suffix(".part"))
    path.with_suffix(".part").rename(path)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    torch.set_num_threads(args.threads)
    out = Path(args.out)
    out.mkdir(parents=True, exist_ok=True)
    examples = read_split(Path(args.data) / "train")
    network, chain = from_minilm(Path(args.base)), Chain()
    if args.init:
        state = torch.load(args.init, weights_only=True)
        network.load_state_dict(state["network"])
        chain.load_state_dict(state["chain"])
    network.words.weight.requires_grad_(bool(args.init))  # in the first run they stay: a twelfth of the time saved
    optimizer = optimiser(network, chain, args.rate, args.head_rate)
    steps = args.epochs * len(epoch(examples, args.batch, random.Random(0)))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * steps), max(0.0, (steps - s) / (0.94 * steps)))
    )
    done = step = 0
    if args.resume and (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=True)
        network.load_state_dict(state["network"])
        chain.load_state_dict(state["chain"])
        optimizer.load_state_dict(state["optimizer"])
        done = state["epochs"]
        step = done * steps // args.epochs
        schedule.last_epoch = step
    mean = Mean(network, chain)
    config = vars(args) | {"data_sha256": fingerprint(Path(args.data) / "train"), "torch": torch.__version__}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    for n in range(done, args.epochs):
        network.train()
        began, sums = time.monotonic(), np.zeros(2)
        batches = epoch(examples, args.batch, random.Random(args.seed * 1000 + n))
        for i, batch in enumerate(batches, 1):
            tag, link = losses(network, chain, batch, args.hidden)
            (tag + LINK_WEIGHT * link).backward()
            nn.utils.clip_grad_norm_([p for g in optimizer.param_groups for p in g["params"]], 1.0)
            optimizer.step()
            schedule.step()
            mean.update()
            optimizer.zero_grad()
            sums += [tag.item(), link.item()]
            if i % 50 == 0 or i == len(batches):
                tags, links = sums / i
                seconds = time.monotonic() - began
                print(f"epoch {n + 1} {i}/{len(batches)} tag {tags:.4f} link {links:.4f} {seconds:.0f} s", flush=True)
        save(out / "last.pt", network, chain, optimizer, n + 1)
        torch.save(dict(zip(("network", "chain"), mean.states(), strict=True)), out / "mean.pt")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, help="PolNeAR's folder, with train/ in it")
    parser.add_argument("--base", required=True, help="all-MiniLM-L6-v2's model.safetensors")
    parser.add_argument("--out", required=True)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--batch", type=int, default=4)
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--init", help="a checkpoint to go on from")
    parser.add_argument("--hidden", type=float, default=0.0, help="share of pieces shown as [MASK]")
    parser.add_argument("--resume", action="store_true")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
