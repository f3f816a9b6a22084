"""The desktop viewer: windows, services, store and export."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before ONNX Runtime is imported, here or in a child process
