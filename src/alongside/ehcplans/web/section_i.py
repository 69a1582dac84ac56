"""The boxes for what section I of a plan on paper names: a setting, its type alone, or no school at all."""

from typing import Any, ClassVar

from django import forms

from alongside.design.forms import choose_from
from alongside.ehcplans.choices import SettingCode
from alongside.ehcplans.queries import NamedSettingView
from alongside.ehcplans.queries.settings import settings_here
from alongside.ehcplans.rules.content import NewSetting

_CHOSEN = "code-"


class SectionIForm(forms.Form):
    """One setting as the paper names it; empty where it names none."""

    conditional: ClassVar = ("setting_name", "setting_urn")

    setting = forms.ChoiceField(label="Section I: which setting does it name?", required=False)
    setting_name = forms.CharField(label="Its name, if it is not in the list", max_length=200, required=False)
    setting_urn = forms.RegexField(
        r"^\d{6}$", label="Its URN, if it is not in the list and has one", required=False,
        error_messages={"invalid": "A URN has 6 digits."},
    )  # fmt: skip
    setting_kind = forms.CharField(label="Its type, as section I says it", max_length=120, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.here = {str(one.id): one for one in settings_here()}
        codes = [(_CHOSEN + one.value, one.label) for one in SettingCode if one is not SettingCode.TYPE_ONLY]
        known = [(key, one.name) for key, one in self.here.items()]
        choose_from(self, "setting", [("", "Another one, or a type alone"), *known, *codes])

    def settings(self) -> tuple[NewSetting, ...]:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        chosen, name, kind = given["setting"], given["setting_name"].strip(), given["setting_kind"].strip()
        if chosen.startswith(_CHOSEN):
            return (NewSetting(code=chosen.removeprefix(_CHOSEN), kind=kind),)
        if chosen:
            known = self.here[chosen]
            return (NewSetting(known.id, known.name, kind or known.kind, known.urn),)
        if name:
            return (NewSetting(name=name, kind=kind, urn=given["setting_urn"]),)
        return (NewSetting(code=SettingCode.TYPE_ONLY, kind=kind),) if kind else ()


def as_chosen(named: tuple[NamedSettingView, ...]) -> dict[str, str]:
    """What section I names now, to stand in the boxes."""
    if not named:
        return {}
    one = named[0]
    known = next((each for each in settings_here() if each.id == one.organisation_id), None)
    if known:
        return {"setting": str(known.id), "setting_kind": "" if one.kind == known.kind else one.kind}
    alone = one.code in (None, SettingCode.TYPE_ONLY)
    return {
        "setting": "" if alone else f"{_CHOSEN}{one.code}", "setting_name": one.name, "setting_urn": one.urn,
        "setting_kind": one.kind,
    }  # fmt: skip
