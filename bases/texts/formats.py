"""The formats whose text is read, by the end of the name."""

from importlib import import_module

# A reader is imported by who reads, in the process apart: nobody else opens files.
READERS = {
    "pdf": "pdf.pdf_pages",
    "docx": "office_documents.text_pages",
    "pptx": "office_documents.slide_pages",
    "xlsx": "workbooks.sheet_pages",
    **dict.fromkeys(("odt", "ods", "odp", "odg"), "open_documents.open_document_pages"),
    **dict.fromkeys(("txt", "md", "csv"), "plain_files.plain_pages"),
}


def reader_of(extension):
    """Return the function that yields the pages of a file of this format."""
    module, _dot, name = READERS[extension].partition(".")
    return getattr(import_module(f"bases.texts.{module}"), name)
