{
    "name": "Cluster Committee: Demo Provinces",
    "summary": "Three provinces at work, one in good order, one newly formed and one"
    " that is late; uninstalling takes them away again",
    "version": "19.0.1.1.1",
    "category": "Productivity",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": [
        "cluster_committee_exchange",
        "cluster_committee_import",
        "cluster_committee_room",
    ],
    "data": [
        "security/ir.model.access.csv",
        "wizard/committee_demo_remove_views.xml",
    ],
    "post_init_hook": "post_init_hook",
    "uninstall_hook": "uninstall_hook",
    "pre_init_hook": "pre_init_hook",
}
