"""The symbols children and easy read use, by what they mean.

A concept has one word or phrase and one drawing, the same on every page and in every document, so a child
meets the same picture for the same thing. Most are from OpenMoji; where that set has nothing that means the
right thing to a child ("meeting", "my plan", "therapy") the drawing is ours, in `assets/symbols`.
"""

from dataclasses import dataclass

from markupsafe import Markup, escape

from alongside.design.addresses import file_address

OURS = "ours"


@dataclass(frozen=True)
class Symbol:
    """One concept: its word, the group it is chosen from, and its OpenMoji code point (or OURS)."""

    concept: str
    word: str
    group: str
    drawing: str


class UnknownSymbol(LookupError):
    """No symbol has been chosen for this concept."""


# group, then "concept | word | code point" a line. The order is the order a child is shown them.
_CHOSEN = {
    "feelings": """
        happy | happy | 1F60A
        very-happy | very happy | 1F604
        ok | OK | 1F642
        sad | sad | 1F622
        worried | worried | 1F61F
        scared | scared | 1F628
        angry | angry | 1F620
        calm | calm | 1F60C
        tired | tired | 1F971
        bored | bored | 1F612
        confused | confused | 1F615
        lonely | lonely | 1F614
        excited | excited | 1F929
        proud | proud | 1F60E
        surprised | surprised | 1F62E
        poorly | poorly | 1F912
        overwhelmed | too much | 1F92F
        shy | shy | 1F633
        silly | silly | 1F61C
        love | love | 1F970
    """,
    "people": """
        me | me | 1F9D2
        family | family | 1F46A
        mum | mum | 1F469
        dad | dad | 1F468
        baby | baby | 1F476
        grandma | grandma | 1F475
        grandad | grandad | 1F474
        brother | brother | 1F466
        sister | sister | 1F467
        friends | friends | ours
        people | people | 1F465
        teacher | teacher | 1F9D1-200D-1F3EB
        helper | helper | 1F481
        doctor | doctor | 1F9D1-200D-2695-FE0F
        social-worker | person who helps my family | 1F9D1-200D-1F4BC
        pet | pet | 1F43E
        dog | dog | 1F436
        cat | cat | 1F431
    """,
    "places": """
        home | home | 1F3E0
        school | school | 1F3EB
        classroom | classroom | ours
        playground | playground | 1F6DD
        outdoors | outdoors | 1F333
        park | park | 1F3DE
        garden | garden | 1F33B
        beach | beach | 1F3D6
        shop | shop | 1F6D2
        hospital | hospital | 1F3E5
        library | library | 1F4DA
        toilet | toilet | 1F6BB
        bedroom | bedroom | 1F6CF
        quiet-place | quiet place | 26FA
        college | college | 1F393
        work | work | 1F4BC
    """,
    "doing": """
        play | play | 1F9F8
        read | read | 1F4D6
        write | write | 270D
        draw | draw | 1F3A8
        talk | talk | 1F5E3
        listen | listen | 1F442
        look | look | 1F440
        think | think | 1F914
        sing | sing | 1F3A4
        dance | dance | 1F483
        run | run | 1F3C3
        walk | walk | 1F6B6
        swim | swim | 1F3CA
        football | football | 26BD
        bike | ride a bike | 1F6B2
        climb | climb | 1F9D7
        cook | cook | 1F373
        build | build | 1F9F1
        puzzle | do a puzzle | 1F9E9
        game | play a game | 1F3AE
        watch-tv | watch TV | 1F4FA
        computer | use a computer | 1F4BB
        phone | use a phone | 1F4F1
        photo | take a photo | 1F4F7
        sign | sign | 1F450
        wash | wash | 1F9FC
        dress | get dressed | 1F455
        sleep | sleep | 1F634
        eat | eat | 1F37D
        drink | drink | 1F964
        wait | wait | 23F3
        share | share | 1F91D
        learn | learn | 1F4A1
        count | count | 1F522
        make | make things | 2702
        travel | travel | 1F392
    """,
    "things": """
        food | food | 1F34E
        lunch | lunch | 1F96A
        breakfast | breakfast | 1F963
        snack | snack | 1F36A
        water | water | 1F4A7
        book | book | 1F4D5
        pencil | pencil | 270F
        music | music | 1F3B5
        noise | noise | 1F50A
        quiet | quiet | 1F507
        light | light | 2600
        dark | dark | 1F319
        headphones | headphones | 1F3A7
        glasses | glasses | 1F453
        hearing-aid | hearing aid | 1F9BB
        wheelchair | wheelchair | 1F9BD
        medicine | medicine | 1F48A
        toy | toy | 1FA80
        ball | ball | 1F3C0
        bus | bus | 1F68C
        car | car | 1F697
        taxi | taxi | 1F695
        train | train | 1F686
        weather | weather | 26C5
        rain | rain | 1F327
        birthday | birthday | 1F382
        present | present | 1F381
        money | money | 1F4B7
        letter | letter | 2709
    """,
    "time": """
        clock | time | 1F553
        calendar | calendar | 1F4C5
        morning | morning | 1F305
        day | day | 1F31E
        night | night | 1F303
        now | now | 25B6
        next | next | 27A1
        before | before | 2B05
        change | change | 1F504
        new | new | 1F195
        finished | finished | 1F3C1
    """,
    "my plan": """
        my-plan | my plan | ours
        meeting | meeting | ours
        therapy | therapy | ours
        help | help | 1F64B
        stop | stop | 1F6D1
        break | have a break | ours
        yes | yes | 2705
        no | no | 274C
        not-sure | not sure | 2753
        like | I like it | 1F44D
        dislike | I don’t like it | 1F44E
        goal | goal | 1F3AF
        star | star | 2B50
        heart | important to me | 2764
        well-done | well done | 1F3C6
        idea | idea | 1F4AD
        question | question | 2754
        choose | choose | 261D
        speech | say | 1F4AC
        private | private | 1F512
        who-can-see | who can see | ours
        tell | tell someone | 1F4E3
        remember | remember | 1F4CC
        safe | safe | 1F6E1
        hope | hope | 1F308
        strong | good at | 1F4AA
        grow | grow | 1F331
        together | together | ours
        warning | be careful | 26A0
        rules | rules | 1F4DC
        list | list | 1F4CB
        message | message | 1F4E8
    """,
    "parts of a plan": """
        name | my name | 1F3F7
        picture | picture | 1F5BC
        hand | help me | 270B
        handshake | we agree | 1F91D
        lightbulb | this means | 1F4A1
        cloud | hard things | 2601
        sun | good day | 2600
        umbrella | bad day | 2602
        rainbow | better days | 1F308
        path | my story | 1F6E4
        stairs | steps | 1FA9C
        target | outcome | 1F3AF
        rocket | my future | 1F680
        trophy | well done | 1F3C6
        eyes | seen | 1F440
        ear | heard | 1F442
        clipboard | record | 1F4CB
        briefcase | a job | 1F4BC
        apple | being well | 1F34E
        door | coming in | 1F6AA
        pen | writing | 1F58A
    """,
}


def _read(chosen: dict[str, str]) -> dict[str, Symbol]:
    """The table above as symbols by concept."""
    symbols = {}
    for group, lines in chosen.items():
        for line in filter(None, map(str.strip, lines.splitlines())):
            concept, word, drawing = (part.strip() for part in line.split("|"))
            symbols[concept] = Symbol(concept, word, group, drawing)
    return symbols


SYMBOLS = _read(_CHOSEN)


def symbol(concept: str, alt: str | None = "", size: int = 48) -> Markup:
    """The picture for a concept.

    `alt` stays empty where the word stands beside the picture, which is nearly everywhere; None takes the
    concept's own word. Raises UnknownSymbol.
    """
    if concept not in SYMBOLS:
        raise UnknownSymbol(f"No symbol is chosen for {concept!r}; see alongside/design/symbols.py.")
    words = escape(SYMBOLS[concept].word if alt is None else alt)
    source = file_address(f"symbols/{concept}.svg")
    picture = f'<img class="al-symbol" src="{source}" alt="{words}" width="{size:d}" height="{size:d}">'
    return Markup(picture)  # noqa: S704 - the words are escaped, the rest is ours
