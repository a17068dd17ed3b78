"""One encoder for every layer: what it reads of a Doc, in which stretches, and its run by onnxruntime."""
