"""The few functions of Keras that the source code of losses uses, on NumPy, as Keras documents them."""
