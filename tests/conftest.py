"""Settings of all tests: property tests try the same examples in every run, without a deadline."""

from hypothesis import settings

settings.register_profile("relu_spectrum", derandomize=True, deadline=None, max_examples=50)
settings.load_profile("relu_spectrum")
