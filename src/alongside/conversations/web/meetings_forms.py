"""Forms about meetings: strings to values, nothing more."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django import forms

from alongside.conversations.choices.meetings import Reply, Way
from alongside.conversations.operations.meetings import MyReply, NewMeeting
from alongside.conversations.queries.meetings import Invitable, MeetingLine
from alongside.design.dates import LONDON, clock_time
from alongside.design.forms import DateField3, choose_from

TIMES = ("%H:%M", "%H.%M", "%H %M", "%I:%M%p", "%I.%M%p", "%I%p", "%I:%M %p", "%I.%M %p", "%I %p")
LENGTHS = (
    (15, "15 minutes"), (30, "Half an hour"), (45, "45 minutes"), (60, "An hour"), (90, "An hour and a half"),
    (120, "Two hours"),
)  # fmt: skip
_REPLIES = ((Reply.COMING.value, "I am coming"), (Reply.NOT_COMING.value, "I cannot come"))
_ANOTHER = (Reply.ANOTHER_TIME.value, "I need another time")


class MeetingForm(forms.Form):
    """What an invitation says."""

    purpose = forms.CharField(
        label="What is the meeting about?", max_length=300,
        error_messages={"required": "Write what the meeting is about."},
    )  # fmt: skip
    starts_on = DateField3(label="Which day?", subject="The day of the meeting")
    starts_at = forms.TimeField(
        label="What time does it start?", input_formats=TIMES,
        error_messages={"required": "Write when it starts.", "invalid": "Write a time, like 14:30 or 2.30pm."},
    )  # fmt: skip
    minutes = forms.TypedChoiceField(label="How long?", choices=LENGTHS, coerce=int, initial=45)
    way = forms.ChoiceField(
        label="How do you meet?", choices=Way.choices, widget=forms.RadioSelect, initial=Way.FACE
    )
    place = forms.CharField(label="Which room, or which place?", max_length=200, required=False)
    link = forms.CharField(label="Link to join", max_length=500, required=False)
    invited = forms.MultipleChoiceField(
        label="Who is invited?", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one person."},
    )  # fmt: skip
    interpreter = forms.CharField(label="Interpreter, in which language?", max_length=60, required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, people: Sequence[Invitable], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        choose_from(self, "invited", [(one.key, one.name) for one in people])

    @property
    def hints(self) -> dict[str, str]:
        """What is known about meeting each person."""
        return {one.key: one.hint for one in self.people if one.hint}

    def meeting(self) -> NewMeeting:
        """What was written, as the operation takes it."""
        said = self.cleaned_data
        starts = datetime.combine(said["starts_on"], said["starts_at"], LONDON)
        return NewMeeting(
            said["purpose"], starts, said["minutes"], said["way"], said["place"], said["link"], said["interpreter"],
            tuple(said["invited"]),
        )  # fmt: skip

    def every_meeting(self) -> list[NewMeeting]:
        """Each meeting that the form would plan."""
        return [self.meeting()]


class YearForm(MeetingForm):
    """The same invitation on up to three days, one in each term."""

    second_on = DateField3(label="Which day in another term?", subject="The second day", required=False)
    third_on = DateField3(label="Which day in the third term?", subject="The third day", required=False)

    def every_meeting(self) -> list[NewMeeting]:
        """Each of them."""
        return self.meetings()

    def meetings(self) -> list[NewMeeting]:
        """One invitation for each day that was chosen."""
        first, at = self.meeting(), self.cleaned_data["starts_at"]
        more = [day for name in ("second_on", "third_on") if (day := self.cleaned_data[name])]
        return [first, *(replace(first, starts_at=datetime.combine(day, at, LONDON)) for day in more)]


def as_planned(meeting: MeetingLine, invited: list[str]) -> dict[str, Any]:
    """The form as it stands for a meeting that is planned."""
    return {
        "purpose": meeting.purpose, "starts_on": meeting.on, "starts_at": clock_time(meeting.starts_at),
        "minutes": meeting.minutes, "way": meeting.way, "place": meeting.place, "link": meeting.link,
        "interpreter": meeting.interpreter, "invited": invited, "edition": meeting.edition,
    }  # fmt: skip


class ReplyForm(forms.Form):
    """What somebody invited answers."""

    reply = forms.ChoiceField(
        label="Can you come?", choices=(*_REPLIES, _ANOTHER), widget=forms.RadioSelect,
        error_messages={"required": "Choose one of the answers."},
    )  # fmt: skip
    suits = forms.CharField(label="When could you come?", max_length=300, required=False)
    brings = forms.CharField(label="Who comes with you?", max_length=200, required=False)
    interpreter = forms.CharField(label="Do you need an interpreter?", max_length=60, required=False)
    needs = forms.CharField(
        label="What helps you take part?", max_length=400, required=False, widget=forms.Textarea
    )

    def mine(self) -> MyReply:
        """What was answered, as the operation takes it."""
        said = self.cleaned_data
        return MyReply(said["reply"], said["suits"], said["brings"], said["interpreter"], said["needs"])


class BecauseForm(forms.Form):
    """Why a meeting is called off."""

    because = forms.CharField(
        label="Why is it called off?", max_length=300,
        error_messages={"required": "Write the reason. Everyone who is invited can read it."},
    )  # fmt: skip


class AskForm(forms.Form):
    """A wish for a meeting."""

    about = forms.CharField(
        label="What would you like to talk about?", max_length=4_000, widget=forms.Textarea,
        error_messages={"required": "Write what you would like to talk about."},
    )  # fmt: skip
    suits = forms.CharField(label="When suits you?", max_length=300, required=False)
    way = forms.ChoiceField(
        label="How would you like to meet?", widget=forms.RadioSelect,
        choices=[each for each in Way.choices if each[0] != Way.ELSEWHERE],
        error_messages={"required": "Choose one."},
    )  # fmt: skip


class ReasonForm(forms.Form):
    """An answer without a date."""

    answer = forms.CharField(
        label="Your answer", max_length=4_000, widget=forms.Textarea,
        error_messages={"required": "Write your answer. Who asked reads it."},
    )  # fmt: skip
