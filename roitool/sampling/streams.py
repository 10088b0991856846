"""Random numbers that belong to a figure, not to a position: common random numbers in stratified blocks.

Every input, failure and event has a stream key. The key and the scenario's seed are all that its numbers depend on, so
that changing, adding or removing another figure leaves them as they are, bit for bit, and all candidates meet the
same futures.

Within each block of 1 024 futures a stream takes one value in each of 1 024 equal strata (Latin hypercube sampling:
McKay, Beckman & Conover 1979), in an order of its own. Blocks are independent of each other, which is what gives an
honest Monte Carlo error.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.random import PCG64DXSM, SeedSequence
from numpy.typing import NDArray

BLOCK = 1_024
"""Futures in a block."""

CHUNK_BLOCKS = 8
CHUNK = CHUNK_BLOCKS * BLOCK
"""Futures calculated together; chunk borders never move, so no result depends on who calculates which chunk."""

_POSITION = np.arange(BLOCK, dtype=np.uint32)
_INSIDE_BITS = 42
_INSIDE = np.uint64(2**_INSIDE_BITS - 1)
_EXPONENT_OF_ONE = np.uint64(1023 << 52)


def uniforms(seed: int, key: str, chunk: int, blocks: int = CHUNK_BLOCKS) -> NDArray[np.float64]:
    """Return the uniform numbers of one stream from the beginning of a chunk.

    Parameters
    ----------
    seed
        The scenario's seed, not negative.
    key
        The stream key, with ``/month``, ``/year/3`` for second draws.
    chunk
        Which chunk of 8 192 futures, from 0.
    blocks
        How many blocks from its beginning; past the eighth they are those of the next chunks. The numbers of a block do
        not depend on how many follow.

    Returns
    -------
    ndarray
        Shape (blocks * 1024,), strictly between 0 and 1.
    """
    if blocks > CHUNK_BLOCKS:
        rest = uniforms(seed, key, chunk + 1, blocks - CHUNK_BLOCKS)
        return np.concatenate([uniforms(seed, key, chunk, CHUNK_BLOCKS), rest])
    raw = _generator(seed, key, chunk).random_raw(blocks * BLOCK).reshape(blocks, BLOCK)
    strata = _permutations(raw).astype(np.uint64)
    # The 52 bits behind the point of a double, written directly: 10 of the stratum, 42 random ones inside it.
    strata <<= np.uint64(_INSIDE_BITS)
    raw &= _INSIDE
    raw |= strata
    raw |= _EXPONENT_OF_ONE
    between_one_and_two = raw.view(np.float64)
    between_one_and_two -= 1.0 - 2.0**-53
    return between_one_and_two.ravel()


def plain_uniforms(seed: int, key: str, chunk: int, blocks: int = CHUNK_BLOCKS) -> NDArray[np.float64]:
    """Return the numbers of a stream without strata, for what is drawn anew so often that strata would gain nothing.

    Parameters and returned shape as of :func:`uniforms`.
    """
    if blocks > CHUNK_BLOCKS:
        rest = plain_uniforms(seed, key, chunk + 1, blocks - CHUNK_BLOCKS)
        return np.concatenate([plain_uniforms(seed, key, chunk, CHUNK_BLOCKS), rest])
    raw = _generator(seed, key, chunk).random_raw(blocks * BLOCK)
    raw >>= np.uint64(12)
    raw |= _EXPONENT_OF_ONE
    between_one_and_two: NDArray[np.float64] = raw.view(np.float64)
    between_one_and_two -= 1.0 - 2.0**-53
    return between_one_and_two


def _generator(seed: int, key: str, chunk: int) -> PCG64DXSM:
    entropy = int.from_bytes(hashlib.sha256(f"{seed}/{key}".encode()).digest()[:16], "big")
    return PCG64DXSM(SeedSequence(entropy, spawn_key=(chunk,)))


def _permutations(draws: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Return one random permutation of 0 … 1023 per row: sorting random numbers that carry their position.

    The top 22 bits of each draw, which are used for nothing else, decide; below them stands the position. Sorting
    plain integers is four times as fast as numpy's own shuffling; a tie among the 22 bits (one pair in every eighth
    block) is settled by position.
    """
    keyed = (draws >> np.uint64(32)).astype(np.uint32)
    keyed &= np.uint32(2**32 - BLOCK)
    keyed |= _POSITION
    keyed.sort(axis=1)
    keyed &= np.uint32(BLOCK - 1)
    return keyed
