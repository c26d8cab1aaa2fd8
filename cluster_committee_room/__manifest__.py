{
    "name": "Cluster Committee: Meeting Room",
    "summary": "The minutes of a committee are written on one screen while people talk",
    "version": "19.0.1.0.0",
    "category": "Productivity",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "auto_install": True,
    "depends": ["cluster_committee"],
    "data": [
        "security/ir.model.access.csv",
        "security/committee_phrase_security.xml",
        "data/committee_phrase_data.xml",
        "views/committee_meeting_views.xml",
        "views/committee_phrase_views.xml",
        "views/cluster_committee_room_menus.xml",
    ],
    "assets": {
        "web.assets_backend": ["cluster_committee_room/static/src/**/*"],
        "web.assets_tests": ["cluster_committee_room/static/tests/tours/**/*"],
        "web.assets_unit_tests": ["cluster_committee_room/static/tests/*.test.js"],
    },
}
