"""Measures of the project, given as ratios inside one run: `make bench`."""
