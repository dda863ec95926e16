"""English words of speech, of wishes, and of orders that came to nothing."""

from __future__ import annotations

import re

WISH = (
    r"\b(?:wants?|wanted|hopes?|hoped|seeks?|seeking|sought|tried|trying|would like|in talks|looking|keen|eager) to\b"
)
SAYS = (
    "said|says|reported|reports|announced|stated|states|found(?=\\.?$)|shows?|showed|told|wrote|added|adds|noted|notes|"
    "insisted|insists|claimed|claims|confirmed|confirms|suggests?|suggested|indicates?|indicated|reveals?|revealed|"
    "concluded|concludes|estimates?|estimated|argued|argues|maintains|maintained|believes|testified|recalled"
)
BACK = re.compile(  # "the same records show": the source of before
    r"\b(?:[Tt]he same|[Tt]hese|[Tt]he|[Tt]hose) (?:\w+ )?"
    r"(?:data|documents?|records?|papers?|filings?|files?|emails?|messages?|letters?|invoices?|contracts?|manifests?|"
    r"waybills?|ledgers?|accounts?|affidavit|report|study|note|memo|dossier|register|registry|database|statistics|"
    r"figures|correspondence|paperwork)"
    r"(?: also| further)? (?:show|say|state|add|suggest|indicate|reveal|record|list|note|make clear)"
)
PERHAPS = re.compile(r"\b(?:may|might|could) (?:\w+ )?have\b")  # "may have sold": a suspicion of what was done
FELL_THROUGH = re.compile(
    r"\b(?:order(?:ed|s)?|sought|requested|asked for|contract|deal|request|agreement|"
    r"(?:was|were) (?:due|meant|supposed) to)\b.*\b(?:never|not) (?:been |be |actually |finally )?"
    r"(?:delivered|shipped|sent|supplied|arrived?|came|come|received|handed over|reached|went through|gone through|"
    r"materiali[sz]ed?|honou?red|fulfilled|executed)\b"
    r"|\b(?:orders?|contract|deal|request|purchase|sale|agreement|talks)\b.*\b(?:collapsed|fell through|broke down|"
    r"(?:was|were) (?:cancell?ed|called off|scrapped|abandoned|shelved)|came to nothing|foundered)\b"
)
