"""Which addons are ours: those that this one depends on, as far as we wrote them."""

from odoo.modules.module import Manifest

AUTHOR = "Cluster Committee Founders"
GENERIC = {"web_jalali"}  # has tests of its own, and no records of the committee's
EXTENDED = {"image.mixin", "mail.message", "mail.thread"}


def _depends(name, found):
    manifest = Manifest.for_addon(name)
    if name not in found and manifest["author"] == AUTHOR:
        found.add(name)
        for needed in manifest["depends"]:
            _depends(needed, found)
    return found


OURS = frozenset(_depends("test_cluster_committee", set()) - GENERIC)


def is_ours(klass):
    """Whether the class (of a model) stands in one of our addons; what extends a mixin
    of Odoo, or its messages, leaves their rights as they are."""
    path = klass.__module__.split(".")
    if vars(klass).get("_name") in EXTENDED:
        return False
    return path[:2] == ["odoo", "addons"] and path[2] in OURS


def has_field(field):
    """Whether one of our addons defines or extends `field`."""
    return not OURS.isdisjoint(field._modules)
