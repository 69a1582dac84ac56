"""The form the gallery shows, with every kind of field."""

from datetime import date

from django import forms

from alongside.design.forms import DateField3


class GalleryForm(forms.Form):
    """One field of each kind; nothing is ever done with the answers."""

    preferred_name = forms.CharField(label="What do people call you?", max_length=60)
    email = forms.EmailField(label="Email address", required=False)
    weeks = forms.IntegerField(label="How many weeks", min_value=1, max_value=39)
    born_on = DateField3(label="Date of birth", latest=date(2026, 3, 3))
    matters = forms.CharField(
        label="What matters most to you?", widget=forms.Textarea, max_length=600, required=False
    )
    notes = forms.CharField(label="Notes", widget=forms.Textarea, required=False)
    setting = forms.ChoiceField(
        label="School or college",
        choices=[("", ""), ("primary", "Merefield Primary"), ("secondary", "Merefield High School")],
    )
    feeling = forms.ChoiceField(
        label="How was today?",
        widget=forms.RadioSelect,
        choices=[("good", "Good"), ("ok", "OK"), ("bad", "Not good")],
    )
    ways = forms.MultipleChoiceField(
        label="How may we write to you?",
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("email", "Email"),
            ("letter", "Letter"),
            ("text", "Text message"),
            ("none", "Do not write"),
        ],
    )
    agreed = forms.BooleanField(label="I have read this and agree")
    secret = forms.CharField(label="Password", widget=forms.PasswordInput)
    report = forms.FileField(label="Report", required=False)


WRONG_ANSWERS = {
    "preferred_name": "",
    "email": "nadia at home",
    "weeks": "lots",
    "born_on-day": "31",
    "born_on-month": "2",
    "born_on-year": "2018",
    "setting": "",
    "matters": "Being with my friends.\nPainting.",
}
