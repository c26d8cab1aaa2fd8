from .access import disagreements
from .street import OURS


class RecordRules:
    """Each record rule is needed: who removes or widens one is told by the matrix."""

    def _rules(self):
        ids = self.env["ir.model.data"].search(
            [("module", "in", list(OURS)), ("model", "=", "ir.rule")]
        )
        return self.env["ir.rule"].browse(ids.mapped("res_id"))

    def _unnoticed(self, change):
        """The rules that may be changed so without a disagreement in the matrix."""
        unnoticed = []
        for rule in self._rules():
            name, model = rule.name, rule.model_id.model
            with self.env.cr.savepoint() as savepoint:
                change(rule)
                self.env.flush_all()
                if not disagreements(self, [model]):
                    unnoticed.append(name)
                savepoint.rollback()
            self.env.registry.clear_cache()
        return unnoticed

    def test_the_matrix_agrees_before_anything_is_changed(self):
        models = set(self._rules().model_id.mapped("model"))
        self.assertGreater(len(models), 15)
        self.assertEqual(disagreements(self, models), [])

    def test_no_rule_can_be_removed(self):
        self.assertEqual(
            sorted(self._unnoticed(lambda rule: rule.unlink())),
            [
                # the committee gives its people the acts of a province with a rule of
                # its own: these are for those who have the addons below alone
                "Acts on clusters of every province may be read nationally",
                "Acts on clusters of the own province only",
                # the samples belong to a province each: test_room.py and
                # test_follow_up.py read the others
                "Phrases for all provinces are read in each",
                "The administrator reads the acts of his companies",
                "What is meant for all provinces is read in each",
            ],
        )

    def test_no_rule_can_be_widened(self):
        def widen(rule):
            rule.write(
                {
                    "domain_force": "[(1, '=', 1)]",
                    "perm_read": True,
                    "perm_write": True,
                    "perm_create": True,
                    "perm_unlink": True,
                }
            )

        # where nobody has the right to write, no rule can give it
        self.assertEqual(
            sorted(self._unnoticed(widen)),
            [
                "Acknowledgements of every province may be read nationally",
                "Acts of every province may be read nationally",
                "Acts on clusters of every province may be read nationally",
                "Announced meetings of every province may be read nationally",
                "Changes of findings of every province may be read nationally",
                "Companies of the provinces may be read nationally",
                "Copies of minutes of every province may be read nationally",
                "Corrected letter numbers of every province may be read nationally",
                "Deadline extensions of every province may be read nationally",
                "Distributions of editions of every province may be read nationally",
                "Exemptions of every province may be read nationally",
                "Findings of every province may be read nationally",
                "Forecast comparisons of every province may be read nationally",
                "Funding of every province may be read nationally",
                "Notices of every province may be read nationally",
                # the sample is a holiday of the nation, which he enters anyway
                "Official holidays are entered by the procedure owner",
                "Received copies of every province may be read nationally",
                # the sample is of one company, which is his as well
                "The administrator reads the acts of his companies",
            ],
        )
