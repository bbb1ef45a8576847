"""Tables of named things: activations, losses, starts, data sets, features.

`choose` looks a name up and, when it is not there, says which name was probably meant.
"""

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")


def choose(table: Mapping[str, T], name: str, kind: str) -> T:
    """The entry called `name`. Raises ValueError with the nearest name and all names when there is none."""
    if name in table:
        return table[name]
    from difflib import get_close_matches  # only errors need it, so the page starts without it

    near = get_close_matches(str(name), table, n=1, cutoff=0.5)
    hint = f" Did you mean {near[0]!r}?" if near else ""
    raise ValueError(f"There is no {kind} called {name!r}.{hint} Known: {', '.join(table)}.")
