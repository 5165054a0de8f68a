"""The text inside files: read in a process apart, within bounds, and kept page by page."""
