"""Who acts, and in what capacity at which agency."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from donthu.law.engine import Roles
from donthu.law.grammar import Role, Seat


class DutyLike(Protocol):
    """What `agencies.duties.Duty` tells of one capacity of an officer."""

    @property
    def agency_id(self) -> int: ...
    @property
    def role(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def on_behalf_of(self) -> int | None: ...


@dataclass(frozen=True)
class Capacity:
    """One role at one agency, own or delegated by the officer `on_behalf_of`."""

    agency_id: int
    role: Role
    title: str = ""
    on_behalf_of: int | None = None


@dataclass(frozen=True)
class Actor:
    """An officer with all capacities; or the sender, or the platform, who have none."""

    officer_id: int | None
    capacities: tuple[Capacity, ...] = ()
    machine: bool = False  # the platform itself, as when a day off moves a clock

    @classmethod
    def officer(cls, officer_id: int, duties: Iterable[DutyLike]) -> "Actor":
        """The officer of that id acting with `duties`."""
        return cls(
            officer_id,
            tuple(
                Capacity(duty.agency_id, Role(duty.role), duty.title, duty.on_behalf_of)
                for duty in duties
            ),
        )

    def without(self, officer_ids: Collection[int]) -> "Actor":
        """The same, in nothing that one of those officers delegated."""
        kept = tuple(c for c in self.capacities if c.on_behalf_of not in officer_ids)
        return replace(self, capacities=kept)

    def roles_at(self, agency_id: int) -> frozenset[Role]:
        """The roles the actor has at that agency."""
        return frozenset(c.role for c in self.capacities if c.agency_id == agency_id)

    def seated(self, holder_id: int, giver_id: int | None) -> Roles:
        """The places of the actor in a case that lies at that agency, for `law.engine`; `giver_id`
        is who handed it over, None when it came by itself."""
        if self.machine:
            return {Seat.PLATFORM: {Role.PLATFORM}}
        if self.officer_id is None:
            return {Seat.OUTSIDE: {Role.SENDER}}
        places = {Seat.HOLDER: self.roles_at(holder_id)}
        return places | ({Seat.ASSIGNER: self.roles_at(giver_id)} if giver_id else {})

    def seated_between(self, giver_id: int, to_id: int) -> Roles:
        """The places of the actor in one hand-over."""
        return {Seat.ASSIGNER: self.roles_at(giver_id), Seat.ASSIGNEE: self.roles_at(to_id)}

    def capacity(self, agency_id: int, *by: Role) -> Capacity:
        """The capacity there in one of these roles: an own one before a delegated one, then the
        role named first. A deputy who also stands in for the head so signs as deputy.

        ValueError if there is none.
        """
        matching = [c for c in self.capacities if c.agency_id == agency_id and c.role in by]
        return min(matching, key=lambda c: (c.on_behalf_of is not None, by.index(c.role)))

    @property
    def signed_in(self) -> int:
        """The officer's id, where only an officer may act. PermissionError for the sender."""
        if self.officer_id is None:
            raise PermissionError("only an officer may do this")
        return self.officer_id

    @property
    def agency_ids(self) -> frozenset[int]:
        """Every agency at which the actor has any role."""
        return frozenset(c.agency_id for c in self.capacities)


SENDER = Actor(officer_id=None)
PLATFORM = Actor(officer_id=None, machine=True)
