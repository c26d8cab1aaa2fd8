"""A letter for another organisation's office automation: as text, and as a Word file.

Both are made of the same parts, in Persian, ready to be laid out:

- `organisation`: lines of the letterhead; `numbers`: (label, value) pairs, of which
  empty values are filled in by the registry of the issuer
- `to`: lines of the address; `subject`; `paragraphs` of the text
- `facts`: (label, value) pairs; `agenda`: (number, item, proposer) rows
- `tasks`: (number, part of a resolution, deadline and standing) rows
- `signature`: lines; `recipients`: (number, name, purpose) rows
"""

import io

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT, WD_TABLE_DIRECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from odoo.addons.web_jalali.tools import persian

GREETING = "با سلام و احترام؛"
IN_THE_NAME = "باسمه تعالی"
RECIPIENT_HEADS = ("ردیف", "گیرنده", "جهت")
TASK_HEADS = ("ردیف", "مصوبه", "مهلت و وضعیت")
AGENDA_HEADS = ("ردیف", "دستور جلسه", "پیشنهاددهنده")
# a Persian face of every Word; where it is missing, Word takes another one
FONT = "B Nazanin"
SIZE = 13
# of the columns from the right, in centimetres of the 16 between the margins
ROW_WIDTHS = (1.9, 8.9, 5.2)
HEAD_WIDTHS = (10, 6)
_ISOLATES = dict.fromkeys((0x2068, 0x2069))  # Word and the automations show a box


def plain(parts):
    """Return the letter as text that can be pasted: to, subject, text, recipients."""
    blocks = [
        parts["to"],
        [f"موضوع: {parts['subject']}"],
        [GREETING],
        parts["paragraphs"],
        [f"{label} {value}" for label, value in parts["facts"]],
        [_row(row) for row in parts["agenda"]],
        [_row(row) for row in parts.get("tasks", ())],
        parts["signature"],
    ]
    if parts["agenda"]:
        blocks[5].insert(0, "دستور جلسه:")
    if parts["recipients"]:
        blocks.append(["گیرندگان:", *(_row(row) for row in parts["recipients"])])
    text = "\n\n".join("\n".join(lines) for lines in blocks if lines)
    return text.translate(_ISOLATES)


def _row(row):
    number, *cells = row
    return f"{number}- {'، '.join(cell for cell in cells if cell)}"


# ------------------------------------------------------------
# WORD
# ------------------------------------------------------------


def word(parts):
    """Return the letter as the bytes of a Word file, right to left throughout."""
    document = Document()
    _set_up(document, parts)
    _write(document, IN_THE_NAME, centred=True)
    _write_head(document, parts)
    for line in parts["to"]:
        _write(document, line, bold=True)
    _write(document, f"موضوع: {parts['subject']}", bold=True)
    _write(document, GREETING)
    for paragraph in parts["paragraphs"]:
        _write(document, paragraph, justified=True)
    for label, value in parts["facts"]:
        _write(document, f"{label} {value}")
    if parts["agenda"]:
        _write_table(document, AGENDA_HEADS, parts["agenda"])
    if parts.get("tasks"):
        _write_table(document, TASK_HEADS, parts["tasks"])
    for order, line in enumerate(parts["signature"]):
        written = _write(document, line, bold=True, centred=True)
        if not order:
            written.paragraph_format.space_before = Pt(24)
    if parts["recipients"]:
        _write(document, "گیرندگان:", bold=True)
        _write_table(document, RECIPIENT_HEADS, parts["recipients"])
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _set_up(document, parts):
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    # Word reads the parts of a section, as of a run, in the order of its schema only
    section._sectPr.find(qn("w:docGrid")).addprevious(OxmlElement("w:bidi"))
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(SIZE)
    run_style = style.element.get_or_add_rPr()
    run_style.get_or_add_rFonts().set(qn("w:cs"), FONT)
    size = OxmlElement("w:szCs")
    size.set(qn("w:val"), str(2 * SIZE))
    run_style.find(qn("w:sz")).addnext(size)
    language = OxmlElement("w:lang")  # otherwise Word underlines every Persian word
    language.set(qn("w:bidi"), "fa-IR")
    run_style.append(language)
    properties = document.core_properties
    properties.title = _plain(parts["subject"])
    properties.author = _plain(
        parts["organisation"][-1] if parts["organisation"] else ""
    )
    properties.comments = ""
    properties.language = "fa-IR"


def _write_head(document, parts):
    """The letterhead at the right, date, number and enclosure at the left."""
    table = _table(document, 1, 2)
    table.style = document.styles["Normal Table"]
    _lay_out(table, HEAD_WIDTHS)
    right, left = table.rows[0].cells
    _fill(right, parts["organisation"], bold=True)
    _fill(
        left,
        [f"{label}: {value or '............'}" for label, value in parts["numbers"]],
    )


def _write_table(document, heads, rows):
    table = _table(document, 1, len(heads))
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        _fill(cell, [head], bold=True)
    _repeat(table.rows[0])
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            _fill(cell, [text])
    _lay_out(table, ROW_WIDTHS)
    _close(document)


def _table(document, rows, columns):
    table = document.add_table(rows=rows, cols=columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.table_direction = WD_TABLE_DIRECTION.RTL  # the first column is right
    return table


def _lay_out(table, widths):
    """Column widths that fit the content; no row is split between pages."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)
    for row in table.rows:
        properties = row._tr.get_or_add_trPr()
        properties.insert(0, OxmlElement("w:cantSplit"))


def _close(document):
    """Word wants a paragraph after a table; one that needs no room, or a full page of
    recipients would be followed by an empty one."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(0), Pt(0), Pt(4)


def _repeat(row):
    """The heads of a table are repeated on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(cell, lines, bold=False):
    first, *others = lines or [""]
    _set(cell.paragraphs[0], first, bold)
    for line in others:
        _set(cell.add_paragraph(), line, bold)


def _write(document, text, bold=False, centred=False, justified=False):
    paragraph = document.add_paragraph()
    _set(paragraph, text, bold)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif justified:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return paragraph


def _plain(text):
    """What was stored, also before such signs were dropped, as XML takes it."""
    return persian.printable((text or "").translate(_ISOLATES))


def _set(paragraph, text, bold):
    """Text that runs from the right, in the Persian face."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(OxmlElement("w:bidi"))
    paragraph.paragraph_format.space_after = Pt(4)
    run = paragraph.add_run(_plain(text))
    run.font.rtl = True
    run.font.name = FONT
    run.font.cs_bold = run.font.bold = bold
    fonts = run._r.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:cs"), FONT)
