"""A seed that says all that a seed can say, each key with a value of its own."""

from typing import Any

from mockflow.domain.store_fields import STORE_KINDS

AT = "2025-06-0{}T10:00:00.000Z"
ONE, TWO, THREE, FOUR = (AT.format(day) for day in (1, 2, 3, 4))


def an_id(number: int) -> str:
    return f"64c7e2f0a1b2c3d4e5f6{number:04d}"


def a_uuid(number: int) -> str:
    return f"64c7e2f0-a1b2-4c3d-a4e5-{number:012d}"


def a_field_id(number: int) -> str:
    return f"23cc2d952d4e4631ffd4345d2743{number:04d}"


MARK = {"html": "<p>Here</p>"}
CHOICES = [{"value": "a", "text": "A"}]
LIVE_NODES: list[dict[str, Any]] = [
    {"name": "said", "id": a_uuid(12), **MARK},
    {"name": "seen", "type": "image", "assetId": an_id(13), "alt": "Before"},
    {"name": "chosen", "type": "select", "choices": CHOICES},
    {"name": "written", "type": "text-input", "placeholder": "Before"},
    {"name": "sent", "type": "submit-button", "value": "Before", "waitingText": "Before…"},
    {
        "name": "shown",
        "type": "component-instance",
        "component": "note",
        "overrides": {"Body": "<p>B</p>", "Title": "T"},
    },
    {"name": "more", "html": "<p>More</p>", "attributes": {"data-tone": "quiet"}},
]
TEXTS = {
    "said": {"html": "<p>Ici</p>"},
    "seen": {"alt": None},
    "chosen": {"choices": [{"value": "b", "text": "B"}]},
    "written": {"placeholder": "Ici"},
    "sent": {"value": "Ici", "waitingText": "Ici…"},
    "shown": {"overrides": {"Title": "Ici"}},
}
NODES = [*LIVE_NODES[:-1], {**LIVE_NODES[-1], "html": "<p>Now</p>"}]
SHARED = {"title": None, "titleCopied": True, "description": "Shared", "descriptionCopied": True}
SAID = {"slug": "au-sujet", "title": "À propos", "seo": {"title": "S", "description": "D"}, "openGraph": SHARED}
TRANSLATED = {"fr": {**SAID, "nodes": TEXTS}}
SCRIPTS: list[dict[str, Any]] = [
    {"displayName": "Hours", "sourceCode": "tell()"},
    {"displayName": "Opening hours", "id": "hours", "version": "1.2.0-beta+7", "sourceCode": "a\nb", "createdOn": ONE},
    {
        "displayName": "Slider",
        "hostedLocation": "https://cdn.example.com/s.js",
        "integrityHash": "sha384-abc",
        "canCopy": True,
        "createdOn": TWO,
    },
]
CODE: list[dict[str, Any]] = [
    {
        "scripts": [
            {
                "id": "hours",
                "location": "footer",
                "version": "1.2.0-beta+7",
                "attributes": {"a": 1, "b": 2.5, "c": True},
            },
            {"id": "slider"},
        ],
        "createdOn": ONE,
        "lastUpdated": THREE,
        "live": {
            "scripts": [{"id": "hours", "version": "1.2.0-beta+7", "location": "footer", "attributes": {"d": "e"}}],
            "createdOn": TWO,
            "lastUpdated": FOUR,
        },
    },
    {"app": "another", "createdOn": TWO, "copies": "live"},
]
ABOUT: dict[str, Any] = {
    "title": "About",
    "slug": "about-us",
    "id": an_id(10),
    "folder": "studio",
    "parentId": an_id(11),
    "createdOn": ONE,
    "lastUpdated": THREE,
    "pending": True,
    "customCode": CODE,
    "seo": {"title": None, "description": "D"},
    "openGraph": {"title": "Come in", "descriptionCopied": False},
    "nodes": NODES,
    "locales": TRANSLATED,
    "live": {
        "title": "About it",
        "slug": "about-before",
        "folder": "workshop",
        "parentId": an_id(12),
        "lastUpdated": TWO,
        "seo": {"title": "T", "description": None},
        "openGraph": SHARED,
        "nodes": LIVE_NODES,
        "locales": TRANSLATED,
    },
}
PAGES: list[dict[str, Any]] = [
    {"title": "Welcome", "kind": "home", "slug": "start", "copies": "staged"},
    ABOUT,
    {"title": "Old", "archived": True, "copies": "live"},
    {"title": "Draft", "draft": True, "openGraph": {"titleCopied": True, "description": "D"}},
    {"title": "A note", "collection": "notes", "slug": "detail_note"},
]
PROPERTIES = [
    {"label": "Title", "id": a_uuid(20), "value": "Hello"},
    {"label": "Body", "type": "Rich Text", "value": "<p>Hello</p>"},
]
IN_FRENCH = {"fr": {"properties": {"Title": "Bonjour"}, "nodes": TEXTS}}
COMPONENTS: list[dict[str, Any]] = [
    {
        "name": "Note",
        "group": "Sections",
        "description": "A note.",
        "readonly": True,
        "properties": PROPERTIES,
        "copies": "staged",
    },
    {
        "name": "Band",
        "id": a_uuid(21),
        "properties": [{"label": "Tone", "id": a_uuid(22)}],
        "nodes": [{**each, "id": a_uuid(30 + at)} for at, each in enumerate(NODES)],
        "locales": {"fr": {"nodes": TEXTS, "properties": {"Tone": "Doux"}}},
        "live": {
            "properties": [*PROPERTIES[1:], {"label": "Tone", "id": a_uuid(22), "value": "Loud"}],
            "nodes": [{**each, "id": a_uuid(30 + at)} for at, each in enumerate(LIVE_NODES)],
            "locales": {"fr": {"nodes": TEXTS, "properties": {"Tone": "Fort"}}},
        },
    },
]
OPTIONS = [{"name": "Calm", "id": a_field_id(31)}, {"name": "Calm"}]
NOTES: dict[str, Any] = {
    "displayName": "Notes",
    "singularName": "Note",
    "slug": "notes",
    "id": an_id(40),
    "createdOn": ONE,
    "lastUpdated": TWO,
    "givenFields": {"name": {"id": a_field_id(41), "displayName": "Headline", "helpText": "Short"}},
    "fields": [
        {"displayName": "Text", "slug": "words", "id": a_field_id(42), "isRequired": True, "helpText": "Any"},
        {"displayName": "Mood", "type": "Option", "validations": {"options": OPTIONS}},
        {"displayName": "See", "type": "MultiReference", "validations": {"collection": "notes"}},
        {"displayName": "On", "type": "Switch"},
        {"displayName": "Photo", "type": "Image"},
    ],
    "items": [
        {
            "id": an_id(43),
            "slug": "one",
            "createdOn": ONE,
            "lastUpdated": THREE,
            "lastPublished": TWO,
            "fieldData": {"name": "First", "words": "Now", "see": ["notes/one"], "photo": {"url": "a.png", "alt": "A"}},
            "live": {"words": "Before", "slug": "uno", "see": ["f" * 24], "photo": None},
            "liveCopy": {"lastUpdated": ONE, "lastPublished": THREE, "isArchived": True},
            "locales": {
                "fr": {
                    "slug": "une",
                    "createdOn": TWO,
                    "lastUpdated": THREE,
                    "lastPublished": TWO,
                    "isDraft": True,
                    "isArchived": True,
                    "copies": "staged",
                    "incomplete": True,
                    "fieldData": {"name": "Première", "see": [], "mood": a_field_id(31)},
                }
            },
        },
        {
            "locale": "fr",
            "lastPublished": TWO,
            "fieldData": {"name": "Seulement", "words": "Ici", "on": True},
            "live": {"words": "Avant"},
            "liveCopy": {"lastUpdated": ONE, "lastPublished": FOUR},
        },
        {"copies": "live", "isArchived": True, "incomplete": True, "fieldData": {"name": "Gone", "see": ["e" * 24]}},
        {"isDraft": True, "fieldData": {"name": "Draft", "words": "d"}},
        {
            "fieldData": {"name": "Late", "words": "l"},
            "locales": {
                "fr": {
                    "lastPublished": TWO,
                    "fieldData": {"name": "Tard", "words": "t"},
                    "live": {"words": "a"},
                    "liveCopy": {"lastUpdated": ONE, "lastPublished": THREE, "isArchived": True},
                }
            },
        },
    ],
}
SMALL = {"Size": "S"}
SIZES = [{"name": "Size", "enum": ["S", "M", "L"]}]
SKUS: list[dict[str, Any]] = [
    {
        "fieldData": {
            "name": "Lamp",
            "product": "product/lamp",
            "price": 2500,
            "weight": 2.5,
            "sku-values": {"Size": "S"},
        }
    },
    {"fieldData": {"name": "Card", "product": "product/lamp", "price": 900, "sku-values": {"Size": "M"}}},
    {"fieldData": {"name": "Cup", "product": "product/lamp", "price": 900, "sku-values": {"Size": "L"}}},
]
PRODUCTS = [
    {"fieldData": {"name": "Lamp", "shippable": True, "sku-properties": [{"name": "Size", "enum": ["S", "M", "L"]}]}}
]
STORE_ITEMS = {"product": {"items": PRODUCTS}, "sku": {"items": SKUS}, "category": {}}
STORE = [
    {"displayName": plural, "singularName": one, **STORE_ITEMS[kind]} for kind, (plural, one) in STORE_KINDS.items()
]
REMEMBERED = {
    "count": 2,
    "price": 100,
    "productId": an_id(50),
    "productName": "Vase",
    "productSlug": "vase",
    "variantId": an_id(51),
    "variantName": "Tall vase",
    "variantSlug": "tall-vase",
    "variantSKU": "V-1",
    "variantImage": "https://files.example.com/v.png",
    "weight": 1.5,
    "width": 2,
    "height": 3,
    "length": 4,
    "isShippingRequired": True,
    "downloadFiles": [{"id": an_id(52), "name": "Care", "url": "https://files.example.com/c.pdf"}],
}
HOUSE = {
    "addressee": "A", "line1": "1", "line2": "2", "city": "C", "state": "S", "country": "JP", "postalCode": "9",
    "japanType": "kana",
}  # fmt: skip
ORDERS: list[dict[str, Any]] = [
    {"acceptedOn": ONE, "currency": "USD", "purchasedItems": [{"sku": "sku/lamp"}, REMEMBERED]},
    {
        "id": "abc-123",
        "status": "disputed",
        "anyTimes": True,
        "acceptedOn": TWO,
        "fulfilledOn": ONE,
        "disputedOn": THREE,
        "disputeUpdatedOn": FOUR,
        "disputeLastStatus": "won",
        "comment": "Packed",
        "orderComment": "Ring",
        "shippingProvider": "Post",
        "shippingTracking": "P-1",
        "shippingTrackingURL": "https://post.example/P-1",
        "customerInfo": {"fullName": "Kim", "email": "k@example.com"},
        "shippingAddress": HOUSE,
        "billingAddress": {**HOUSE, "city": "B"},
        "purchasedItems": [{"sku": "sku/lamp", "count": 2, "variantName": "Old lamp"}],
        "extras": [{"type": "shipping", "name": "N", "description": "D", "price": 5}],
        "stripeCard": {"brand": "JCB", "last4": "1111"},
        "customData": [
            {"name": "a", "textInput": "b"},
            {"name": "c", "textArea": "d"},
            {"name": "e", "checkbox": True},
        ],
        "isBuyNow": True,
    },
    {
        "status": "refunded",
        "acceptedOn": THREE,
        "refundedOn": FOUR,
        "refundReason": "requested",
        "paymentProcessor": "paypal",
        "purchasedItems": [{"sku": "sku/card"}],
    },
]
FORMS: list[dict[str, Any]] = [
    {
        "displayName": "Ask us",
        "slug": "ask",
        "id": an_id(60),
        "createdOn": ONE,
        "lastUpdated": TWO,
        "page": "studio/about-us",
        "pageName": "Elsewhere",
        "formElementId": a_uuid(61),
        "componentId": a_uuid(62),
        "componentElementId": a_uuid(63),
        "responseSettings": {
            "redirectUrl": "/thanks", "redirectMethod": "GET", "redirectAction": "POST https://example.com",
            "sendEmailConfirmation": True,
        },
        "fields": [
            {"displayName": "Seats", "id": an_id(64), "type": "Number", "element": "FormTextarea",
             "elementId": a_uuid(65), "placeholder": "3", "required": True},
            {"displayName": "From", "userVisible": False, "default": "There"},
            {"displayName": "Day", "options": ["Mon", "Tue"]},
        ],
        "submissions": [
            {"id": an_id(66), "dateSubmitted": TWO, "locale": "fr", "formResponse": {"Seats": "2"},
             "changedTo": {"From": 5}},
        ],
    },
    {"displayName": "Lost", "pageId": an_id(67), "fields": [{"displayName": "Email"}]},
]  # fmt: skip
ASSETS = [
    {
        "fileName": "a.txt",
        "id": an_id(70),
        "displayName": "A text",
        "altText": "Words",
        "locales": {"fr": {"altText": None}},
        "folder": "asset-folders/inner",
        "createdOn": ONE,
        "lastUpdated": THREE,
        "uploadedOn": TWO,
        "content": "One\nTwo\n",
    },
    {"fileName": "a.txt", "id": an_id(71), "createdOn": TWO, "base64": "AAE=", "altText": None},
    {"fileName": "b.txt", "createdOn": THREE, "waiting": True},
]
FONTS = [
    {
        "fontFamily": "Acme Sans",
        "id": an_id(73),
        "weight": 700,
        "italic": True,
        "fontDisplay": "block",
        "axes": [
            {"tag": "wght", "min": 100, "max": 900, "defaultValue": 700},
            {"tag": "slnt", "name": "Slant", "min": -12.5, "max": 0, "defaultValue": 0},
        ],
        "createdOn": TWO,
        "uploadedOn": THREE,
        "fileName": "acme.woff2",
        "base64": "AAE=",
    },
    {"fontFamily": "Old", "createdOn": THREE, "fileName": "old.svg", "content": "<svg/>"},
    {"fontFamily": "To come", "createdOn": FOUR, "waiting": True, "fileName": "come.ttf"},
]
FOLDERS = [
    {"displayName": "Things", "slug": "outer", "id": an_id(72), "createdOn": ONE, "lastUpdated": TWO},
    {"displayName": "Things", "slug": "inner", "parentFolder": "asset-folders/outer", "createdOn": TWO},
]
WEBHOOKS = [
    {"triggerType": "form_submission", "url": "https://example.com/a", "id": an_id(80), "filter": {"name": "Ask us"},
     "madeWith": "app", "app": "corner-app", "token": "app", "createdOn": ONE},
]  # fmt: skip
AUTHOR = {"id": an_id(90), "email": "kim@example.com", "name": "Kim"}
COMMENTS = [
    {
        "id": an_id(91),
        "content": "Larger?",
        "createdOn": ONE,
        "author": AUTHOR,
        "commentId": an_id(92),
        "lastUpdated": FOUR,
        "isResolved": True,
        "page": "studio/about-us",
        "locale": "fr",
        "itemId": an_id(43),
        "breakpoint": "tablet",
        "url": "https://webflow.com/design/elsewhere",
        "replies": [{"id": an_id(93), "content": "Yes.", "createdOn": TWO, "author": AUTHOR}, {"content": "Oh."}],
    },
    {"content": "And this?", "createdOn": TWO, "pageId": an_id(94)},
]
ROBOTS = {
    "rules": [{"userAgent": "*", "allows": ["/"], "disallows": ["/cart", "/new"]}, {"userAgent": "some-bot"}],
    "sitemap": "https://www.example.com/sitemap.xml",
}
LOG: list[dict[str, Any]] = [
    {"event": "backup_created", "resourceOperation": "CREATED"},
    {
        "event": "page_renamed",
        "id": an_id(100),
        "createdOn": "2026-01-01T00:00:00.000Z",
        "lastUpdated": "2026-01-01T00:00:01.000Z",
        "user": {"id": an_id(101), "displayName": "Kim"},
        "resourceId": an_id(10),
        "resourceName": "About",
        "newValue": "About",
        "previousValue": "About it",
        "payload": {"by": ["hand"]},
    },
    {"event": "styles_modified", "createdOn": "2026-01-02T00:00:00.000Z", "user": {"displayName": "Sam"}},
]
ON_IT = {"componentId": "footer", "instanceId": "footer-1"}
IN_IT = {"collectionId": an_id(115), "itemId": an_id(116)}
TRAITS = {
    "audienceIds": "a,b", "browser": "Lynx", "country": "BE", "deviceBrand": "Own", "deviceType": "tablet",
    "domain": "elsewhere.example", "language": "nl", "locale": "fr", "os": "BeOS", "referrer": "example.com",
    "region": "BE-VLG", "timezone": "Europe/Brussels", "trafficSource": "SO", "utmCampaign": "c", "utmContent": "t",
    "utmMedium": "m", "utmSource": "s", "utmTerm": "w", "visitStatus": "returning",
}  # fmt: skip
ANALYZE: dict[str, Any] = {
    "since": ONE,
    "sessionsPerDay": 9,
    "visited": [
        {"page": "start"},
        {"page": "studio/about-us", "weight": 4},
        {"item": "notes/one", "weight": 2},
        {"item": an_id(117), "pageId": an_id(118)},
        {"pageId": an_id(119)},
    ],
    "shares": {"country": {"BE": 3, "FR": 1}, "utmSource": {"": 1, "news": 1}},
    "events": [
        {"id": an_id(120), "name": "Asked", "page": "studio/about-us", "rate": 7, "componentContext": [ON_IT],
         "cmsContext": [IN_IT]},
        {"item": "notes/one", "rate": 5},
        {"name": "Left", "page": "home", "pageId": an_id(119), "rate": 100},
    ],
    "visits": [
        {"id": an_id(121), "at": TWO, "visitor": "anna", "page": "start", "seconds": 12, "events": ["Asked"], **TRAITS,
         "then": [{"item": "notes/one", "seconds": 3, "events": ["Left"]}, {"page": "start"},
                  {"pageId": an_id(119)}]},
        {"at": THREE, "pageId": an_id(119)},
        {"at": FOUR, "item": "notes/one"},
    ],
}  # fmt: skip
LOCALES = {
    "primary": {
        "tag": "en", "displayName": "English", "id": an_id(3), "cmsLocaleId": an_id(4), "subdirectory": "main",
        "enabled": False,
    },
    "secondary": [
        {"tag": "fr", "displayName": "French", "id": an_id(5), "cmsLocaleId": an_id(6), "subdirectory": "france",
         "enabled": False}
    ],
}  # fmt: skip
SITE = {
    "displayName": "Corner Shop",
    "shortName": "corner",
    "id": an_id(1),
    "workspaceId": an_id(2),
    "parentFolderId": an_id(60),
    "plan": "business",
    "rateLimit": 70,
    "timeZone": "Europe/Brussels",
    "dataCollectionEnabled": True,
    "dataCollectionType": "optOut",
    "createdOn": "2025-05-01T10:00:00.000Z",
    "lastUpdated": TWO,
    "lastPublished": THREE,
    "customDomains": [{"url": "www.example.com", "id": an_id(7), "lastPublished": ONE}],
    "locales": LOCALES,
    "localization": "advanced",
    "store": {"defaultCurrency": "EUR", "createdOn": TWO},
    "collections": [NOTES, *STORE],
    "pages": PAGES,
    "components": COMPONENTS,
    "assetFolders": FOLDERS,
    "assets": ASSETS,
    "customFonts": FONTS,
    "forms": FORMS,
    "formsRequireRepublish": True,
    "inventory": {"lamp": 3, "card": {"inventoryType": "infinite", "quantity": 4}, "cup": "infinite"},
    "orders": ORDERS,
    "webhooks": WEBHOOKS,
    "registeredScripts": SCRIPTS,
    "customCode": CODE,
    "comments": COMMENTS,
    "redirects": [
        {"id": an_id(95), "fromUrl": "/old", "toUrl": "/new"},
        {"fromUrl": "/a/b", "toUrl": "https://b.example"},
    ],
    "robotsTxt": ROBOTS,
    "wellKnown": [
        {"fileName": "assetlinks.json", "fileData": "[]"},
        {"fileName": "security.txt", "fileData": "Contact: é", "contentType": "text/plain"},
    ],
    "googleTags": [{"tagId": "G-123ABC", "displayName": "Visits"}, {"tagId": "AW-999", "displayName": "Sales"}],
    "activityLogs": LOG,
    "analyze": ANALYZE,
}
USER = {"id": an_id(61), "email": "kim@example.com"}
CHANGED = {"userType": "guest", "roleName": "Editor", "previousRoleName": "Writer"}
LOGS = [
    {
        "timestamp": ONE,
        "eventType": "user_access",
        "eventSubType": "logout",
        "actor": USER,
        "payload": {"method": "google", "location": "Ghent", "ipAddress": "203.0.113.7"},
    },
    {
        "timestamp": TWO,
        "eventType": "site_membership",
        "payload": {
            "method": "scim",
            "site": {"id": an_id(1), "slug": "corner"},
            "targetUser": USER,
            **CHANGED,
            "granularAccess": {"id": an_id(62), "name": "Notes", "type": "cms", "restricted": False},
        },
    },
    {"timestamp": TWO, "eventType": "workspace_invitation", "payload": {"targetUsers": [USER]}},
    {
        "timestamp": THREE,
        "eventType": "workspace_setting",
        "payload": {"method": "admin", "setting": "ai_toggle", "previousValue": "false", "value": "true"},
    },
]
WORKSPACES = [
    {"displayName": "Corner Studio"},
    {"displayName": "Corner", "slug": "corners", "id": an_id(2), "plan": "cms", "auditLogs": LOGS},
]
PLAIN = {"displayName": "Plain", "cmsLocaleId": an_id(8), "comments": [{"content": "Where is it?"}]}
TOKENS = [
    {"name": "reports", "token": "beep", "scopes": ["cms:read"], "site": "plain"},
    {"name": "app", "kind": "oauth", "sites": ["corner", "plain"], "app": "corner-app", "createdOn": ONE},
    {"name": "ws-corners", "kind": "workspace", "workspace": "corners"},
]
APPS = [
    {
        "clientId": "corner-app",
        "clientSecret": "corner-secret",
        "id": an_id(97),
        "displayName": "Corner App",
        "description": "Keeps corners in order.",
        "homepage": "https://app.example",
        "redirectUris": ["https://app.example/done"],
        "scopes": ["cms:read", "workspace_activity:read"],
        "workspaceAccess": True,
    },
    {"clientId": "other-app"},
]
AUTHORIZER = {"id": an_id(96), "email": "robin@example.com", "firstName": "Robin", "lastName": "Doe"}
FULL: dict[str, Any] = {
    "mockflow": 1,
    "plan": "enterprise",
    "readyMadeTokens": False,
    "quirks": {"publish_limit": "off"},
    "apps": APPS,
    "user": AUTHORIZER,
    "tokens": TOKENS,
    "idsGiven": 12,
    "workspaces": WORKSPACES,
    "sites": [SITE, PLAIN],
}
