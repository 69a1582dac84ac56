"""Documents and texts for property tests: what families write, and what an attacker would."""

from hypothesis import strategies as st

from alongside.rendering.model import (
    Bullets,
    Callout,
    Columns,
    Divider,
    Document,
    Facts,
    Heading,
    KeepTogether,
    PageBreak,
    Paragraph,
    Passage,
    Table,
)
from tests.rendering.samples import MADE_ON

HOSTILE = (
    "#let x = 1",
    "#panic()",
    "{{ 7*7 }}",
    "{% for %}",
    "<script>alert(1)</script>",
    "$x^2$",
    "*bold* _em_ `code`",
    "= Heading",
    "- item",
    "@ref <label>",
    "\\n \\u{41}",
    "//comment /* */",
    "]]> & &amp; \"quoted\" 'single'",
    "https://example.org/?a=1&b=2",
)
SCRIPTS = (
    "Zażółć gęślą jaźń",
    "Siân, Zoë, Łódź, Ştefan, Nguyễn",
    "Olena Шевченко Ґалаґан",
    "مرحبا بالعالم",
    "میں ٹھیک ہوں، شکریہ",
    "আমার নাম",
    "ਮੇਰਾ ਨਾਮ",
    "मेरा नाम",
    "Ελλάδα",
    "😀 ❤️ 👍🏽 👨‍👩‍👧",
    "✓ ☐ → ½ £ €",
)
# Any character the database can hold, among words.
_wild = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
_words = st.sampled_from(("friends", "I like", "maths", "swimming.", "when it is loud", *HOSTILE, *SCRIPTS))
texts = st.lists(_words, min_size=1, max_size=6).map(" ".join)
any_texts = st.lists(_words | _wild, min_size=1, max_size=6).map(" ".join)
passages = st.builds(
    Passage,
    text=texts,
    whose=st.sampled_from(("child", "family", "professional")),
    provenance=texts,
    heading=st.none() | texts,
)


@st.composite
def _tables(draw: st.DrawFn) -> Table:
    width = draw(st.integers(1, 5))
    row = st.tuples(*[texts] * width)
    rows = draw(st.lists(row, max_size=3).map(tuple))
    return Table(draw(texts), draw(row), rows, row_headers=draw(st.booleans()))


leaf_blocks = (
    st.builds(Heading, level=st.integers(1, 4), text=texts)
    | st.builds(Paragraph, text=texts)
    | passages
    | st.builds(Bullets, items=st.lists(texts, max_size=4).map(tuple))
    | st.builds(Facts, pairs=st.lists(st.tuples(texts, texts), max_size=4).map(tuple))
    | st.builds(Callout, heading=texts, text=texts)
    | _tables()
    | st.builds(Divider)
    | st.builds(PageBreak)
)
_some_leaves = st.lists(leaf_blocks, max_size=3).map(tuple)
blocks = (
    leaf_blocks
    | st.builds(KeepTogether, blocks=_some_leaves)
    | st.builds(Columns, left=_some_leaves, right=_some_leaves)
)
documents = st.builds(
    Document,
    title=texts,
    blocks=st.lists(blocks, max_size=6).map(tuple),
    made_on=st.just(MADE_ON),
    language=st.sampled_from(("en-GB", "pl", "ar", "ur")),
    direction=st.sampled_from(("ltr", "rtl")),
    subject=texts,
    mark=texts,
)
