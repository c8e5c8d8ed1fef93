"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -4.219,
    "alike": 1.59,
    "body": 0.733,
    "first": 0.145,
    "fit": 0.606,
    "fit told": 0.128,
    "missing names": -0.967,
    "no such meeting": -1.497,
    "other actor": -1.037,
    "other year": -2.39,
    "other year told": -0.529,
    "score": 8.005,
    "third word": 0.254,
    "unfit": -0.605,
    "unfit told": -0.099,
    "unheld asked": -1.098,
    "untold names": -1.113,
}
