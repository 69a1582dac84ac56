"""The demo area: Merefield, a council, five settings, their children, and the cast to sign in as. Nobody in it exists.

load(children=400, progress=None)   fills an empty database; a second time it does nothing
CAST, cast_for_front_page()         who can be signed in as, in the order of the front page
"""

from alongside.site.demo.cast import CAST, CastMember
from alongside.site.demo.loading import cast_for_front_page, load

__all__ = ["CAST", "CastMember", "cast_for_front_page", "load"]
