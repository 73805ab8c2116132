"""A checkpoint to the files that ship: `python -m training.export --checkpoint build/tagger/last.pt --out sayso/models`.

The network becomes ONNX, with ONNX Runtime's own attention operator and no mask (the package runs windows of one length
together), then its weights 8-bit whole numbers (dynamic quantisation); the CRF's steps and the sizes go into `tagger.json`.
Confidence is set afterwards, by `training/calibrate.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.loss import Chain
from training.network import LINK_SIZE, Layer, Network


class Attention(torch.autograd.Function):
    """Stands for `com.microsoft.MultiHeadAttention` in the exported graph: written out as torch writes it, attention took
    half of a run's time, most of it in guards for masks that hide everything."""

    @staticmethod
    def forward(ctx: Any, q: Tensor, k: Tensor, v: Tensor, heads: int) -> Tensor:
        return q.clone()  # only the shape is looked at

    @staticmethod
    def symbolic(g: Any, q: Any, k: Any, v: Any, heads: int) -> Any:
        return g.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)


class ExportedLayer(Layer):
    """A layer as it is written into the graph."""

    def attend(self, mixed: Tensor, mask: Tensor | None) -> Tensor:
        out: Tensor = Attention.apply(*mixed.chunk(3, -1), self.heads)
        return out


def load(checkpoint: Path) -> tuple[Network, Chain]:
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    network, chain = Network(), Chain()
    network.load_state_dict(state["network"])
    chain.load_state_dict(state["chain"])
    return network.eval(), chain


def write(network: Network, path: Path, quantise: bool = True) -> None:
    """The network as ONNX, its weights in 8 or in 32 bits. The network is spent: its layers become graph operators.

    8-bit weights use 7 of the bits where the processor's instructions could overflow otherwise (`reduce_range`), so that a
    laptop without VNNI finds what a server does.
    """
    for layer in network.layers:
        layer.__class__ = ExportedLayer
    ids, features = torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 9, 4, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx" if quantise else path
        torch.onnx.export(
            network,
            (ids, features),
            plain,
            input_names=["ids", "features"],
            output_names=["scores", "links"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "features", "scores", "links")},
            dynamo=False,
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
        )
        if quantise:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export(checkpoint: Path, out: Path, quantise: bool = True) -> None:
    """`tagger.onnx` and `tagger.json` from a checkpoint of `train.py`."""
    network, chain = load(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    write(network, out / "tagger.onnx", quantise)
    settings = {"link_size": LINK_SIZE, "steps": [[round(x, 4) for x in row] for row in chain.steps.tolist()]}
    (out / "tagger.json").write_text(json.dumps(settings) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="32-bit weights: larger, for comparison")
    args = parser.parse_args()
    export(args.checkpoint, args.out, not args.plain)


if __name__ == "__main__":
    main()
