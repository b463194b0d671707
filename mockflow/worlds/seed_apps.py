"""What a seed may say of apps, and of the person who authorizes them."""

from mockflow.core.schema import Flag, Items, StrictShape, Text
from mockflow.domain.apps import CLIENT_SECRET, READY_MADE_APP

from .seed_members import id_of, said


class SeedApp(StrictShape):
    client_id = Text(data_key="clientId", required=True, **said("Its client id.", "my-client-id"))
    client_secret = Text(
        data_key="clientSecret",
        load_default=CLIENT_SECRET,
        **said("Its client secret: it signs the app's webhooks, too.", "my-client-secret"),
    )
    id = id_of("clientId")
    display_name = Text(data_key="displayName", **said("Its name; the clientId if absent.", "My App"))
    description = Text(load_default="", **said("What it is for.", "Keeps shops in order."))
    homepage = Text(load_default=READY_MADE_APP.homepage, **said("Its homepage.", "https://app.example"))
    redirect_uris = Items(
        Text(),
        data_key="redirectUris",
        load_default=None,
        allow_none=True,
        **said("Where people may be sent back to; any https or loopback URI if null.", ["https://app.example/done"]),
    )
    scopes = Items(Text(), **said("What it may ask for; all that it can hold if absent.", ["cms:read"]))
    workspace_access = Flag(
        data_key="workspaceAccess",
        load_default=False,
        **said("Whether it is for whole workspaces, and can hold workspace_activity:read.", example=True),
    )


class SeedUser(StrictShape):
    id = id_of("a name of the double's own")
    email = Text(**said("The email address.", "sam@example.com"))
    first_name = Text(data_key="firstName", **said("The first name.", "Sam"))
    last_name = Text(data_key="lastName", **said("The last name.", "Designer"))
