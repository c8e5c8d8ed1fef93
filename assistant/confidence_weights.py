"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -3.939,
    "alike": 0.452,
    "body": 0.665,
    "first": 0.318,
    "fit": 1.357,
    "missing names": -1.798,
    "other year": -2.046,
    "score": 8.098,
    "third word": 0.198,
    "unfit": -0.463,
}
