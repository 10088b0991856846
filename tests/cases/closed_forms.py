"""Formulas of textbooks at fifty digits, by the names that cases call them by; nothing of the program is used here."""

from __future__ import annotations

from typing import Any

from mpmath import erfc, exp, mp, mpf, pi, sqrt, workdps

NOTHING, ONE = mpf(0), mpf(1)


def value(expected: Any) -> float:
    """Return a number of a case: itself, a formula with its arguments, or a sum of such.

    `{"form": "annuity", "amount": 100, …}` is the formula of that name; a `times` in it multiplies it. `{"sum": [ … ]}`
    adds up.
    """
    with workdps(50):
        return float(_exact(expected))


def _exact(expected: Any) -> mpf:
    if not isinstance(expected, dict):
        return _number(expected)
    if "sum" in expected:
        return sum((_exact(each) for each in expected["sum"]), start=NOTHING)
    arguments = {name: _number(given) for name, given in expected.items() if name not in ("form", "times")}
    return _number(expected.get("times", 1)) * FORMS[expected["form"]](**arguments)


def _number(given: float | str) -> mpf:
    """Read a number as it is written, 0.1 as a tenth; a text may be a fraction, "2/3"."""
    above, _, below = str(given).partition("/")
    return mpf(above) / mpf(below or 1)


def present(amount: mpf, rate: mpf, month: mpf) -> mpf:
    """Present value of an amount in a month at a rate per year."""
    return amount * (1 + rate) ** (-month / 12)


def annuity(
    amount: mpf, count: mpf, rate: mpf = NOTHING, growth: mpf = NOTHING, first: mpf = ONE, step: mpf = ONE
) -> mpf:
    """Present value of equal or growing payments, the geometric sum a (1 − qⁿ)/(1 − q)."""
    yearly = (1 + growth) / (1 + rate)
    each, ratio = amount * yearly ** (first / 12), yearly ** (step / 12)
    return each * count if ratio == 1 else each * (1 - ratio**count) / (1 - ratio)


def tied_up(stock: mpf, months: mpf, rate: mpf, growth: mpf = NOTHING) -> mpf:
    """Cost of a stock that stands at the end of months 1 to n − 1 and is back in month n.

    Summed by parts: what stands in a month costs a month's interest, S q^m (1 − v).
    """
    a_month = 1 - (1 + rate) ** (-mpf(1) / 12)
    return -a_month * annuity(stock, months - 1, rate, growth)


def balloon(borrowed: mpf, rate: mpf, months: mpf, left: mpf = NOTHING) -> mpf:
    """Payment of an annuity that leaves an amount to be paid with the last one; the rate as quoted, by twelfths."""
    i = rate / 12
    if i == 0:
        return (borrowed - left) / months
    return (borrowed - left * (1 + i) ** -months) * i / (1 - (1 + i) ** -months)


def owed(borrowed: mpf, rate: mpf, months: mpf, paid: mpf, left: mpf = NOTHING) -> mpf:
    """Debt of it that is left after so many payments."""
    i = rate / 12
    grown = (1 + i) ** paid
    return borrowed * grown - balloon(borrowed, rate, months, left) * (grown - 1) / i


def unit_normal_loss(z: mpf) -> mpf:
    """Mean of what a standard normal exceeds z by, as an integral: ∫ from z on of (1 − Φ)."""
    return mp.quad(lambda x: erfc(x / sqrt(2)) / 2, [z, max(z, mpf(0)) + 3, mp.inf])


def below(z: mpf) -> mpf:
    """Φ(z)."""
    return erfc(-z / sqrt(2)) / 2


def quantile(share: mpf) -> mpf:
    """Φ⁻¹(u)."""
    return sqrt(mpf(2)) * mp.erfinv(2 * share - 1)


def lifetime(churn: mpf, months: mpf, rate: mpf = NOTHING, margin: mpf = ONE) -> mpf:
    """Value of a contract with equal monthly margins, the first at once, of which a share c falls away each month."""
    kept = (1 - churn) * (1 + rate) ** (-mpf(1) / 12)
    return margin * months if kept == 1 else margin * (1 - kept**months) / (1 - kept)


def lowest_of_walk(deviation: mpf, steps: mpf, drift: mpf = NOTHING) -> mpf:
    """Mean of the lowest of 0, S₁ … Sₙ of a normal random walk: Σ E[min(S_k, 0)]/k (Spitzer 1956)."""

    def mean_below(k: mpf) -> mpf:
        mean, spread = k * drift, deviation * sqrt(k)
        z = -mean / spread
        return mean * below(z) - spread * exp(-z * z / 2) / sqrt(2 * pi)

    return sum((mean_below(mpf(k)) / k for k in range(1, int(steps) + 1)), start=NOTHING)


def ever_below_start(steps: mpf) -> mpf:
    """Chance that a symmetric random walk falls below its start within n steps: 1 − C(2n, n)/4ⁿ (Sparre Andersen)."""
    return 1 - mp.binomial(2 * steps, steps) / 4**steps


FORMS = {
    each.__name__: each
    for each in (
        present,
        annuity,
        tied_up,
        balloon,
        owed,
        unit_normal_loss,
        below,
        quantile,
        lifetime,
        lowest_of_walk,
        ever_below_start,
    )
}
