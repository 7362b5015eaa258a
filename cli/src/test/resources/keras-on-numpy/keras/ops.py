import math

import numpy as np

from numpy import abs, arange, argmax, cumsum, exp, expm1, flip, log, log1p, max, maximum, minimum, ones_like
from numpy import power, shape, sqrt, stack, sum, tanh, where

erf = np.vectorize(math.erf, otypes=[float])
last_backward = None


def cast(x, dtype):
    return np.asarray(x, dtype=dtype)


def convert_to_tensor(x, dtype=None):
    return np.asarray(x, dtype=dtype)


def expand_dims(x, axis):
    return np.expand_dims(x, axis)


def custom_gradient(function):
    def call(*arguments):
        global last_backward
        value, last_backward = function(*arguments)
        return value

    return call
