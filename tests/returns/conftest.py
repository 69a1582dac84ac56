"""A council with its staff and a child around whom it works: as in casework."""

from tests.ehc.conftest import area, the_morning

__all__ = ["area", "the_morning"]
