"""What matplotlib loads to draw with, by the name in `plots.BACKEND`: its usual backend without a screen.

Only `show` differs: it puts the figures made so far into the output of the cell that is running.
"""

import importlib

from nnlive.plots import taken
from nnlive.show import tell

# By name, since nnlive itself must not need matplotlib; who loads this module has it.
FigureCanvas = importlib.import_module("matplotlib.backends.backend_agg").FigureCanvasAgg


def show(*, block: bool | None = None) -> None:
    """What `plt.show()` calls. Nothing waits for a window to be closed, so `block` changes nothing."""
    for item in taken():
        tell(item)
