"""Names that are used twice where they have to be unique.

Looked for in a scenario and, so that all that is wrong with a file is told at once, also in the bare objects of a file
that does not fit the model for other reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from roitool.errors import Place, Problem

_Use = tuple[Place, str]


def duplicates(document: object) -> Iterator[Problem]:
    """Yield a ``duplicate`` for every second use of a name within its scope, at the place of that use.

    Parameters
    ----------
    document
        A scenario, or objects and lists as JSON gives them, of any shape: what cannot be read is passed by.
    """
    own_stream = _part(_part(document, "company"), "stream")
    company = [(("company", "stream"), own_stream)] if isinstance(own_stream, str) else []
    shared_streams = [*company, *_uses(document, "inputs", "stream")]
    yield from _repeated([*_uses(document, "inputs", "id"), *_uses(document, "derived", "id")])
    yield from _repeated(_uses(document, "candidates", "id"))
    yield from _repeated(shared_streams)
    for part, items, name in (("do_nothing", "lines", "id"), ("company", "other_investments", "year")):
        yield from _repeated(_below((part,), _uses(_part(document, part), items, name)))
    for position, candidate in enumerate(_items(document, "candidates")):
        place = ("candidates", position)
        for scope in (("inputs", "derived"), ("lines", "events"), ("ways_of_paying",)):
            yield from _repeated(_below(place, (use for items in scope for use in _uses(candidate, items, "id"))))
        yield from _repeated(_below(place, _uses(candidate, "averts", "line")))
        yield from _repeated([*shared_streams, *_below(place, _streams(candidate))], len(shared_streams))


def _streams(candidate: object) -> Iterator[_Use]:
    yield from _uses(candidate, "inputs", "stream")
    failure = _part(_part(candidate, "failure"), "stream")
    if isinstance(failure, str):
        yield ("failure", "stream"), failure
    yield from _uses(candidate, "events", "stream")
    yield from _uses(candidate, "lines", "stream")


def _repeated(uses: Iterable[_Use], known: int = 0) -> Iterator[Problem]:
    """Yield a problem for each use of a name after its first one; repeats among the first `known` were told before."""
    first: dict[str, Place] = {}
    for position, (place, name) in enumerate(uses):
        earlier = first.setdefault(name, place)
        if earlier != place and position >= known:
            yield Problem(place, "duplicate", {"found": name, "first": ".".join(map(str, earlier))})


def _uses(part: object, items: str, name: str) -> Iterator[_Use]:
    for position, item in enumerate(_items(part, items)):
        found = _part(item, name)
        if isinstance(found, str) or type(found) is int:
            yield (items, position, name), str(found)


def _below(place: Place, uses: Iterable[_Use]) -> Iterator[_Use]:
    return (((*place, *below), name) for below, name in uses)


def _items(part: object, name: str) -> Iterable[object]:
    items = _part(part, name)
    return items if isinstance(items, tuple | list) else ()


def _part(part: object, name: str) -> object:
    return part.get(name) if isinstance(part, Mapping) else getattr(part, name, None)
