"""Work that the garbage collector is spared: nearly all that Tadvin makes goes by itself, or stays to the end."""

from __future__ import annotations

import gc
from functools import cache

_NEW_OBJECTS = 50_000
"""Objects more than at its last run that make the collector run; dozens of articles leave so many behind.

Python's own figure is 700, which each article reaches several times and falls below again.
"""


def collect_seldom() -> None:
    """Let the collector run seldom: else it takes a tenth of the time to start, and a twentieth of that to build."""
    gc.set_threshold(_NEW_OBJECTS)


@cache
def keep_what_is_loaded() -> None:
    """Tell the collector, once the first article has loaded lexicon and models, that it need not look at them again."""
    gc.freeze()
