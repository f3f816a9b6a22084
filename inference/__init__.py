"""Shenton's Qt-free and torch-free core: records, films, preprocessing, model bundles, ONNX Runtime."""

__version__ = "0.2.0"
SHENTON_ROOM = "inference"  # PyPI has another `inference`: viewer.__main__ checks for this mark
