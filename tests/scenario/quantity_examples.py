"""Quantities without problems: one or two of every kind, and random ones for properties."""

import numpy as np
from hypothesis import strategies as st

from roitool.scenario.quantities import (
    Chance,
    Data,
    Discrete,
    Fixed,
    Lognormal,
    Metalog,
    Normal,
    Overrun,
    Pert,
    Range,
    Triangular,
    TruncatedNormal,
    Uniform,
)

OVERLAPPING = Overrun(
    body_low=-0.1,
    body_likely=0.15,
    body_high=0.8,
    tail_probability=0.18,
    tail_minimum=0.5,
    tail_alpha=1.2,
    cap=6.0,
)
SEPARATE = Overrun(
    body_low=-0.1,
    body_likely=0.05,
    body_high=0.3,
    tail_probability=0.03,
    tail_minimum=0.5,
    tail_alpha=2.5,
    cap=2.0,
)
SMOOTH = (
    Range(low=8.0, likely=20.0, high=34.0),
    Range(low=8.0, likely=8.0, high=34.0, coverage=0.9),
    Range(low=0.02, likely=0.1, high=0.4, lower=0.0, upper=1.0),
    Range(low=0.0, likely=0.1, high=0.4, lower=0.0, upper=0.45),
    Range(low=0.3, likely=0.9, high=1.0, lower=0.0, upper=1.0),
    Pert(minimum=10.0, likely=20.0, maximum=60.0),
    Pert(minimum=-3.0, likely=2.0, maximum=2.0, shape=11.0),
    Triangular(minimum=0.0, likely=1.0, maximum=4.0),
    Uniform(minimum=-1.0, maximum=4.0),
    Normal(average=5.0, deviation=2.0),
    TruncatedNormal(average=5.0, deviation=2.0, lower=4.0),
    TruncatedNormal(average=0.0, deviation=1.0, lower=4.0, upper=9.0),
    TruncatedNormal(average=0.0, deviation=1.0, lower=-5.5, upper=-5.0),
    Lognormal(average=5.0, deviation=2.0),
    Metalog(p10=1.0, p50=2.0, p90=4.0),
    Metalog(p10=1.0, p50=1.6, p90=2.2, lower=0.0),
    Metalog(p10=1.0, p50=2.0, p90=2.5, upper=4.0),
    Metalog(p10=0.1, p50=0.2, p90=0.6, lower=0.0, upper=1.0),
    Data(observations=(3.0, 1.0, 4.0, 1.0, 5.0, 9.0, 2.0, 6.0)),
    OVERLAPPING,
    SEPARATE,
)
CONSTANT = (
    Fixed(value=3.0),
    Range(low=5.0, likely=5.0, high=5.0),
    Pert(minimum=5.0, likely=5.0, maximum=5.0),
    Triangular(minimum=5.0, likely=5.0, maximum=5.0),
    Uniform(minimum=5.0, maximum=5.0),
    Data(observations=(5.0,)),
)
STEPPED = (
    Chance(probability=0.3),
    Discrete(values=(3.0, 1.0, 2.0), probabilities=(0.2, 0.5, 0.3)),
)
EXAMPLES = (*SMOOTH, *CONSTANT, *STEPPED)

NUMBER = st.floats(-1e6, 1e6)
SHARE = st.floats(0.01, 0.99)


def _ascending(count):
    return st.lists(NUMBER, min_size=count, max_size=count).map(sorted)


@st.composite
def ranges(draw):
    """Ranges of every position of the mode, with and without bounds, at them and away from them."""
    low = draw(NUMBER)
    width = draw(st.floats(1e-3, 1e6))
    likely = low + width * draw(st.sampled_from([0.0, 0.001, 0.3, 0.5, 0.9, 1.0]))
    high = max(low + width, likely)
    lower = draw(st.sampled_from([None, low, low - 0.01 * width, low - 10 * width]))
    upper = draw(st.sampled_from([None, high, high + 0.01 * width, high + 10 * width]))
    return Range(low=low, likely=likely, high=high, coverage=draw(SHARE), lower=lower, upper=upper)


@st.composite
def overruns(draw):
    """Overruns whose tail begins within the body or beyond it."""
    low, likely, high = sorted(draw(st.lists(st.floats(-1, 3), min_size=3, max_size=3)))
    tail_minimum = draw(st.floats(0.01, 4))
    return Overrun(
        body_low=low,
        body_likely=likely,
        body_high=high,
        tail_probability=draw(st.floats(0, 0.999)),
        tail_minimum=tail_minimum,
        tail_alpha=draw(st.floats(0.2, 10)),
        cap=max(tail_minimum, high) * draw(st.floats(1, 20)),
    )


@st.composite
def metalogs(draw):
    """Metalogs with none, one or two ends; those with a problem are left out."""
    p10 = draw(st.floats(-100, 100))
    width = draw(st.floats(0.01, 100))
    lower = draw(st.sampled_from([None, p10 - width]))
    upper = draw(st.sampled_from([None, p10 + 2 * width]))
    return Metalog(p10=p10, p50=p10 + width * draw(st.floats(0.2, 0.8)), p90=p10 + width, lower=lower, upper=upper)


def _discrete(weights):
    total = sum(weights)
    return Discrete(values=tuple(map(float, range(len(weights)))), probabilities=tuple(w / total for w in weights))


QUANTITIES = st.one_of(
    st.builds(Fixed, value=NUMBER),
    ranges(),
    st.builds(
        lambda three, shape: Pert(minimum=three[0], likely=three[1], maximum=three[2], shape=shape),
        _ascending(3),
        st.floats(0.1, 100),
    ),
    _ascending(3).map(lambda three: Triangular(minimum=three[0], likely=three[1], maximum=three[2])),
    _ascending(2).map(lambda two: Uniform(minimum=two[0], maximum=two[1])),
    st.builds(Normal, average=NUMBER, deviation=st.floats(1e-6, 1e6)),
    st.builds(
        lambda average, deviation, z: TruncatedNormal(
            average=average, deviation=deviation, lower=average + z * deviation, upper=average + (z + 1) * deviation
        ),
        NUMBER,
        st.floats(1e-3, 1e6),
        st.floats(-5, 4),
    ),
    st.builds(Lognormal, average=st.floats(1e-6, 1e6), deviation=st.floats(1e-6, 1e6)),
    st.lists(st.floats(0.001, 1), min_size=1, max_size=20).map(_discrete),
    st.builds(Chance, probability=st.floats(0, 1)),
    overruns(),
    metalogs(),
    st.lists(NUMBER, min_size=1, max_size=50).map(lambda numbers: Data(observations=tuple(numbers))),
).filter(lambda quantity: not any(problem.severity == "error" for problem in quantity.problems()))

FUTURES = np.concatenate(
    [[1e-300, 1e-30], 2.0 ** -np.arange(50, 4, -1), np.linspace(0.04, 0.96, 47), 1 - 2.0 ** -np.arange(5, 50)]
)
"""Shares from the far left tail to the far right one, ascending."""
