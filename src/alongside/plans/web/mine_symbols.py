"""The picture beside each topic and each suggested word, so that a child who does not read yet can choose.

A word or picture that is not known is drawn without one, so a council's own template never fails for it.
"""

from alongside.design.symbols import SYMBOLS
from alongside.kernel.text import search_key

_WORDS = {
    "heart": ["kind"], "silly": ["funny", "making people laugh"], "help": ["helpful"], "strong": ["brave"],
    "friends": ["a good friend", "my friends", "make friends", "making friends", "a friend with me", "my friend"],
    "learn": ["clever", "full of ideas"], "calm": ["gentle", "breathe slowly"], "family": ["my family"],
    "pet": ["my pet", "be a vet", "looking after animals"], "music": ["music"], "draw": ["drawing", "art"],
    "football": ["football"], "outdoors": ["being outside", "space"], "book": ["books", "a story"],
    "quiet": ["quiet time"], "computer": ["my tablet", "typing"], "clock": ["more time"],
    "quiet-place": ["a quiet place", "a quieter place", "go somewhere quiet"], "break": ["a break"],
    "look": ["pictures", "more pictures"], "helper": ["someone to help me", "ask a grown-up"],
    "next": ["one thing at a time", "knowing what is next"], "love": ["a hug"], "talk": ["talking", "talk more"],
    "sign": ["signing"], "choose": ["pointing"], "write": ["writing"], "phone": ["my talker"],
    "read": ["read a book", "reading"], "bike": ["ride a bike"], "swim": ["swim"], "birthday": ["go to parties"],
    "bedroom": ["have my own room"], "run": ["PE", "running"], "lunch": ["lunch"], "playground": ["playtime"],
    "teacher": ["my teacher", "a new teacher"], "home": ["going home", "missing home"],
    "noise": ["too loud", "loud rooms"], "overwhelmed": ["too busy"], "lonely": ["nobody to play with"],
    "poorly": ["feeling sick"], "wait": ["waiting"], "sad": ["being told off"],
    "classroom": ["a different seat", "sitting still"], "build": ["building"],
    "count": ["counting", "count to ten"], "sing": ["singing"], "remember": ["remembering"],
    "drink": ["have a drink"], "list": ["look at my list"], "ball": ["squeeze something"],
    "listen": ["listening"], "change": ["changes"], "dress": ["getting dressed"],
}  # fmt: skip
_PEOPLE = {
    "mum": ["mum", "mummy", "mother", "mama", "ammi"], "dad": ["dad", "daddy", "father", "tata", "abbu"],
    "brother": ["brother"], "sister": ["sister"], "baby": ["baby"],
    "grandma": ["gran", "grandma", "granny", "nan", "nanny", "babcia", "grandmother", "nani"],
    "grandad": ["grandad", "grandpa", "dziadek", "grandfather", "nana"],
    "friends": ["friend", "friends", "mate"], "teacher": ["teacher", "senco", "tutor"],
    "helper": ["assistant", "helper", "ta", "adviser"], "doctor": ["doctor", "nurse", "therapist", "psychologist"],
    "social-worker": ["worker"], "cat": ["cat", "kitten"], "dog": ["dog", "puppy"], "pet": ["pet", "rabbit", "hamster"],
}  # fmt: skip
_CONCEPT_OF_WORD = {word: concept for concept, words in _WORDS.items() for word in words}
_CONCEPT_OF_PERSON = {word: concept for concept, words in _PEOPLE.items() for word in words}


def concept(template_symbol: str) -> str:
    """The symbol a template names; "speech" for one that is not drawn here."""
    return template_symbol if template_symbol in SYMBOLS else "speech"


def concept_of_word(word: str) -> str:
    """The symbol beside a suggested word, or nothing."""
    return _CONCEPT_OF_WORD.get(word) or concept_of_person(word)


def concept_of_person(words: str) -> str:
    """The symbol for someone by what the child calls them ("my sister", "Babcia"), or nothing."""
    found = (_CONCEPT_OF_PERSON.get(word) for word in reversed(search_key(words).split()))
    return next(filter(None, found), "")
