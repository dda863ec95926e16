"""The tables in which the United States publish lists beside OFAC's own files: which column is what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.lists.us_lists import LISTS


@dataclass(frozen=True, slots=True)
class Form:
    """One layout.

    Attributes:
        name: name of the loader.
        what: in words, for the plan.
        title: of the list or collection.
        publisher: who publishes it.
        needs: columns by which it is known.
        fields: field -> the column that holds it.
        address: the columns of an address that stands over several.
        left: columns that are read by nobody on purpose.
        code: the one list that it holds; None: each row names its own.
        delimiter: between cells.
        least: columns that a row must fill where its last cells are missing; (): those of `needs`.
    """

    name: str
    what: str
    title: str
    publisher: str
    needs: tuple[str, ...]
    fields: Mapping[str, str]
    address: tuple[str, ...] = ()
    left: frozenset[str] = field(default_factory=frozenset)
    code: str | None = None
    delimiter: str = ","
    least: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        """All columns that are read or left on purpose."""
        return frozenset(self.fields.values()) | self.left | frozenset(self.address)


CSL = Form(
    name="us_csl",
    what="the Consolidated Screening List",
    title="Consolidated Screening List",
    publisher="International Trade Administration",
    needs=("source", "entity_number", "type", "programs", "name", "addresses", "federal_register_notice", "alt_names"),
    fields={
        "source": "source", "uid": "entity_number", "kind": "type", "programmes": "programs", "name": "name",
        "title": "title", "addresses": "addresses", "notice": "federal_register_notice", "start": "start_date",
        "end": "end_date", "standard": "standard_order", "requirement": "license_requirement",
        "policy": "license_policy", "flag": "vessel_flag", "owner": "vessel_owner", "remarks": "remarks",
        "names": "alt_names",
        "citizenships": "citizenships", "births": "dates_of_birth", "nationalities": "nationalities", "ids": "ids",
    },
    left=frozenset(
        {"_id", "call_sign", "vessel_type", "gross_tonnage", "gross_registered_tonnage", "source_list_url"}
        | {"places_of_birth", "source_information_url"}
    ),
)  # fmt: skip
ENTITY_LIST = Form(
    name="us_el",
    what="the Entity List",
    title=LISTS["EL"].title,
    publisher=LISTS["EL"].authority.surface,
    needs=("Source List", "Name", "Address", "Country", "Federal Register Notice", "License Requirement"),
    fields={
        "source": "Source List", "programmes": "Programs", "name": "Name", "country": "Country",
        "notice": "Federal Register Notice", "start": "Effective Date", "end": "Date Lifted/Waived/Expired",
        "standard": "Standard Order", "requirement": "License Requirement", "policy": "License Policy",
        "alias": "Alternate Name", "remarks": "Remarks/Notes",
    },
    address=("Address", "City", "State/Province", "Postal Code", "Country"),
    left=frozenset(
        {"Entity Number", "SDN Type", "Title", "Call Sign", "Vessel Type", "Gross Tonnage", "Gross Register Tonnage"}
        | {"Vessel Flag", "Vessel Owner", "Address Number", "Address Remarks", "Alternate Number", "Alternate Type"}
        | {"Alternate Remarks", "Web Link"}
    ),
)  # fmt: skip
DENIED_PERSONS = Form(
    name="us_dpl",
    what="the Denied Persons List",
    title=LISTS["DPL"].title,
    publisher=LISTS["DPL"].authority.surface,
    needs=("Name", "Street_Address", "City", "State", "Country", "Effective_Date", "Expiration_Date", "FR_Citation"),
    fields={
        "name": "Name", "address_country": "Country", "state": "State", "zip": "Postal_Code",
        "start": "Effective_Date", "end": "Expiration_Date", "standard": "Standard_Order", "updated": "Last_Update",
        "notice": "FR_Citation",
    },
    address=("Street_Address", "City", "State", "Postal_Code", "Country"),
    left=frozenset({"Action"}),
    code="DPL",
    delimiter="\t",
    least=("Name", "Effective_Date"),
)  # fmt: skip
UNVERIFIED = Form(
    name="us_uvl",
    what="the Unverified List",
    title=LISTS["UVL"].title,
    publisher=LISTS["UVL"].authority.surface,
    needs=("COUNTRY", "NAME", "ADDRESS"),
    fields={"name": "NAME", "country": "COUNTRY", "address_whole": "ADDRESS"},
    code="UVL",
)
NONPROLIFERATION = Form(
    name="us_isn",
    what="nonproliferation sanctions of the State Department",
    title=LISTS["ISN"].title,
    publisher=LISTS["ISN"].authority.surface,
    needs=("Source List", "Programs", "Name", "Alternative Names", "Country", "Federal Register Notice"),
    fields={
        "source": "Source List", "programmes": "Programs", "name": "Name", "names": "Alternative Names",
        "country": "Country", "notice": "Federal Register Notice", "start": "Effective Date",
        "remarks": "Remarks/Notes",
    },
    left=frozenset({"Web Link"}),
)  # fmt: skip
FORMS = (CSL, ENTITY_LIST, DENIED_PERSONS, UNVERIFIED, NONPROLIFERATION)


def form_of(header: tuple[str, ...], tabbed: tuple[str, ...]) -> Form | None:
    """Return the layout of a table.

    Args:
        header: its first line, cut at commas.
        tabbed: the same, cut at tabs.
    """
    for form in FORMS:
        cells = {cell.strip() for cell in (tabbed if form.delimiter == "\t" else header)}
        exact = form is not UNVERIFIED or {cell for cell in cells if cell} == set(form.needs)
        if exact and cells >= set(form.needs):
            return form
    return None
