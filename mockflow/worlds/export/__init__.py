"""A world as one document: all that writes change, told so that it can be read back exactly, in any world.

``document`` is the whole of it and ``parts`` what surrounds the records; ``tables`` has the records, whose classes say
in their type hints what a document may hold. ``facts`` adds what must hold of single values, ``relations`` what must
hold between records, so that no later call meets a record that the double itself would not have made.
"""

MOST_BYTES = 512 * 1024 * 1024
"""What a document may have: 256 MB of files as base64, and as much again for all else."""
