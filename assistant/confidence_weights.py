"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -4.864,
    "alike": 1.538,
    "body": 0.591,
    "first": 0.0,
    "fit": 1.567,
    "missing names": -2.014,
    "other year": -2.143,
    "score": 8.542,
    "third word": 0.354,
    "unfit": -0.305,
}
