"""Forms of mediation and appeal: one for each step, with what that step asks for."""

from django import forms

from alongside.design.forms import DateField3, choose_from
from alongside.disputes.challenges.rules import RULES, NewStep, remedies
from alongside.disputes.choices import Body, Ended, Ground, Section, Step
from alongside.platform.clock import today

_EMPTY = ("", "Nothing of this")

DAY_LABELS = {
    Step.ARRANGED: "When is the mediation?",
    Step.HEARING: "When is the hearing?",
    Step.ORDER: "If the order itself gives a last day for doing it: which?",
    Step.ENDED: "If you agreed in writing on another day than the law’s: by when?",
}
WORDS_LABELS = {
    Step.ENDED: "What was said, and what was agreed?",
    Step.ORDER: "What did the Tribunal decide?",
    Step.RECOMMENDED: "What did it recommend?",
    Step.ANSWERED: "What is the answer, and why?",
    Step.WITHDRAWN: "Why do you stop?",
    Step.ARRANGED: "Where, and who comes with authority to settle?",
    Step.DONE: "What was done?",
}
ON_LABELS = {
    Step.WANTED: "On which day was the council told?",
    Step.CERTIFICATE: "Which day is on the certificate?",
    Step.ORDER: "Which day is on the order?",
    Step.RECOMMENDED: "Which day is on the recommendation?",
}


class StepForm(forms.Form):
    """What happened, on which day, and what else this step needs."""

    on = DateField3(label="On which day was it?")

    def __init__(self, *args: object, ground: Ground, kind: Step, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.kind = kind
        self.fields["on"].label = ON_LABELS.get(kind, "On which day was it?")
        self.initial.setdefault("on", today())
        self._of_the_step(ground, kind)
        needed = "words" in RULES[kind].needs
        self.fields["words"] = forms.CharField(
            label=WORDS_LABELS.get(kind, "Anything to add?"), widget=forms.Textarea, max_length=4_000, required=needed,
            error_messages={"required": "Write a sentence or two."},
        )  # fmt: skip

    def _of_the_step(self, ground: Ground, kind: Step) -> None:
        if kind in DAY_LABELS:
            self.fields["day"] = DateField3(label=DAY_LABELS[kind], required="day" in RULES[kind].needs)
            self.conditional = ("day",)
        if kind is Step.REGISTERED:
            self.fields["reference"] = forms.CharField(label="The number the Tribunal gave it", max_length=60)
        if kind is Step.APPEALED and ground is Ground.CONTENTS:
            self.fields["sections"] = forms.MultipleChoiceField(
                label="Which sections is the appeal about?", choices=Section.choices,
                widget=forms.CheckboxSelectMultiple, required=False,
            )  # fmt: skip
        if kind is Step.RECOMMENDED or (kind is Step.WANTED and ground is Ground.CONTENTS):
            self.fields["body"] = forms.ChoiceField(
                label="Is it only about what the plan says of health?" if kind is Step.WANTED else "Whom is it for?",
                choices=[*([("", "No")] if kind is Step.WANTED else []), *_bodies(kind)],
                widget=forms.RadioSelect, required=kind is not Step.WANTED,
            )  # fmt: skip
        if kind is Step.ENDED:
            self.fields["ended"] = forms.ChoiceField(
                label="How did the mediation end?", choices=Ended.choices, widget=forms.RadioSelect
            )
        offered = remedies(ground, kind)
        if offered:
            none = [_EMPTY] if kind is Step.ENDED else []
            self.fields["remedy"] = forms.ChoiceField(
                label="What happens now?", choices=[*none, *((one.value, one.label) for one in offered)],
                widget=forms.RadioSelect, required=kind is not Step.ENDED,
            )  # fmt: skip

    def new(self) -> NewStep:
        """What was handed in, for the operation."""
        given = self.cleaned_data
        return NewStep(
            self.kind, given["on"], given.get("words", ""), given.get("day"), given.get("reference", ""),
            tuple(given.get("sections", ())), given.get("body", ""), given.get("ended", ""), given.get("remedy", ""),
        )  # fmt: skip


def _bodies(kind: Step) -> list[tuple[str, str]]:
    return [(Body.HEALTH.value, "Yes, only about health")] if kind is Step.WANTED else list(Body.choices)


class BeginForm(forms.Form):
    """For whom a council writes a challenge down."""

    party = forms.ChoiceField(
        label="Whose is it?", widget=forms.RadioSelect, error_messages={"required": "Choose one person."}
    )

    def __init__(self, *args: object, people: list[tuple[str, str]], **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        choose_from(self, "party", people)


class StrikeForm(forms.Form):
    """Why a step is struck out."""

    why = forms.CharField(
        label="Why is it not right?", max_length=300, error_messages={"required": "A few words are enough."}
    )
