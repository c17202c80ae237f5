"""The nouns and verbs that the English phrase tables share: what can be challenged, and what is only paper."""

from __future__ import annotations

#: "does not" in the ways people type it.
NOT = (
    r"(?:not|never|no|nor|neither|nobody|no one|nothing|none|cannot|without|hardly|barely|unable|fail(?:s|ed)? to|"
    r"\w+n't|(?:is|was|are|were|do|does|did|has|have|had|ca|wo|would|could|should)nt|yet to)"
)

#: The invoice and what stands on it.
BILL = (
    r"invoic\w*|bills?|billing|billed|charges?|amounts?|figures?|totals?|sums?|line ?items?|lines?(?! (?:was|"
    r"is) (?:busy|engaged))|positions?|fees?|"
    r"calculations?|quantit\w+|hours"
)

#: What one unit costs.
PRICE = r"pric\w+|rates?|tariffs?|fees?|costs?|amounts?|figures?|totals?|per (?:seat|user|hour|day|month)"

#: What we do for the money. "Order number", "order form" and "their own system" are none of it.
GOODS = (
    r"deliver(?:y|ies|ables?)(?! (?:note|address))|ship(?:ment|ping)s?|goods|items?|units?|batch(?:es)?|boxes|"
    r"crates?|parts?(?![- ]time)|"
    r"pallets?|parcels?|consignments?|orders?(?! (?:number|no\b|ref|form))|hardware|equipment|devices?|machines?|"
    r"readers?|scanners?|tablets?|terminals?|sensors?|screens?|printers?|headsets?|replacements?|kit|materials?|"
    r"milestones?|modules?|features?|licen[cs]es?|documentation|manuals?|reports?|dashboards?|exports?|interfaces?|"
    r"integrations?|migrations?|implementations?|install\w*|set-?ups?|roll-?outs?|projects?|training\w*|workshops?|"
    r"sessions?|onboarding|courses?|consult\w+|engineers?|technicians?|trainers?|helpdesk|work|services?|software|"
    r"platform|tool|product|system|app|solution|connection|sites?|phase \w+"
)

#: What binds both: the text a customer holds us to.
CONTRACT = (
    r"contracts?|agreements?|msa|sow|statement of work|clause|section|article|annex|schedule \w|order form|framework|"
    r"t&cs?|terms(?: (?:and|&) conditions)?|sla|offer|quot(?:e|ation)|proposal|estimate"
)

#: Papers and messages people ask each other for. Asking for one, or not having one, challenges nothing.
PAPER = (
    r"copy|copies|pdfs?|duplicates?|originals?|paper (?:one|invoices?|copy)|statements?(?! of work)|e-?mails?|mails?|"
    r"messages?|letters?|links?|attachments?|files?|forms?|w-?[89]\w*|tax (?:id|form|number|certificate)|"
    r"vat (?:number|id)|"
    r"certificat\w+|insurance|questionnaire|registration|supplier (?:set-?up|record|portal)|vendor (?:form|file|"
    r"set-?up)|"
    r"delivery notes?|bank (?:details|letter|confirmation)|iban|account (?:number|details)|remittance(?: advice)?|"
    r"reminders?|receipts?|po|p\.o\.?|purchase orders?|(?:po|order|reference) (?:numbers?|no)|signed (?:agreement|"
    r"contract|copy)|"
    r"dpa|data processing agreement|nda|signatures?|approvals?"
)

#: Papers that a payment waits for in many companies; an e-mail or a letter holds nothing up.
HOLDING_PAPER = (
    r"pos?|p\.o\.?|purchase orders?|(?:po|order) (?:numbers?|no)|w-?[89]\w*|(?:set-?up |vendor |supplier )?forms?|"
    r"registration|"
    r"questionnaire|certificat\w+|delivery notes?|bank (?:details|letter|confirmation)|signed (?:agreement|contract|"
    r"copy)|dpa|"
    r"data processing agreement|nda|cop(?:y|ies)|pdfs?|statement|signature"
)

#: "3", "three", "thirty-four"; not the day of a date.
NUMBER = (
    r"(?<![\w-])(?:\d[\d.,']{0,12}\d|\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|"
    r"thirty|forty|"
    r"fifty|sixty|half)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"(?! ?(?:st|nd|rd|th|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|of (?:jan|feb|mar|apr|may|jun|jul|aug))|"
    r"[/:-]\d)"
)
