"""In what capacity an officer with several acts."""

from donthu.cases.actor import Actor, Capacity
from donthu.law.grammar import Role

DTP, SXD = 1, 2
HEAD, DEPUTY = Role.HEAD, Role.DEPUTY


def test_a_head_who_is_also_deputy_acts_as_head() -> None:
    actor = Actor(7, (Capacity(DTP, DEPUTY), Capacity(DTP, HEAD)))

    assert actor.capacity(DTP, HEAD, DEPUTY) == Capacity(DTP, HEAD)


def test_an_own_capacity_comes_before_a_delegated_one() -> None:
    delegated = Capacity(DTP, HEAD, "Chủ tịch", on_behalf_of=9)
    actor = Actor(7, (delegated, Capacity(DTP, DEPUTY, "Phó Chủ tịch")))

    assert actor.capacity(DTP, HEAD, DEPUTY).role is DEPUTY
    assert actor.capacity(DTP, HEAD) == delegated


def test_a_capacity_elsewhere_does_not_serve() -> None:
    actor = Actor(7, (Capacity(SXD, HEAD), Capacity(DTP, DEPUTY)))

    assert actor.capacity(DTP, HEAD, DEPUTY).agency_id == DTP
