"""Measurements, never tests: each prints figures and ratios taken side by side in one run."""
