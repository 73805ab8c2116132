"""The network: a BERT encoder (MiniLM's weights), layout features added to its input, a tag head and a link head."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from sayso.attribute.encode import GAPS, PLACES, QUOTES, SHAPES
from sayso.attribute.tags import TAGS

LINK_SIZE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """MiniLM-L6-H384's sizes."""

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    dropout: float = 0.1


class Dropout(nn.Module):
    """Dropout whose masks are slices, at random places, of one pool of random bits.

    Drawing fresh bits took a third of a training step on a CPU. Attention has no dropout, so that its fused kernel serves.
    """

    POOL = 1 << 23

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate
        self.pool: Tensor | None = None

    def forward(self, x: Tensor) -> Tensor:
        if not self.training or not self.rate:
            return x
        if self.pool is None:
            self.pool = (torch.rand(self.POOL) >= self.rate).float() / (1 - self.rate)
        start = int(torch.randint(self.POOL - x.numel(), ()))
        return x * self.pool[start : start + x.numel()].view(x.shape)


class Layer(nn.Module):
    """One post-norm transformer layer."""

    def __init__(self, shape: Shape, drop: Dropout) -> None:
        super().__init__()
        self.heads, self.drop = shape.heads, drop
        self.mix = nn.Linear(shape.width, 3 * shape.width)
        self.out = nn.Linear(shape.width, shape.width)
        self.norm_attention = nn.LayerNorm(shape.width, eps=1e-12)
        self.up = nn.Linear(shape.width, shape.inner)
        self.down = nn.Linear(shape.inner, shape.width)
        self.norm_inner = nn.LayerNorm(shape.width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        mixed = self.out(self.attend(self.mix(x), mask))
        x = self.norm_attention(x + self.drop(mixed))
        inner = self.down(functional.gelu(self.up(x)))
        return self.norm_inner(x + self.drop(inner))

    def attend(self, mixed: Tensor, mask: Tensor | None) -> Tensor:
        """Attention over queries, keys and values, each a third of `mixed` (batch x pieces x 3 width)."""
        batch, length, width = mixed.shape
        # in 32 bits whatever the rest is in: the backward pass of the 16-bit kernel is a third slower on a CPU
        q, k, v = mixed.float().view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        out = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return out.transpose(1, 2).reshape(batch, length, width // 3).to(mixed.dtype)


class Network(nn.Module):
    """ids (batch x pieces) and features (batch x pieces x 4) to tag scores and link vectors, per piece.

    Link vectors: `[batch, pieces, 3, LINK_SIZE]` holds what a source word asks, what a content word asks, and what a cue
    word answers; the score of a link is the scaled dot product of a question and an answer.
    """

    def __init__(self, shape: Shape = Shape()) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width, padding_idx=0)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.features = nn.ModuleList(nn.Embedding(n, shape.width) for n in (SHAPES, QUOTES, GAPS, PLACES))
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.drop = Dropout(shape.dropout)
        self.layers = nn.ModuleList(Layer(shape, self.drop) for _ in range(shape.layers))
        self.tag = nn.Linear(shape.width, len(TAGS))
        self.link = nn.Linear(shape.width, 3 * LINK_SIZE)
        for embedding in self.features:
            nn.init.normal_(embedding.weight, std=0.002)
        for head in (self.tag, self.link):
            nn.init.normal_(head.weight, std=0.02)
            nn.init.zeros_(head.bias)

    def forward(self, ids: Tensor, features: Tensor) -> tuple[Tensor, Tensor]:
        length = ids.shape[1]
        x = self.words(ids) + self.positions.weight[:length]
        for i, embedding in enumerate(self.features):
            x = x + embedding(features[..., i])
        x = self.drop(self.norm(x))
        mask = None if bool((ids != 0).all()) else (ids != 0)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        x = self.drop(x)
        return self.tag(x), self.link(x).unflatten(-1, (3, LINK_SIZE))


def from_minilm(path: Path) -> Network:
    """A Network with the weights of all-MiniLM-L6-v2 (`model.safetensors`) and fresh heads."""
    network, given = Network(), load_file(path)
    renamed = {
        "words.weight": given["embeddings.word_embeddings.weight"],
        "positions.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
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
    fresh = ("features", "tag", "link")
    if unexpected or any(not name.startswith(fresh) for name in missing):
        raise ValueError(f"{path} is not all-MiniLM-L6-v2: {unexpected or missing}")
    return network
