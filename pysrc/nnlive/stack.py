"""A stack: layers one on top of another, each with its weights, that can be counted, printed, taken and put back."""

from collections.abc import Sequence

import numpy as np

from nnlive.arrays import Array
from nnlive.network import STARTS, Layer, Network
from nnlive.parts import Dense, Input
from nnlive.scoring import numbers, table


class Stack:
    """The half of a Sequential that does not learn. `seed` decides the first weights."""

    def __init__(self, layers: Sequence[Input | Dense] = (), *, seed: int = 0) -> None:
        self.layers: list[Dense] = []
        self.inputs: int | None = None
        self._rng = np.random.default_rng(seed)
        self._built: tuple[Layer, ...] = ()
        for layer in layers:
            self.add(layer)

    def add(self, layer: Input | Dense) -> None:
        """One layer more, at the end."""
        if isinstance(layer, Input):
            if self.layers or self.inputs:
                raise ValueError("Input comes once, and before all layers.")
            self.inputs = layer.shape[0]
        elif isinstance(layer, Dense):
            self.layers.append(layer)
            self._build(self.inputs)
        else:
            raise TypeError(f"A model is made of Input and Dense layers; this is {layer!r}. Are the () missing?")

    def _build(self, inputs: int | None) -> None:
        """Weights for the layers that have none yet: uniform by Glorot's rule; biases 0."""
        self.inputs = inputs
        if inputs is None:
            return
        for layer in self.layers[len(self._built) :]:
            before = len(self._built[-1].b) if self._built else inputs
            made = Layer(*STARTS["glorot"].draw(before, layer.units, self._rng), layer.activation)
            self._built = Network((*self._built, made)).layers

    @property
    def network(self) -> Network:
        """The model as it is now, as a network of this course."""
        if not self.layers:
            raise RuntimeError("This model has no layers yet: `model.add(Dense(...))`.")
        if not self._built:
            raise RuntimeError("This model does not know its number of inputs yet: put an Input((...,)) first.")
        return Network(self._built)

    def count_params(self) -> int:
        """How many numbers the model can learn."""
        return self.network.parameter_count

    def summary(self) -> None:
        """Prints each layer, the shape of what it passes on (None: for any number of examples), its parameters."""
        print(f"{'Layer':<9} {'Output':<11} {'Params':>8}")
        for i, layer in enumerate(self.network.layers):
            name, shape = f"dense_{i}" if i else "dense", f"(None, {len(layer.b)})"
            print(f"{name:<9} {shape:<11} {layer.W.size + layer.b.size:>8,}")
        print(f"Total params: {self.count_params():,}")

    def get_weights(self) -> list[Array]:
        """Copies of all numbers: each layer's weights (inputs, units), then its biases (units,)."""
        return [part.copy() for layer in self.network.layers for part in (layer.W, layer.b)]

    def set_weights(self, weights: Sequence[object]) -> None:
        """Puts such a list back."""
        now, given = self.get_weights(), [numbers(part, "weights") for part in weights]
        wanted, got = [part.shape for part in now], [part.shape for part in given]
        if wanted != got:
            raise ValueError(f"This model has weights of the shapes {wanted}; these have {got}.")
        self._take(np.concatenate([part.ravel() for part in given]))

    def _take(self, theta: Array) -> None:
        """All numbers of the model anew, from one row of numbers in the order of `get_weights`."""
        ends = np.cumsum([part.size for layer in self._built for part in (layer.W, layer.b)])
        W_and_b = np.split(theta, ends[:-1])
        pairs = zip(self._built, W_and_b[::2], W_and_b[1::2], strict=True)
        self._built = tuple(Layer(W.reshape(old.W.shape), b, old.activation) for old, W, b in pairs)

    def _table(self, x: object, name: str = "X") -> Array:
        """Examples (n, inputs), checked. They tell a model without an Input how large its first layer is."""
        X = table(x, self.inputs, name)
        if not self._built:
            self._build(X.shape[1])
        return X
