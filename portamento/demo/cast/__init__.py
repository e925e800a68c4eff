"""The small world of our examples, built through actions: tests, demo, pictures and docs use it."""

from portamento.demo.cast.build import Cast, bellerive, valmont

__all__ = ["Cast", "bellerive", "valmont"]
