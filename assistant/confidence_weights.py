"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -5.239,
    "alike": 1.5,
    "body": 0.76,
    "first": 0.503,
    "fit": 1.386,
    "missing names": -1.949,
    "other year": -2.142,
    "score": 8.9,
    "third word": 0.235,
    "unfit": -0.341,
}
