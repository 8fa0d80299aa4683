"""Types of arrays, and tables that grow, for the models that label words."""

from __future__ import annotations

from typing import TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

Integers: TypeAlias = npt.NDArray[np.int64]
SmallIntegers: TypeAlias = npt.NDArray[np.int16]
Floats: TypeAlias = npt.NDArray[np.float32]
Table = TypeVar("Table", Integers, SmallIntegers, Floats)


def with_room(table: Table, rows: int) -> Table:
    """A table that has room for so many rows in its last but one dimension; it doubles, so that it is seldom copied."""
    if rows <= table.shape[-2]:
        return table
    room = np.zeros((*table.shape[:-2], rows, table.shape[-1]), table.dtype)
    result: Table = np.concatenate([table, room], axis=-2)
    return result
