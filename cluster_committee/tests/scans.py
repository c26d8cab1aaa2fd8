"""Files that can be opened, as the scans of papers."""

import base64
import io

from PIL import Image
from pypdf import PdfWriter


def pdf(pages=1, size=200):
    """The scan of so many empty pages, in base64."""
    writer, buffer = PdfWriter(), io.BytesIO()
    for _page in range(pages):
        writer.add_blank_page(size, size)
    writer.write(buffer)
    return base64.b64encode(buffer.getvalue())


def picture():
    buffer = io.BytesIO()
    Image.new("RGB", (30, 40)).save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue())
