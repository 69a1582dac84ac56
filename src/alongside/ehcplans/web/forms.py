"""The form of one statement: what is asked depends on the section."""

from collections.abc import Sequence
from typing import ClassVar

from django import forms

from alongside.design.forms import choose_from
from alongside.ehcplans.choices import Whose
from alongside.ehcplans.rules.content import Content, NewLine
from alongside.statute.ehc_plan import SectionKind, ehc_shape
from alongside.statute.loading import all_codes

_B_KINDS = [("", "A need: what is hard"), ("strength", "A strength: what goes well")]
_PROVISION = ("who", "training", "ratio", "how_often", "how_long", "where", "adulthood_area", "meets")
_OUTCOME = ("by_when", "measure", "meets")


class LineForm(forms.Form):
    """One statement of a section."""

    conditional: ClassVar = (
        "area", "told", "who", "training", "how_often", "how_long", "by_when", "measure", "meets",
    )  # fmt: skip

    KEPT: ClassVar = (
        "text", "topic", "area", "whose", "told", "who", "training", "ratio", "how_often", "how_long", "where",
        "by_when", "measure", "adulthood_area", "source_name", "earlier",
    )  # fmt: skip

    topic = forms.ChoiceField(label="What is this about?", required=False, widget=forms.RadioSelect)
    area = forms.ChoiceField(label="Area of need", required=False, widget=forms.RadioSelect)
    whose = forms.ChoiceField(label="Whose words are these?", choices=Whose.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="The statement", widget=forms.Textarea, max_length=4_000,
        error_messages={"required": "Write a sentence."},
    )  # fmt: skip
    told = forms.CharField(label="Who said it, how and when?", max_length=300, required=False)
    who = forms.CharField(label="Who gives it?", max_length=200, required=False)
    training = forms.CharField(label="What are they trained in, and by whom?", max_length=200, required=False)
    ratio = forms.CharField(label="To how many children at once?", max_length=60, required=False)
    how_often = forms.CharField(label="How often?", max_length=120, required=False)
    how_long = forms.CharField(label="How long each time, or how many hours?", max_length=120, required=False)
    where = forms.CharField(label="Where?", max_length=200, required=False)
    by_when = forms.CharField(label="By when?", max_length=120, required=False)
    measure = forms.CharField(label="How will everybody know?", max_length=300, required=False)
    adulthood_area = forms.ChoiceField(
        label="Does it prepare for adult life?", required=False, widget=forms.RadioSelect
    )
    meets = forms.MultipleChoiceField(
        label="Which needs is it for?", required=False, widget=forms.CheckboxSelectMultiple
    )
    earlier = forms.ChoiceField(label="Does it take the place of another line?", required=False)
    source_name = forms.CharField(label="Which advice does it come from?", max_length=300, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(
        self,
        *args: object,
        section: str,
        content: Content,
        called: str,
        earlier: Sequence[tuple[str, str]] = (),
        **options: object,
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.section = section
        shape, kind = ehc_shape(), ehc_shape().sections[section].kind
        asked = {"text", "edition", "source_name"}
        if kind is SectionKind.VOICE:
            asked |= {"topic", "whose", "told"}
            topics = [(one.key, one.label.replace("{name}", called)) for one in shape.topics]
            self._choose("topic", topics)
        elif kind is SectionKind.NEED:
            asked |= {"topic", "area"} if section == "B" else set()
            self._choose("topic", _B_KINDS)
        elif kind is SectionKind.PROVISION:
            asked |= set(_PROVISION)
        elif kind is SectionKind.OUTCOME:
            asked |= set(_OUTCOME)
        self._choose("area", [(one.code, one.label) for one in all_codes("area-of-need")])
        adulthood = [(one.code, one.label) for one in all_codes("adulthood-area")]
        self._choose("adulthood_area", [("", "No"), *adulthood])
        self._needs(section, content)
        if earlier:
            asked.add("earlier")
            self._choose("earlier", [("", "No"), *((key, _short(words)) for key, words in earlier)])
        for name in set(self.fields) - asked:
            del self.fields[name]

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        choose_from(self, name, choices)

    def _needs(self, section: str, content: Content) -> None:
        """An outcome can be about any need; a provision meets those its section is for."""
        letters = (ehc_shape().needs_of(section),) if section != "E" else ("B", "C", "D")
        refs = content.refs
        needs = [one for one in content.of(*letters) if one.topic != "strength"]
        self._choose("meets", [(one.id, f"{refs[one.id]}: {_short(one.text)}") for one in needs])

    def line(self) -> NewLine:
        """What was handed in, for the operation."""
        given = {name: self.cleaned_data.get(name) or "" for name in self.KEPT}
        given["whose"] = given["whose"] or Whose.PROFESSIONAL.value
        return NewLine(self.section, meets=tuple(self.cleaned_data.get("meets", ())), **given)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words[:14]) + ("…" if len(words) > 14 else "")
