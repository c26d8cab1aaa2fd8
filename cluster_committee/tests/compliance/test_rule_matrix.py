from contextlib import contextmanager
from datetime import date, timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.web_jalali.tools import jalali

from ..common import TODAY, day
from .rule_bounds import AT_ONCE, BOUNDS, LEVELS
from .rule_given_reading import LateProvinceReadOtherwise
from .rule_matrix import CASES, MATRIX, Cell, Never

# what would belie that a case cannot be
BELIES = {**CASES, "mended": {"met"}, "exempt": {"exempt"}}


@tagged("post_install", "-at_install")
@freeze_time(TODAY)
class TestRuleMatrix(LateProvinceReadOtherwise):
    """Every rule in six cases: not applicable, due, late, met, mended, exempt."""

    # ------------------------------------------------------------
    # WHOLE
    # ------------------------------------------------------------

    def test_every_rule_has_every_case(self):
        rules = {rule._code for rule in self.env["committee.engine"]._rules()}
        self.assertEqual(rules, MATRIX.keys())
        for rule, cells in MATRIX.items():
            self.assertEqual(cells.keys(), CASES.keys(), rule)
            for case, cell in cells.items():
                with self.subTest(rule=rule, case=case):
                    self._assert_a_case(case, cell)

    def _assert_a_case(self, case, cell):
        """The cell tells of its case, or says why there is none and shows it."""
        steps = self._steps(cell)
        if isinstance(cell, Never):
            self.assertTrue(cell.reason)
            self.assertTrue(steps or cell.refused)
            self.assertFalse({stood for _on, stood in steps} & BELIES[case])
            return
        self.assertTrue(steps)
        allowed = CASES[case] | (CASES["due"] if case == "met" else set())
        self.assertLessEqual({stood for _on, stood in steps}, allowed)
        self.assertIn(steps[-1][1], CASES[case])
        if case in ("mended", "exempt"):
            (_on, first), (_later, last) = steps
            self.assertIn(first, CASES["late"] if case == "mended" else {"exempt"})
            self.assertNotIn(last, CASES["late"] if case == "mended" else {"exempt"})

    # ------------------------------------------------------------
    # STANDINGS
    # ------------------------------------------------------------

    def test_each_stands_as_its_clause_says(self):
        expected, found = [], []
        for given in self._givens():
            with self._given(given):
                for rule, case, cell in self._cells(given):
                    if case in ("mended", "exempt") and isinstance(cell, Cell):
                        continue
                    for on, standing in self._steps(cell):
                        stood = self._stood(rule, on, cell)
                        expected.append(f"{rule}, {case}: {on} {standing}")
                        found.append(f"{rule}, {case}: {on} {stood}")
        self.maxDiff = None
        self.assertEqual(found, expected)

    # ------------------------------------------------------------
    # BOUNDS
    # ------------------------------------------------------------

    def test_every_rule_has_its_bounds(self):
        self.assertEqual(BOUNDS.keys(), MATRIX.keys())

    def test_whom_each_tells_and_when(self):
        levels = {
            rule._code: " ".join(f"{level}:{on}" for level, on in rule._levels.items())
            for rule in self.env["committee.engine"]._rules()
        }
        self.maxDiff = None
        self.assertEqual(levels, LEVELS)

    def test_what_is_told_at_once(self):
        rules = self.env["committee.engine"]._rules()
        at_once = {rule._code: rule._immediate for rule in rules if rule._immediate}
        self.assertEqual(at_once, AT_ONCE)

    def test_each_turns_on_its_days(self):
        """The day before and the day on which it turns, whom it has reached by then,
        and the dates and amounts that are shown."""
        expected, found = [], []
        for given in self._givens_of(BOUNDS):
            with self._given(given):
                for rule, bounds in self._bounds(given):
                    for on, *stands in self._steps(bounds):
                        row = self._row(rule, on, bounds)
                        told = f"{rule}, {bounds.of}, {given}: {on}"
                        expected.append(f"{told} {' '.join(stands)}")
                        found.append(f"{told} {self._standing_and_level(row)}")
                    if bounds.facts:
                        expected.append(f"{told} {bounds.facts}")
                        found.append(f"{told} {self._facts(row, bounds.facts)}")
        self.maxDiff = None
        self.assertEqual(found, expected)

    def _givens_of(self, table):
        givens = {bounds.given for rows in table.values() for bounds in rows}
        return sorted(givens, key=lambda given: given or "")

    def _bounds(self, given):
        return [
            (rule, bounds)
            for rule, rows in BOUNDS.items()
            for bounds in rows
            if bounds.given == given
        ]

    def _standing_and_level(self, row):
        return f"{row['standing']} {row['level'] or '.'}" if row else "-"

    def _facts(self, row, named):
        """What the row says of the dates and amounts that are named in `named`."""
        told = []
        for fact in named.split(", "):
            name, wanted = fact.split(" ", 1)
            if name == "evidence":
                _company, subject, _period = self.named[wanted]
                known = wanted if row["evidence_id"] == subject else "another"
                told.append(f"evidence {known}")
                continue
            value = row[name] if name in row else row[f"{name}_on"]
            if name == "period":
                value = date.fromisoformat(value)
            if isinstance(value, date):
                value = jalali.format_date(value, digits="latin")
            told.append(f"{name} {value}")
        return ", ".join(told)

    def test_what_cannot_be_is_refused(self):
        for refused in {
            cell.refused
            for cells in MATRIX.values()
            for cell in cells.values()
            if isinstance(cell, Never) and cell.refused
        }:
            with self.subTest(refused=refused), self._undone():
                getattr(self, f"_refused_{refused}")()

    # ------------------------------------------------------------
    # MENDED
    # ------------------------------------------------------------

    def test_the_fact_that_mends_it_closes_the_finding(self):
        for given in self._givens():
            with self._given(given):
                for rule, case, cell in self._cells(given):
                    if case == "mended" and isinstance(cell, Cell):
                        with self.subTest(rule=rule), self._undone():
                            self._assert_mended(rule, cell)

    def _assert_mended(self, rule, cell):
        """The engine is run on both days, and writes what became of it."""
        (late_on, late), (mended_on, mended) = self._steps(cell)
        company = self._company_of(cell)
        self._check(late_on, rule, company=company)
        finding = self._finding(rule, late_on, cell)
        self.assertEqual((finding.standing, finding.state), (late, "open"))
        self.assertEqual(finding.first_seen_on, day(late_on))
        if cell.mend:
            getattr(self, f"_mend_{cell.mend}")()
        self._check(mended_on, rule, company=company)
        expected = "not_applicable" if mended == "-" else mended
        self.assertEqual((finding.standing, finding.state), (expected, "closed"))
        self.assertEqual(
            (finding.first_seen_on, finding.changed_on, finding.closed_on),
            (day(late_on), day(mended_on), day(mended_on)),
        )

    def _finding(self, rule, on, cell):
        row = self._row(rule, on, cell)
        found = self._findings(rule, self._company_of(cell)).filtered(
            lambda f: (f.subject_id, f.period) == (row["subject_id"], row["period"])
        )
        self.assertEqual(len(found), 1)
        return found

    # ------------------------------------------------------------
    # EXEMPT
    # ------------------------------------------------------------

    def test_exempt_until_the_exemption_ends(self):
        for given in self._givens():
            with self._given(given):
                cells = [
                    (rule, cell)
                    for rule, case, cell in self._cells(given)
                    if case == "exempt" and isinstance(cell, Cell)
                ]
                with self._undone():
                    self._exempt_all(cells)
                    for rule, cell in cells:
                        self._assert_exempt(rule, cell)
                one_day = [pair for pair in cells if self._is_of_one_day(pair[1])]
                with self._undone():
                    self._exempt_all(one_day, days_before=1)
                    for rule, cell in one_day:
                        self._assert_late(rule, cell)

    def _is_of_one_day(self, cell):
        return len({on for on, _stood in self._steps(cell)}) == 1

    def _assert_exempt(self, rule, cell):
        """It is shown as exempt and nobody is told; the day after it is late again."""
        with self.subTest(rule=rule):
            row = self._row(rule, self._steps(cell)[0][0], cell)
            self.assertEqual((row["standing"], row["level"]), ("exempt", None))
            if not self._is_of_one_day(cell):
                self._assert_late(rule, cell)

    def _assert_late(self, rule, cell):
        on, late = self._steps(cell)[-1]
        with self.subTest(rule=rule):
            self.assertEqual(self._stood(rule, on, cell), late)

    def _exempt_all(self, cells, days_before=0):
        """Exempt each on its day, or so many days before, all by one act."""
        if not cells:
            return
        exemptions = self.env["committee.exemption"].with_user(self.owner)
        exemptions = exemptions.create(
            [
                {
                    "company_id": self._company_of(cell).id,
                    "rule": rule,
                    "reason": "The province is being reorganised",
                    "letter_number": "ص/۱۲",
                    "letter_date": on,
                    "date_from": on,
                    "date_to": on,
                }
                for rule, cell in cells
                for on in [day(self._steps(cell)[0][0]) - timedelta(days_before)]
            ]
        )
        exemptions.action_grant()
        self.env.flush_all()

    # ------------------------------------------------------------
    # READING THE MATRIX
    # ------------------------------------------------------------

    def _givens(self):
        """What is given, the story as it is first."""
        givens = {c.given for cells in MATRIX.values() for c in cells.values()}
        return sorted(givens, key=lambda given: given or "")

    def _cells(self, given):
        return [
            (rule, case, cell)
            for rule, cells in MATRIX.items()
            for case, cell in cells.items()
            if cell.given == given
        ]

    def _steps(self, cell):
        return [tuple(step.split()) for step in cell.days.split(", ") if step]

    @contextmanager
    def _given(self, given):
        with self._undone():
            if given:
                name, *values = given.split()
                getattr(self, f"_given_{name}")(*values)
                self.env.flush_all()
            yield

    @contextmanager
    def _undone(self):
        with self.env.cr.savepoint() as savepoint:
            yield
            savepoint.rollback()
        self.env.invalidate_all()

    def _company_of(self, cell):
        return self.named[cell.of][0] if cell.of else self.own

    def _row(self, rule, on, cell):
        """The obligation that the cell tells of, None where there is none."""
        company, subject, period = self.named.get(cell.of) or (self.own, None, None)
        rows = [
            row
            for row in self._stands(rule, on, company).values()
            if subject in (None, row["subject_id"]) and period in (None, row["period"])
        ]
        rows.sort(key=lambda r: (str(r["opens_on"]), r["subject_id"], r["period"]))
        return rows[0] if rows else None

    def _stood(self, rule, on, cell):
        row = self._row(rule, on, cell)
        return row["standing"] if row else "-"
