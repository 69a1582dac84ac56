"""The form of a plan that exists already: where it comes from, its days, and each section as it is pasted."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator

from alongside.design.forms import PARTS, DateField3, choose_from
from alongside.ehcplans.choices import Origin
from alongside.ehcplans.operations.starting import TakenInPlan
from alongside.ehcplans.rules.taking_in import SECTIONS, Passed, written_from
from alongside.ehcplans.web.section_i import SectionIForm
from alongside.kernel.refusal import Refusal
from alongside.platform.files import LARGEST
from alongside.statute.ehc_plan import ehc_shape
from alongside.statute.loading import all_codes

_ORIGINS = [
    (Origin.PAPER.value, "We made it, and it is on paper"),
    (Origin.TRANSFERRED.value, Origin.TRANSFERRED.label),
]
_WORDS = {
    "A-views": "A: what {name} says, in their own words", "A-family": "A: what the family says",
    "A-history": "A: what has happened so far, and anything else",
}  # fmt: skip
_LONGEST_SECTION = 60_000
_NOT_LONGER = (MaxLengthValidator(_LONGEST_SECTION, "This is longer than a section can be."),)


def areas_of_need() -> list[tuple[str, str]]:
    """The areas under which needs stand."""
    return [(one.code, one.label) for one in all_codes("area-of-need")]


class TakeInPlanForm(SectionIForm):
    """A plan that is in force already. `shown` gives what was typed before, however far it came."""

    origin = forms.ChoiceField(
        label="Where does the plan come from?", choices=_ORIGINS, widget=forms.RadioSelect,
        error_messages={"required": "Say where the plan comes from."},
    )  # fmt: skip
    other = forms.CharField(label="From which council?", max_length=120, required=False)
    transferred_from = forms.RegexField(
        r"^\d{3}$", label="Its number", required=False, error_messages={"invalid": "The number has 3 digits."}
    )
    moved_on = DateField3(label="When did the child move to this area?", required=False)
    passed_on = DateField3(label="When did the plan come to us?", required=False)
    first_issued_on = DateField3(label="When was the plan first made?")
    issued_on = DateField3(label="When was the plan in force now issued?")
    last_reviewed_on = DateField3(label="When was the last decision after a review?", required=False)
    area = forms.ChoiceField(label="Under which area are needs that no heading places?", required=False)
    advice = forms.CharField(
        label="K: the advice it lists", widget=forms.Textarea, validators=_NOT_LONGER, required=False
    )
    scan = forms.FileField(
        label="The plan on paper, as a file", required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,.jpg,.jpeg,.png"}),
        error_messages={"empty": "This file is empty. Choose another one."},
    )  # fmt: skip

    def __init__(self, *args: Any, called: str, **options: Any) -> None:
        super().__init__(*args, **options)
        shape = ehc_shape()
        for key in SECTIONS:
            plain = f"{key}: {shape.sections[key].plain}" if key in shape.sections else _WORDS[key]
            self.fields[key] = forms.CharField(
                label=plain.replace("{name}", called), widget=forms.Textarea, validators=_NOT_LONGER,
                required=False,
            )  # fmt: skip
        choose_from(self, "area", [("", "Each has a heading"), *areas_of_need()])

    @property
    def sections(self) -> tuple[Any, ...]:
        """The boxes of the sections, in their order."""
        return tuple(self[key] for key in SECTIONS)

    def clean_scan(self) -> Any:
        """Refuse what is too large before any of it is read into memory."""
        sent = self.cleaned_data["scan"]
        if sent and sent.size > LARGEST:
            raise forms.ValidationError(f"This file is larger than {LARGEST // 1024 // 1024} MB.")
        return sent

    def new_plan(self, scan_id: UUID | None) -> TakenInPlan | Refusal:
        """What was handed in, for the operation; or why it cannot be read as a plan."""
        given = self.cleaned_data
        written = written_from(given, areas_of_need(), given["area"])
        if isinstance(written, Refusal):
            return written
        came = given["origin"] == Origin.TRANSFERRED
        return TakenInPlan(
            Origin(given["origin"]), given["first_issued_on"], given["issued_on"], written.lines,
            self.settings(), given["transferred_from"] if came else "", dict(written.meets),
            given["last_reviewed_on"], Passed(given["other"], given["moved_on"], given["passed_on"]) if came else None,
            tuple(one.strip() for one in given["advice"].splitlines() if one.strip()), scan_id,
        )  # fmt: skip


def typed_in(data: Mapping[str, Any], form: TakeInPlanForm) -> dict[str, str]:
    """What was sent of the form, as it was typed, to be kept until the plan is taken in."""
    names = []
    for name, one in form.fields.items():
        names += [f"{name}-{part}" for part in PARTS] if isinstance(one, DateField3) else [name]
    return {
        name: str(data[name])[: _LONGEST_SECTION + 1] for name in names if name != "scan" and name in data
    }


def as_shown(typed: Mapping[str, str]) -> dict[str, Any]:
    """What was typed before, to stand in the boxes again."""
    shown: dict[str, Any] = dict(typed)
    for name, one in TakeInPlanForm.base_fields.items():
        if isinstance(one, DateField3):
            shown[name] = tuple(typed.get(f"{name}-{part}", "") for part in PARTS)
    return shown
