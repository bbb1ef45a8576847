"""The side where a neuron fires: its corners, its line and its arrow against the sum z itself."""

import numpy as np
import pytest

from nnlive.plane import firing_side


def z(mark, w, b):
    return np.column_stack([mark.x, mark.y]).dot(w) + b


@pytest.mark.parametrize(("w", "b"), [([1, 1], -1.5), ([-2, 0.5], 1), ([0.1, 0], 4), ([0, -3], -4)])
def test_the_line_is_where_z_is_zero_and_the_area_where_it_is_not_below(w, b):
    side, line, arrow = firing_side(np.array(w, float), b)
    np.testing.assert_allclose(z(line, w, b), 0, atol=1e-9)
    assert z(side, w, b).min() > -1e-9
    assert np.dot([arrow.x1[0] - arrow.x0[0], arrow.y1[0] - arrow.y0[0]], w) >= 0


@pytest.mark.parametrize(("b", "covered"), [(0.0, True), (-1.0, False)])
def test_without_weights_the_bias_decides_for_the_whole_plane(b, covered):
    side, _, _ = firing_side(np.zeros(2), b)
    assert (side.x.min() < -1 and side.x.max() > 2) == covered
