"""The return as XML, written as a stream: one person at a time, so that memory does not grow with the area."""

from collections.abc import Iterable, Iterator
from typing import IO, Any

from lxml import etree

from alongside.kernel.text import clean
from alongside.returns.rules.records import Header, Person
from alongside.returns.rules.values import below, written
from alongside.statute.sen2 import Below, Collection, Module


def write_xml(to: IO[bytes], asked: Collection, header: Header, people: Iterable[Person]) -> int:
    """Write the message; how many people are in it."""
    count = 0
    with etree.xmlfile(to, encoding="utf-8") as out:
        out.write_declaration()
        with out.element("Message"):
            out.write(_header(asked, header))
            with out.element("Persons"):
                for person in people:
                    out.write(_element(asked, asked.modules["person"], person))
                    count += 1
    return count


def _header(asked: Collection, header: Header) -> Any:
    root = etree.Element("Header")
    details = etree.SubElement(root, "CollectionDetails")
    _texts(details, [("Collection", "SEN2"), ("Year", str(asked.year)),
                     ("ReferenceDate", asked.reference_on.isoformat())])  # fmt: skip
    source = etree.SubElement(root, "Source")
    _texts(source, [
        ("SourceLevel", "L"), ("LEA", header.lea), ("SoftwareCode", header.software), ("Release", header.release),
        ("SerialNo", f"{header.serial:03}"), ("DateTime", f"{header.made_at:%Y-%m-%dT%H:%M:%S}"),
    ])  # fmt: skip
    said = dict(header.officers)
    _texts(source, [(key.upper(), said.get(key, "")) for key in asked.officers])
    return root


def _texts(parent: Any, pairs: Iterable[tuple[str, str]]) -> None:
    for tag, text in pairs:
        if text:
            etree.SubElement(parent, tag).text = clean(text)


def _element(asked: Collection, module: Module, record: Any) -> Any:
    element = etree.Element(module.tag)
    for place in module.order:
        if isinstance(place, Below):
            element.extend(_element(asked, asked.modules[place.module], one) for one in below(record, place))
            continue
        text = written(place, getattr(record, place.key))
        if text:
            etree.SubElement(element, place.tag).text = clean(text)
    return element


def faults_of_order(of: IO[bytes], asked: Collection) -> Iterator[str]:
    """Where a file does not keep to the year's own description: an element that is not asked, or out of its order.

    Read as a stream, so that what was written can be looked through before anybody hands it in.
    """
    for _event, element in etree.iterparse(of, tag=asked.modules["person"].tag, no_network=True):
        yield from _misplaced(asked, asked.modules["person"], element)
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _misplaced(asked: Collection, module: Module, element: Any) -> Iterator[str]:
    tags = [asked.modules[one.module].tag if isinstance(one, Below) else one.tag for one in module.order]
    under = {asked.modules[one.module].tag: one.module for one in module.order if isinstance(one, Below)}
    last = 0
    for child in element:
        if child.tag not in tags:
            yield f"{module.tag}/{child.tag} is not asked in {asked.year}"
            continue
        place = tags.index(child.tag)
        if place < last:
            yield f"{module.tag}/{child.tag} stands after {tags[last]}"
        last = max(last, place)
        if child.tag in under:
            yield from _misplaced(asked, asked.modules[under[child.tag]], child)
