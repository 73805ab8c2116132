"""What training minimises: a linear-chain CRF over words' tags, and the cue that each source and content word points to."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from sayso.attribute.tags import TAGS, transitions
from training.data import NO_LINK

IMPOSSIBLE = -1e4


class Chain(nn.Module):
    """A conditional random field (Lafferty et al. 2001): learned steps between tags, illegal ones forbidden."""

    def __init__(self) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.register_buffer("legal", torch.from_numpy(transitions()))

    def table(self) -> Tensor:
        return self.steps + self.legal

    def forward(self, scores: Tensor, tags: Tensor, lengths: Tensor) -> Tensor:
        """Summed negative log likelihood. scores: batch x words x tags; tags: batch x words; lengths: batch."""
        mask = torch.arange(tags.shape[1]) < lengths[:, None]
        table = self.table()
        emitted = scores.gather(2, tags[..., None])[..., 0]
        stepped = table[tags[:, :-1], tags[:, 1:]]
        gold = (emitted * mask).sum() + (stepped * mask[:, 1:]).sum()
        return self.log_total(scores, mask, table) - gold

    def log_total(self, scores: Tensor, mask: Tensor, table: Tensor) -> Tensor:
        """Log of the summed weight of all tag sequences, by pairwise products of step matrices (a scan of log depth)."""
        count = len(TAGS)
        identity = torch.full((count, count), IMPOSSIBLE).fill_diagonal_(0.0)
        matrices = table + scores[:, 1:, None, :]
        matrices = torch.where(mask[:, 1:, None, None], matrices, identity)
        while matrices.shape[1] > 1:
            if matrices.shape[1] % 2:
                pad = identity.expand(len(matrices), 1, count, count)
                matrices = torch.cat([matrices, pad], 1)
            left, right = matrices[:, ::2], matrices[:, 1::2]
            # a product in log space: shift both sides so that exp neither overflows nor vanishes
            a, b = left.amax(-1, keepdim=True), right.amax(-2, keepdim=True)
            product = torch.matmul((left - a).exp(), (right - b).exp())
            matrices = product.clamp_min(1e-30).log() + a + b
        final = torch.logsumexp(scores[:, 0, :, None] + matrices[:, 0], (1, 2))
        return final.sum()


def link_loss(vectors: Tensor, tags: Tensor, links: Tensor, mask: Tensor) -> Tensor:
    """Mean cross entropy of the cue that each linked word points to, over all words of its window.

    vectors: batch x words x 3 x size; links: batch x words, an index into the window's words or NO_LINK.
    """
    is_source = torch.tensor([tag.endswith("source") for tag in TAGS])[tags]
    asked = torch.where(is_source[..., None], vectors[:, :, 0], vectors[:, :, 1])
    scores = asked @ vectors[:, :, 2].transpose(1, 2) / vectors.shape[-1] ** 0.5
    scores = scores.masked_fill(~mask[:, None, :], IMPOSSIBLE)
    is_cue = torch.tensor([tag.endswith("cue") for tag in TAGS])[tags]
    asks = (links != NO_LINK) & mask & ~is_cue
    if not asks.any():
        return scores.sum() * 0.0
    return functional.cross_entropy(scores[asks], links[asks])
