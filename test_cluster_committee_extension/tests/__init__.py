"""What the READMEs promise to "another addon", and the test that proves it.

`cluster_committee/README.md`

- a rule is one declaration in one file, "of this addon or of another one"; findings,
  levels, notices, mail, exemptions and as-of questions follow: test_extension_rule;
  what it found ends with its addon: test_extension_uninstall
- how another addon adds steps of its own: test_extension_verb, narrows one:
  test_extension_narrowed, adds a field that is guarded: test_extension_guard
- who acts (`_workflow_roles`), what the dialog asks beside: test_extension_verb
- kinds of work, "of this addon or of another one", of a model of another addon with
  roles of its own, the due day of its rule: test_extension_work

`cluster_committee_import/README.md`

- another addon declares a sheet, and the steps that it records: test_extension_sheet

`business_cluster/README.md`

- a list of your own from a spreadsheet: test_extension_list
- roles called otherwise, or given by another group: cluster_committee does it, whose
  test is tests/cluster/test_cluster_roles.py

`workflow_verb/README.md`

- a model with steps, blockers, acts, roles, lines: test_extension_verb, _work, _guard
- declarations are united along `_inherit`: test_extension_guard; of `_open_states` and
  its like the last one holds: test_collected of test_workflow_verb
- every field is guarded, whichever addon defines it, or an administrator makes it:
  test_extension_guard (TestExtensionWalk takes all of them)
- an addon whose steps ask for more; the view has named groups: test_extension_verb
- help beside the next step (`_step_help`, united): test_extension_verb
- the addon grants its groups the right to read the acts: test_extension_verb

`report_weasyprint/README.md`

- any addon may print, with the letterhead of the company; a model seals its document,
  says when it may be printed and how the file is called, guards the three fields; the
  route serves it, and refuses what was changed: test_extension_paper

`web_jalali/README.md`

- `web_jalali.date.guard`: test_extension_guard
- `jalali` for other addons: test_extension_readmes, as every import of an example
- holidays that are kept elsewhere (`_holiday_calendars`): cluster_committee does it,
  whose test is tests/working_days/test_picker_holidays.py; `digits`, `day` and
  `isPersian` in the browser: its screens use them

Not written in a README but extended by every addon above: what an uninstallation loses
(`base.module.uninstall._losses`), the default letterhead (`_default_letterhead_lines`):
test_extension_uninstall, test_extension_paper.
"""

from . import test_extension_guard
from . import test_extension_list
from . import test_extension_narrowed
from . import test_extension_paper
from . import test_extension_readmes
from . import test_extension_rule
from . import test_extension_sheet
from . import test_extension_uninstall
from . import test_extension_verb
from . import test_extension_work
