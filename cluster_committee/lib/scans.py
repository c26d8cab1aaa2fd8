"""Whether the scan of a paper can be opened: a PDF with a page, or a picture."""

import io
import logging

from PIL import Image
from pypdf import PdfReader
from pypdf.errors import PyPdfError

# what is odd in a file that opens is of no interest here
logging.getLogger("pypdf").setLevel(logging.ERROR)

PICTURES = ("PNG", "JPEG")  # Odoo leaves the other readers of Pillow out
MOST_PIXELS = 200_000_000  # a page of A3 at 600 dots an inch has 70 million


def opens(content):
    """:param content: the bytes of a file
    :return: whether a reader would see something
    """
    if not content:
        return False
    if content.lstrip()[:5] == b"%PDF-":
        try:
            return len(PdfReader(io.BytesIO(content)).pages) > 0
        except (PyPdfError, ValueError, KeyError, OSError, RecursionError):
            return False
    try:
        with Image.open(io.BytesIO(content), formats=PICTURES) as picture:
            width, height = picture.size  # of the header: nothing is decoded
            if width * height > MOST_PIXELS:
                return False
            picture.verify()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False
    return True
