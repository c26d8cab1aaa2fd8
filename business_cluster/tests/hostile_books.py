"""Small files that would hold up whoever reads them."""

import io
import zipfile

import openpyxl
import xlsxwriter
import xlwt

ODS = "urn:oasis:names:tc:opendocument:xmlns"


def repacked(content, **parts):
    """An XLSX file (bytes) with other parts: `strings`, `sheet`, `styles`, `workbook`;
    a value is a function of what stands there."""
    names = {
        "strings": "xl/sharedStrings.xml",
        "sheet": "xl/worksheets/sheet1.xml",
        "styles": "xl/styles.xml",
        "workbook": "xl/workbook.xml",
    }
    changed = {names[key]: change for key, change in parts.items()}
    packed = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, changed[name](text) if name in changed else text)
    return packed.getvalue()


def saved(book):
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def usual(rows=200, columns=20):
    """A file as Excel saves it, its texts in one table that all sheets share."""
    packed = io.BytesIO()
    with xlsxwriter.Workbook(packed) as book:
        sheet = book.add_worksheet()
        for number in range(rows):
            texts = [f"خانهٔ {number}، {place}" for place in range(columns)]
            sheet.write_row(number, 0, texts)
    return packed.getvalue()


def _put(mark, text, times=1):
    return lambda part: part.replace(mark, text * times + mark, 1)


def hostile():
    """{what it is: an XLSX file (bytes)}"""
    small = usual(2, 2)
    far = openpyxl.Workbook()
    far.active["XFD1048576"] = "x"
    wide = usual(2, 2)
    return {
        "one cell at XFD1048576": saved(far),
        "two million shared strings": repacked(
            small, strings=_put("</sst>", "<si><t>x</t></si>", 2_000_000)
        ),
        "95 MB of spaces": repacked(
            small,
            sheet=lambda part: part.replace(
                "<sheetData>", "<sheetData>" + " " * 95_000_000
            ),
        ),
        "rows that reach to XFD": repacked(
            wide,
            sheet=_put(
                "</sheetData>", '<row><c r="XFD1" t="n"><v>1</v></c></row>', 4_900
            ),
        ),
        "a million rows": repacked(small, sheet=_put("</sheetData>", "<row/>", 10**6)),
        "cells without a place": repacked(
            small, sheet=_put("</sheetData>", "<row>" + "<c/>" * 10**6 + "</row>")
        ),
        "a million styles": repacked(
            small, styles=_put("</cellXfs>", '<xf numFmtId="0"/>', 10**6)
        ),
        "a million names": repacked(
            small, workbook=_put("</sheets>", '<sheet name="x"/>', 10**6)
        ),
        "entities that unfold": repacked(
            small,
            sheet=lambda part: '<!DOCTYPE x [<!ENTITY a "aaaa">'
            + "".join(
                f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
            )
            + "]>"
            + part[part.find("<worksheet") :].replace("<v>", "<v>&j;", 1),
        ),
    }


def whole_sheet_only():
    """{what it is: an XLSX file (bytes)} that only a reader of whole sheets unfolds"""
    small = usual(2, 2)
    after = "</sheetData>"
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    linked = '<hyperlinks><hyperlink ref="A1:XFD1048576" display="x"/></hyperlinks>'
    return {
        "all cells merged": repacked(
            small, sheet=lambda part: part.replace(after, after + merged)
        ),
        "all cells linked": repacked(
            small, sheet=lambda part: part.replace(after, after + linked)
        ),
        "a far corner": repacked(
            small,
            sheet=lambda part: part.replace(
                after,
                '<row r="99999"><c r="A99999"><v>1</v></c></row>'
                f'<row r="100000"><c r="XFD100000"><v>1</v></c></row>{after}',
            ),
        ),
    }


def far_xls():
    book = xlwt.Workbook()
    book.add_sheet("x").write(65_535, 255, "x")
    return saved(book)


def wide_ods():
    """A cell that stands for a thousand million ones."""
    content = (
        f'<o:document-content xmlns:o="{ODS}:office:1.0" xmlns:t="{ODS}:table:1.0">'
        "<o:body><o:spreadsheet><t:table><t:table-row>"
        '<t:table-cell t:number-columns-repeated="1000000000"/><t:table-cell/>'
        "</t:table-row></t:table></o:spreadsheet></o:body></o:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        new.writestr("content.xml", content)
    return packed.getvalue()
