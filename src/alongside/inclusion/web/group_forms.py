"""Forms of groups and of how a child's help is given."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.inclusion.operations.groups import NewGroup
from alongside.inclusion.queries.catalogue import Offer
from alongside.inclusion.queries.groups import GroupMember, GroupView
from alongside.support.choices import MissedReason

_DAYS = (("1", "Monday"), ("2", "Tuesday"), ("3", "Wednesday"), ("4", "Thursday"), ("5", "Friday"))
_ALONE = "alone"


class GroupForm(forms.Form):
    """A new group."""

    intervention = forms.ChoiceField(label="Which intervention?")
    name = forms.CharField(label="What is the group called?", max_length=80)
    leader = forms.ChoiceField(label="Who leads it?", required=False)
    weekdays = forms.MultipleChoiceField(
        label="On which days?", choices=_DAYS, required=False, widget=forms.CheckboxSelectMultiple
    )
    starts_on = DateField3(label="From when?", subject="The first day")

    def __init__(
        self, *args: Any, offers: Iterable[Offer], leaders: Iterable[tuple[UUID, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choose_from(self, "intervention", [(str(one.id), one.name) for one in offers])
        choose_from(self, "leader", [
            ("", "Not decided yet"), *((str(key), name) for key, name in leaders)
        ])  # fmt: skip

    def meant(self) -> NewGroup:
        """What was chosen."""
        given = self.cleaned_data
        leader = UUID(given["leader"]) if given["leader"] else None
        return NewGroup(
            UUID(given["intervention"]), given["name"], leader, "".join(given["weekdays"]), given["starts_on"]
        )


class SessionForm(forms.Form):
    """A session: everyone was there, but for those for whom a reason is given."""

    on = DateField3(label="Which day?", subject="The day")
    minutes = forms.IntegerField(label="How many minutes?", min_value=1, max_value=480)

    def __init__(self, *args: Any, members: Iterable[GroupMember], today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["on"].latest = today  # type: ignore[attr-defined]
        self.members = tuple(members)
        for one in self.members:
            self.fields[self.name_of(one)] = forms.ChoiceField(
                label=one.full_name, required=False, choices=[("", "Given"), *_reasons()]
            )

    @staticmethod
    def name_of(one: GroupMember) -> str:
        """The field about a child."""
        return f"away-{one.child_id}"

    def absent(self) -> dict[UUID, str]:
        """Why it was not given, by child."""
        said = {one.child_id: self.cleaned_data.get(self.name_of(one), "") for one in self.members}
        return {child_id: reason for child_id, reason in said.items() if reason}


def _reasons() -> list[tuple[str, str]]:
    return [(one.value, f"Not given: {one.label[:1].lower()}{one.label[1:]}") for one in MissedReason]


class HowForm(forms.Form):
    """Through which intervention, and in which of its groups: one choice, so that they cannot disagree."""

    how = forms.ChoiceField(label="How is it given?", error_messages={"required": "Choose one."})

    def __init__(
        self, *args: Any, offers: Iterable[Offer], groups: Iterable[GroupView], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        choose_from(self, "how", [("", ""), *ways(offers, groups)])

    def meant(self) -> tuple[UUID, UUID | None]:
        """The intervention and the group."""
        intervention, _, group = self.cleaned_data["how"].partition("/")
        return UUID(intervention), UUID(group) if group else None


def ways(offers: Iterable[Offer], groups: Iterable[GroupView]) -> list[tuple[str, str]]:
    """Each intervention without a group, followed by its groups."""
    by_offer: dict[UUID, list[GroupView]] = {}
    for one in groups:
        by_offer.setdefault(one.intervention_id, []).append(one)
    found = []
    for each in offers:
        found.append((str(each.id), f"{each.name}, in no group"))
        found += [(f"{each.id}/{one.id}", f"{each.name}: {one.name}") for one in by_offer.get(each.id, ())]
    return found


class PromiseForm(HowForm):
    """New help for an outcome of the plan, in the catalogue's words."""

    outcome = forms.ChoiceField(label="For which outcome of the plan?", widget=forms.RadioSelect)

    field_order = ("outcome", "how")

    def __init__(self, *args: Any, outcomes: Iterable[tuple[UUID, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        choose_from(self, "outcome", [(str(key), text) for key, text in outcomes])


class MoveForm(forms.Form):
    """Into which group."""

    group = forms.ChoiceField(label="Into which group?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, groups: Iterable[GroupView], **options: Any) -> None:
        super().__init__(*args, **options)
        named = [(str(one.id), f"{one.name}, {one.children} in it now") for one in groups]
        choose_from(self, "group", [*named, (_ALONE, "No group")])

    def meant(self) -> UUID | None:
        """The group chosen; None for no group."""
        chosen = self.cleaned_data["group"]
        return None if chosen == _ALONE else UUID(chosen)
