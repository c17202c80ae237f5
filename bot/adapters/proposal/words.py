"""How English and German exports call the fields. Compared without case, marks and spaces."""

from __future__ import annotations

from collections.abc import Mapping

from models.ledger import RecordKind

_ACCOUNT = (
    "customer no|customer number|customer id|customer|account|account no|account number|account id|client id|"
    "kundennummer|kunden nr|kundennr|kdnr|kd nr|kunde|debitor|debitorennummer|debitoren nr|debitornummer|deb nr"
)
_ENTITY = "entity|company code|legal entity|billing entity|subsidiary|buchungskreis|mandant|gesellschaft"
_CURRENCY = "currency|currency code|curr|ccy|währung|waehrung|whg|währungscode"
_AMOUNT = "amount|gross amount|total|total amount|betrag|bruttobetrag|brutto|summe"
_INVOICE = "invoice|invoice no|invoice number|applied to|rechnung|rechnungsnummer|rechnungs nr|rechnungsnr|rechnung nr"
_STATUS = "status|posting status|state|document status|buchungsstatus|belegstatus"
_INSTALMENT = "instalment|installment|rate|teilrechnung"
_LANGUAGE = "language|sprache|locale"
_NOTE = "note|notes|remark|bemerkung|notiz|hinweis"
_TERMS = "terms days|payment terms days|payment days|net days|zahlungsziel|zahlungsziel tage|zahlungsfrist"

#: Kind → field → its names, with | between them.
NAMES: Mapping[RecordKind, Mapping[str, str]] = {
    RecordKind.ACCOUNTS: {
        "id": _ACCOUNT,
        "name": "name|customer name|company|company name|account name|firma|kundenname|name 1|firmenname",
        "owner_id": "owner|account owner|account manager|sales rep|kundenbetreuer|betreuer|vertriebler|verantwortlich",
        "tier": "tier|segment|class|kundenklasse|kundensegment|klasse",
        "debtor_kind": "kind|debtor kind|customer type|kundenart|kundentyp",
        "language": _LANGUAGE,
        "domain": "domain|mail domain|email domain|website|website domain|web domain|domäne",
        "terms_days": _TERMS,
        "po_required": "po required|po needed|bestellnummer nötig|bestellnummer erforderlich|bestellpflicht",
        "customer_since": "customer since|since|kunde seit|kundenbeginn",
    },
    RecordKind.INVOICES: {
        "number": "invoice no|invoice number|invoice|document no|document number|doc no|rechnungsnummer|rechnungs nr|"
        "rechnungsnr|rechnung nr|rechnung|belegnummer|beleg nr|belegnr|beleg",
        "account_id": _ACCOUNT,
        "entity": _ENTITY,
        "amount": f"{_AMOUNT}|invoice amount|invoice total|rechnungsbetrag",
        "currency": _CURRENCY,
        "issued_on": "invoice date|issued|issued on|issue date|document date|doc date|date|rechnungsdatum|belegdatum|"
        "ausgestellt am|datum",
        "due_on": "due|due date|due on|net due date|fällig|fällig am|fälligkeit|fälligkeitsdatum|nettofälligkeit",
        "delivered_on": "delivered|delivered on|zugestellt|zugestellt am",
        "po_number": "po|po number|po no|purchase order|customer po|bestellnummer|bestell nr|auftragsnummer kunde",
        "disputed": "disputed|in dispute|dispute|strittig|reklamiert|reklamation|mahnsperre",
        "settled_on": "settled|settled on|paid on|cleared|clearing date|bezahlt am|ausgleichsdatum|ausgeglichen am",
        "status": _STATUS,
        "instalment": _INSTALMENT,
        "customer_name": "customer|customer name|company|kunde|kundenname|firma|name",
    },
    RecordKind.PAYMENTS: {
        "id": "payment|payment id|payment no|payment number|receipt|receipt no|transaction id|zahlung|zahlungsnummer|"
        "zahlungs nr|zahlungsid|belegnummer|buchungsnummer",
        "account_id": _ACCOUNT,
        "entity": _ENTITY,
        "amount": f"{_AMOUNT}|payment amount|paid|zahlbetrag|zahlungsbetrag|eingang",
        "currency": _CURRENCY,
        "received_on": "received|received on|payment date|value date|date|date received|zahlungsdatum|eingangsdatum|"
        "zahlungseingang|valuta|wertstellung|datum",
        "invoice_number": _INVOICE,
        "instalment": _INSTALMENT,
        "status": _STATUS,
        "reverses": "reverses|reversal of|storno von|storniert",
        "payer": "payer|paid by|remitter|zahler|auftraggeber|einzahler",
    },
    RecordKind.CREDIT_NOTES: {
        "id": "credit note|credit note no|credit note number|credit memo|credit memo no|gutschrift|gutschriftnummer|"
        "gutschriftsnummer|gutschrift nr|gutschrifts nr",
        "account_id": _ACCOUNT,
        "entity": _ENTITY,
        "amount": f"{_AMOUNT}|credit amount|gutschriftbetrag|gutschriftsbetrag",
        "currency": _CURRENCY,
        "issued_on": "issued|issued on|issue date|date|credit date|gutschriftdatum|gutschriftsdatum|belegdatum|datum",
        "invoice_number": _INVOICE,
        "instalment": _INSTALMENT,
        "status": _STATUS,
    },
    RecordKind.CONTACTS: {
        "id": "contact|contact id|contact no|kontakt|kontakt id|kontaktnummer|ansprechpartner nr|ansprechpartnernummer",
        "account_id": _ACCOUNT,
        "name": "name|contact name|full name|ansprechpartner|kontaktname",
        "email": "email|e mail|mail|email address|e mail address|e mail adresse|mailadresse|emailadresse",
        "role": "role|job title|title|function|position|funktion|rolle|abteilung",
        "status": "status|contact status|email status|e mail status|state",
        "confirmed_on": "confirmed|confirmed on|last confirmed|verified on|bestätigt am|geprüft am",
        "language": _LANGUAGE,
    },
    RecordKind.MESSAGES: {
        "id": "message|id|nachricht|nachrichtennummer|mail id",
        "account_id": _ACCOUNT,
        "direction": "direction|richtung",
        "sender": "sender|from|absender|von",
        "at": "at|sent|sent at|received at|date|time|timestamp|gesendet|empfangen|zeitpunkt|datum",
        "text": "text|body|message text|inhalt|nachrichtentext",
        "subject": "subject|betreff",
        "message_id": "message id",
    },
    RecordKind.TICKETS: {
        "id": "ticket|ticket id|ticket no|ticket number|case|case number|ticketnummer|ticket nr|vorgang|vorgangsnummer",
        "account_id": _ACCOUNT,
        "subject": "subject|title|summary|betreff|titel",
        "is_open": "open|is open|state|status|ticketstatus|offen",
        "opened_on": "opened|opened on|created|created on|created at|eröffnet|eröffnet am|erstellt|erstellt am",
        "severity": "severity|priority|schweregrad|priorität|prio",
        "kind": "kind|type|category|art|typ|kategorie",
    },
    RecordKind.CONTRACTS: {
        "id": "contract|contract id|contract no|contract number|vertrag|vertragsnummer|vertrags nr",
        "account_id": _ACCOUNT,
        "terms_days": _TERMS,
        "renewal_on": "renewal|renews on|renewal date|end date|verlängerung|verlängerungsdatum|vertragsende|läuft bis",
        "note": _NOTE,
    },
    RecordKind.PROMISES: {
        "id": "promise|promise id|zusage|zahlungszusage|zusagenummer",
        "account_id": _ACCOUNT,
        "amount": _AMOUNT,
        "currency": _CURRENCY,
        "due_on": "pay by|promised for|promised date|promise date|due|zugesagt zum|zusagedatum|zahlbar bis",
        "said_by": "said by|promised by|contact|zugesagt von|ansprechpartner",
        "invoice_numbers": "invoices|invoice numbers|rechnungen",
        "quote": "words|quote|wortlaut|zitat",
    },
}

#: What stands in the name of a file that holds the kind.
FILE_WORDS: Mapping[RecordKind, str] = {
    RecordKind.ACCOUNTS: "account|customer|kunde|debitor",
    RecordKind.INVOICES: "invoice|open item|ar item|rechnung|offene posten|posten",
    RecordKind.PAYMENTS: "payment|receipt|bank|zahlung|zahlungseingang",
    RecordKind.CREDIT_NOTES: "credit|gutschrift",
    RecordKind.CONTACTS: "contact|kontakt|ansprechpartner",
    RecordKind.MESSAGES: "message|nachricht",
    RecordKind.TICKETS: "ticket|case|helpdesk|vorgang",
    RecordKind.CONTRACTS: "contract|vertrag",
    RecordKind.PROMISES: "promise|zusage",
}

#: Words of a yes-or-no column that mean the same everywhere.
YES_NO: Mapping[str, bool] = {
    **dict.fromkeys(("yes", "y", "true", "ja", "j", "wahr"), True),
    **dict.fromkeys(("no", "n", "false", "nein", "falsch"), False),
}
#: The same for a ticket's state.
OPEN_CLOSED: Mapping[str, bool] = {
    **dict.fromkeys(("open", "offen"), True),
    **dict.fromkeys(("closed", "geschlossen", "erledigt"), False),
}
