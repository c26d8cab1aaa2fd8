def uninstall_hook(env):
    """Leave no function behind in the database."""
    env.cr.execute(
        """
        DROP FUNCTION IF EXISTS web_jalali_start(integer, date);
        DROP FUNCTION IF EXISTS web_jalali_starts(integer);
        """
    )
