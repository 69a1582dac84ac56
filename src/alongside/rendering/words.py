"""The few words that formats add of their own, by language. A document brings all the others with it."""

from dataclasses import dataclass
from datetime import date

from alongside.rendering.model import Document, Passage, Voice

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """`page` takes {number} and {total}, `picture` takes {words}, `and_more` takes {count}."""

    child: str
    family: str
    professional: str
    page: str
    more: str
    picture: str
    unprintable: str
    and_more: str


_ENGLISH = Words(
    child="In the child’s words",
    family="In the family’s words",
    professional="From a professional",
    page="Page {number} of {total}",
    more="More in the plan",
    picture="Picture: {words}",
    unprintable="Some letters could not be printed here and show as �. They are on the web page and in Word.",
    and_more="and {count} more",
)
_WORDS = {
    "en": _ENGLISH,
    "pl": Words(
        child="Słowami dziecka",
        family="Słowami rodziny",
        professional="Od specjalisty",
        page="Strona {number} z {total}",
        more="Więcej w planie",
        picture="Obraz: {words}",
        unprintable="Niektórych liter nie udało się wydrukować; widać znak �. Są na stronie i w Wordzie.",
        and_more="i jeszcze {count}",
    ),
    "ar": Words(
        child="بكلمات الطفل",
        family="بكلمات الأسرة",
        professional="من مختص",
        page="صفحة {number} من {total}",
        more="المزيد في الخطة",
        picture="صورة: {words}",
        unprintable="تعذرت طباعة بعض الحروف وتظهر هكذا �. وهي موجودة في صفحة الويب وفي Word.",
        and_more="و{count} آخرون",
    ),
    "ur": Words(
        child="بچے کے الفاظ میں",
        family="خاندان کے الفاظ میں",
        professional="ماہر کی طرف سے",
        page="صفحہ {number} از {total}",
        more="مزید منصوبے میں",
        picture="تصویر: {words}",
        unprintable="کچھ حروف چھپ نہیں سکے اور � کی طرح نظر آتے ہیں۔ وہ ویب صفحے اور Word میں موجود ہیں۔",
        and_more="اور {count} مزید",
    ),
}


def words_for(language: str) -> Words:
    """The words in a language, or in English where they have not been translated."""
    return _WORDS.get(language.partition("-")[0], _ENGLISH)


def label_of(passage: Passage, words: Words) -> str:
    """What stands above a passage: its own heading, or whose words they are."""
    general: dict[Voice, str] = {
        "child": words.child,
        "family": words.family,
        "professional": words.professional,
    }
    return passage.heading or general[passage.whose]


def written_date(document: Document) -> str:
    """The date the document was made, as its language writes it."""
    day: date = document.made_on
    if document.language.startswith("en"):
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return day.strftime("%d.%m.%Y")
