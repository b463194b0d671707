"""Generated seeds: as many items as one likes, the same for the same number."""

from typing import Any

from mockflow.core.wire import iso

from .seed_schema import BASE_TIME

_MINUTE = 60_000
_TOPICS = 12
_AUTHORS = 25
_EVERY_DRAFT = 10


def generated_seed(size: int, random_seed: int = 0) -> dict[str, Any]:
    """A site with a blog of ``size`` posts, their authors and topics."""
    from faker import Faker  # noqa: PLC0415 - slow to import, and only generated seeds need it

    fake = Faker("en_US", use_weighting=False)
    fake.seed_instance(random_seed)
    authors = [
        {"slug": f"author-{at + 1}", "fieldData": {"name": fake.name(), "email": f"author-{at + 1}@example.com"}}
        for at in range(_AUTHORS)
    ]
    topics = [{"slug": f"topic-{at + 1}", "fieldData": {"name": fake.word().title()}} for at in range(_TOPICS)]
    posts = [_post(fake, at) for at in range(size)]
    return {
        "mockflow": 1,
        "plan": "ecommerce",
        "sites": [
            {
                "displayName": fake.company(),
                "shortName": "generated",
                "collections": [
                    {
                        "displayName": "Posts",
                        "singularName": "Post",
                        "slug": "posts",
                        "fields": _FIELDS,
                        "items": posts,
                    },
                    {
                        "displayName": "Authors",
                        "slug": "authors",
                        "fields": [{"displayName": "Email", "type": "Email"}],
                        "items": authors,
                    },
                    {"displayName": "Topics", "slug": "topics", "items": topics},
                ],
            }
        ],
    }


_FIELDS = [
    {"displayName": "Summary"},
    {"displayName": "Body", "type": "RichText"},
    {"displayName": "Reading minutes", "type": "Number", "validations": {"format": "integer", "minValue": 1}},
    {"displayName": "Featured", "type": "Switch"},
    {"displayName": "Accent", "type": "Color"},
    {"displayName": "Author", "type": "Reference", "validations": {"collection": "authors"}},
    {"displayName": "Topics", "type": "MultiReference", "validations": {"collection": "topics"}},
]


def _post(fake: Any, at: int) -> dict[str, Any]:
    topics = fake.random_elements(range(1, _TOPICS + 1), length=2, unique=True)
    return {
        "slug": f"post-{at + 1}",
        "createdOn": iso(BASE_TIME - at * _MINUTE),
        "isDraft": at % _EVERY_DRAFT == _EVERY_DRAFT - 1,
        "fieldData": {
            "name": fake.sentence(nb_words=5).rstrip("."),
            "summary": fake.sentence(nb_words=12),
            "body": f"<p>{fake.paragraph()}</p>",
            "reading-minutes": fake.random_int(1, 20),
            "featured": fake.boolean(),
            "accent": fake.hex_color(),
            "author": f"authors/author-{fake.random_int(1, _AUTHORS)}",
            "topics": [f"topics/topic-{number}" for number in topics],
        },
    }
