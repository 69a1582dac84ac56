"""Larkfield Primary on its first day with Alongside: staff and a class, and the files its office exports."""

from dataclasses import dataclass

import page as pdf_checker
from django.core import mail
from playwright.sync_api import Locator, Page, expect

from alongside.access.choices import Role
from alongside.organisations.models import GroupStaff, Organisation
from alongside.platform.worker import run_due
from alongside.site.demo.cast import member
from tests.makers import world

CLASS_LIST = (
    "Legal Forename;Legal Surname;DOB;Year;Reg Group;SEN Status;Contact 1 Name;Contact 1 Relationship;"
    "Contact 1 PR;Contact 1 Email\r\n"
    "Amira;KOWALSKA;04/05/2018;3;Heron;SEN Support;Nadia Kowalska;Mother;Y;nadia@family.example.org\r\n"
    "Zoë;O'NEILL-SMITH;11/01/2019;3;Heron;N;Sam O'Neill;Father;Y;sam@example.org\r\n"
    "Nell;NOBODY;31/02/2019;3;Heron;N;;;;\r\n"
)
"""As one school system writes it: semicolons, its own headings, and one row with a date that is none."""
TRANSFER_FILE = """<?xml version="1.0" encoding="UTF-8"?>
<CTfile>
 <Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
  <DateTime>2026-09-14T12:00:00</DateTime><DocumentQualifier>full</DocumentQualifier><SupplierID>Made up</SupplierID>
  <SourceSchool><LEA>831</LEA><Estab>2001</Estab><URN>112345</URN><SchoolName>Mill Lane Primary</SchoolName>
   <AcademicYear>2026</AcademicYear></SourceSchool><DestSchool><LEA>831</LEA><Estab>4001</Estab></DestSchool></Header>
 <CTFpupilData><Pupil><UPN>P831200125001</UPN><Surname>MALIK</Surname><Forename>SANA</Forename><DOB>2018-10-02</DOB>
  <Sex>F</Sex><BasicDetails><NCyearActual>3</NCyearActual></BasicDetails></Pupil></CTFpupilData>
</CTfile>"""
"""A child who moves here from another school."""


@dataclass(frozen=True)
class Larkfield:
    """The school, and the post Mr Osei holds in Heron class."""

    school: Organisation
    osei_in_heron: GroupStaff


def opens_its_doors() -> Larkfield:
    """A school with a SENCo, a class teacher and a head, who can sign in; no child, no family."""
    school = world.make_setting()
    heron = world.make_class(school, "Heron")
    for key, given, family, role in (
        ("whitcombe", "Ada", "Whitcombe", Role.SENCO),
        ("osei", "Daniel", "Osei", Role.CLASS_TEACHER),
        ("head", "Ruth", "Hale", Role.HEAD),
    ):
        person = world.make_person(given, family)
        world.joins(person, school, role)
        world.make_account(person, member(key).email)
        if role is Role.CLASS_TEACHER:
            teaches = world.teaches(person, heron)
    return Larkfield(school, teaches)


def become(page: Page, key: str) -> None:
    """Sign out whoever is signed in, and sign in by name on the front page."""
    page.goto("/")
    leave = page.get_by_role("button", name="Sign out")
    if leave.count():
        leave.click()
    page.get_by_role("button", name=member(key).name).click()
    expect(page).to_have_url("/home/")


def fill_date(page: Page | Locator, day: int, month: int, year: int) -> None:
    """Fill the date that is asked for on a page, or in a group of fields."""
    for part, number in (("Day", day), ("Month", month), ("Year", year)):
        page.get_by_label(part, exact=True).fill(str(number))


def letter_to(address: str, number: int = 1) -> str:
    """The words of the first, second … letter to an address, once the jobs that send it have run."""
    run_due()
    letters = [str(one.body) for one in mail.outbox if address in one.to]
    assert len(letters) == number, f"{len(letters)} letters were sent to {address}"
    return letters[-1]


def downloaded(page: Page, href: str) -> bytes:
    """A file the page leads to, asked for with the same session."""
    answer = page.request.get(href)
    assert answer.status == 200, f"{href} answered {answer.status}"
    return answer.body()


def assert_good_pdf(content: bytes) -> None:
    """A PDF that passes the PDF/UA-1 checker."""
    assert content.startswith(b"%PDF-")
    report = pdf_checker.validate_pdf_bytes(content, profile="ua1")
    assert report.rules.total > 100, "the checker checked nothing"
    assert not report.failures, [f"{one.rule_id}: {one.message}" for one in report.failures]
