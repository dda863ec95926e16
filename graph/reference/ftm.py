"""What the schemata of FollowTheMoney are to us: parties, edges with their ends, helpers, and what has no kind here.

Source: https://followthemoney.tech/explorer/ (names of schemata and properties)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.model import PartyKind

# Schemata of things that hold and are held, and what they become. Organizations may be public bodies by their name.
PARTIES: dict[str, PartyKind] = {
    "Person": "person",
    "Company": "company",
    "LegalEntity": "company",
    "Organization": "company",
    "PublicBody": "public_body",
    "Vessel": "vessel",
    "Airplane": "aircraft",
    "Asset": "asset",
    "Vehicle": "asset",
    "RealEstate": "asset",
    "Security": "asset",
    "CryptoWallet": "asset",
    "BankAccount": "asset",
}
# They say something of a party and stand in its name, address or number.
HELPERS = frozenset({"Address", "Identification", "Passport", "Position"})
# Known, and without a kind of fact in the graph: each is rejected with its schema, so that nothing goes in silence.
WITHOUT_KIND = frozenset(
    {
        "Analyzable", "Article", "Assessment", "Audio", "Call", "Contract", "ContractAward", "CourtCase",
        "CourtCaseParty", "Document", "Documentation", "EconomicActivity", "Email", "Event", "Folder", "HyperText",
        "Image", "License", "Mention", "Message", "Note", "Package", "Page", "Pages", "PlainText", "Project",
        "ProjectParticipant", "Risk", "Similar", "Table", "TaxRoll", "Thing", "Trip", "UserAccount", "Value", "Video",
        "Workbook",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation that is an entity of its own.

    Attributes:
        kind: of the claim.
        source, target: properties that hold the ends.
        topic: words for the relation, where its role does not say more.
        kinds: what the ends are when nothing else says it.
        role: property whose words are the topic (role) or go behind it (link).
    """

    kind: Literal["ownership", "role", "link"]
    source: str
    target: str
    topic: str | None = None
    kinds: tuple[PartyKind, PartyKind] = ("company", "company")
    role: str = "role"


EDGES: dict[str, Edge] = {
    "Ownership": Edge("ownership", "owner", "asset"),
    "Directorship": Edge("role", "director", "organization", "director", ("person", "company")),
    "Membership": Edge("link", "member", "organization", "member of"),
    "Employment": Edge("link", "employee", "employer", "employed by", ("person", "company")),
    "Representation": Edge("link", "agent", "client", "represents"),
    "Family": Edge("link", "person", "relative", "family", ("person", "person"), "relationship"),
    "Associate": Edge("link", "person", "associate", "associate", ("person", "person"), "relationship"),
    "Succession": Edge("link", "predecessor", "successor", "succeeded by"),
    "UnknownLink": Edge("link", "subject", "object", "linked to"),
    "Debt": Edge("link", "debtor", "creditor", "owes"),
    "Payment": Edge("link", "payer", "beneficiary", "payment to", role="purpose"),
}
OCCUPANCY = "Occupancy"
SANCTION = "Sanction"
EDGE_PROPERTIES = frozenset(
    {"startDate", "endDate", "date", "percentage", "ownershipType", "amount", "amountEur", "amountUsd", "currency"}
    | {"holder", "post", "status"}
    | {name for edge in EDGES.values() for name in (edge.source, edge.target, edge.role)}
)
SANCTION_PROPERTIES = frozenset(
    {"entity", "authority", "authorityId", "recordId", "unscId", "program", "programId", "provisions", "reason"}
    | {"country", "startDate", "listingDate", "endDate"}
)
# Property -> kind of identifier (loaders.identifiers); IMO and registration numbers follow what the entity is.
IDENTIFIERS = {
    "innCode": "INN", "ogrnCode": "OGRN", "okpoCode": "OKPO", "kppCode": "KPP", "leiCode": "LEI", "swiftBic": "SWIFT",
    "bikCode": "RU-BIK", "uscCode": "USCC", "registrationNumber": "REG", "taxNumber": "TAX", "vatCode": "VAT",
    "idNumber": "ID", "passportNumber": "PASSPORT", "imoNumber": "IMO", "mmsi": "MMSI", "dunsCode": "DUNS",
    "cageCode": "CAGE", "npiCode": "US-NPI", "uniqueEntityId": "UEI", "permId": "PERMID", "wikidataId": "WIKIDATA",
    "serialNumber": "SERIAL", "isinCode": "ISIN", "isin": "ISIN", "ticker": "", "icaoCode": "",
}  # fmt: skip
# schema -> properties of IDENTIFIERS that it has (followthemoney 4.11.2), for exports.
_ANY = frozenset({"wikidataId"})
_LEGAL = _ANY | {
    "innCode", "ogrnCode", "okpoCode", "leiCode", "swiftBic", "uscCode", "registrationNumber", "taxNumber", "vatCode",
    "idNumber", "dunsCode", "npiCode", "uniqueEntityId",
}  # fmt: skip
_ORGANIZATION = _LEGAL | {"imoNumber", "cageCode", "permId"}
IDENTIFIERS_OF: dict[str, frozenset[str]] = {
    "Person": _LEGAL | {"passportNumber"},
    "LegalEntity": _LEGAL,
    "PublicBody": _ORGANIZATION,
    "Company": _ORGANIZATION | {"kppCode", "bikCode"},
    "Vessel": _ANY | {"imoNumber", "mmsi", "registrationNumber"},
    "Airplane": _ANY | {"serialNumber", "registrationNumber"},
    "Asset": _ANY,
}
# ISO 639-3 -> 639-1 of the languages in which names of parties come.
LANGUAGES = {
    "ara": "ar", "aze": "az", "bel": "be", "bul": "bg", "ces": "cs", "deu": "de", "ell": "el", "eng": "en", "est": "et",
    "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi", "hye": "hy", "ita": "it", "jpn": "ja", "kat": "ka", "kaz": "kk",
    "kor": "ko", "lav": "lv", "lit": "lt", "nld": "nl", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "spa": "es",
    "srp": "sr", "tur": "tr", "ukr": "uk", "uzb": "uz", "vie": "vi", "zho": "zh",
}  # fmt: skip
NAMES = frozenset({"name", "alias", "weakAlias", "previousName", "abbreviation"})
COUNTRIES = frozenset({"jurisdiction", "mainCountry", "country", "flag", "nationality", "citizenship"})
CONTACTS = {"phone": "PHONE", "email": "EMAIL", "website": "WEBSITE"}
PARTY_PROPERTIES = frozenset(
    {"birthDate", "address", "addressEntity", "sourceUrl", "legalForm", *CONTACTS}
    | NAMES | COUNTRIES | IDENTIFIERS.keys()
)  # fmt: skip
HELPER_PROPERTIES = frozenset({"full", "name", "country", "holder", "number", "passportNumber", "type"})
# Kept in the archive with the record, and said nowhere in the graph.
LEFT = frozenset(
    {
        "alephUrl", "amended", "appearance", "birthCountry", "birthPlace", "buildDate", "building", "bvdId",
        "caemCode", "callSign", "capital", "capitalCurrency", "caption", "cikCode", "city", "classification",
        "coatoCode", "countryText", "createdAt", "crew", "deadweightTonnage", "deathDate", "description",
        "dissolutionDate", "duration", "education", "ethnicity", "eventType", "eyeColor", "fatherName",
        "firstName", "fnsCode", "gender", "googlePlaceId", "grossRegisteredTonnage", "hairColor", "headquarters",
        "height", "ibcRuc", "inceptionDate", "incorporationDate", "indexText", "irsCode", "issueDate", "issuer",
        "jibCode", "keywords", "lastName", "latitude", "longitude", "maxValue", "mbsCode", "middleName", "model",
        "modifiedAt", "motherName", "nameOfVessel", "nameSuffix", "namesMentioned", "notes", "numberOfSeats", "nuts1",
        "okopfCode", "oksmCode", "okvedCode", "opencorporatesUrl", "operator", "parent", "pastFlags", "pastNames",
        "political", "position", "postOfficeBox", "postalCode", "previousFlag", "profession", "programUrl",
        "programme", "proof", "publisher", "publisherUrl", "region", "registrationDate", "registrationPort",
        "religion", "remarks", "retrievedAt", "ricCode", "secondName", "sector", "sequenceNumber", "sharesCount",
        "sharesCurrency", "sharesType", "sharesValue", "sicCode", "state", "street", "street2", "street3",
        "subnationalArea", "subsidiaries", "summary", "title", "tonnage", "topics", "transactionNumber", "voenCode",
        "weight", "wikipediaUrl", "yearBuilt",
    }
)  # fmt: skip
TOP = frozenset({"id", "schema", "properties", "datasets", "referents", "caption", "op"})
TOP_LEFT = frozenset({"target", "first_seen", "last_seen", "last_change", "canonical_id", "created_at", "updated_at"})


def known_schema(schema: str) -> bool:
    """Whether FollowTheMoney has it, as far as we know."""
    return schema in PARTIES or schema in EDGES or schema in HELPERS or schema in WITHOUT_KIND or schema in (
        OCCUPANCY, SANCTION,
    )  # fmt: skip
