"""A glossary of four words, shared by tests."""

PAGE = """---
title: Glossary
---

# Glossary

## L

layer { #layer }
:   Neurons side by side.
:   [Layers](../layers/index.md)

hidden layer { #hidden-layer data-also="hidden neuron, inner layer" }
:   Between input and output.
:   [Layers](../layers/index.md), [Gates](../gates/index.md)

model { #model .nn-quiet }
:   A rule with numbers.
:   [Models](../models/index.md)

ReLU { #relu }
:   Lets positive sums through.
:   [The neuron](../neuron/index.md)
"""
