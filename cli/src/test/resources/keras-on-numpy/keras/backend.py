def standardize_dtype(dtype):
    return str(dtype)
