"""The encoder that every component reads: its inputs, its stretches, and its run by onnxruntime."""
