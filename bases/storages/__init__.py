"""Where files are kept. No address leads there: `bases.views.files` answers, after a check."""
