"""A council with its staff and a child around whom it works: as in casework."""

from tests.ehc.conftest import area

__all__ = ["area"]
