"""`override`, which Python has from 3.12 on: for the type checker alone.

What brings it to 3.11 is a twentieth of the way to a line that takes typing, so it is not loaded to run.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override as override
else:

    def override(method):
        """Return a method as it is; the type checker sees to it that it stands in place of another."""
        return method
