"""Model training (torch): synthetic films, fitting, evaluation, bundles, fine-tuning on corrections."""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # before ONNX Runtime is imported, here or in a child process
