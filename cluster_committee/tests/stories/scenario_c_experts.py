"""What the experts of scenario C do; the way from a session to the national copy."""

from odoo.fields import Command

from odoo.addons.web_jalali.tools import jalali

from .scenario_c import COMMITTEE, ITEM, LETTER, MEETING, RESOLUTION

OUTPUT, PRIORITIES = "committee.expert.output", "committee.priority.list"
CLUSTERS = ("دست‌بافته‌های داری", "عسل", "گیاهان دارویی")
# (title, the clusters it is about)
OUTPUTS = (
    ("اولویت‌بندی خوشه‌ها ۱۴۰۵", CLUSTERS),
    ("تقسیم هزینه برنامه عمل خوشه دست‌بافته‌های داری", CLUSTERS[:1]),
)


class Experts:
    """The two sessions, their outputs, and what became of them."""

    def _register_the_clusters(self):
        self.clusters = {
            name: self.create(
                self.officer, "business.cluster", name=name, company_id=self.own.id
            )
            for name in CLUSTERS
        }
        self.outputs = []

    def _hold_a_session(self):
        """Scheduled, held, recorded and closed; the output then waits."""
        title, clusters = OUTPUTS[len(self.outputs)]
        today = jalali.today()
        session = self.create(
            self.officer,
            MEETING,
            committee_id=self.experts.id,
            date_start=f"{today} 05:30:00",
            place="دبیرخانه",
            agenda_item_ids=[Command.create({"name": title})],
        )
        session.refuses(self.secretary, "propose_agenda", "whose way is another one")
        session.press(self.officer, "schedule")
        session.press(self.officer, "hold")
        output = self.create(
            self.officer,
            OUTPUT,
            session_id=session.id,
            name=title,
            cluster_ids=[Command.set([self.clusters[name].id for name in clusters])],
        )
        self._write_session_minutes(session)
        session.press(self.officer, "record_minutes")
        self.assertEqual(output.read(self.chair, "state"), "draft")
        session.refuses(self.officer, "close_session", "the secretary")
        session.press(self.secretary, "close_session")
        self.outputs.append(output)
        number = len(self.outputs)
        label = jalali.to_persian_digits(f"{number}/{jalali.year(today)}/1")
        self.assertEqual(
            output.read(self.chair, "state", "sent_on", "number_label"),
            ["waiting", str(today), f"\u2068{label}\u2069"],
        )

    def _write_session_minutes(self, session):
        of_session = ("meeting_id", "=", session.id)
        for row in self.search(self.officer, "committee.attendance", of_session):
            row.write(self.officer, presence="present")
        for item in self.search(self.officer, ITEM, of_session):
            item.write(self.officer, outcome="discussed")

    def _draft_the_priorities(self):
        """The list that resolution 1 approves, as output 1 proposes it."""
        self.priorities = self.create(
            self.officer,
            PRIORITIES,
            committee_id=self.committee.id,
            output_id=self.outputs[0].id,
            resolution_id=self.resolutions[0].id,
            line_ids=[
                Command.create({"cluster_id": self.clusters[name].id, "sequence": rank})
                for rank, name in enumerate(CLUSTERS)
            ],
        )
        self.priorities.refuses(self.secretary, "approve", "not signed by both")

    def _assert_priorities_approved(self):
        on = str(self.day("1405/06/18"))
        self.assertEqual(
            self.priorities.read(self.chair, "state", "approved_on", "jalali_year"),
            ["approved", on, jalali.year(self.day("1405/06/18"))],
        )
        self.assertEqual(self.outputs[0].read(self.chair, "state"), "adopted")

    # ------------------------------------------------------------
    # BOTH WAYS
    # ------------------------------------------------------------

    def _walk_from_session_to_copy(self):
        """Session 1, output 1, item 2, resolution 1, priorities, dispatch, copy; and
        back again, by what each record itself names."""
        user, output = self.national, self.outputs[0]
        session = self._remote(MEETING, output.read(user, "session_id"))
        self.assertEqual(session.read(user, "output_ids"), [output.id])
        item = self._remote(ITEM, output.read(user, "item_id"))
        self.assertEqual(item.read(user, "number", "output_id"), [2, output.id])
        (resolution_id,) = output.read(user, "resolution_ids")
        resolution = self._remote(RESOLUTION, resolution_id)
        self.assertEqual(
            resolution.read(user, "number", "item_id", "output_id"),
            [1, item.id, output.id],
        )
        self.assertEqual(
            self.priorities.read(user, "resolution_id", "output_id"),
            [resolution.id, output.id],
        )
        opened = resolution.press(user, "open_letters")
        letters = {
            letter.read(user, "kind"): letter
            for letter in self.search(user, LETTER, *opened["domain"])
        }
        self.assertEqual(set(letters), {"dispatch", "national_copy"})
        self._walk_back(letters["national_copy"], user, resolution, item, session)

    def _walk_back(self, copy, user, resolution, item, session):
        meeting = self._remote(MEETING, copy.read(user, "meeting_id"))
        self.assertIn(resolution.id, meeting.read(user, "resolution_ids"))
        found = self._remote(ITEM, resolution.read(user, "item_id"))
        self.assertEqual(found.id, item.id)
        output = self._remote(OUTPUT, found.read(user, "output_id"))
        self.assertEqual(output.read(user, "session_id"), session.id)
        experts = self._remote(COMMITTEE, session.read(user, "committee_id"))
        self.assertEqual(experts.read(user, "parent_id"), self.committee.id)

    def _remote(self, model, record_id):
        return self.committee.__class__(self, model, record_id)

    def _assert_one_page_for_cluster_and_body(self):
        """What was decided about cluster X or institution Y, and what came of it."""
        cluster = self.clusters[CLUSTERS[0]]
        resolutions, tasks = cluster.read(
            self.national, "committee_resolution_ids", "committee_task_ids"
        )
        self.assertEqual(set(resolutions), {r.id for r in self.resolutions[:2]})
        self.assertEqual(len(tasks), 5)  # of one body, and of four
        body = self._remote("res.partner", self._body("industry").id)
        self.assertEqual(
            body.read(
                self.chair,
                "committee_resolution_count",
                "committee_done_count",
                "committee_overdue_count",
            ),
            [3, 2, 1],
        )
