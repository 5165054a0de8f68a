"""What PDF holds, page by page."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from bases.texts import bounds
from bases.texts.outcomes import (
    BrokenError,
    EncryptedError,
    ScannedError,
    TooLargeError,
)

LOCKED = {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY}
# Where no page has a text, the first ones tell whether they show images instead.
LOOKED_AT = 20


def pdf_pages(path):
    """Yield the text of each page of a PDF, empty for a page that cannot be read."""
    with _opened(path) as document:
        count = len(document)
        texts, failed, shows_images = False, 0, False
        for index in range(min(count, bounds.PAGES)):
            try:
                page = document[index]
            except pdfium.PdfiumError:
                failed += 1
                yield ""
                continue
            text = _text_of(page)
            texts = texts or bool(text.strip())
            if not texts and index < LOOKED_AT:
                shows_images = shows_images or _shows_image(page)
            page.close()
            yield text
    if count > bounds.PAGES:
        raise TooLargeError(f"{count} pages")
    if failed == count:
        raise BrokenError("no page can be read")
    if not texts and shows_images:
        raise ScannedError


def _opened(path):
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        if error.err_code in LOCKED:
            raise EncryptedError from error
        raise BrokenError(str(error)) from error


def _text_of(page):
    try:
        text_page = page.get_textpage()
    except pdfium.PdfiumError:
        return ""
    # What stands within the page; all there is where its box is wrong.
    text = text_page.get_text_bounded() or text_page.get_text_range()
    text_page.close()
    return text


def _shows_image(page):
    images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
    return next(images, None) is not None
