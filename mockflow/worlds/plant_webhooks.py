"""Planting webhooks."""

from collections import Counter
from typing import Any

from mockflow.domain.webhooks import APP, WEBHOOKS, Webhook

from .plant_apps import client_of
from .plant_ground import Ground


def plant_webhooks(ground: Ground, content: dict[str, Any]) -> None:
    """Plant the webhooks of a site, under paths such as ``webhooks/site_publish/1``."""
    if not content["webhooks"]:
        return
    from mockflow.domain.webhook_urls import read_target  # noqa: PLC0415 - few seeds have any

    numbers: Counter[str] = Counter()
    for at, each in enumerate(content["webhooks"]):
        path, trigger = f"{ground.path}.webhooks[{at}]", each["trigger_type"]
        numbers[trigger] += 1
        seed_path = f"{ground.prefix}webhooks/{trigger}/{numbers[trigger]}"
        try:
            read_target(each["url"])
        except ValueError as problem:
            ground.wrong(f"{path}.url", str(problem).removeprefix("expected "), each["url"])
        if each["filter"] and trigger != "form_submission":
            ground.wrong(f"{path}.filter", "none, since only form_submission takes one", each["filter"]["name"])
        is_apps = each["made_with"] == APP
        for key in ("app", "token"):
            if key in each and not is_apps:
                ground.wrong(f"{path}.{key}", "none, since no app made it", each[key])
        webhook = Webhook(
            id=ground.name(path, seed_path, each.get("id") or ground.derive.id(seed_path)),
            site_id=ground.site.id,
            workspace_id=ground.site.workspace_id,
            trigger_type=trigger,
            url=each["url"],
            created=each.get("created", ground.site.created),
            made_with=each["made_with"],
            form_name=each["filter"] and each["filter"]["name"],
            client_id=client_of(ground.wrong, ground.apps, f"{path}.app", each.get("app")) if is_apps else None,
            token=each.get("token"),
        )
        ground.tx.put(WEBHOOKS, webhook)
