"""A PDF as a text that tests can search."""

import subprocess
import unicodedata


def read_back(content, *options):
    """The pages of a PDF, each as a text that can be searched; cell after cell, or
    line after line across the page with the option "-layout"."""
    done = subprocess.run(
        ["pdftotext", *options, "-enc", "UTF-8", "-", "-"],
        input=content,
        check=True,
        capture_output=True,
    )
    pages = done.stdout.decode().split("\f")[:-1]
    return [squeezed(page) for page in pages]


def squeezed(text):
    """The letters alone: extracted ones may be presentation forms, a hamza may stand
    apart from its letter, marks steer the direction, spaces are a matter of layout."""
    kept = unicodedata.normalize("NFKC", text)
    dropped = ("Cc", "Cf", "Mn", "Zs")
    return "".join(c for c in kept if unicodedata.category(c) not in dropped)
