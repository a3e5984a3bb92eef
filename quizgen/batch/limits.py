"""How long an article of a batch may take; apart, since the command's help loads nothing more."""

from __future__ import annotations

TIME_LIMIT = 120.0
"""Seconds for reading an article, and for making its set, each.

The longest articles take a tenth of that."""
