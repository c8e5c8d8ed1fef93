"""Weights of the confidence features, written by `python -m eval.tune_confidence`; do not edit by hand."""

WEIGHTS: dict[str, float] = {
    "alike": 1.063,
    "bias": -1.746,
    "fit×whole": 2.572,
    "mass": 1.063,
    "missing names": -1.967,
    "other body": -0.104,
    "other period": -0.589,
    "other year": -1.44,
    "rank": 0.634,
    "unfit": -0.591,
    "unknown": -1.619,
}
