"""Fixtures of the agencies' tests."""

from tests.sample import sample, sample_database

__all__ = ["sample", "sample_database"]
