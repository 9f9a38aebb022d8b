"""Random draws that are exact: whole numbers and fractions only, so that no rounding of floats leaks.

Source: C. L. Canonne, G. Kamath, T. Steinke, The discrete Gaussian for differential privacy, NeurIPS 2020,
algorithms 1 and 2. That floats leak: I. Mironov, On significance of the least significant bits for
differential privacy, CCS 2012.
"""

from fractions import Fraction
from random import Random


def bernoulli(chance: Fraction, source: Random) -> bool:
    """True with this chance, 0 to 1."""
    return source.randrange(chance.denominator) < chance.numerator


def bernoulli_exp(rate: Fraction, source: Random) -> bool:
    """True with the chance exp(-rate), for a rate from 0."""
    while rate > 1:
        if not bernoulli_exp(Fraction(1), source):
            return False
        rate -= 1
    # How many draws of chances rate/1, rate/2, … succeed in a row is even with the chance exp(-rate).
    tries = 1
    while bernoulli(rate / tries, source):
        tries += 1
    return tries % 2 == 1


def discrete_laplace(scale: Fraction, source: Random) -> int:
    """A whole number x with a chance proportional to exp(-|x|/scale), for a scale above 0."""
    top, bottom = scale.numerator, scale.denominator
    while True:
        rest = source.randrange(top)
        if not bernoulli_exp(Fraction(rest, top), source):
            continue
        wholes = 0
        while bernoulli_exp(Fraction(1), source):
            wholes += 1
        size = (rest + top * wholes) // bottom
        negative = source.randrange(2) == 1
        if size or not negative:  # zero comes once, not with either sign
            return -size if negative else size
