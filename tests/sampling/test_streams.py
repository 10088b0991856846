"""The random numbers of a stream: stratified in blocks, independent of everything but seed and key."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from scipy import stats

from roitool.sampling.streams import BLOCK, CHUNK, uniforms

KEYS = [f"figure_{number}" for number in range(250)]
UNLIKELY = 1e-4
"""With the seeds fixed a test that fails at this chance is no accident of the day."""


def strata(key, seed=7, chunk=0, blocks=8):
    return (uniforms(seed, key, chunk, blocks).reshape(blocks, BLOCK) * BLOCK).astype(int)


@pytest.mark.parametrize("key", ["go_live", "failure/month", "breakdown/year/3"])
def test_every_block_takes_one_value_in_each_of_1024_strata(key):
    for chunk in (0, 1, 121):
        assert (np.sort(strata(key, chunk=chunk), axis=1) == np.arange(BLOCK)).all()


def test_numbers_lie_strictly_between_zero_and_one():
    drawn = np.concatenate([uniforms(3, key, 0) for key in KEYS])
    assert drawn.min() > 0
    assert drawn.max() < 1


def test_inside_its_stratum_a_number_is_uniform_again():
    drawn = np.concatenate([uniforms(5, key, 0, 1) for key in KEYS[:40]])
    assert stats.kstest(drawn * BLOCK % 1, "uniform").pvalue > UNLIKELY


def test_every_future_meets_every_stratum_equally_often():
    """Position in the block against stratum, 16 groups each, added up over blocks: chi-square with 15² degrees."""
    groups = 16
    table = np.zeros((groups, groups))
    for key in KEYS:
        for block in strata(key):
            np.add.at(table, (np.arange(BLOCK) * groups // BLOCK, block * groups // BLOCK), 1)
    expected = table.sum() / groups**2
    # Within a permutation the counts of a row are tied to each other, which takes (n - 1)/n from the statistic.
    statistic = ((table - expected) ** 2 / expected).sum() * (BLOCK - 1) / BLOCK
    assert UNLIKELY < stats.chi2.sf(statistic, (groups - 1) ** 2) < 1 - UNLIKELY


@pytest.mark.parametrize("lag", [1, 2, 3, 64])
def test_neighbouring_futures_know_nothing_of_each_other(lag):
    """In a random permutation of n the correlation at a lag is -1/(n - 1) on average, with a spread of 1/sqrt(n)."""
    found = [np.corrcoef(block[:-lag], block[lag:])[0, 1] for key in KEYS[:100] for block in strata(key, seed=11)]
    assert np.mean(found) == pytest.approx(-1 / (BLOCK - 1), abs=4 / np.sqrt(BLOCK * len(found)))


def test_neighbouring_keys_know_nothing_of_each_other():
    found = [np.corrcoef(uniforms(2, one, 0), uniforms(2, other, 0))[0, 1] for one, other in pairwise(KEYS)]
    statistic = np.square(found).sum() * CHUNK
    assert UNLIKELY < stats.chi2.sf(statistic, len(found)) < 1 - UNLIKELY


def test_blocks_know_nothing_of_each_other():
    found = [
        np.corrcoef(blocks[first], blocks[first + 1])[0, 1]
        for key in KEYS
        for blocks in [uniforms(19, key, 2).reshape(8, BLOCK)]
        for first in range(7)
    ]
    statistic = np.square(found).sum() * BLOCK
    assert UNLIKELY < stats.chi2.sf(statistic, len(found)) < 1 - UNLIKELY


@pytest.mark.parametrize("blocks", range(1, 8))
def test_the_numbers_of_a_block_do_not_depend_on_how_many_follow(blocks):
    whole = uniforms(1, "go_live", 3)
    np.testing.assert_array_equal(uniforms(1, "go_live", 3, blocks), whole[: blocks * BLOCK])


def test_seed_key_and_chunk_each_give_other_numbers():
    drawn = [
        uniforms(seed, key, chunk, 1).tobytes()
        for seed in (0, 1, 2**63 - 1)
        for key in ("price", "price/month", "price/year/1", "pric", "1/price")
        for chunk in range(4)
    ]
    assert len(set(drawn)) == len(drawn)


def test_the_generator_still_gives_the_numbers_it_gave_in_the_first_version():
    """Written down from a run, not from a book: whoever changes the generator changes every answer ever given."""
    assert uniforms(20260301, "hours_freed", 0)[:3].tolist() == [
        0.48249412390187285,
        0.9071036541917957,
        0.5833920912238718,
    ]
    assert uniforms(20260301, "failure/month", 5)[-3:].tolist() == [
        0.9745606112685751,
        0.231800702536756,
        0.8046507426951887,
    ]


def test_means_of_smooth_functions_are_a_thousand_times_nearer_than_with_plain_sampling():
    """Stein (1987): what the streams add up to has no variance left but that within the strata."""
    drawn = [uniforms(13, key, 0).reshape(8, BLOCK) for key in KEYS[:5]]
    of_blocks = sum(np.exp(u) for u in drawn).mean(axis=1)
    plain = 5 * ((np.e**2 - 1) / 2 - (np.e - 1) ** 2) / BLOCK
    assert of_blocks.var(ddof=1) < plain / 1_000


def test_means_of_products_keep_the_variance_that_belongs_to_no_stream_alone():
    """Stein (1987) for (u - ½)(v - ½), whose parts have mean 0: nothing is gained, and nothing lost either."""
    means = [
        ((uniforms(seed, "one", 0) - 0.5) * (uniforms(seed, "two", 0) - 0.5)).reshape(8, BLOCK).mean(axis=1)
        for seed in range(60)
    ]
    ratio = np.var(means, ddof=1) * BLOCK * 144
    assert ratio == pytest.approx(1, abs=4 * np.sqrt(2 / 480))
