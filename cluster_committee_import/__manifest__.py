{
    "name": "Cluster Committee: Import of Past Facts",
    "summary": "Takes over from one workbook what provinces have on paper so far:"
    " institutions, committees, seats, users, holders, past meetings, expert sessions,"
    " priorities and forecasts",
    "version": "19.0.1.2.0",
    "category": "Productivity",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": ["cluster_committee"],
    "auto_install": True,
    "external_dependencies": {"python": ["openpyxl"]},
    "data": [
        "security/ir.model.access.csv",
        "wizard/committee_book_import_views.xml",
        "views/committee_meeting_views.xml",
        "views/committee_setup_views.xml",
        "views/cluster_committee_import_menus.xml",
    ],
    "pre_init_hook": "pre_init_hook",
    "post_init_hook": "post_init_hook",
}
