from functools import partial

from odoo.exceptions import AccessError

from .matrices import access_matrix
from .matrices.access_matrix import OPERATIONS
from .street import is_ours


def disagreements(case, models):
    """Ask the access rights for each cell of these rows.

    :return: [(model, role, province, operation)] where they say otherwise
    """
    table = access_matrix.cells()
    return [
        (model, role, province, operation)
        for model in models
        for role, cell in table[model].items()
        for province, letters in zip(("own", "foreign"), cell, strict=True)
        for letter, operation in OPERATIONS.items()
        if (letter in letters) != _is_allowed(case, model, role, province, operation)
    ]


def _is_allowed(case, model, role, province, operation):
    record = case.samples[province][model].with_user(case.personas[role])
    allowed = record.has_access(operation)
    if operation == "read" and record.browse().has_access("read"):
        found = bool(record.search([("id", "=", record.id)]))
        if found != allowed:
            return None  # which agrees with nothing
    return allowed


class Access:
    """The access matrix, asked of the rights and then tried."""

    # a field of each model that is open in its sample, to be written as it is
    touched = {
        "committee.committee": "parent_body",
        "committee.consultation": "summary",
        "committee.seat": "reason",
        "committee.member": "post",
        "committee.letter": "body",
        "committee.letter.recipient": "channel",
        "committee.meeting": "place",
        "committee.agenda.item": "name",
        "committee.expert.output": "name",
        "committee.policy.circular": "text",
        "committee.priority.list": "jalali_year",
        "committee.priority.line": "note",
        "committee.priority.score": "points",
        "committee.priority.criterion": "note",
        "committee.forecast": "jalali_year",
        "committee.forecast.line": "reason",
        "committee.resolution": "name",
        "committee.resolution.task": "result",
        "committee.meeting.plan": "reason",
        "committee.meeting.plan.line": "note",
        "committee.duty.holder": "letter_number",
        "committee.delegation": "post",
        "committee.attendance": "note",
        "committee.act.paper": "scan_name",
        "committee.procedure": "custodian",
        "committee.procedure.edition": "change_source",
        "committee.procedure.clause": "text",
        "committee.procedure.seat": "name_1391",
        "committee.interpretation": "question",
        "committee.institution.kind": "name_1391",
        "business.cluster": "product",
        "business.cluster.stage": "document_name",
        "business.cluster.supporter": "letter_number",
        "business.cluster.council.member": "decree_number",
        "business.cluster.plan": "notes",
        "business.cluster.plan.line": "indicator",
        "business.cluster.plan.share": "zero_reason",
        "business.cluster.plan.share.change": "reason",
        "business.cluster.contribution": "note",
        "ir.attachment": "description",
        "committee.exemption": "reason",
        "committee.request": "reason",
        "committee.setup": "paper_confirmed",
        "committee.agenda.template": "name",
        "committee.agenda.template.line": "name",
        "committee.phrase": "name",
        "committee.exchange.key": "compared_words",
        "resource.calendar.leaves": "name",
    }

    def test_every_model_has_a_row(self):
        ours = {
            name
            for name, model in self.env.registry.items()
            if not model._abstract and not model._transient
            for klass in model.__mro__
            if is_ours(klass)
        }
        self.assertEqual(set(access_matrix.cells()), ours)

    def test_the_rights_are_those_of_the_matrix(self):
        self.assertEqual(disagreements(self, access_matrix.cells()), [])

    def test_what_the_matrix_says_is_what_happens(self):
        wrong = [
            (model, role, province, OPERATIONS[letter], refusal)
            for model, row in access_matrix.cells().items()
            for role, cell in row.items()
            for province, letters in zip(("own", "foreign"), cell, strict=True)
            for letter, refusal in self._try_all(model, role, province, letters)
            if (letter in letters) == bool(refusal)
        ]
        self.assertEqual(wrong, [])

    def _try_all(self, model, role, province, letters):
        """Do to the sample what may be refused: (operation, refusal or None)."""
        record = self.samples[province][model].with_user(self.personas[role])
        attempts = {
            "c": lambda: record.create(self._new_values(record)),
            "r": lambda: record.read(["display_name"]),
            "w": lambda: record.write(self._same_values(record)),
            "u": record.unlink,
        }
        for letter, attempt in attempts.items():
            changes = letter == "c" or letter != "r" and letter in letters
            yield letter, self._refusal(attempt, changes)

    def _refusal(self, attempt, changes=False):
        """Why the attempt is refused, or None; what it changes is undone."""
        try:
            if not changes:
                attempt()
                return None
            with self.env.cr.savepoint() as savepoint:
                attempt()
                self.env.flush_all()
                savepoint.rollback()
        except AccessError as error:
            return str(error)
        return None

    def _same_values(self, record):
        name = self.touched.get(record._name)
        if not name:
            return {}
        record = record.sudo()
        return {name: record._fields[name].convert_to_write(record[name], record)}

    def _new_values(self, record):
        """Values of one more record like this one."""
        record = record.sudo()
        if record._name == "committee.committee":  # it leaves its place to the new one
            record._permitted({"state"}).write({"state": "dissolved"})
            self.env.flush_all()
        return {**record.copy_data()[0], **self._other_values(record)}

    def _other_values(self, record):
        """What may not be the same again."""
        partner = self.env.company.partner_id
        others = {
            "committee.seat": {"name": "One more seat"},
            "committee.meeting.plan": {"jalali_year": 1410, "line_ids": False},
            "committee.meeting.plan.line": {"day": "2027-01-25"},
            "committee.duty.holder": {"duty": "officer"},
            "committee.resolution.task": {"partner_id": partner.id},
            "committee.letter.recipient": {"partner_id": partner.id},
            "committee.finding": {"period": "another"},
            "committee.finding.change": {"entered_at": "2026-01-01 00:00:00"},
            "committee.check": {"companies": "another"},
            "committee.finding.notice": {"level": 3},
            "committee.counter": {"jalali_year": 1410},
            "committee.agenda.template": {"active": False},
            "committee.room.operation": {"key": "another"},
            "committee.forecast.line": {"source": "firms"},
            "committee.procedure": {"code": "P-CL99", "governs": False},
            "committee.procedure.edition": {"number": 99},
            "committee.procedure.clause": {"code": "C99"},
            "committee.institution.kind": {"code": "another"},
            "business.cluster": {"name": "Another cluster"},
            "business.cluster.supporter": {"partner_id": partner.id},
            "business.cluster.plan.line": {"code": "Another"},
            "business.cluster.plan.share": {"partner_id": partner.id},
            "business.cluster.council.member": {
                "partner_id": partner.id,
                "role": "member",
            },
            "res.company": {"province_id": False},
            "res.country.state": {"code": "IR-99"},
        }
        if record._name == "committee.priority.line":
            cluster = record.cluster_id.copy({"name": "One more cluster"})
            return {"cluster_id": cluster.id}
        if record._name == "committee.priority.score":
            unjudged = record.list_id.edition_id.criterion_ids
            unjudged -= record.line_id.score_ids.criterion_id
            return {"criterion_id": unjudged[:1].id}
        return others.get(record._name, {})

    # ------------------------------------------------------------
    # LEAKS
    # ------------------------------------------------------------

    def _walled(self):
        """(foreign record seen by a persona, model) for all that he may not read."""
        for model, row in access_matrix.cells().items():
            for role in ("officer", "secretary", "chair"):
                if "r" in row[role][0] and "r" not in row[role][1]:
                    record = self.samples["foreign"][model]
                    yield record.with_user(self.personas[role])

    def test_no_search_finds_a_foreign_record(self):
        found = [
            (record, record.env.user.login, way)
            for record in self._walled()
            for way, ids in self._search_in_all_ways(record)
            if record.id in ids
        ]
        self.assertEqual(found, [])

    def _search_in_all_ways(self, record):
        name = record.sudo().display_name
        one = [("id", "=", record.id)]
        (group,) = record.formatted_read_group([], [], ["id:array_agg"])
        return (
            ("search", record.search([]).ids),
            ("search_fetch", record.search_fetch(one, ["display_name"]).ids),
            ("search_count", [record.id] * record.search_count(one)),
            ("search_read", [row["id"] for row in record.search_read(one, ["id"])]),
            ("web", [row["id"] for row in record.web_search_read(one, {})["records"]]),
            ("name", [found for found, _name in record.name_search(name)]),
            ("group", group["id:array_agg"] or []),
            ("count", [record.id] * record._read_group(one, [], ["__count"])[0][0]),
        )

    def test_no_reading_reads_a_foreign_record(self):
        exporters = self.env.ref("base.group_allow_export")
        exporters.user_ids += self.officer + self.secretary + self.chair
        readings = {
            "export": lambda record: record.export_data(["id", "display_name"]),
            "web_read": lambda record: record.web_read({"display_name": {}}),
            "web_save": lambda record: record.web_save({}, {"display_name": {}}),
            "read": lambda record: record.read(["id"]),
            "name": lambda record: record.display_name,
            "copy": lambda record: record.copy_data(),
        }

        def read_afresh(record, reading):
            record.env.invalidate_all()  # what another one read is still at hand
            reading(record)

        succeeded = [
            (record, record.env.user.login, way)
            for record in self._walled()
            for way, reading in readings.items()
            if not self._refusal(partial(read_afresh, record, reading))
        ]
        self.assertEqual(succeeded, [])

    def test_talk_and_files_of_a_foreign_record_stay_there(self):
        for record in self._walled():
            name = f"Hush {record.env.user.login}"
            self.env["mail.message"].create(
                {"body": name, "model": record._name, "res_id": record.id}
            )
            self.env["ir.attachment"].create(
                {"name": name, "res_model": record._name, "res_id": record.id}
            )
        for user in self.officer + self.secretary + self.chair:
            messages = self.env["mail.message"].with_user(user)
            self.assertFalse(messages.search([("body", "like", "Hush")]))
            files = self.env["ir.attachment"].with_user(user)
            self.assertFalse(files.search([("name", "like", "Hush")]))
