"""A folder of mails beside the twelve customers' exports, and the report of a mail that came back."""

#: The source to add to sources.toml.
INBOX = """
[sources.reports]
kind = "messages"
format = "eml"
files = "mailbox/*.eml"
direction = "in"
own_domains = ["fennel.example"]
"""
#: The end of such a report, from its own headers on; the address is filled in.
BOUNCE = """Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

No such user.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
--b--
"""
