"""A seed of as many items as a row needs: fields of every type, 13 of them filled, about 900 bytes an item."""

from typing import Any

FIELDS = [
    {"displayName": "Summary"},
    {"displayName": "Body", "type": "RichText"},
    {"displayName": "Hero", "type": "Image"},
    {"displayName": "Author", "type": "Reference", "validations": {"collection": "authors"}},
    {"displayName": "Related", "type": "MultiReference", "validations": {"collection": "authors"}},
    {"displayName": "Minutes", "type": "Number"},
    {"displayName": "Featured", "type": "Switch"},
    {"displayName": "Accent", "type": "Color"},
    {"displayName": "Shown", "type": "DateTime"},
    {"displayName": "Source", "type": "Link"},
    {"displayName": "Contact", "type": "Email"},
    {"displayName": "Gallery", "type": "MultiImage"},
    {"displayName": "Brochure", "type": "File"},
    {"displayName": "Film", "type": "VideoLink"},
    {"displayName": "Call", "type": "Phone"},
    {"displayName": "Mood", "type": "Option", "validations": {"options": [{"name": "Calm"}, {"name": "Bold"}]}},
]

_TEXT = "A kiln is patient and a lamp is not, so the lamp gets the last word in most of our arguments. "


def field_data(at: int, author: str) -> dict[str, Any]:
    """The 13 fields of one item."""
    return {
        "name": f"Post number {at}",
        "summary": _TEXT,
        "body": f"<p>{_TEXT * 2}</p>",
        "hero": {"url": f"https://images.example.com/{at}.jpg", "alt": "A lamp"},
        "author": author,
        "related": [author],
        "minutes": at % 20 + 0.5,
        "featured": at % 2 == 0,
        "accent": "#aa3322",
        "shown": "2026-01-01T00:00:00.000Z",
        "source": "https://example.com/source",
        "contact": "ada@example.com",
    }


def seed(size: int) -> dict[str, Any]:
    """One site, one collection of so many items, and an author."""
    items = [{"slug": f"post-{at}", "fieldData": field_data(at, "authors/ada")} for at in range(size)]
    collections = [
        {"displayName": "Posts", "slug": "posts", "fields": FIELDS, "items": items},
        {"displayName": "Authors", "slug": "authors", "items": [{"slug": "ada", "fieldData": {"name": "Ada"}}]},
    ]
    return {"mockflow": 1, "plan": "ecommerce", "sites": [{"displayName": "Bench", "collections": collections}]}


def shop(size: int) -> dict[str, Any]:
    """The same site with a store: as many products, each with a SKU, and as many orders."""
    document = seed(size)
    site = document["sites"][0]
    products = [{"slug": f"lamp-{at}", "fieldData": {"name": f"Lamp {at}", "description": _TEXT}} for at in range(size)]
    skus = [
        {
            "slug": f"lamp-{at}",
            "fieldData": {"name": f"Lamp {at}", "product": f"product/lamp-{at}", "price": 2_400, "sku": f"LAMP-{at}"},
        }
        for at in range(size)
    ]
    site["store"] = {"defaultCurrency": "EUR"}
    site["orders"] = [{"purchasedItems": [{"sku": f"sku/lamp-{at}"}]} for at in range(size)]
    site["collections"] += [
        {"displayName": "Products", "singularName": "Product", "slug": "product", "items": products},
        {"displayName": "SKUs", "singularName": "SKU", "slug": "sku", "items": skus},
    ]
    return document
