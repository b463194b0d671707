"""What visitors of a site and users of the Designer do, which the API cannot: each simulation is a function of a visit.

A simulation writes to the transaction, emits the events, and answers the record that it made as the API would, with
``id``. What is left out of ``given`` is chosen: the first that there is, or made-up text that is the same every time.
It raises ValueError with one line that says what was wrong and what would be right.
"""

from .visit import Visit

__all__ = ["Visit"]
