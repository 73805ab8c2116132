"""The shipped tagger against one of BERT-base's size: `python benchmarks/tagger.py [--rounds 5]`. Needs `.[train]`.

Both run the same windows of PolNeAR dev with ONNX Runtime on the same cores, turn by turn, so that what else the machine
does falls on both. The larger one has random weights (12 layers, 768 wide, 32 bits): speed does not depend on them.
Prints pieces a second, the best of the rounds, and the ratio of the two.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from sayso.attribute.encode import Encoded, encode
from sayso.attribute.tagger import Tagger, load_tagger
from training.export import write
from training.network import Network, Shape

DEV = Path(__file__).resolve().parents[2] / "shared" / "polnear" / "dev" / "text"
BERT_BASE = Shape(width=768, layers=12, heads=12, inner=3072)
TEXTS = 12


def of_bert_base_size(folder: Path, threads: int) -> Tagger:
    torch.manual_seed(1)
    write(Network(BERT_BASE).eval(), folder / "large.onnx", quantise=False)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    session = onnxruntime.InferenceSession(folder / "large.onnx", options, providers=["CPUExecutionProvider"])
    return Tagger(session, {"steps": np.zeros((13, 13)).tolist()})


def rate(tagger: Tagger, texts: list[Encoded]) -> float:
    """Pieces a second over texts; the pieces that windows share are counted once."""
    began = time.perf_counter()
    for text in texts:
        tagger.tag_encoded([text])
    return sum(len(text.ids) for text in texts) / (time.perf_counter() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    texts = [encode(path.read_text(encoding="utf-8")) for path in sorted(DEV.glob("*.txt"))[:TEXTS]]
    best = [0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        taggers = [load_tagger(args.threads), of_bert_base_size(Path(folder), args.threads)]
        for _ in range(args.rounds):
            best = [max(known, rate(tagger, texts)) for known, tagger in zip(best, taggers, strict=True)]
    shipped, large = best
    print(f"pieces a second: shipped {shipped:.0f}, of BERT-base's size {large:.0f}; ratio {shipped / large:.1f}")


if __name__ == "__main__":
    main()
