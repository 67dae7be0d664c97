"""Agencies, places, fields, officers and in what capacity they act."""

from donthu.agencies.models.agency import Agency, AgencyKind, AgencySuccession
from donthu.agencies.models.api_token import ApiToken, TokenScope
from donthu.agencies.models.area import Area, AreaKind, AreaSuccession
from donthu.agencies.models.dated import Level
from donthu.agencies.models.field import Catalogue, Field
from donthu.agencies.models.local_law import DayOff, LocalLimit
from donthu.agencies.models.membership import Delegation, Membership
from donthu.agencies.models.officer import Officer

__all__ = [
    "Agency",
    "AgencyKind",
    "AgencySuccession",
    "ApiToken",
    "Area",
    "AreaKind",
    "AreaSuccession",
    "Catalogue",
    "DayOff",
    "Delegation",
    "Field",
    "Level",
    "LocalLimit",
    "Membership",
    "Officer",
    "TokenScope",
]
