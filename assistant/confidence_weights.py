"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -4.409,
    "alike": 1.644,
    "body": 0.769,
    "first": 0.177,
    "fit": 0.527,
    "fit told": 0.126,
    "missing names": -1.75,
    "no such meeting": -1.487,
    "other actor": -1.035,
    "other year": -2.522,
    "score": 8.279,
    "third word": 0.257,
    "unfit": -0.56,
    "unfit told": -0.081,
}
