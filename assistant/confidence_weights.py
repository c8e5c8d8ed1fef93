"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -3.125,
    "alike": 0.235,
    "body": 0.699,
    "first": 0.0,
    "fit": 1.64,
    "missing names": -2.103,
    "other year": -2.643,
    "score": 8.106,
    "third word": 0.248,
    "unfit": -0.285,
}
