"""Document → annotations: one module a layer, each replaceable without touching its neighbours.

A module has `AGENT`, who it is, and `annotate(document)`, a pure function that returns its layer.
"""
