"""Who acts in made-up cases: the sample agencies, their officers, the communes."""

from collections import defaultdict
from dataclasses import dataclass, field
from random import Random

from donthu.agencies.models import Agency, Area, Field, Membership
from donthu.cases.actor import Actor, Capacity
from donthu.demo.agencies import PROVINCE
from donthu.law.grammar import Role

TOP = "vpcp"


@dataclass(frozen=True)
class Commune:
    """A commune and the code of its committee."""

    area_id: int
    name: str
    committee: str


@dataclass
class Cast:
    """The sample as it is in the database, by codes, in an order that does not hang on ids.

    Agencies and posts are taken as they are now for the whole two years; nobody acts by delegation.
    """

    ids: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    communes: list[Commune] = field(default_factory=list)
    _staff: dict[tuple[str, Role], list[Actor]] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Cast":
        """The cast of this database; without communes when it has no sample."""
        cast = cls(fields=dict(Field.objects.values_list("code", "pk")))
        areas = dict(Area.objects.filter(level="commune", until=None).values_list("pk", "name"))
        for agency in Agency.objects.filter(until=None).order_by("code"):
            cast.ids[agency.code], cast.names[agency.code] = agency.pk, agency.name
            if agency.kind == "commune_committee" and agency.code.startswith(f"{PROVINCE}."):
                assert agency.area_id is not None
                cast.communes.append(Commune(agency.area_id, areas[agency.area_id], agency.code))
        staff: dict[tuple[str, Role], list[Actor]] = defaultdict(list)
        posts = Membership.objects.filter(agency__until=None, until=None)
        for post in posts.select_related("agency", "officer").order_by("officer__username"):
            role = Role(post.role)
            capacity = Capacity(post.agency_id, role, post.title)
            staff[post.agency.code, role].append(Actor(post.officer_id, (capacity,)))
        cast._staff = dict(staff)
        return cast

    def someone(self, rng: Random, code: str, *roles: Role) -> Actor:
        """One of the officers who have one of the roles at that agency."""
        there = [actor for role in roles for actor in self._staff.get((code, role), ())]
        return rng.choice(there)

    def commune(self, rng: Random) -> Commune:
        """One of the communes; some write far more often than others."""
        number = len(self.communes)
        return self.communes[int(number * rng.random() ** 1.8)]

    @staticmethod
    def chain(start: str, end: str) -> list[str]:
        """The agencies from `start` down to `end` below it: vpcp, dtp, dtp.sxd."""
        parts = end.split(".")
        above = [TOP, *(".".join(parts[: count + 1]) for count in range(len(parts)))]
        return above[above.index(start, start == end == TOP) :]
