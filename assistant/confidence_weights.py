"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "bias": -5.017,
    "alike": 1.851,
    "body": 0.591,
    "first": 0.383,
    "fit": 0.688,
    "fit told": 0.265,
    "missing names": -1.881,
    "no such meeting": -1.288,
    "other actor": -1.52,
    "other year": -2.487,
    "score": 8.864,
    "third word": 0.304,
    "unfit": -0.637,
    "unfit told": -0.282,
}
