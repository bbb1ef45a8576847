"""The TensorFlow Playground's training, sample by sample and link by link, as section 4 of its facts tells it.

Slow on purpose and in its order of operations: the oracle for `nnlive.descent`.
"""

import math

import numpy as np

PAIRS = {
    "tanh": (math.tanh, lambda z: 1 - math.tanh(z) ** 2),
    "relu": (lambda z: max(0.0, z), lambda z: 0.0 if z <= 0 else 1.0),
    "linear": (lambda z: z, lambda z: 1.0),
    "sigmoid": (lambda z: 1 / (1 + math.exp(-z)), lambda z: math.exp(-z) / (1 + math.exp(-z)) ** 2),
}
PULLS = {"none": lambda w: 0.0, "L1": lambda w: float(np.sign(w)), "L2": lambda w: w}


class Node:
    def __init__(self, weights, bias, dead, names):
        self.w, self.b, self.dead = list(weights), bias, list(dead)
        self.f, self.slope = PAIRS[names]
        self.forget()

    def forget(self):
        self.bias_sum, self.sums, self.count = 0.0, [0.0] * len(self.w), 0


class Naive:
    """Starts from a Trainer's numbers and goes its own way from there."""

    def __init__(self, trainer):
        self.trainer = trainer
        layers = zip(trainer.weights, trainer.biases, trainer.dead, trainer.activations, strict=True)
        self.layers = [
            [Node(W[:, i].tolist(), float(b[i]), dead[:, i], name) for i in range(len(b))]
            for W, b, dead, name in layers
        ]

    def epoch(self, X, y):
        for i, (x, label) in enumerate(zip(X.tolist(), y.tolist(), strict=True)):
            self.accumulate(x, label)
            if (i + 1) % self.trainer.batch == 0:
                self.update(self.trainer.lr, self.trainer.regularization, self.trainer.rate)

    def accumulate(self, x, label):
        values = [x]
        for layer in self.layers:
            for node in layer:
                node.z = node.b + sum(w * v for w, v in zip(node.w, values[-1], strict=True))
            values.append([node.f(node.z) for node in layer])
        output = values[-1][0]
        errors = [output - label]
        for layer, inputs in zip(reversed(self.layers), values[-2::-1], strict=True):
            for node, error in zip(layer, errors, strict=True):
                node.delta = error * node.slope(node.z)
                node.bias_sum += node.delta
                node.count += 1
                node.sums = [s + node.delta * v for s, v in zip(node.sums, inputs, strict=True)]
            errors = [sum(node.w[j] * node.delta for node in layer) for j in range(len(inputs))]

    def update(self, lr, regularization, rate):
        for node in (node for layer in self.layers for node in layer):
            node.b -= lr * node.bias_sum / node.count
            for j, w in enumerate(node.w):
                if node.dead[j]:
                    continue
                moved = w - lr / node.count * node.sums[j]
                pulled = moved - lr * rate * PULLS[regularization](w)
                node.dead[j] = regularization == "L1" and moved * pulled < 0
                node.w[j] = 0.0 if node.dead[j] else pulled
            node.forget()

    def weights(self):
        return [np.array([node.w for node in layer]).reshape(len(layer), -1).T for layer in self.layers]

    def biases(self):
        return [np.array([node.b for node in layer]) for layer in self.layers]

    def dead(self):
        return [np.array([node.dead for node in layer]).reshape(len(layer), -1).T for layer in self.layers]
