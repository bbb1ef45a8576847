"""The Playground's pictures, gathered: a widget shows the panels it wants and gives them what has changed."""

from nnlive.history import History, loss_panel
from nnlive.maps import EDGE, Maps
from nnlive.netpanel import network_panel
from nnlive.numberpanels import label_at, node_panel, parts, passage, point_panel
from nnlive.planepanels import data_marks, data_panel, key_panel, output_panel
from nnlive.spacepanel import space_panel
from nnlive.wording import Counts, count_right, describe, find, key, name, output_of

__all__ = [
    "EDGE",
    "Counts",
    "History",
    "Maps",
    "count_right",
    "data_marks",
    "data_panel",
    "describe",
    "find",
    "key",
    "key_panel",
    "label_at",
    "loss_panel",
    "name",
    "network_panel",
    "node_panel",
    "output_of",
    "output_panel",
    "parts",
    "passage",
    "point_panel",
    "space_panel",
]
