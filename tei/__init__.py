"""Tadvin: raw Persian articles to TEI P5.

The folders tell the way of the data: `readers` → `document` → `annotators` → `encoder` → `validator` → `writers`.
"""

__version__ = "0.1.0"
