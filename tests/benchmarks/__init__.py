"""How fast quizgen is, as ratios to what it can't do without: `python -m tests.benchmarks`."""
