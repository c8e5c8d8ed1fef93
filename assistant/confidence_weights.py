"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -5.276,
    "alike": 1.231,
    "body": 0.747,
    "first": 0.805,
    "fit": 1.462,
    "missing names": -1.882,
    "other year": -3.096,
    "score": 2.543,
    "third word": 0.717,
    "unfit": -0.474,
}
