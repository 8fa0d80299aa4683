"""Types of arrays, and tables that grow, for the models that label words."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Integers: TypeAlias = npt.NDArray[np.int64]
SmallIntegers: TypeAlias = npt.NDArray[np.int16]
Floats: TypeAlias = npt.NDArray[np.float32]
Table = TypeVar("Table", Integers, SmallIntegers, Floats)

LEAST_ROOM = 1 << 14
"""Rows that a table has at least once it grows: those that are not used yet take no memory."""


def with_room(table: Table, rows: int) -> Table:
    """A table that has room for so many rows in its last but one dimension; it doubles, so that it is seldom copied."""
    used = table.shape[-2]
    if rows <= used:
        return table
    result: Table = np.zeros((*table.shape[:-2], max(2 * rows, LEAST_ROOM), table.shape[-1]), table.dtype)
    result[..., :used, :] = table
    return result
