"""The admin of a portal of many teams: each meets what it may read and handle, and nothing else."""
