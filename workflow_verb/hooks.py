import importlib.util
from pathlib import Path

MIGRATIONS = Path(__file__).parent / "migrations"


def pre_init_hook(env):
    """Adopt the acts of a database in which another addon kept them, before the tables
    of this one are made: an upgrade deletes nothing and creates nothing anew."""
    _migration("rename_act").rename(env)


def _migration(name):
    """A script of `migrations/`, where alone former owners are named."""
    path = MIGRATIONS / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"{__name__}.{name}", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
