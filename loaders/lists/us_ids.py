"""Labelled words of the lists of the United States: "Tax ID No. 7704730655 (Russia)", "DOB 1970", "Linked To: X".

OFAC prints them in the remarks of its CSV files, in the list of ids of its XML, and in one cell of the Consolidated
Screening List; all three are brought to the same form, LABEL NUMBER (COUNTRY), and read here.
"""

from __future__ import annotations

import re

from loaders.contacts import labelled_contact

# Label -> kind of the number. A kind that ends in "-" is completed by the country that issues the number: two registers
# give the same number to two firms. REG, TAX and ID are settled by shape and check digits (loaders.identifiers).
_KINDS = """
PASSPORT    Passport|Diplomatic Passport|British National Overseas Passport|Official Passport|Service Passport
ID          National ID No.|Cedula No.|Cedula de Ciudadania|D.N.I.|Identification Number|Personal ID Card|Personal ID
ID          National Foreign ID Number|Citizen's Card Number|Turkish Identification Number|Numero de Identidad
ID          Kenyan ID No.|Bosnian Personal ID No.|Moroccan Personal ID No.|Tazkira National ID Card|UAE Identification
ID          LE Number|Residency Number|National ID|N.I.E.|C.U.I.|Cedula de Residencia|Afghan Identification Number
MX-CURP     C.U.R.P.|CURP
MX-RFC      R.F.C.|RFC
US-SSN      SSN
TAX         Tax ID No.|Tax ID|NIT #|NIT|RUC #|RUC|RIF #|RIF|US FEIN|Italian Fiscal Code|Fiscal Code|RTN|C.U.I.T.|RSIN
TAX         Romanian Tax Registration|Paraguayan tax identification number|Numero de Identificacion Tributaria
VAT-        V.A.T. Number|VAT Number
REG         Registration ID|Registration Number|Company Number|UK Company Number|Commercial Registry Number|C.R. No.
REG         Certificate of Incorporation Number|Business Registration Number|Business Registration Document #
REG         Public Registration Number|Chamber of Commerce Number|Enterprise Number|Business Number|Legal Entity Number
REG         Business Registration Certificate No.|Commercial Registration Number|Registry Number|Company ID
TAX         Tax Registration Number
REG         Trade Registry No.|Registered Number|Business Identification Number
REG         Central Registration System Number|Economic Register Number (CBLS)|Istanbul Chamber of Comm. No.
REG         Unified Social Credit Code (USCC)|United Social Credit Code Certificate (USCCC)|Unified Social Credit Code
LEI         Legal Entity Identifier|LEI
OKPO        Government Gazette Number|Okpo Number|OKPO
FOLIO-      Folio Mercantil No.
MATRICULA-  Matricula Mercantil No
LICENCE-    Trade License No.|License|Tourism License No.
CHARITY-    Registered Charity No.
SWIFT       SWIFT/BIC
DUNS        D-U-N-S Number
BIK         BIK (RU)
MMSI        MMSI
VESSEL      Vessel Registration Identification
ISIN        ISIN
"""
# Labels whose country is part of the label.
OF_COUNTRY = {
    "uk company number": "GB", "us fein": "US", "italian fiscal code": "IT", "ssn": "US", "rsin": "NL",
    "romanian tax registration": "RO", "paraguayan tax identification number": "PY", "kenyan id no.": "KE",
    "bosnian personal id no.": "BA", "moroccan personal id no.": "MA", "turkish identification number": "TR",
    "tazkira national id card": "AF", "uae identification": "AE", "afghan identification number": "AF",
    "istanbul chamber of comm. no.": "TR", "government gazette number": "RU", "c.u.i.t.": "AR",
    "central registration system number": "TR",
}  # fmt: skip
# What the graph holds nothing for, left on purpose; the row in the archive keeps it. At the beginning of a segment.
LEFT = re.compile(
    r"(?:POB|Place of Birth|Gender|Telex|Digital Currency Address|"
    r"Additional Sanctions Information|Secondary sanctions risk|Transactions Prohibited For|Organization Established|"
    r"Organization Type|Target Type|all offices worldwide|Aircraft (?:Manufacture Date|Mode S|Type)|Vessel Year of|"
    r"Vessel Type|Vessel Flag|Other Vessel (?:Type|Flag|Call Sign)|Former Vessel|Previous Vessel|Driver's License|"
    r"Birth Certificate|Pilot License|Cartilla|Credencial|Electoral Registry|Chinese Commercial Code|VisaNumberID|"
    r"For more information|Executive Order \d+ information|CAATSA Section|Effective Date|Immigration No|File Number|"
    r"Branch Unit|Dubai Chamber|Travel Document|Refugee ID|Stateless Person|Seafarer|SRE Permit|MSB Registration|"
    r"Public Security|Military Registration|Equity Ticker|Issuer Name|Party Member|Afghan Money Service|"
    r"Professional Title|Bank Identifier|Purchase/Sales|Issuer|Telegram|"
    r"Executive Order \d+ Directive Information|National Tax Number|IFCA Determination)\b",
    re.IGNORECASE,
)
VALUE = re.compile(
    r"(?:#\s*)?(?P<number>.*?)\s*(?:\((?P<country>[^()]*)\))?\s*"
    r"(?:,?\s*(?:date of issue|issued|issue date|expires|expired|exp\.|valid)\b.*)?",
    re.IGNORECASE | re.DOTALL,
)
IMO = re.compile(r"IMO\s*(\d{6,7})")
GLOBAL = frozenset({"SWIFT", "DUNS", "BIK", "MMSI", "LEI", "ISIN", "OKPO", "MX-CURP", "MX-RFC", "US-SSN"})


def _labels() -> tuple[tuple[str, str], ...]:
    """Label (small letters) -> kind, the longest label first."""
    found = {}
    for line in _KINDS.strip().splitlines():
        kind, _, labels = line.partition(" ")
        found.update({label.casefold(): kind for label in labels.strip().split("|")})
    return tuple(sorted(found.items(), key=lambda pair: -len(pair[0])))


LABELS = _labels()


def labelled(segment: str) -> tuple[str, str, str, str | None] | None:
    """Take an identifier apart.

    Args:
        segment: such as "Tax ID No. 7704730655 (Russia)", "alt." already off.

    Returns:
        kind, label in small letters, number, and the country as printed or None; None where no label is known.
    """
    low = segment.casefold()
    for label, kind in LABELS:
        if low.startswith(label) and not low[len(label) : len(label) + 1].isalpha():
            value = VALUE.fullmatch(segment[len(label) :].strip())
            if value is None:
                return None
            return kind, label, value["number"].strip(" ,:"), value["country"] or OF_COUNTRY.get(label)
    return None


def segment_of(item: str) -> str:
    """Bring an item of the ids of the Consolidated Screening List to the form LABEL NUMBER (COUNTRY).

    Args:
        item: "CO, 1978075, Matricula Mercantil No" as until 2020, or "Passport, 836238033, KP" as since.
    """
    parts = [part.strip() for part in item.split(", ")]
    if len(parts) == 1:
        return item
    if _is_label(parts[0]):
        label, rest = parts[0], parts[1:]
        country = rest.pop() if len(rest) > 1 and COUNTRY_CODE.fullmatch(rest[-1]) else ""
    elif _is_label(parts[-1]):
        label, rest = parts[-1], parts[:-1]
        country = rest.pop(0) if len(rest) > 1 and COUNTRY_CODE.fullmatch(rest[0]) else ""
    else:
        return item
    words = f"{label} {', '.join(rest)}"
    return f"{words} ({country})" if country else words


def _is_label(text: str) -> bool:
    low = text.casefold()
    told = LEFT.match(text) is not None or labelled_contact(f"{text} -") is not None
    return low in _KNOWN or low.endswith("determination -") or told


_KNOWN = frozenset(label for label, _ in LABELS)
COUNTRY_CODE = re.compile(r"[A-Z]{2}")
