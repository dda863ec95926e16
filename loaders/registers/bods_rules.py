"""The rules of the Beneficial Ownership Data Standard 0.4, in our own words.

Source: https://standard.openownership.org/en/0.4.0/standard/reference.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from loaders.registers.rules import Either, Many, Number, Object, Problem, Rule, Text, boolean

TEXT = Text()
DAY = Text(forms=("date",))
TIME = Text(forms=("date", "date-time"))
PART_OF_DAY = Text(forms=("date", "year-month", "year"))
ADDRESS = Text(forms=("uri",))
AGENT = Object({"name": TEXT, "uri": ADDRESS})

REASONS = frozenset(
    {
        "noBeneficialOwners", "subjectUnableToConfirmOrIdentifyBeneficialOwner",
        "interestedPartyHasNotProvidedInformation", "subjectExemptFromDisclosure",
        "interestedPartyExemptFromDisclosure", "unknown", "informationUnknownToPublisher",
    }
)  # fmt: skip
INTERESTS = frozenset(
    {
        "shareholding", "votingRights", "appointmentOfBoard", "otherInfluenceOrControl", "seniorManagingOfficial",
        "settlor", "trustee", "protector", "beneficiaryOfLegalArrangement", "rightsToSurplusAssetsOnDissolution",
        "rightsToProfitOrIncome", "rightsGrantedByContract", "conditionalRightsGrantedByContract",
        "controlViaCompanyRulesOrArticles", "controlByLegalFramework", "boardMember", "boardChair", "unknownInterest",
        "unpublishedInterest", "enjoymentAndUseOfAssets", "rightToProfitOrIncomeFromAssets", "nominee", "nominator",
    }
)  # fmt: skip
SUBTYPES = {
    "governmentDepartment": frozenset({"stateBody"}),
    "stateAgency": frozenset({"stateBody"}),
    "trust": frozenset({"arrangement", "legalEntity"}),
    "nomination": frozenset({"arrangement"}),
    "other": None,
}  # subtype -> the types that may have it; None: any
ENTITY_TYPES = frozenset(
    {"registeredEntity", "legalEntity", "arrangement", "anonymousEntity", "unknownEntity", "state", "stateBody"}
)
MOTIVATIONS = frozenset({"commenting", "correcting", "identifying", "linking", "transformation"})
SOURCES = frozenset({"officialRegister", "selfDeclaration", "thirdParty", "primaryResearch", "verified"})
NAME_TYPES = frozenset({"legal", "translation", "transliteration", "former", "alternative", "birth"})

SOURCE = Object(
    {
        "type": Many(Text(one_of=SOURCES)),
        "description": TEXT,
        "url": ADDRESS,
        "retrievedAt": TIME,
        "assertedBy": Many(AGENT),
    }
)
COUNTRY = Object({"name": TEXT, "code": Text(2, 2)}, required=["name"])
JURISDICTION = Object({"name": TEXT, "code": Text(2, 6)}, required=["name"])
UNSPECIFIED = Object({"reason": Text(one_of=REASONS), "description": TEXT}, required=["reason"])
IDENTIFIER = Object({"id": TEXT, "scheme": TEXT, "schemeName": TEXT, "uri": ADDRESS}, any_of=["scheme", "schemeName"])


def _address(*kinds: str) -> Object:
    return Object({"type": Text(one_of=frozenset(kinds)), "address": TEXT, "postCode": TEXT, "country": COUNTRY})


def _subtype(value: Any, path: str) -> Iterator[Problem]:
    """A subtype goes with some types only."""
    kind, subtype = value.get("type"), value.get("subtype")
    allowed = SUBTYPES.get(subtype) if isinstance(subtype, str) else None
    if allowed is not None and isinstance(kind, str) and kind not in allowed:
        message = f"{subtype} goes with type {' or '.join(sorted(allowed))} only, got {kind!r}"
        yield Problem("enum", f"{path}.subtype", message)


def _linked(value: Any, path: str) -> Iterator[Problem]:
    """A link needs its address, and only a transformation has its result beside it."""
    motivation = value.get("motivation")
    if motivation == "linking" and "url" not in value:
        yield Problem("required", path, "must have url where the motivation is linking")
    if isinstance(motivation, str) and motivation != "transformation" and value.get("transformedContent"):
        message = f"must be empty where the motivation is {motivation}"
        yield Problem("const", f"{path}.transformedContent", message)


def _components(value: Any, path: str) -> Iterator[Problem]:
    """What is a component has none."""
    if value.get("isComponent") is True and value.get("componentRecords"):
        yield Problem("const", f"{path}.componentRecords", "must be empty where isComponent is true")


ENTITY_TYPE = Object(
    {"type": Text(one_of=ENTITY_TYPES), "subtype": Text(one_of=frozenset(SUBTYPES)), "details": TEXT},
    required=["type"],
    further=[_subtype],
)
LISTING = Object(
    {
        "marketIdentifierCode": TEXT,
        "operatingMarketIdentifierCode": TEXT,
        "stockExchangeJurisdiction": Text(2, 6),
        "stockExchangeName": TEXT,
        "security": Object(
            {"id": TEXT, "idScheme": Text(one_of=frozenset({"isin", "figi", "cusip", "cins"})), "ticker": TEXT},
            required=["ticker"],
        ),
    },
    required=["stockExchangeJurisdiction", "stockExchangeName", "security"],
)
ENTITY = Object(
    {
        "isComponent": boolean,
        "entityType": ENTITY_TYPE,
        "unspecifiedEntityDetails": UNSPECIFIED,
        "name": TEXT,
        "alternateNames": Many(TEXT),
        "jurisdiction": JURISDICTION,
        "identifiers": Many(IDENTIFIER),
        "foundingDate": DAY,
        "dissolutionDate": DAY,
        "addresses": Many(_address("registered", "business", "alternative")),
        "uri": ADDRESS,
        "publicListing": Object(
            {
                "hasPublicListing": boolean,
                "companyFilingsURLs": Many(ADDRESS),
                "securitiesListings": Many(LISTING),
            },
            required=["hasPublicListing"],
        ),
        "formedByStatute": Object({"name": TEXT, "date": DAY}),
    },
    required=["isComponent", "entityType"],
)
PERSON = Object(
    {
        "isComponent": boolean,
        "personType": Text(one_of=frozenset({"knownPerson", "anonymousPerson", "unknownPerson"})),
        "unspecifiedPersonDetails": UNSPECIFIED,
        "names": Many(
            Object(
                {
                    "type": Text(one_of=NAME_TYPES),
                    **dict.fromkeys(("fullName", "familyName", "givenName", "patronymicName"), TEXT),
                },
                required=["fullName"],
            )
        ),
        "identifiers": Many(IDENTIFIER),
        "nationalities": Many(COUNTRY),
        "placeOfBirth": _address("placeOfBirth"),
        "birthDate": PART_OF_DAY,
        "deathDate": PART_OF_DAY,
        "taxResidencies": Many(COUNTRY),
        "addresses": Many(_address("residence", "service", "alternative")),
        "politicalExposure": Object(
            {
                "status": Text(one_of=frozenset({"isPep", "isNotPep", "unknown"})),
                "details": Many(
                    Object(
                        {
                            "reason": TEXT,
                            "missingInfoReason": TEXT,
                            "jurisdiction": JURISDICTION,
                            "startDate": DAY,
                            "endDate": DAY,
                            "source": SOURCE,
                        }
                    )
                ),
            },
            required=["status"],
        ),
    },
    required=["isComponent", "personType"],
)
PERCENT = Number(0, 100)
INTEREST = Object(
    {
        "type": Text(one_of=INTERESTS),
        "directOrIndirect": Text(one_of=frozenset({"direct", "indirect", "unknown"})),
        "beneficialOwnershipOrControl": boolean,
        "details": TEXT,
        "share": Object(
            dict.fromkeys(("exact", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"), PERCENT)
        ),
        "startDate": DAY,
        "endDate": DAY,
    }
)
END = Either(TEXT, UNSPECIFIED)
RELATIONSHIP = Object(
    {
        "isComponent": boolean,
        "componentRecords": Many(TEXT),
        "subject": END,
        "interestedParty": END,
        "interests": Many(INTEREST),
    },
    required=["isComponent", "subject", "interestedParty"],
    further=[_components],
)
DETAILS: dict[str, Rule] = {"entity": ENTITY, "person": PERSON, "relationship": RELATIONSHIP}


def _details(value: Any, path: str) -> Iterator[Problem]:
    """What a record holds follows from its type."""
    rule = DETAILS.get(str(value.get("recordType")))
    if rule is not None and "recordDetails" in value:
        yield from rule(value["recordDetails"], "recordDetails")


STATEMENT = Object(
    {
        "statementId": Text(32, 64),
        "statementDate": TIME,
        "annotations": Many(
            Object(
                {
                    "statementPointerTarget": TEXT,
                    "creationDate": TIME,
                    "createdBy": AGENT,
                    "motivation": Text(one_of=MOTIVATIONS),
                    "description": TEXT,
                    "transformedContent": TEXT,
                    "url": ADDRESS,
                },
                required=["statementPointerTarget", "motivation"],
                further=[_linked],
            )
        ),
        "publicationDetails": Object(
            {
                "publicationDate": TIME,
                "bodsVersion": Text(pattern=(re.compile(r"\d+\.\d+"), "a version such as 0.4")),
                "license": ADDRESS,
                "publisher": Object({"name": TEXT, "url": ADDRESS}, any_of=["name", "url"]),
            },
            required=["publicationDate", "bodsVersion", "publisher"],
        ),
        "source": SOURCE,
        "declaration": TEXT,
        "declarationSubject": TEXT,
        "recordId": TEXT,
        "recordType": Text(one_of=frozenset(DETAILS)),
        "recordStatus": Text(one_of=frozenset({"new", "updated", "closed"})),
    },
    required=["statementId", "statementDate", "declarationSubject", "recordId", "recordType", "recordDetails"],
    further=[_details],
)


def problems(statement: Any) -> list[Problem]:
    """Return every rule that a statement breaks, in the order of its fields."""
    return list(STATEMENT(statement, ""))
