"""A local imitation of Slack, for the tests and the demo. It is not Slack.

It speaks the part of the Web API the app uses, refuses what Slack refuses, and delivers what people do: by signed HTTP
once it has a `request_url`, by Socket Mode while it has none. See `LocalSlack` for use. `/side-by-side` shows two
people's screens at once.

The panel beside it is the demo's own (`Console`). Its state has, all optional:

========================  =============================================================================================
banner, explains          One line that is always there, and sentences a person can put away.
hints                     user id -> {text, waiting, channel}: whose move it is.
buttons                   [{id, label, hint, asks, at_work}]; one that *asks* opens its form first. *at_work* is its
                          label while it works.
at_work                   The id of the button that works, or "": meanwhile none can be pressed.
notice, look              What happened last, and {user, channel} where it can be seen.
mails, audit              What has left, with who *approved* it; what was recorded last, newest first: {at, who, what,
                          about, detail}. *recorded* is how many entries there are.
examples                  user id -> an invoice they may ask for; nobody is in it who may ask for none.
steps, guide              How to do the same for real, and the page that says more.
========================  =============================================================================================

A form is {title, submit, fields}; a field {id, label, kind, value}, kind "select" with options
[{value, label, group, fills}] or "textarea". An option's *fills* is {field id: text} to write there when it is chosen.

What the local Slack does not imitate
=====================================

========================  =============================================================================================
Socket Mode               `ws` without TLS, no compression, no message in pieces. Connections take turns and never
                          grow old by themselves (`refresh`, `cut` and `lose_next_answer` do that for tests). An
                          envelope travels once; Slack repeats unanswered events.
Shortcuts                 In every message's menu and beside the composer; Slack hides the menu until the pointer is
                          there, and offers global ones in its search too.
Events                    Only `app_home_opened` and what `change_channel` tells, if the manifest subscribes to it.
                          Messages people write are not delivered to the app.
Files                     Sent as raw bytes, not as a form. Ready at once, where Slack may refuse a picture in a block
                          for some seconds after its upload. No previews, sharing, deleting or quotas; `url_private`
                          asks for no token. As many bytes as announced are demanded: that is our reading.
OAuth, scopes             One workspace. Scopes are asked for only when `scopes` is given, and only by the methods that
                          the app calls. No token rotation.
Other Web API methods     `unknown_method`: no search, reactions, scheduled messages, user groups, replies.
Newer blocks              card, carousel, container, data_table, data_visualization, video, file, plan, task_card and
                          context_actions are refused as unsupported, though Slack may take them.
`input` in a message      Refused; Slack documents it. `alert`: modals only. `markdown`, `table`: messages only.
Newer elements            External and conversation selects, datetime picker, file and rich text input: refused.
Attachments               Refused.
Exact wording             Error names are Slack's; the sentences in `response_metadata.messages` are ours.
Undocumented limits       13,000 characters over all blocks, 10,000 in a table and 16,000 bytes of metadata are the
                          cautious readings of other people's reports.
Text clean-up             Text is stored as it was sent: no `emoji`/`verbatim` defaults, no added escapes.
response_url              Status codes of refusals (404 used up or expired, 400 bad blocks) and whether a replacement
                          keeps the metadata (it does here) are our reading. A refused body counts as a use.
views.open over a modal   Takes its place.
Rate limits               Off unless `pace` is given; then posts and updates, no other method.
                          The demo limits posts; updates it does not.
Delivery                  One try, 3 seconds, as for interactions; Slack repeats events, this does not.
Enterprise Grid           None. Slack Connect is only this: people of another team id, and shared channels.
Threads                   Replies are drawn under their message; there is no thread pane.
Ephemeral messages        Stay until they are dismissed; in Slack they vanish on reload.
Unread counts             Kept by the page; nothing is "read" for the app.
========================  =============================================================================================
"""

from bot.demo.local_slack.checks import Refusal, check_message, check_view
from bot.demo.local_slack.delivery import Delivery
from bot.demo.local_slack.faults import (
    AcceptLate,
    DropAfterAccept,
    Fault,
    HangAfterAccept,
    HtmlPage,
    RateLimited,
    ServerError,
    SlackError,
)
from bot.demo.local_slack.limits import Pace
from bot.demo.local_slack.local_slack import Call, LocalSlack
from bot.demo.local_slack.page import Console
from bot.demo.local_slack.registered import Registered, Shortcut, registered_by
from bot.demo.local_slack.workspace import Channel, Member

__all__ = [
    "AcceptLate",
    "Call",
    "Channel",
    "Console",
    "Delivery",
    "DropAfterAccept",
    "Fault",
    "HangAfterAccept",
    "HtmlPage",
    "LocalSlack",
    "Member",
    "Pace",
    "RateLimited",
    "Refusal",
    "Registered",
    "ServerError",
    "Shortcut",
    "SlackError",
    "check_message",
    "check_view",
    "registered_by",
]
