"""The `views.*` methods."""

import copy

from bot.demo.local_slack.arguments import Arguments, RefusedCallError, demand
from bot.demo.local_slack.checks import check_view
from bot.demo.local_slack.limits import Triggers
from bot.demo.local_slack.views import Views
from bot.demo.local_slack.workspace import Json


def views_open(views: Views, triggers: Triggers, args: Arguments) -> Json:
    """Open a modal for the person of the trigger; it takes the place of what they had open."""
    content = _content(views, args, "modal")
    return _reply(views.open(_person(triggers, args), content))


def views_push(views: Views, triggers: Triggers, args: Arguments) -> Json:
    """Put a modal on top of the person's open one."""
    content = _content(views, args, "modal")
    pushed = views.push(_person(triggers, args), content)
    if pushed is None:
        raise RefusedCallError("push_limit_reached")
    return _reply(pushed)


def views_update(views: Views, args: Arguments) -> Json:
    """Redraw a view; with `hash`, only when nobody has redrawn it since."""
    known = views.find(args.text("view_id"), args.text("external_id"))
    if known is None:
        raise RefusedCallError("not_found")
    content = _content(views, args, known["type"], known)
    _demand_hash(known, args)
    return _reply(views.update(known, content))


def views_publish(views: Views, user: str, args: Arguments) -> Json:
    """Set a person's App Home."""
    known = views.home(user)
    content = _content(views, args, "home", known)
    if known is not None:
        _demand_hash(known, args)
    return _reply(views.publish(user, content))


def _content(views: Views, args: Arguments, kind: str, known: Json | None = None) -> Json:
    content = args.json("view")
    demand(check_view(content, kind, views.files.missing))
    if not isinstance(content, dict):
        raise RefusedCallError("invalid_arguments")
    other = views.find(external_id=content.get("external_id", ""))
    if other is not None and other is not known:
        raise RefusedCallError("duplicate_external_id")
    return content


def _person(triggers: Triggers, args: Arguments) -> str:
    trigger = triggers.exchange(args.need("trigger_id"))
    if isinstance(trigger, str):
        raise RefusedCallError(trigger)
    return trigger.user


def _demand_hash(known: Json, args: Arguments) -> None:
    if args.text("hash", known["hash"]) != known["hash"]:
        raise RefusedCallError("hash_conflict")


def _reply(view: Json) -> Json:
    return {"view": copy.deepcopy(view)}
