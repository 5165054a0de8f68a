"""How far the reading of one file goes: what a file of the trade never reaches."""

MB = 1024 * 1024

# What is copied from the storage to be read.
FILE_BYTES = 200 * MB
PAGES = 2_000
CHARACTERS = 2_000_000
# A text without pages of its own is kept in parts of this size.
PART_CHARACTERS = 100_000

# What a ZIP, as ODT, DOCX and their like are, may hold and unfold into.
MEMBERS = 10_000
MEMBER_BYTES = 64 * MB
ARCHIVE_BYTES = 128 * MB
# Texts are packed some ten times smaller, tables up to a hundred: bombs, a thousand times.
RATIO = 300
RATIO_FROM_BYTES = 4 * MB

# What the process may write, of its answer and of its faults.
ANSWER_BYTES = 16 * MB
OPEN_FILES = 64
