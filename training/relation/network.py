"""The network: MiniLM's encoder over both sentences, codes of side and shared words in its input, one head of four."""

from __future__ import annotations

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.relate.encode import ALIGNMENTS, SIDES
from training.network import Dropout, Layer, Shape
from training.relation.data import FAMILIES

LABELS = 4
MINILM = Shape()


class PairNetwork(nn.Module):
    """ids (batch x pieces) and codes (batch x pieces x 2) to the scores of four labels.

    What is judged is the first piece's vector, the means over each sentence's pieces, taken apart and multiplied. While it
    learns, each family of sets adds a bias of its own to the scores, so that their shares of labels do not stick.
    """

    def __init__(self, shape: Shape = MINILM) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width, padding_idx=0)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.sides = nn.Embedding(SIDES, shape.width)
        self.alignments = nn.Embedding(ALIGNMENTS, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape, self.drop) for _ in range(shape.layers))
        self.join = nn.Linear(4 * shape.width, shape.width)
        self.label = nn.Linear(shape.width, LABELS)
        self.families = nn.Embedding(len(FAMILIES), LABELS)
        nn.init.normal_(self.alignments.weight, std=0.01)
        nn.init.normal_(self.join.weight, std=0.02)
        nn.init.normal_(self.label.weight, std=0.02)
        for fresh in (self.join.bias, self.label.bias, self.families.weight):
            nn.init.zeros_(fresh)

    def forward(self, ids: Tensor, codes: Tensor) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        x = x + self.sides(codes[..., 0]) + self.alignments(codes[..., 1])
        x = self.drop(self.norm(x))
        mask = self.mask(ids)
        for layer in self.layers:
            x = layer(x, mask)
        # special pieces have no alignment, and padding has none either
        inside = (codes[..., 1] > 0).to(x.dtype)
        side = codes[..., 0].to(x.dtype)
        a, b = mean(x, inside * (1 - side)), mean(x, inside * side)
        joined = self.join(self.drop(torch.cat([x[:, 0], (a + b) / 2, (a - b).abs(), a * b], -1)))
        return self.label(self.drop(functional.gelu(joined)))

    def mask(self, ids: Tensor) -> Tensor | None:
        return None if bool((ids != 0).all()) else (ids != 0)[:, None, None, :]


def mean(x: Tensor, weights: Tensor) -> Tensor:
    """The mean of pieces' vectors by weights (batch x pieces)."""
    return (x * weights[..., None]).sum(1) / weights.sum(1, keepdim=True).clamp_min(1)


def from_minilm(path: Path) -> PairNetwork:
    """A PairNetwork with the weights of all-MiniLM-L6-v2 (`model.safetensors`) and a fresh head."""
    network, given = PairNetwork(), load_file(path)
    types = given["embeddings.token_type_embeddings.weight"]
    renamed = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"],
        "sides.weight": types[:1].repeat(SIDES, 1) + torch.tensor([[0.0], [1.0]]) * (types[1:] - types[:1]),
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm_attention": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm_inner": "output.LayerNorm",
    }
    for i in range(network.shape.layers):
        theirs, ours = f"encoder.layer.{i}", f"layers.{i}"
        for kind in ("weight", "bias"):
            mixed = [given[f"{theirs}.attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            renamed[f"{ours}.mix.{kind}"] = torch.cat(mixed)
            renamed |= {f"{ours}.{a}.{kind}": given[f"{theirs}.{b}.{kind}"] for a, b in names.items()}
    missing, unexpected = network.load_state_dict(renamed, strict=False)
    fresh = ("alignments", "join", "label", "families")
    if unexpected or any(not name.startswith(fresh) for name in missing):
        raise ValueError(f"{path} is not all-MiniLM-L6-v2: {unexpected or missing}")
    return network
