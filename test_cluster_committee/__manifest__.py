{
    "name": "Cluster Committee: Tests of the Whole",
    "summary": "The matrices and attacks, which ask every model of the product",
    "version": "19.0.1.0.0",
    "category": "Hidden",
    "author": "Cluster Committee Founders",
    "license": "LGPL-3",
    "depends": [
        "cluster_committee_exchange",
        "cluster_committee_import",
        "cluster_committee_room",
    ],
}
