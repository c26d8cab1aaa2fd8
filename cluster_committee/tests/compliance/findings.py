from ..common import CommitteeCase, day

LETTER = {"number": "د/۹"}  # by which the owner of the procedure decides


class FindingsCase(CommitteeCase):
    """Asks the engine how things stand, and brings findings up to a day."""

    @classmethod
    def _rule(cls, code):
        return cls.env["committee.engine"]._rule(code)

    def _stands(self, code, on, company=None):
        """{(subject, period): row} of one rule on a Jalali day, without writing."""
        rows = self.env["committee.engine"]._standings(
            day(on), company or self.own, [self._rule(code)]
        )
        found = {(row["subject_id"], row["period"]): row for row in rows}
        # findings are stored by this key
        self.assertEqual(len(found), len(rows), f"{code} tells one thing twice")
        return found

    def _standings(self, code, on, company=None):
        """How the obligations of one rule stand on a Jalali day, by due day."""
        rows = self._stands(code, on, company).values()
        return [row["standing"] for row in sorted(rows, key=lambda r: str(r["due_on"]))]

    def _check(self, on, *codes, company=None):
        """Bring the findings up to a Jalali day."""
        rules = [self._rule(code) for code in codes] or None
        counts = self.env["committee.engine"]._check(
            day(on), company or self.own, rules
        )
        self.env.invalidate_all()
        return counts

    def _findings(self, code, company=None):
        return self.env["committee.finding"].search(
            [("rule", "=", code), ("company_id", "=", (company or self.own).id)]
        )

    def _told(self, findings):
        """(level, role) of who is told of the findings."""
        return sorted(
            (notice.level, notice.user_id.login.split(".")[0])
            for notice in findings.notice_ids
            if notice.user_id
            in self.officer
            | self.supervisor
            | self.secretary
            | self.chair
            | self.national
            | self.owner
        )

    def _exempt(self, code, first, last=None, company=None, **values):
        """An exemption granted by the owner of the procedure."""
        exemption = (
            self.env["committee.exemption"]
            .with_user(self.owner)
            .create(
                {
                    "company_id": (company or self.own).id,
                    "rule": code,
                    "reason": "The province is being reorganised",
                    "letter_number": "ص/۱۲",
                    "letter_date": day(first),
                    "date_from": day(first),
                    "date_to": last and day(last),
                    **values,
                }
            )
        )
        exemption.action_grant(on=day(first))
        return exemption

    @classmethod
    def _new_edition(cls, effective, **policy):
        """A further edition in force from a Jalali day, with other parameters."""
        editions = cls.env["committee.procedure.edition"].with_user(cls.owner)
        last = editions.search([("state", "=", "in_force")])
        edition = editions.browse(last.action_new_edition()["res_id"])
        edition.write({"effective_from": day(effective), **policy})
        edition.action_enact()
        return edition

    @classmethod
    def _hold(cls, committee, *days):
        """Held meetings of a committee on Jalali days, by the road of its users."""
        meetings = cls.env["committee.meeting"]
        for held in days:
            meetings |= cls._create_meeting("held", committee, held=held)
        return meetings

    @classmethod
    def _copies(cls, number, committee, held):
        """More committees of the own company, in provinces of their own, and a meeting
        of each held until a day, by SQL.

        :return: their ids
        """
        cls.env.cr.execute(
            """WITH province AS (
                   INSERT INTO res_country_state (country_id, name, code)
                   SELECT %s, 'T' || n, %s || '-' || n
                     FROM generate_series(1, %s) n RETURNING id),
               committee AS (
                   INSERT INTO committee_committee
                          (name, kind, company_id, province_id, edition_id, state,
                           formed_on)
                   SELECT 'T', 'provincial', %s, id, %s, 'active', %s
                     FROM province RETURNING id, company_id)
               INSERT INTO committee_meeting
                      (committee_id, company_id, kind, date_start, state, held_on,
                       invited_on, number, number_year, counts, counts_from,
                       meeting_type)
               SELECT id, company_id, 'provincial', now(), 'held',
                      %s::date - (id %% 300)::int, %s, 1, 1405, true,
                      %s::date - (id %% 300)::int, 'regular'
                 FROM committee RETURNING committee_id""",
            [
                cls.env.ref("base.ir").id,
                str(number),
                number,
                cls.own.id,
                committee.edition_id.id,
                day("1404/01/01"),
                held,
                day("1404/01/01"),
                held,
            ],
        )
        return [row[0] for row in cls.env.cr.fetchall()]
