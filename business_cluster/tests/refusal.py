from contextlib import contextmanager

from odoo.exceptions import UserError


class RefusalMixin:
    """What is refused is undone, as it is at the end of a refused call."""

    @contextmanager
    def refused(self, *parts, error=UserError):
        """Within, something is refused, and the sentence says each of `parts`."""
        # `assertRaisesRegex` would leave what was half done
        with self.assertRaises(error) as caught:
            yield
        for part in parts:
            self.assertIn(part, str(caught.exception))
