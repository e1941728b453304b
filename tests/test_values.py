"""Our values are the standard library's frozen dataclasses in everything but their price."""

import copy
import dataclasses
import pickle
import sys
from decimal import Decimal

import pytest

from congtin.expression import Expression, Sort
from congtin.quantity import Kind, Quantity
from congtin.text import Place
from congtin.values import FEW, dataclass


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class Plain:
    """The measure."""

    name: str
    count: int = 3
    parts: tuple[str, ...] = ()


def own():
    """One of ours, new."""
    body = {"__annotations__": Plain.__annotations__, "count": 3, "parts": (), "__doc__": "Ours."}
    return dataclass(frozen=True, slots=True, order=True)(type("Plain", (), body))


OWN = own()
MADE = [(), ("a",), ("a", 3), ("a", 4), ("b", 1, ("x",))]


@pytest.mark.parametrize("given", MADE[1:])
def test_it_is_made_told_and_taken_apart_alike(given):
    own, plain = OWN(*given), Plain(*given)
    assert repr(own) == repr(plain)
    assert dataclasses.astuple(own) == dataclasses.astuple(plain)
    assert OWN(**dataclasses.asdict(plain)) == own
    assert dataclasses.replace(own, count=9) == OWN(own.name, 9, own.parts)


@pytest.mark.parametrize("left", MADE[1:])
@pytest.mark.parametrize("right", MADE[1:])
def test_it_is_compared_alike(left, right):
    assert (OWN(*left) == OWN(*right)) is (Plain(*left) == Plain(*right))
    assert (OWN(*left) < OWN(*right)) is (Plain(*left) < Plain(*right))
    assert (hash(OWN(*left)) == hash(OWN(*right))) is (Plain(*left) == Plain(*right))
    assert OWN(*left) != Plain(*left)


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, (), 4), {}), (("a",), {"size": 1}), ((), {"size": 1}), (("a", 1), {"count": 3})],
)
def test_what_does_not_fit_is_refused(given, named):
    for kind in (OWN, own(), Plain):
        with pytest.raises(TypeError):
            kind(*given, **named)


def test_few_and_many_are_made_alike():
    kind = own()
    made = [kind("a", parts=("x",)) for _ in range(FEW + 5)]
    assert len(set(made)) == 1
    assert repr(made[0]) == repr(made[-1]) == repr(Plain("a", parts=("x",)))


def test_one_with_a_place_for_what_is_found_out_later():
    kind = dataclass(frozen=True)(type("Told", (), {"__annotations__": {"make": str}, "__doc__": "Ours."}))
    made = [kind(name) for name in "ab" * FEW]
    assert vars(made[0]) == {"make": "a"}
    assert made[0] == made[-2] != made[-1]
    with pytest.raises(dataclasses.FrozenInstanceError):
        made[0].make = "c"


def test_it_stays_as_it_was_made():
    value = OWN("a")
    for change in (lambda: setattr(value, "name", "b"), lambda: delattr(value, "name"), lambda: setattr(value, "x", 1)):
        with pytest.raises(dataclasses.FrozenInstanceError):
            change()
    assert not hasattr(value, "__dict__")
    assert value == OWN("a")


@pytest.mark.parametrize(
    "value",
    [
        Place("a.md", 1, 2, 3, 4),
        Expression(0, 4, "2020", Sort.YEAR, "2020"),
        Quantity("12", Kind.COUNT, Decimal(12)),
    ],
)
def test_it_can_be_copied_and_sent(value):
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.copy(value) == copy.deepcopy(value) == value


def test_a_field_that_needs_more_than_a_default_is_refused():
    with pytest.raises(AssertionError):
        dataclass(frozen=True, slots=True)(
            type("Listed", (), {"__annotations__": {"items": list}, "items": dataclasses.field(default_factory=list)})
        )


def test_making_many_calls_nothing_field_by_field():
    for _ in range(FEW + 1):
        Expression(0, 4, "2020", Sort.YEAR, "2020")
    calls = []
    sys.setprofile(lambda frame, event, argument: calls.append(event))
    try:
        Expression(0, 4, "2020", Sort.YEAR, "2020")
    finally:
        sys.setprofile(None)
    assert len([event for event in calls if event.endswith("call")]) < 6
