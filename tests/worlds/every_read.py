"""What every reading operation answers, for each record that the lists show."""

import re
from typing import Any

from mockflow import Mockflow

_TRIGGERED = re.compile(rb'(?<="lastTriggered":)"[^"]*"|(?<="lastUsed":)"[^"]*"')
WINDOW = {"startTime": "2025-12-20T00:00:00Z", "endTime": "2026-02-01T00:00:00Z"}
DAYS = {"timeseries[bucketTimeZone]": "Etc/UTC"}
REPORTS: dict[str, dict[str, str]] = {
    "traffic": {"metricScope": "pageview", "bucketTimeZone": "Etc/UTC"},
    "top_pages": DAYS,
    "top_dimensions": {"dimension": "country", "metricScope": "user"},
    "top_events": DAYS,
    "time_on_page": {"metricScope": "session"},
}


class Reading:
    """All that can be read of a world, by path and query, but for times of last use."""

    def __init__(self, mock: Mockflow) -> None:
        self.api = mock.http(mock.app_token)
        self.found: dict[str, bytes] = {}
        self.get("/token/introspect")
        self.get("/token/authorized_by")
        for site in self.get("/sites")["sites"]:
            self.site(f"/sites/{site['id']}")
            self.get(f"/workspaces/{site['workspaceId']}/audit_logs")

    def get(self, path: str, **query: Any) -> Any:
        answer = self.api.get(path, params=query)
        content = _TRIGGERED.sub(b"null", answer.content)
        self.found[f"{path} {query}"] = b"%d " % answer.status_code + content
        return answer.json()

    def each(
        self, path: str, key: str, *rests: str, name: str = "id", below: str | None = None, **query: Any
    ) -> list[str]:
        """Read a list, and each of its records below ``below``, the list's own path by default; their ids."""
        ids = [_id_of(each, name) for each in self.get(path, **query).get(key, ())]
        for each in ids:
            for rest in rests or ("",):
                self.get(f"{below or path}/{each}{rest}", **query)
        return ids

    def site(self, site: str) -> None:
        locales = self.get(site)["locales"]
        languages = [locales["primary"], *locales["secondary"]] if locales else []
        code = ("registered_scripts", "custom_code", "custom_code/blocks")
        for rest in ("custom_domains", "plan", "ecommerce/settings", "form_submissions", *code):
            self.get(f"{site}/{rest}")
        for collection in self.each(f"{site}/collections", "collections", below="/collections"):
            self.items(f"/collections/{collection}/items", [{"cmsLocaleId": each["cmsLocaleId"]} for each in languages])
        for query in [{"localeId": each["id"]} for each in languages] or [{}]:
            self.each(f"{site}/pages", "pages", "", "/dom", "/custom_code", below="/pages", **query)
            self.each(f"{site}/assets", "assets", below="/assets", **query)
            self.each(f"{site}/components", "components", "/dom", "/properties", **query)
        for rest in ("redirects", "robots_txt", "integrations/google_tags", "activity_logs"):
            self.get(f"{site}/{rest}")
        for report, further in REPORTS.items():
            self.get(f"{site}/analyze/reports/{report}", **WINDOW, **further)
        self.each(f"{site}/products", "items", name="product")
        self.each(f"{site}/orders", "orders", name="orderId")
        self.each(f"{site}/asset_folders", "assetFolders", below="/asset_folders")
        self.each(f"{site}/comments", "comments", "", "/replies")
        self.each(f"{site}/custom_fonts", "customFonts")
        self.each(f"{site}/webhooks", "webhooks", below="/webhooks")
        for form in self.each(f"{site}/forms", "forms", below="/forms"):
            self.each(f"{site}/forms/{form}/submissions", "formSubmissions", below="/form_submissions")
            self.each(f"/forms/{form}/submissions", "formSubmissions", below=f"{site}/form_submissions")

    def items(self, path: str, locales: list[dict[str, str]]) -> None:
        for query in locales or [{}]:
            self.each(f"{path}/live", "items", "/live", below=path, **query)
            for item in self.each(path, "items", **query):
                self.get(f"{path}/{item}/inventory")


def _id_of(record: dict[str, Any], name: str) -> str:
    found = record[name]
    return str(found["id"] if isinstance(found, dict) else found)
