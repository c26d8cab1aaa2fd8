"""The small changes of meaning that are made to a file, one at a time.

Python is changed by its syntax tree. SQL lies in strings, of which no library of
mutations knows more than that they are strings: each change below is declared as a
pattern, and made at each place in a string where it stands.
"""

import ast
import io
import re
import token
import tokenize
from typing import NamedTuple


class Mutant(NamedTuple):
    """A change of one place in a file."""

    start: int
    end: int
    text: str
    operator: str
    line: int

    def apply(self, source):
        return source[: self.start] + self.text + source[self.end :]

    def name(self, source):
        old = " ".join(source[self.start : self.end].split())
        new = " ".join(self.text.split())
        return f"{self.line}: {self.operator}: {old} → {new}"


# --- SQL ------------------------------------------------------------------------

# (name, pattern, replacements): a pattern never matches beyond its own words, so that
# the place that is told is the place that is changed
SQL = [
    # each bound, moved by one
    ("bound", r"<=(?=\s)", ["<"]),
    ("bound", r">=(?=\s)", [">"]),
    ("bound", r"(?<![<=>-])<(?=\s)", ["<="]),
    ("bound", r"(?<![<=>-])>(?=\s)", [">="]),
    ("bound", r"(?<=BETWEEN )[\w.%()]+(?= AND)", [r"\g<0> + 1"]),
    ("bound", r"(?<=AND )[\w.%()]+(?<=_on)(?=\s*$)", [r"\g<0> - 1"]),
    # each comparison
    ("comparison", r"(?<= )=(?= )", ["<>"]),
    ("comparison", r"(?<= )(?:<>|!=)(?= )", ["="]),
    ("comparison", r"\bIS NOT NULL\b", ["IS NULL"]),
    ("comparison", r"\bIS NULL\b", ["IS NOT NULL"]),
    ("comparison", r"\bIS NOT DISTINCT FROM\b", ["IS DISTINCT FROM"]),
    ("comparison", r"\bIS DISTINCT FROM\b", ["IS NOT DISTINCT FROM"]),
    ("comparison", r"\bNOT (?=EXISTS\b)", [""]),
    ("comparison", r"(?<!NOT )\bEXISTS\b", ["NOT EXISTS"]),
    ("comparison", r"\bNOT (?=IN \()", [""]),
    ("comparison", r"(?<!NOT )\bIN (?=\()", ["NOT IN "]),
    # what must hold together
    ("logic", r"(?<!\w)AND(?!\w)", ["OR"]),
    ("logic", r"(?<!\w)OR(?!\w)", ["AND"]),
    ("logic", r"(?<=THEN )TRUE\b", ["FALSE"]),
    ("logic", r"(?<=(?:THEN|ELSE) )FALSE\b", ["TRUE"]),
    # each join
    ("join", r"\bLEFT JOIN\b", ["JOIN"]),
    ("join", r"\bFULL JOIN\b", ["LEFT JOIN", "JOIN"]),
    ("join", r"(?<!LEFT )(?<!FULL )(?<!CROSS )\bJOIN\b", ["LEFT JOIN"]),
    # each kind: a value that nothing has; PostgreSQL reads infinity~ as infinity
    ("kind", r"(?<=')(?!infinity')[a-z_]\w+(?=')(?!'[^']*months)", [r"\g<0>~"]),
    # each date, moved by a day; each number, by one; each parameter left out
    ("date", r"(?<=(?:<=|>=) )\w+\.\w+_on\b", [r"\g<0> + 1"]),
    ("date", r"(?<=[^<>]< )\w+\.\w+_on\b", [r"\g<0> + 1"]),
    ("date", r"(?<=[^<>]> )\w+\.\w+_on\b", [r"\g<0> + 1"]),
    ("date", r"(?<=^)\w+\.(?:\w+_on|day)(?=$)", [r"\g<0> + 1", r"\g<0> - 1"]),
    ("number", r"(?<=[+-] )\d+\b", [r"\g<0> + 1"]),
    ("number", r" [+-] \w+\.\w+_(?:days|months)\b", [""]),
    ("number", r"(?<= )\+(?= \w)", ["-"]),
    ("number", r"(?<= )-(?= \w)", ["+"]),
    # which of several
    ("choice", r"\bmin(?=\()", ["max"]),
    ("choice", r"\bmax(?=\()", ["min"]),
    ("choice", r"\bGREATEST(?=\()", ["LEAST"]),
    ("choice", r"\bLEAST(?=\()", ["GREATEST"]),
    ("choice", r"\bbool_or(?=\()", ["bool_and"]),
    ("choice", r"\blead(?=\()", ["lag"]),
    ("choice", r" DESC\b", [""]),
    ("choice", r"\bUNION(?! ALL)\b", ["UNION ALL"]),
]
_SQL = [(name, re.compile(pattern), new) for name, pattern, new in SQL]
_STRINGS = {token.STRING, getattr(token, "FSTRING_MIDDLE", token.STRING)}
# a join of one row, a SELECT without FROM, is the same as a LEFT JOIN of it
_ONE_ROW = re.compile(
    r"(?s)\s*(?:\{\s*(?:limit_after|months_after|interval_after|COUNTS_AGAIN)\b"
    r"|LATERAL \(\s*(?:--[^\n]*\s*)?SELECT\b(?:(?!\bFROM\b).)*?\) \w+ ON TRUE\b)"
)
_QUOTES = re.compile(r"""(?s)([a-zA-Z]*)(\"{3}|'{3}|"|')(.*)\2""")
_COMMENT = re.compile(r"--[^\n]*")
_LOOKS_LIKE_SQL = re.compile(
    r"\b(?:SELECT|JOIN|WHERE|CASE|EXISTS|GREATEST|LEAST|COALESCE|FILTER)\b"
    r"|^\w+\.\w+|[<>=]=? %\(|^ (?:AND|OR|WHEN|ELSE|THEN) "
)


def sql_mutants(source):
    """The mutants of the SQL in the strings of a Python file."""
    starts = _line_starts(source)
    documented = set(_docstrings(ast.parse(source)))
    for each in tokenize.generate_tokens(io.StringIO(source).readline):
        if each.type not in _STRINGS or each.start[0] in documented:
            continue
        at = starts[each.start[0] - 1] + each.start[1]
        body, is_format = each.string, each.type != token.STRING
        if quoted := _QUOTES.fullmatch(body):
            at += quoted.start(3)
            is_format, body = "f" in quoted[1].lower(), quoted[3]
        if _LOOKS_LIKE_SQL.search(body):
            yield from _in_string(source, at, _masked(body, is_format))


def _masked(body, is_format):
    """The string without comments, and without what Python puts in, which the syntax
    tree sees; as long as before."""

    def blank(found):
        return "\0" * len(found[0])

    body = _COMMENT.sub(blank, body)
    return re.sub(r"\{[^{}]*\}", blank, body) if is_format else body


def _in_string(source, at, body):
    taken = _between(body)
    for operator, pattern, replacements in _SQL:
        for found in pattern.finditer(body):
            if operator == "logic" and found.start() in taken:
                continue
            if operator == "join" and _ONE_ROW.match(source, at + found.end()):
                continue
            for replacement in replacements:
                start, end = at + found.start(), at + found.end()
                line = source.count("\n", 0, start) + 1
                text = found.expand(replacement)
                yield Mutant(start, end, text, f"sql {operator}", line)


def _between(body):
    """Where the AND of a BETWEEN stands, which is no logic."""
    found = re.finditer(r"BETWEEN\s+(?:SYMMETRIC\s+)?\S+\s+(AND)", body)
    return {match.start(1) for match in found}


# --- Python ---------------------------------------------------------------------

COMPARISONS = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.In: "not in",
    ast.NotIn: "in",
    ast.Is: "is not",
    ast.IsNot: "is",
}
# what a field says for speed alone, which no test of what it does can notice
FOR_SPEED = {"index", "precompute", "prefetch"}
SUMS = {ast.Add: "-", ast.Sub: "+"}


def python_mutants(source):
    """The mutants of the expressions of a Python file."""
    found = _Changes(source)
    found.visit(ast.parse(source))
    yield from found.mutants


class _Changes(ast.NodeVisitor):
    def __init__(self, source):
        self.source, self.mutants = source, []
        self.starts = _line_starts(source)
        self.lines = source.splitlines(True)

    def _at(self, line, column):
        # columns of the tree count bytes
        text = self.lines[line - 1].encode()[:column].decode()
        return self.starts[line - 1] + len(text)

    def _span(self, node):
        start = self._at(node.lineno, node.col_offset)
        return start, self._at(node.end_lineno, node.end_col_offset)

    def _add(self, start, end, text, operator):
        line = self.source.count("\n", 0, start) + 1
        self.mutants.append(Mutant(start, end, text, f"python {operator}", line))

    def _between_nodes(self, left, right, pattern, text, operator):
        start, end = self._span(left)[1], self._span(right)[0]
        if found := re.search(pattern, self.source[start:end]):
            self._add(start + found.start(), start + found.end(), text, operator)

    def visit_Compare(self, node):
        left = node.left
        for sign, right in zip(node.ops, node.comparators, strict=True):
            pattern = r"not\s+in|is\s+not|in|is|[<>=!]=?"
            new = COMPARISONS[type(sign)]
            self._between_nodes(left, right, pattern, new, "comparison")
            left = right
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        new = "or" if isinstance(node.op, ast.And) else "and"
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._between_nodes(left, right, r"\b(?:and|or)\b", new, "logic")
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.Not):
            start, _end = self._span(node)
            self._add(start, self._span(node.operand)[0], "", "logic")
        self.generic_visit(node)

    def visit_BinOp(self, node):
        texts = (node.left, node.right)
        if type(node.op) in SUMS and not any(map(_is_text, texts)):
            new = SUMS[type(node.op)]
            self._between_nodes(node.left, node.right, r"[+-]", new, "sum")
        self.generic_visit(node)

    def visit_keyword(self, node):
        if node.arg not in FOR_SPEED:
            self.generic_visit(node)

    def visit_Constant(self, node):
        if isinstance(node.value, bool):
            self._add(*self._span(node), str(not node.value), "value")
        elif isinstance(node.value, int):
            self._add(*self._span(node), str(node.value + 1), "number")

    def visit_If(self, node):
        start, end = self._span(node.test)
        text = f"not ({self.source[start:end]})"
        self._add(start, end, text, "condition")
        self.generic_visit(node)

    def visit_JoinedStr(self, node):
        """Places of its parts are not to be relied on before Python 3.12."""


def _is_text(node):
    return isinstance(node, ast.JoinedStr) or (
        isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


def _line_starts(source):
    starts = [0]
    for line in source.splitlines(True):
        starts.append(starts[-1] + len(line))
    return starts


def _docstrings(tree):
    """The lines on which a string stands that is no value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.lineno


def mutants(source):
    """All mutants of a file, in the order of their places."""
    return sorted({*python_mutants(source), *sql_mutants(source)})
