"""Who acts in the archive: a role of this addon's own."""

from odoo.tools.translate import LazyTranslate

from odoo.addons.workflow_verb.tools import Role

_lt = LazyTranslate(__name__)

ADDON = "test_cluster_committee_extension"
ARCHIVIST = {"archivist": Role(f"{ADDON}.group_test_archivist", _lt("the archivist"))}
