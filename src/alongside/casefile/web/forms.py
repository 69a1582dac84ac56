"""Filters of the register and of a child's chronology, read from the address."""

import re
from typing import Any

from django import forms

from alongside import statute
from alongside.casefile.chronology import AT_ONCE, WORDS, key_from
from alongside.casefile.registers import Filters
from alongside.children.choices import SenProvision
from alongside.design.forms import choose_from
from alongside.kernel.chronicle import EntryKind, Reach
from alongside.kernel.school_years import year_name
from alongside.support.choices import Stage

_AFTER = re.compile(r"^.{0,220}~[0-9a-f-]{36}$")
YEARS = ["N1", "N2", "R", *(str(year) for year in range(1, 15))]
HEARD = [("", "Any"), ("term", "Not for a term"), ("year", "Not for a year")]
PLANS = [
    ("", "Any"), ("none", "Not started"), ("drafting", "Being written"),
    ("proposed", "With the family"), ("agreed", "Agreed"),
]  # fmt: skip


class FilterForm(forms.Form):
    """What the list is narrowed by; whatever is not understood is left out."""

    name = forms.CharField(label="Name", required=False, max_length=80)
    sen = forms.ChoiceField(label="Support", required=False, choices=[("", "Any"), *SenProvision.choices])
    year = forms.ChoiceField(
        label="Year", required=False, choices=[("", "Any"), *((code, year_name(code)) for code in YEARS)]
    )
    plan = forms.ChoiceField(label="Plan", required=False, choices=PLANS)
    need = forms.ChoiceField(label="Need", required=False)
    stage = forms.ChoiceField(label="Cycle", required=False, choices=[("", "Any"), *Stage.choices[:-1]])
    heard = forms.ChoiceField(label="Last heard", required=False, choices=HEARD)
    after = forms.CharField(required=False, max_length=260, widget=forms.HiddenInput)

    def __init__(self, *args: Any, reads_plans: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        needs = ((one.code, one.label) for one in statute.all_codes("sen-type"))
        choose_from(self, "need", [("", "Any"), *needs])
        if not reads_plans:
            del self.fields["stage"], self.fields["heard"]

    def filters(self) -> Filters:
        """The filters, with anything that does not fit dropped."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in self.fields}
        if not _AFTER.match(found["after"]):
            found["after"] = ""
        return Filters(**found)


class StoryForm(forms.Form):
    """What of a chronology is shown; whatever is not understood is left out."""

    kind = forms.MultipleChoiceField(
        label="Show", required=False, choices=[(kind.value, words) for kind, words in WORDS.items()]
    )
    since = forms.DateField(label="Not before", required=False)
    before = forms.CharField(required=False, max_length=80)

    def reach(self, limit: int = AT_ONCE) -> Reach:
        """The stretch that the address asks for, with anything that does not fit dropped."""
        self.is_valid()
        kinds = frozenset(EntryKind(one) for one in self.cleaned_data.get("kind", ()))
        before = key_from(self.cleaned_data.get("before", ""))
        return Reach(limit, before, kinds, self.cleaned_data.get("since"))
