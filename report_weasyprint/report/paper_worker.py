"""Renders papers in a process of its own, with limits of time and memory.

Started by `paper_pool` with one socket, on which it takes jobs until the other end is
closed. It imports nothing of Odoo, reads no file but its libraries and typefaces, and
asks for the assets of addons by the same socket.
"""

import io
import json
import logging
import os
import re
import resource
import select
import socket
import struct
import sys
import threading
from functools import cache, lru_cache

IDLE = 600  # seconds, after which a process without a job ends
JOBS = 500  # after so many it ends, so that nothing piles up

_HEAD = struct.Struct(">II")

# White space at the ends of a block counts as wide where its last line is full, and
# breaks it after the first word (seen with WeasyPrint 70): it is taken out before.
_BLOCKS = r"</?(?:div|p|h[1-3]|table|thead|tbody|tr|th|td|ol|li)\b"
_AFTER_BLOCK = re.compile(rf"({_BLOCKS}[^>]*>)\s+")
_BEFORE_BLOCK = re.compile(rf"(?<!\s)\s+(?={_BLOCKS})")


class Link:
    """Messages on a socket: a few words as JSON, and bytes."""

    def __init__(self, end):
        self.end = end

    def send(self, words, body=b""):
        text = json.dumps(words).encode()
        self.end.sendall(_HEAD.pack(len(text), len(body)) + text + body)

    def receive(self):
        """Return (words, bytes).

        :raises EOFError: when the other end is closed
        """
        words, body = _HEAD.unpack(self._read(_HEAD.size))
        return json.loads(self._read(words)), self._read(body)

    def _read(self, size):
        read = bytearray()
        while len(read) < size:
            piece = self.end.recv(min(1 << 20, size - len(read)))
            if not piece:
                raise EOFError
            read += piece
        return bytes(read)


_LONG_DATA = re.compile(r"(data:[^\s\"]{40})[^\s\"]*", re.IGNORECASE)


class Refused(Exception):
    """What the document refers to is not given."""


def render(html, families, size, read_asset):
    """Return the PDF (bytes) of an HTML document (str).

    :param families: the typefaces, the best one first
    :param size: of the letters, such as "11pt"
    :param read_asset: function of an address: (kind, bytes) of the asset
    :raises Refused: where the document refers to anything but assets and itself
    """
    # the libraries may be missing: reported when a paper is rendered
    from weasyprint import HTML  # pylint: disable=import-outside-toplevel
    from weasyprint.urls import (  # pylint: disable=import-outside-toplevel
        FatalURLFetchingError,
    )

    document = HTML(
        string=_BEFORE_BLOCK.sub("", _AFTER_BLOCK.sub(r"\1", html)),
        base_url="https://addons.invalid/",
        url_fetcher=_fetcher_class()(read_asset),
    )
    style = _base_style(tuple(families[:3]), size)
    try:
        return document.write_pdf(font_config=_fonts(), stylesheets=[style])
    except FatalURLFetchingError as error:
        if isinstance(error.__cause__ or error.__context__, MemoryError):
            raise MemoryError from error
        # a picture within the document is its own address
        raise Refused(_LONG_DATA.sub(r"\1…", str(error))) from error


@cache
def _fonts():
    from weasyprint.text.fonts import (  # pylint: disable=import-outside-toplevel
        FontConfiguration,
    )

    return FontConfiguration()


@lru_cache(20)
def _base_style(families, size):
    """Return the style sheet that chooses the typeface and its size."""
    from weasyprint import CSS  # pylint: disable=import-outside-toplevel

    names = ", ".join(f'"{name}"' for name in families)
    return CSS(
        string=f":root {{ font-family: {names}, sans-serif; font-size: {size} }}"
        f" @page {{ font-family: {names}, sans-serif; font-size: {size} }}",
        font_config=_fonts(),
    )


@cache
def _fetcher_class():
    import pictures  # pylint: disable=import-outside-toplevel,import-error
    from weasyprint.urls import (  # pylint: disable=import-outside-toplevel
        URLFetcher,
        URLFetcherResponse,
    )

    class AssetFetcher(URLFetcher):
        """Gets assets of addons, reads pictures in the document, nothing else."""

        def __init__(self, read_asset):
            super().__init__(
                allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True
            )
            self.read_asset = read_asset

        def fetch(self, url, headers=None):
            if url[:5].lower() == "data:":
                return self._checked(super().fetch(url, headers))
            kind, content = self.read_asset(url)
            body = io.BytesIO(content)
            return URLFetcherResponse(url, body, {"Content-Type": kind})

        def _checked(self, answer):
            """What is inside of the document is a raster picture under limits.
            WeasyPrint would try whatever else it is, of any declared kind, as SVG."""
            content = answer.read()
            try:
                pictures.check(content)
            except pictures.PictureError as error:
                raise ValueError(f"This picture is not printed ({error}).") from error
            return URLFetcherResponse(
                answer.url, io.BytesIO(content), {"Content-Type": answer.content_type}
            )

    return AssetFetcher


# ----------------------------------------------------------------
# THE PROCESS
# ----------------------------------------------------------------


def main(number):
    """Take jobs on the socket with this file number."""
    end = socket.socket(fileno=number)
    link = Link(end)
    threading.Thread(target=_end_with, args=(end,), daemon=True).start()
    # nothing that was tightened for the server's own process holds here
    resource.setrlimit(
        resource.RLIMIT_CPU, (-1, resource.getrlimit(resource.RLIMIT_CPU)[1])
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.getLogger("weasyprint").addHandler(logging.NullHandler())
    logging.getLogger("weasyprint").propagate = False
    try:
        import weasyprint  # noqa: F401  pylint: disable=import-outside-toplevel
    except OSError as error:  # its system libraries
        link.send({"kind": "missing", "text": str(error)})
        return
    link.send({"kind": "ready"})
    for _number in range(JOBS):
        end.settimeout(IDLE)
        try:
            job, html = link.receive()
        except (EOFError, OSError):
            return
        end.settimeout(None)
        if not _do(link, job, html.decode()):
            return


def _end_with(end):
    """End when the server has closed the other end, or was killed."""
    poll = select.poll()
    poll.register(end, select.POLLRDHUP)
    poll.poll()
    os._exit(1)


def _do(link, job, html):
    """Render one paper; return whether this process is fit for another one."""
    _limit(job["seconds"], job["memory"])
    link.send({"kind": "begun"})

    def read_asset(url):
        link.send({"kind": "asset", "url": url})
        answer, content = link.receive()
        if "refused" in answer:
            raise ValueError(answer["refused"])
        return answer["mime"], content

    try:
        paper = render(html, job["families"], job["size"], read_asset)
    except Refused as error:
        link.send({"kind": "refused", "text": str(error)})
    except (MemoryError, RecursionError):
        link.send({"kind": "too_large"})
        return False
    except Exception as error:  # pylint: disable=broad-except
        link.send({"kind": "failed", "text": f"{type(error).__name__}: {error}"})
        return False
    else:
        link.send({"kind": "done"}, paper)
    return True


def _limit(seconds, memory):
    """The kernel ends this process when a job takes more, even without the server."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(
        resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1])
    )
    _soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard == resource.RLIM_INFINITY or memory < hard:
        resource.setrlimit(resource.RLIMIT_AS, (memory, hard))


if __name__ == "__main__":
    main(int(sys.argv[1]))
