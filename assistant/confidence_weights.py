"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -5.1,
    "alike": 1.853,
    "body": 0.58,
    "first": 0.423,
    "fit": 0.711,
    "fit told": 0.303,
    "missing names": -1.889,
    "no such meeting": -1.264,
    "other actor": -1.589,
    "other year": -2.483,
    "score": 8.774,
    "third word": 0.324,
    "unfit": -0.625,
    "unfit told": -0.269,
}
