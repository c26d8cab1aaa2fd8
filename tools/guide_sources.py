"""The sources of the Persian guides, and what they may contain."""

import hashlib
import re
import unicodedata

import polib
from lxml import etree, html

import paths

FOLDER = paths.ROOT / "doc" / "guide"
STYLE = FOLDER / "guide.css"
ADDON = paths.ROOT / "cluster_committee"
PAPER_ADDON = paths.ROOT / "report_weasyprint"
PAPER_STYLE = PAPER_ADDON / "static" / "report" / "paper.css"
PROCEDURE = ADDON / "data" / "committee_procedure_data.xml"
PAGES = {"secretariat": range(8, 13), "chair": range(1, 2)}
LARGEST = 3_000_000  # bytes, all guides together

# What is written so everywhere: the number of the procedure, the names of file kinds
# and of a method, and the fingerprints that it gives
NAMES = re.compile(r"P-CL02|PDF|XLSX|DOCX|\.pdf\b|SHA-256|\b[0-9a-f]{64}\b")
GREGORIAN_YEAR = "(?:۱۹|۲۰)[۰-۹]{2}"
GREGORIAN_MONTHS = "ژانویه|فوریه|مارس|آوریل|ژوئن|ژوئیه|اوت|سپتامبر|اکتبر|نوامبر|دسامبر"
FOREIGN = re.compile(
    # digits and words of another language; Persian writes ۰–۹, Arabic ٠–٩
    r"[0-9٠-٩]|[A-Za-z]{2,}"
    rf"|{GREGORIAN_YEAR}[/-][۰-۹]{{1,2}}[/-]|سال {GREGORIAN_YEAR}\b"
    rf"|میلادی|\b(?:{GREGORIAN_MONTHS})\b"
)
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


def foreign(text):
    """The lines with text that should not appear in a Persian guide."""
    lines = unicodedata.normalize("NFKC", text).splitlines()
    return [line for line in lines if FOREIGN.search(NAMES.sub("", line))]


def source(name):
    return FOLDER / f"{name}.html"


def product(name):
    return ADDON / "static" / "guide" / f"{name}.pdf"


def read(name):
    """The guide as a tree, its clauses filled in from the procedure's own data."""
    tree = html.fromstring(source(name).read_text())
    for quote in tree.iterfind(".//blockquote"):
        number, text = clause(quote.get("data-clause"))
        number = number.translate(PERSIAN_DIGITS)
        kind = "" if number.startswith("تبصره") else "بند "
        quote.text = f"{kind}{number}: «{text}»"
    return tree


def clause(code):
    record = etree.parse(PROCEDURE).find(
        f".//record[@model='committee.procedure.clause'][field='{code}']"
    )
    if record is None:
        raise LookupError(f"The procedure has no clause {code}")
    values = {field.get("name"): field.text for field in record.iter("field")}
    return values["number"], " ".join(values["text"].split())


def unknown_labels(name):
    """What the guide prints in bold, as the screen says it, and no screen says."""
    said = {
        line.strip()
        for catalogue in paths.ROOT.glob("*/i18n/fa.po")
        for entry in polib.pofile(catalogue)
        for line in _lines(entry.msgstr)
    }
    labels = {" ".join(node.text.split()) for node in read(name).iter("b")}
    return sorted(labels - said)


def _lines(text):
    return re.sub(r"<[^>]*>", "\n", text).splitlines()


def state(name):
    """What a guide was made from, so that a test recognises an outdated one."""
    sha = hashlib.sha256(source(name).read_bytes() + STYLE.read_bytes())
    return f"source-{sha.hexdigest()[:16]}"
