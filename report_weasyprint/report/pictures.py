"""Pictures that people upload, looked at before anything decodes them; independent of
records, so that the process that renders papers asks the same words."""

import io
import warnings

from PIL import Image

# What is printed: raster formats that cannot refer to anything, nor nest
FORMATS = ("PNG", "JPEG", "GIF")
MAX_BYTES = 5_000_000
MAX_PIXELS = 25_000_000  # decoded, about 100 MB
# What is attached and only shown: a page of A3 scanned at 600 dots per inch has 70
MAX_SHOWN_PIXELS = 80_000_000


class PictureError(ValueError):
    """A picture is not taken: `reason` is too_large, too_many_pixels or no_picture."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def check(content):
    """Decode a picture (bytes) that is to be printed.

    :raises PictureError: also for SVG, which is a program and not a picture
    """
    if len(content) > MAX_BYTES:
        raise PictureError("too_large")
    check_pixels(content, MAX_PIXELS, FORMATS)
    try:
        Image.open(io.BytesIO(content), formats=FORMATS).load()
    except MemoryError:  # there is nothing wrong with the file
        raise
    # Pillow raises whatever it stumbles over in a file that is broken
    except Exception as error:  # pylint: disable=broad-except
        raise PictureError("no_picture") from error


def check_pixels(content, limit=MAX_SHOWN_PIXELS, formats=None):
    """Read the head of a picture (bytes) alone; nothing is decoded.

    :raises PictureError: for more than `limit` pixels, or for no picture
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            width, height = Image.open(io.BytesIO(content), formats=formats).size
        except Image.DecompressionBombError as error:
            raise PictureError("too_many_pixels") from error
        except Exception as error:  # pylint: disable=broad-except
            raise PictureError("no_picture") from error
    if width * height > limit:
        raise PictureError("too_many_pixels")
