"""Which rules these are; apart, so that it can be known without loading OpenCV."""

RULES_VERSION = 4
"""Raised whenever a picture might be judged or measured otherwise than before."""
