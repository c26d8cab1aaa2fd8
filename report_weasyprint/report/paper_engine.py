"""Renders Persian HTML as paged PDF with WeasyPrint; independent of records."""

import io
import mimetypes
import re
import subprocess
import threading
from functools import cache
from urllib.parse import unquote, urlsplit

from odoo.tools.misc import file_path

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import (
        FatalURLFetchingError,
        URLFetcher,
        URLFetcherResponse,
    )
except OSError:  # its system libraries are missing: reported when a paper is rendered
    weasyprint = None
    URLFetcher = object

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

# White space at the ends of a block counts as wide where its last line is full, and
# breaks it after the first word (seen with WeasyPrint 70): it is taken out before.
_BLOCKS = r"</?(?:div|p|h[1-3]|table|thead|tbody|tr|th|td|ol|li)\b"
_AFTER_BLOCK = re.compile(rf"({_BLOCKS}[^>]*>)\s+")
_BEFORE_BLOCK = re.compile(rf"\s+(?={_BLOCKS})")

# Pango's fonts are shared in a process and not made for several threads at once.
_one_at_a_time = threading.Lock()


class PaperError(Exception):
    """A paper cannot be rendered; the subclass names the reason."""


class MissingLibrary(PaperError):
    """The system libraries of WeasyPrint are not installed."""


class MissingFont(PaperError):
    """No installed font covers Persian."""


class RefusedAddress(PaperError):
    """A document refers to something else than an asset of an addon."""


def render(html, font=None):
    """Return the PDF (bytes) of an HTML document (str).

    :param font: the preferred font family, where it is installed
    :raises PaperError: when fonts or libraries are missing, or the document refers to
        anything that is not an asset of an addon or part of itself
    """
    if weasyprint is None:
        raise MissingLibrary("libpango-1.0-0")
    families = persian_fonts()
    if font in families:
        families = [font, *(name for name in families if name != font)]
    style = _base_style(families)
    with _one_at_a_time:
        document = weasyprint.HTML(
            string=_trimmed(html), base_url=ADDONS, url_fetcher=AssetFetcher()
        )
        try:
            return document.write_pdf(font_config=_fonts(), stylesheets=[style])
        except FatalURLFetchingError as error:
            raise RefusedAddress(str(error)) from error


def _trimmed(html):
    return _BEFORE_BLOCK.sub("", _AFTER_BLOCK.sub(r"\1", html))


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


@cache
def _fonts():
    return FontConfiguration()


def _base_style(families):
    """Return the style sheet that chooses the typeface and its size."""
    best = families[0]
    names = ", ".join(f'"{name}"' for name in families[:3])
    size = FONTS.get(best, "11pt")
    return weasyprint.CSS(
        string=f":root {{ font-family: {names}, sans-serif; font-size: {size} }}"
        f" @page {{ font-family: {names}, sans-serif; font-size: {size} }}",
        font_config=_fonts(),
    )


class AssetFetcher(URLFetcher):
    """Reads the static files of the addons and data: addresses, nothing else."""

    def __init__(self):
        super().__init__(
            allowed_protocols=("data", "https"),
            allow_redirects=False,
            fail_on_errors=True,
        )

    def fetch(self, url, headers=None):
        if url[:5].lower() == "data:":
            return super().fetch(url, headers)
        if not url.startswith(ADDONS):
            raise ValueError("It is not part of an addon.")
        path = unquote(urlsplit(url).path)
        if not ASSET.fullmatch(path) or ".." in path:
            raise ValueError("It is not a static file of an addon.")
        with open(file_path(path.lstrip("/")), "rb") as asset:
            body = io.BytesIO(asset.read())
        kind = mimetypes.guess_type(path)[0] or "application/octet-stream"
        return URLFetcherResponse(url, body, {"Content-Type": kind})
