"""Shenton's Qt-free and torch-free core: records, films, preprocessing, model bundles, ONNX Runtime."""

import os

__version__ = "0.2.0"
SHENTON_ROOM = "inference"  # PyPI has another `inference`: viewer.__main__ checks for this mark
os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before ONNX Runtime is imported, here or in a child process

from inference.no_downloads import forbid as _forbid  # noqa: E402

_forbid()
