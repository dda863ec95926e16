"""What sentences of English and German texts say together: dates, chains, owners and offices."""

from __future__ import annotations

from graph.model import Claim
from tests.support.claims import claims_of


def claims(text: str, language: str) -> list[Claim]:
    """The claims of a text; none may be rejected."""
    return claims_of(text, language, "2025-06-15")


def test_a_month_without_a_year_follows_the_one_before_it() -> None:
    text = "In February 2023 China sold 40 turbines to Russia. In April Russia supplied China with sonars."
    assert [claim.start for claim in claims(text, "en")] == ["2023-02", "2023-04"]
    text = "Im Februar 2023 verkaufte China Russland 40 Turbinen. Im Januar lieferte Russland China Sonare."
    assert [claim.start for claim in claims(text, "de")] == ["2023-02", "2024-01"]


def test_a_month_of_another_paragraph_is_counted_from_the_publication() -> None:
    text = "In February 2023 China sold 40 turbines to Russia.\n\nIn April Russia supplied China with sonars."
    assert [claim.start for claim in claims(text, "en")] == ["2023-02", "2025-04"]


def test_what_takes_up_the_goods_hangs_on_the_source_before() -> None:
    text = "According to invoices, Altynkum Trade LLP sold turbines to OOO Lotos. The turbines went to AO Granitny."
    assert [claim.modality for claim in claims(text, "en")] == ["reported", "reported"]


def test_shares_in_words() -> None:
    text = "Ein Viertel des Grundkapitals der OOO Lotos-Avia liegt bei der Altynkum Trade LLP."
    (claim,) = claims(text, "de")
    assert claim.kind == "ownership" and claim.share is not None and claim.share.number == "25"
    (claim,) = claims("OOO Lotos-Avia is wholly owned by Altynkum Trade LLP.", "en")
    assert claim.kind == "ownership"


def test_its_director_is_that_of_the_firm_named_before() -> None:
    text = "The ministry fined Altynkum Trade LLP and its managing director, Aset Muratkan, in May."
    roles = [claim for claim in claims(text, "en") if claim.kind == "role"]
    assert [(claim.subject and claim.subject.surface, claim.object and claim.object.surface) for claim in roles] == [
        ("Aset Muratkan", "Altynkum Trade LLP")
    ]
