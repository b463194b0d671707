"""What a seed may say of webhooks."""

from mockflow.core.schema import Nested, StrictShape, Text, one_of
from mockflow.domain.triggers import TRIGGERS
from mockflow.domain.webhooks import APP, DASHBOARD, SITE_TOKEN

from .seed_members import A_TIME, Time, id_of, said


class SeedFilter(StrictShape):
    name = Text(required=True, **said("The name of a form.", "Contact"))


class SeedWebhook(StrictShape):
    id = id_of("its trigger, and its number among those of the same")
    trigger_type = Text(
        data_key="triggerType",
        required=True,
        validate=one_of(*TRIGGERS),
        **said("What it hears of.", "form_submission"),
    )
    url = Text(required=True, **said("Where it is sent.", "http://127.0.0.1:9000/hook"))
    filter = Nested(
        SeedFilter, load_default=None, allow_none=True, **said("The one form to hear of.", {"name": "Contact"})
    )
    made_with = Text(
        data_key="madeWith",
        load_default=SITE_TOKEN,
        validate=one_of(APP, SITE_TOKEN, DASHBOARD),
        **said("What signs it: the app's secret, a key of its own, or nothing at all.", "app"),
    )
    app = Text(**said("Of one that an app made: its clientId; the ready-made one's if absent.", "my-client-id"))
    token = Text(**said("Of one that an app made: the name of its token, with which it goes.", "reporting"))
    created = Time(data_key="createdOn", **said("ISO 8601; the site's createdOn if absent.", A_TIME))
