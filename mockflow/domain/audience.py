"""Who visits a site where nobody said so: how often each value of a trait is had, and what goes with what."""

from collections.abc import Mapping

Shares = Mapping[str, int]

COUNTRIES: Shares = {
    "US": 36, "GB": 12, "DE": 10, "FR": 9, "CA": 7, "NL": 7, "BE": 5, "AU": 5, "IN": 5, "BR": 4,
}  # fmt: skip
REGIONS: Mapping[str, Shares] = {
    "US": {"US-CA": 4, "US-NY": 3, "US-TX": 3, "US-WA": 1},
    "GB": {"GB-ENG": 8, "GB-SCT": 1, "GB-WLS": 1},
    "DE": {"DE-BE": 3, "DE-BY": 4, "DE-NW": 5},
    "FR": {"FR-ARA": 2, "FR-HDF": 2, "FR-IDF": 5},
    "CA": {"CA-BC": 2, "CA-ON": 5, "CA-QC": 3},
    "NL": {"NL-NH": 4, "NL-UT": 2, "NL-ZH": 4},
    "BE": {"BE-BRU": 3, "BE-VLG": 5, "BE-WAL": 2},
    "AU": {"AU-NSW": 4, "AU-QLD": 2, "AU-VIC": 4},
    "IN": {"IN-DL": 3, "IN-KA": 3, "IN-MH": 4},
    "BR": {"BR-MG": 2, "BR-RJ": 3, "BR-SP": 5},
}
TIME_ZONES: Mapping[str, str] = {
    "US": "America/New_York", "GB": "Europe/London", "DE": "Europe/Berlin", "FR": "Europe/Paris",
    "CA": "America/Toronto", "NL": "Europe/Amsterdam", "BE": "Europe/Brussels", "AU": "Australia/Sydney",
    "IN": "Asia/Kolkata", "BR": "America/Sao_Paulo",
}  # fmt: skip
LANGUAGES: Mapping[str, Shares] = {
    "DE": {"de": 9, "en": 1},
    "FR": {"fr": 9, "en": 1},
    "CA": {"en": 3, "fr": 1},
    "NL": {"nl": 7, "en": 3},
    "BE": {"nl": 5, "fr": 4, "en": 1},
    "BR": {"pt": 1},
}
"""English elsewhere."""

DEVICE_TYPES: Shares = {"desktop": 56, "mobile": 39, "tablet": 5}
SYSTEMS: Mapping[str, Shares] = {
    "desktop": {"Windows": 6, "macOS": 3, "Linux": 1},
    "mobile": {"iOS": 5, "Android": 5},
    "tablet": {"iOS": 7, "Android": 3},
}
BROWSERS: Mapping[str, Shares] = {
    "Windows": {"Chrome": 6, "Edge": 3, "Firefox": 1},
    "macOS": {"Safari": 5, "Chrome": 4, "Firefox": 1},
    "Linux": {"Firefox": 5, "Chrome": 5},
    "iOS": {"Safari": 9, "Chrome": 1},
    "Android": {"Chrome": 9, "Firefox": 1},
}
BRANDS: Mapping[str, Shares] = {
    "macOS": {"Apple": 1},
    "iOS": {"Apple": 1},
    "Android": {"Samsung": 6, "Google": 3, "Xiaomi": 1},
}
"""Of other systems the brand is not known."""

ORGANIC, DIRECT, REFERRAL, SOCIAL, PAID, EMAIL = "SO", "DI", "RE", "SM", "PD", "EM"
SOURCES: Shares = {ORGANIC: 44, DIRECT: 28, REFERRAL: 11, SOCIAL: 9, PAID: 4, EMAIL: 4}
REFERRERS: Mapping[str, Shares] = {
    ORGANIC: {"google.com": 8, "bing.com": 1, "duckduckgo.com": 1},
    PAID: {"google.com": 1},
    REFERRAL: {"directory.example": 3, "blog.example": 2, "partner.example": 1},
    SOCIAL: {"instagram.com": 4, "linkedin.com": 3, "facebook.com": 2},
}
CAMPAIGNS: Mapping[str, Mapping[str, str]] = {
    PAID: {"utmSource": "google", "utmMedium": "cpc", "utmCampaign": "spring", "utmTerm": "gifts"},
    EMAIL: {"utmSource": "newsletter", "utmMedium": "email", "utmCampaign": "monthly", "utmContent": "header"},
}

NAMES: Mapping[str, Mapping[str, str]] = {
    "country": {
        "AU": "Australia", "BE": "Belgium", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "DE": "Germany",
        "DK": "Denmark", "ES": "Spain", "FR": "France", "GB": "United Kingdom", "IE": "Ireland", "IN": "India",
        "IT": "Italy", "JP": "Japan", "MX": "Mexico", "NL": "Netherlands", "NO": "Norway", "PL": "Poland",
        "PT": "Portugal", "SE": "Sweden", "US": "United States",
    },
    "deviceType": {"desktop": "Desktop", "mobile": "Mobile", "tablet": "Tablet"},
    "language": {
        "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch",
        "pt": "Portuguese",
    },
    "trafficSource": {
        ORGANIC: "Organic Search", DIRECT: "Direct", REFERRAL: "Referral", SOCIAL: "Social", PAID: "Paid Search",
        EMAIL: "Email",
    },
}  # fmt: skip
"""What people call a value, where that is not the value itself."""
