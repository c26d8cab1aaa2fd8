{
    "name": "Cluster Committee: Tests of Extension",
    "summary": "An outsider that adds one thing of each kind that the product promises"
    " others may add",
    "version": "19.0.1.0.0",
    "category": "Hidden/Tests",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["cluster_committee_import"],
    "data": [
        "security/test_extension_groups.xml",
        "security/ir.model.access.csv",
        "security/test_extension_security.xml",
        "wizard/workflow_step_views.xml",
        "wizard/test_committee_loan_import_views.xml",
        "report/test_committee_loan_templates.xml",
        "report/test_committee_loan_reports.xml",
        "views/committee_meeting_views.xml",
        "views/test_committee_loan_views.xml",
        "views/test_extension_menus.xml",
    ],
    "uninstall_hook": "uninstall_hook",
}
