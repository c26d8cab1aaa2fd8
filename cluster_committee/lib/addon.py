"""The name of this addon, as XML ids begin."""

ADDON = "cluster_committee"
