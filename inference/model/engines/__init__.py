"""Ways to run a graph that ONNX Runtime has not."""
