"""Weights of the ranking features, written by `python -m eval.tune_ranking`."""

WEIGHTS: dict[str, float] = {
    "body": 1.616,
    "coverage": 0.687,
    "day": 1.617,
    "length": -0.318,
    "meaning": 0.427,
    "passage": 0.337,
    "period": 3.664,
    "words": 0.637,
}
