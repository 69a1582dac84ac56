"""The parts of one Pupil element as text by field, so that CSV and CTF are checked by the same rules."""

from lxml import etree

from alongside.exchange.reading.fields import MAX_CONTACTS, MAX_NEEDS

_PUPIL = {
    "UPN": "upn",
    "UniqueLearnerNumber": "uln",
    "Surname": "family_name",
    "Forename": "given_name",
    "DOB": "born_on",
    "Gender": "sex",
    "Sex": "sex",
}
"""Direct parts of a pupil and the fields they fill; the later of two wins."""

_BASIC_DETAILS = {
    "FormerUPN": "former_upn",
    "PreferredSurname": "preferred_family_name",
    "PreferredForename": "preferred_given_name",
    "MiddleNames": "middle_names",
    "NCyearActual": "nc_year",
    "Ethnicity": "ethnicity",
}

LABELS = {field: name for name, field in (_PUPIL | _BASIC_DETAILS).items()} | {
    "first_language": "Language",
    "sen_provision": "SENprovision",
    "fsm": "FSMhistory",
    "looked_after": "InCare",
    "postcode": "PostCode",
    "uprn": "UniquePropertyReferenceNumber",
}
"""What each field is called in the file, for messages."""

_CONTACT_PARTS = {
    "order": "Order",
    "title": "Title",
    "family_name": "Surname",
    "given_name": "Forename",
    "relationship": "Relationship",
    "has_pr": "Responsibility",
    "email": "Email",
}
_PHONE_PARTS = {"H": "home_phone", "M": "mobile", "W": "work_phone"}
_HOUSE = ("SAON", "PAON")
_STREET_LINES = ("Street", "Locality", "Town", "AdministrativeArea", "PostTown")
_ADDRESS_LINES = tuple(f"AddressLine{n}" for n in range(1, 6))


def _texts(element: etree._Element | None) -> dict[str, str]:
    """The texts of an element's parts by name, the first of each name."""
    if element is None:
        return {}
    parts = element.iterchildren(reversed=True)
    return {part.tag: text for part in parts if (text := (part.text or "").strip())}


def pupil_values(pupil: etree._Element) -> dict[str, str]:
    """The text of every field that the pupil has; blocks that are missing are normal in partial files."""
    blocks = {part.tag: part for part in pupil.iterchildren(reversed=True)}
    own, basic = _texts(pupil), _texts(blocks.get("BasicDetails"))
    values = {field: own[name] for name, field in _PUPIL.items() if name in own}
    values |= {field: basic[name] for name, field in _BASIC_DETAILS.items() if name in basic}
    values["first_language"] = _first_language(blocks.get("BasicDetails"))
    values["fsm"] = _free_school_meals(blocks.get("FSMhistory"))
    values["looked_after"] = _texts(blocks.get("LookedAfter")).get("InCare", "")
    values["address"], values["postcode"], values["uprn"] = _address(blocks.get("Address"))
    values |= _needs(blocks.get("SENhistory"))
    for number, contact in enumerate(list(blocks.get("Contacts", ()))[:MAX_CONTACTS], start=1):
        values |= {f"contact_{number}_{part}": text for part, text in _contact(contact).items()}
    return {field: text for field, text in values.items() if text}


def sen_history(pupil: etree._Element) -> tuple[tuple[str, str], ...]:
    """Pairs of start date and SEN status in the order of the file."""
    spells = [_texts(spell) for spell in pupil.iterfind("SENhistory/SEN")]
    return tuple(
        (spell.get("StartDate", ""), spell["SENprovision"]) for spell in spells if "SENprovision" in spell
    )


def _first_language(basic_details: etree._Element | None) -> str:
    """First language (F), or else the language at home (H), or else the first named."""
    if basic_details is None:
        return ""
    entries = [_texts(entry) for entry in basic_details.iterfind("Languages/Type")]
    languages = {entry.get("LanguageType", ""): entry.get("Language", "") for entry in reversed(entries)}
    return languages.get("F") or languages.get("H") or (entries[0].get("Language", "") if entries else "")


def _free_school_meals(block: etree._Element | None) -> str:
    """Yes while a spell of free school meals has no end; a file without the block says nothing."""
    if block is None:
        return ""
    spells = [_texts(spell) for spell in block.iterfind("FSMinstance")]
    return "Y" if any("FSMstartDate" in spell and "FSMendDate" not in spell for spell in spells) else "N"


def _needs(sen_block: etree._Element | None) -> dict[str, str]:
    if sen_block is None:
        return {}
    values = {}
    for number, need in enumerate(sen_block.findall("SENneeds/SENneed")[:MAX_NEEDS], start=1):
        texts = _texts(need)
        values[f"sen_need_{number}"] = texts.get("SENtype", "")
        values[f"sen_need_{number}_rank"] = texts.get("SENtypeRank", "")
    return values


def _address(address: etree._Element | None) -> tuple[str, str, str]:
    """The lines of an address, its postcode and its UPRN; the number of a house stands before its street."""
    if address is None:
        return "", "", ""
    own = _texts(address)
    structured = address.find("BS7666Address")
    if structured is not None:
        texts = _texts(structured)
        lines = _structured_lines(texts)
    else:
        block = address.find("AddressLines")
        texts = own if block is None else _texts(block)
        lines = [texts[name] for name in _ADDRESS_LINES if name in texts]
    lines.append(own.get("County", ""))
    postcode = own.get("PostCode") or own.get("Postcode", "")
    return "\n".join(filter(None, lines)), postcode, texts.get("UniquePropertyReferenceNumber", "")


def _structured_lines(texts: dict[str, str]) -> list[str]:
    number = ", ".join(texts[name] for name in _HOUSE if name in texts)
    street, *others = (texts.get(name, "") for name in _STREET_LINES)
    is_number = number[:1].isdigit() and len(number) <= 6
    house = [f"{number} {street}".strip()] if is_number else [number, street]
    return [*house, *dict.fromkeys(others)]


def _contact(contact: etree._Element) -> dict[str, str]:
    texts = _texts(contact)
    values = {part: texts.get(name, "") for part, name in _CONTACT_PARTS.items()}
    for phone in contact.findall("Phones/Phone")[:20]:
        number = _texts(phone)
        values.setdefault(
            _PHONE_PARTS.get(number.get("TelephoneType", ""), "phone"), number.get("PhoneNo", "")
        )
    block = contact.find("Address")
    values["lives_with_pupil"] = _texts(block).get("AddressAsPupil") or texts.get("AddressAsPupil", "")
    values["address"], values["postcode"], _ = _address(block)
    return values
