"""How the property tests of the law are run."""

from hypothesis import settings

# The first count of a year not yet decided loads a library: half a second, once.
settings.register_profile("law", deadline=None)
settings.load_profile("law")
