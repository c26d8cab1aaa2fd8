"""Pictures that people may choose for an emblem."""

import base64
import io
import struct
import zlib

from PIL import Image


def raster(width=9, height=9, kind="PNG"):
    """A picture as it should be."""
    packed = io.BytesIO()
    Image.new("RGB", (width, height), "navy").save(packed, kind)
    return packed.getvalue()


def huge_png(width=30_000, height=30_000):
    """A small file of so many pixels."""

    def part(kind, body):
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * (1 + (width + 7) // 8) * height, 9)
    parts = part(b"IHDR", head), part(b"IDAT", rows), part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def nested_svg(depth=8, times=10):
    """2 KB that unfold to `times` ** (`depth` - 1) squares."""
    group = '<g id="g0"><rect width="1" height="1"/></g>'
    for number in range(1, depth):
        use = f'<use href="#g{number - 1}"/>' * times
        group += f'<g id="g{number}">{use}</g>'
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        f'<defs>{group}</defs><use href="#g{depth - 1}"/></svg>'
    ).encode()


def data_url(content, kind="image/png"):
    return f"data:{kind};base64,{base64.b64encode(content).decode()}"
