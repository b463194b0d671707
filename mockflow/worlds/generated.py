"""Generated seeds: as many items as one likes, the same for the same number.

Faker puts the words together; the words are our own, since those of Faker change from one of its versions to the next.
"""

from typing import Any

from mockflow.core.wire import iso

from .seed_members import BASE_TIME

_MINUTE = 60_000
_TOPICS = 12
_AUTHORS = 25
_EVERY_DRAFT = 10


def generated_seed(size: int, random_seed: int = 0) -> dict[str, Any]:
    """A site with a blog of ``size`` posts, their authors and topics."""
    from faker import Faker  # noqa: PLC0415 - slow to import, and only generated seeds need it

    fake = Faker("en_US", use_weighting=False)
    fake.seed_instance(random_seed)
    authors = [_author(fake, at) for at in range(_AUTHORS)]
    topics = [
        {"slug": f"topic-{at + 1}", "fieldData": {"name": fake.random_element(_WORDS).title()}} for at in range(_TOPICS)
    ]
    posts = [_post(fake, at) for at in range(size)]
    return {
        "mockflow": 1,
        "plan": "ecommerce",
        "sites": [
            {
                "displayName": f"{fake.random_element(_LAST)} & {fake.random_element(_LAST)}",
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


_FIRST = [
    "Ada",
    "Bram",
    "Chiara",
    "Dov",
    "Elif",
    "Femke",
    "Goran",
    "Hana",
    "Idris",
    "Jun",
    "Kofi",
    "Leonie",
    "Mireille",
]
_LAST = [
    "Achterberg",
    "Baptista",
    "Castell",
    "Dubois",
    "Eklund",
    "Farkas",
    "Greco",
    "Hoshino",
    "Ivers",
    "Janssen",
    "Kato",
]
_WORDS = """afternoon answer apron argument basket bench bicycle bottle bread bridge brush bucket button candle canvas
    carpenter cellar chair chalk cheerful copper corner crooked cup curtain drawer early edge evening fabric feather
    finger flour fold garden glaze handle harbour heavy hinge honest hour island jar kettle kiln kitchen ladder lamp
    late letter light linen map market mirror morning narrow neighbour notebook oven paper parcel pattern pencil pocket
    pot quiet rain recipe ribbon river roof rope salt sand scissors shadow sheet shelf silver slow spoon stair station
    steam stool string studio stubborn sugar table thread tile tram umbrella varnish village wall warm water weight
    window winter wood workshop yellow""".split()  # noqa: SIM905 - a list would be 100 lines

_FIELDS = [
    {"displayName": "Summary"},
    {"displayName": "Body", "type": "RichText"},
    {"displayName": "Reading minutes", "type": "Number", "validations": {"format": "integer", "minValue": 1}},
    {"displayName": "Featured", "type": "Switch"},
    {"displayName": "Accent", "type": "Color"},
    {"displayName": "Author", "type": "Reference", "validations": {"collection": "authors"}},
    {"displayName": "Topics", "type": "MultiReference", "validations": {"collection": "topics"}},
]


def _author(fake: Any, at: int) -> dict[str, Any]:
    name = f"{fake.random_element(_FIRST)} {fake.random_element(_LAST)}"
    return {"slug": f"author-{at + 1}", "fieldData": {"name": name, "email": f"author-{at + 1}@example.com"}}


def _sentence(fake: Any, words: int) -> str:
    sentence: str = fake.sentence(nb_words=words, variable_nb_words=False, ext_word_list=_WORDS)
    return sentence


def _post(fake: Any, at: int) -> dict[str, Any]:
    topics = fake.random_elements(range(1, _TOPICS + 1), length=2, unique=True)
    return {
        "slug": f"post-{at + 1}",
        "createdOn": iso(BASE_TIME - at * _MINUTE),
        "isDraft": at % _EVERY_DRAFT == _EVERY_DRAFT - 1,
        "fieldData": {
            "name": _sentence(fake, 5).rstrip("."),
            "summary": _sentence(fake, 12),
            "body": f"<p>{_sentence(fake, 9)} {_sentence(fake, 14)} {_sentence(fake, 11)}</p>",
            "reading-minutes": fake.random_int(1, 20),
            "featured": fake.boolean(),
            "accent": fake.hex_color(),
            "author": f"authors/author-{fake.random_int(1, _AUTHORS)}",
            "topics": [f"topics/topic-{number}" for number in topics],
        },
    }
