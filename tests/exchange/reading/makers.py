"""Files about made-up pupils, in the formats that schools send. No real child is in any of them."""

import csv
import io
from datetime import date
from xml.sax.saxutils import escape

from alongside.kernel.identifiers import make_upn

TODAY = date(2026, 11, 21)
HEADINGS = ["UPN", "Legal Surname", "Legal Forename", "DOB"]
AMIRA = ["P831200125001", "Khan", "Amira", "14/05/2018"]
THEO = ["M823300124017", "Bright", "Theo", "02/03/2011"]


def csv_bytes(*rows: list[str], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file with these rows."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue().encode(encoding)


def many_pupils(count: int) -> bytes:
    """A CSV file of `count` pupils with the columns a school's report has."""
    headings = [
        "Adno", "UPN", "Legal Surname", "Legal Forename", "Preferred Forename", "Middle names", "DOB", "Sex",
        "NC Year", "Reg Group", "Ethnicity", "First Language", "EAL", "SEN Status", "SEN Need 1", "SEN Need 2",
        "FSM", "Pupil Premium", "In care", "Entry Date", "Address Line 1", "Address Line 4", "Postcode",
        "Contact 1 Title", "Contact 1 Forename", "Contact 1 Surname", "Contact 1 Relationship", "Contact 1 PR",
        "Contact 1 Mobile", "Contact 1 Email", "Contact 2 Name", "Contact 2 Telephone", "Attendance",
    ]  # fmt: skip
    rows = [
        [
            str(1000 + n), make_upn(831, 2000 + n // 1000, 20, n % 1000), "O'NEILL-SMITH", f"Zoë{n}", "", "Ann",
            f"{1 + n % 28:02}/{1 + n % 12:02}/{2012 + n % 8}", "FM"[n % 2], "", "3B", "WBRI", "English", "N",
            "NKE"[n % 3], "" if n % 3 == 0 else "SLCN", "", "Y", "N", "F", "01/09/2023", "1 High Street",
            "Merefield", "ZZ1 1ZZ", "Mrs", "Nadia", "O'Neill", "Mother", "Y", "07700 900123", "n@example.org",
            "Mr Sam Smith", "07700900456", "97.5",
        ]
        for n in range(count)
    ]  # fmt: skip
    return csv_bytes(headings, *rows)


PUPIL = """
<Pupil>
 <UPN>P831200125001</UPN><Surname>KHAN</Surname><Forename>AMIRA</Forename><DOB>2018-05-14</DOB><Sex>F</Sex>
 <BasicDetails>
  <FormerUPN>A83120012500A</FormerUPN><PreferredSurname>Khan</PreferredSurname>
  <PreferredForename>Amira</PreferredForename><MiddleNames>NOOR</MiddleNames><NCyearActual>3</NCyearActual>
  <Ethnicity>APKN</Ethnicity>
  <Languages><Type><LanguageType>F</LanguageType><Language>POL</Language></Type></Languages>
 </BasicDetails>
 <FSMhistory><FSMinstance><FSMstartDate>2024-09-01</FSMstartDate></FSMinstance></FSMhistory>
 <SENhistory>
  <SEN><StartDate>2023-01-09</StartDate><SENprovision>N</SENprovision></SEN>
  <SEN><StartDate>2024-02-05</StartDate><SENprovision>K</SENprovision></SEN>
  <SENneeds>
   <SENneed><SENtypeRank>2</SENtypeRank><SENtype>SEMH</SENtype></SENneed>
   <SENneed><SENtypeRank>1</SENtypeRank><SENtype>SLCN</SENtype></SENneed>
  </SENneeds>
 </SENhistory>
 <LookedAfter><InCare>false</InCare></LookedAfter>
 <Address>
  <BS7666Address><PAON>12</PAON><Street>Mill Lane</Street><Town>Merefield</Town>
   <UniquePropertyReferenceNumber>100012345678</UniquePropertyReferenceNumber></BS7666Address>
  <PostCode>ZZ1 1ZZ</PostCode>
 </Address>
 <Contacts>
  <Contact><Order>1</Order><Title>Mrs</Title><Surname>KHAN</Surname><Forename>NADIA</Forename>
   <Relationship>PAM</Relationship><Responsibility>true</Responsibility>
   <Address><AddressAsPupil>true</AddressAsPupil></Address>
   <Phones><Phone><TelephoneType>M</TelephoneType><PhoneNo>07700 900123</PhoneNo></Phone></Phones>
   <Email>nadia@example.org</Email></Contact>
  <Contact><Order>2</Order><Surname>KHAN</Surname><Forename>IMRAN</Forename>
   <Relationship>PAF</Relationship><Responsibility>1</Responsibility>
   <Address><AddressLines><AddressLine1>Flat 3</AddressLine1><AddressLine2>Station Road</AddressLine2>
    </AddressLines><PostCode>ZZ2 2ZZ</PostCode></Address></Contact>
  <Contact><Order>3</Order><Surname>Nowak</Surname><Forename>Ewa</Forename><Relationship>OTH</Relationship></Contact>
 </Contacts>
 <SchoolHistory><School><LEA>831</LEA><Estab>2001</Estab><SchoolName>Mill Lane Primary</SchoolName>
  <EntryDate>2022-09-05</EntryDate><LeavingDate>2026-10-23</LeavingDate><LastSchool>true</LastSchool></School>
 </SchoolHistory>
</Pupil>"""
"""A pupil with every block; the structure is the published one, the people are made up."""


def small_pupil(**elements: str) -> str:
    """A pupil with only what a partial file must have; other elements by name."""
    parts = {
        "UPN": "M823300124017",
        "Surname": "Bright",
        "Forename": "Theo",
        "DOB": "2011-03-02",
        "Gender": "M",
    }
    parts |= elements
    return (
        "<Pupil>"
        + "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in parts.items() if text)
        + "</Pupil>"
    )


def ctf_text(*pupils: str, declaration: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    """A common transfer file with these pupils."""
    return f"""{declaration}
<CTfile>
 <Header><DocumentName>Common Transfer File</DocumentName><CTFversion>25.0</CTFversion>
  <DateTime>2026-10-23T12:00:00</DateTime><DocumentQualifier>full</DocumentQualifier><SupplierID>Made up</SupplierID>
  <SourceSchool><LEA>831</LEA><Estab>2001</Estab><URN>112345</URN><SchoolName>Mill Lane Primary</SchoolName>
   <AcademicYear>2026</AcademicYear></SourceSchool>
  <DestSchool><LEA>831</LEA><Estab>4001</Estab></DestSchool></Header>
 <CTFpupilData>{"".join(pupils)}</CTFpupilData>
</CTfile>"""


def ctf_bytes(*pupils: str) -> bytes:
    """The same as bytes."""
    return ctf_text(*pupils).encode()
