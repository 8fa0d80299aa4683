"""schemas/tadvin.odd → RELAX NG, Schematron and documentation: `python -m tei.schema`, for those who change the ODD."""
