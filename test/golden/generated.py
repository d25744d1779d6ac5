"""Numbers that test/models/generated.ts gives too, so that weights and images need no file."""

import numpy


def generated(name, shape, centre, spread):
    """centre ± spread, uniform, from a hash of (name, index), rounded to float32; in float64.

    The hash: lowbias32 (C. Wellons, hash-prospector) of index + FNV-1a(name).
    """
    start = 0x811C9DC5
    for letter in name.encode():
        start = ((start ^ letter) * 0x01000193) & 0xFFFFFFFF
    x = (numpy.arange(numpy.prod(shape), dtype=numpy.uint64) + start).astype(numpy.uint32)
    x = (x ^ (x >> 16)) * numpy.uint32(0x7FEB352D)
    x = (x ^ (x >> 15)) * numpy.uint32(0x846CA68B)
    x ^= x >> 16
    values = centre + spread * (x.astype(numpy.float64) / 2**31 - 1)
    return values.astype(numpy.float32).astype(numpy.float64).reshape(shape)
