"""Renders Persian HTML as paged PDF with WeasyPrint, in processes of their own
(`paper_pool`); independent of records."""

import mimetypes
import re
import subprocess
from functools import cache
from urllib.parse import unquote, urlsplit

from odoo.tools.misc import file_path

from odoo.addons.web_jalali.tools import persian

from . import paper_pool

# Font families in order of preference, each with its size on A4. The typefaces of
# Persian offices come first, since whoever installs them wants them.
FONTS = {
    "B Nazanin": "13pt",
    "IRNazanin": "13pt",
    "Nazli": "13pt",
    "Vazirmatn": "10.5pt",
    "Vazir": "10.5pt",
    "Noto Naskh Arabic": "11pt",
    "Noto Sans Arabic": "10pt",
    "DejaVu Sans": "9.5pt",
}
# Base of relative addresses in a document, which lead to assets of addons.
ADDONS = "https://addons.invalid/"
ASSET = re.compile(r"/\w+/static/[^\\]+")
# A document of this size has hundreds of pages; its pictures are in it as text.
MOST_BYTES = 16_000_000


class PaperError(Exception):
    """A paper cannot be rendered; the subclass names the reason."""


class MissingLibrary(PaperError):
    """The system libraries of WeasyPrint are not installed."""


class MissingFont(PaperError):
    """No installed font covers Persian."""


class RefusedAddress(PaperError):
    """A document refers to something else than an asset of an addon."""


class TooLarge(PaperError):
    """A document is too long, or takes more time or memory than one may."""


class Busy(PaperError):
    """Other papers are being rendered, and have been for long."""


class Failed(PaperError):
    """WeasyPrint stumbled over a document."""


def render(html, font=None, reader=None):
    """Return the PDF (bytes) of an HTML document (str).

    :param font: the preferred font family, where it is installed
    :param reader: who asks for it; of each one, one paper is rendered at a time
    :raises PaperError: when fonts or libraries are missing, the document refers to
        anything that is not an asset of an addon or part of itself, or it takes more
        than it may
    """
    families = persian_fonts()
    if font in families:
        families = [font, *(name for name in families if name != font)]
    words = {"families": families, "size": FONTS.get(families[0], "11pt")}
    content = persian.printable(html).encode()
    if len(content) > MOST_BYTES:
        raise TooLarge(f"{len(content)} bytes")
    try:
        answer, paper = paper_pool.pool().render(words, content, read_asset, reader)
    except paper_pool.Ended as error:
        raise TooLarge("The process was ended.") from error
    except paper_pool.NoRoom as error:
        raise Busy from error
    if answer["kind"] == "done":
        return paper
    raise _ERRORS[answer["kind"]](answer.get("text", ""))


_ERRORS = {
    "missing": MissingLibrary,
    "refused": RefusedAddress,
    "too_large": TooLarge,
    "failed": Failed,
}


def read_asset(address):
    """Return (kind, bytes) of a static file of an addon.

    :raises ValueError: for any other address
    """
    if not address.startswith(ADDONS):
        raise ValueError("It is not part of an addon.")
    path = unquote(urlsplit(address).path)
    if not ASSET.fullmatch(path) or ".." in path:
        raise ValueError("It is not a static file of an addon.")
    with open(file_path(path.lstrip("/")), "rb") as asset:
        content = asset.read()
    return mimetypes.guess_type(path)[0] or "application/octet-stream", content


@cache  # an exception is not cached: missing fonts are looked up again
def persian_fonts():
    """Return the installed families that cover Persian, in order of preference.

    :raises MissingFont: when there is none
    """
    families = _installed_families()
    if not families:
        raise MissingFont("fonts-noto-core")
    liking = list(FONTS)
    return sorted(
        families,
        key=lambda name: (liking.index(name) if name in FONTS else len(FONTS), name),
    )


def _installed_families():
    """Return the names of the font families that fontconfig counts as Persian."""
    try:
        listed = subprocess.run(
            ["fc-list", ":lang=fa", "family"],
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise MissingLibrary("fontconfig") from error
    return {
        name.replace("\\", "").strip()
        for line in listed.stdout.splitlines()
        for name in line.split(",")
        if name.strip()
    }
