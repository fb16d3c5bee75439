"""Medians and quantiles say what numpy's say."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ciie_admin.photos.middles import LEVELS, median, quantiles, quantiles_of_levels

SHARES = (0.0, 0.05, 0.5, 0.9, 0.98, 1.0)
levels = st.lists(st.integers(0, LEVELS - 1), min_size=1, max_size=60)


@given(levels)
def test_the_same_as_numpy(values: list[int]) -> None:
    counted = np.bincount(values, minlength=LEVELS)
    expected = np.percentile(values, [100 * share for share in SHARES])
    assert quantiles(np.array(values, np.float32), SHARES) == pytest.approx(expected, abs=1e-4)
    assert quantiles_of_levels(counted, SHARES) == pytest.approx(expected, abs=1e-4)
    rows = np.array([values, values[::-1]], np.float32).T
    assert median(rows).tolist() == np.median(rows, axis=0).tolist()
