"""A checkpoint to the file that ships: `python -m training.relation.export --checkpoint build/relation/mean.pt --out OUT`.

The network becomes ONNX, with ONNX Runtime's own attention operator and no mask (the package runs the two orders of a pair
together, and they are equally long), then its weights 8-bit whole numbers (dynamic quantisation). Several checkpoints that
share their first stage are averaged, weight by weight.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor

from training.export import ExportedLayer
from training.relation.network import PairNetwork


class ExportedNetwork(PairNetwork):
    """The network as it is written into the graph: pairs of one length, so no mask."""

    def mask(self, ids: Tensor) -> Tensor | None:
        return None


def load(checkpoints: Sequence[Path]) -> PairNetwork:
    states = [torch.load(path, weights_only=True) for path in checkpoints]
    network = ExportedNetwork()
    network.load_state_dict({name: sum(s[name] for s in states) / len(states) for name in states[0]})
    return network.eval()


def write(network: PairNetwork, path: Path, quantise: bool = True) -> None:
    """The network as ONNX, its weights in 8 or in 32 bits. The network is spent: its layers become graph operators."""
    for layer in network.layers:
        layer.__class__ = ExportedLayer
    ids, codes = torch.ones(2, 9, dtype=torch.int64), torch.ones(2, 9, 2, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx" if quantise else path
        torch.onnx.export(
            network,
            (ids, codes),
            plain,
            input_names=["ids", "codes"],
            output_names=["scores"],
            dynamic_axes={"ids": {0: "rows", 1: "pieces"}, "codes": {0: "rows", 1: "pieces"}, "scores": {0: "rows"}},
            dynamo=False,
            opset_version=17,
            custom_opsets={"com.microsoft": 1},
        )
        if quantise:
            quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", type=Path, required=True, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--plain", action="store_true", help="32-bit weights: larger, for comparison")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    write(load(args.checkpoint), args.out / "relation.onnx", not args.plain)


if __name__ == "__main__":
    main()
