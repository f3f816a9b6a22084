"""DICOM rules, one home each: header, decode, value chain, geometry (see the module docstrings)."""
