"""A checkpoint to the files that ship: `python -m training.export --checkpoint build/tagger/last.pt --out sayso/models`.

The network becomes ONNX, then its weights 8-bit whole numbers (dynamic quantisation); the CRF's steps and the sizes go
into `tagger.json`. Confidence is set afterwards, by `training/calibrate.py`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from training.loss import Chain
from training.network import LINK_SIZE, Network


def load(checkpoint: Path) -> tuple[Network, Chain]:
    state = torch.load(checkpoint, weights_only=True, map_location="cpu")
    network, chain = Network(), Chain()
    network.load_state_dict(state["network"])
    chain.load_state_dict(state["chain"])
    return network.eval(), chain


def export(checkpoint: Path, out: Path, quantise: bool = True) -> None:
    network, chain = load(checkpoint)
    out.mkdir(parents=True, exist_ok=True)
    ids, features = torch.ones(2, 9, dtype=torch.int64), torch.zeros(2, 9, 4, dtype=torch.int64)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            network,
            (ids, features),
            plain,
            input_names=["ids", "features"],
            output_names=["scores", "links"],
            dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("ids", "features", "scores", "links")},
            dynamo=False,
            opset_version=17,
        )
        if quantise:
            quantize_dynamic(plain, out / "tagger.onnx", weight_type=QuantType.QInt8, per_channel=True)
        else:
            (out / "tagger.onnx").write_bytes(plain.read_bytes())
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
