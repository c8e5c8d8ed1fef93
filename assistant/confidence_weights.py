"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -4.416,
    "alike": 1.65,
    "body": 0.757,
    "first": 0.173,
    "fit": 0.522,
    "fit told": 0.132,
    "missing names": -1.744,
    "no such meeting": -1.483,
    "other actor": -1.033,
    "other year": -2.523,
    "score": 8.288,
    "third word": 0.26,
    "unfit": -0.567,
    "unfit told": -0.114,
}
