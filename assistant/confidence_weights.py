"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -4.202,
    "alike": 1.587,
    "body": 0.71,
    "first": 0.145,
    "fit": 0.602,
    "fit told": 0.117,
    "missing names": -0.977,
    "no such meeting": -1.501,
    "other actor": -1.039,
    "other year": -2.388,
    "other year told": -0.534,
    "score": 8.05,
    "third word": 0.244,
    "unfit": -0.608,
    "unfit told": -0.102,
    "unheld asked": -1.048,
    "untold names": -1.12,
}
