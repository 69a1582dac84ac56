"""What stands for the format of a document in its address."""

from django.urls import register_converter
from django.urls.converters import StringConverter

from alongside.people.formats import SLUGS


class FormatSlug(StringConverter):
    """A format a document comes in, or the reader's own: `<paper:form>`. Nothing else is an address at all."""

    regex = "|".join(SLUGS)


register_converter(FormatSlug, "paper")
