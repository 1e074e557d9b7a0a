"""What a browser says it is, in two words people know; nothing finer is kept. Pure."""

from __future__ import annotations

BROWSERS = (
    ("Zalo", "Zalo"),
    ("coc_coc_browser", "Cốc Cốc"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_of(agent: str) -> str:
    """Name the browser, empty where it is none of these; the order matters, for each claims to be the next as well."""
    return next((name for sign, name in BROWSERS if sign in agent), "")


def system_of(agent: str) -> str:
    """Name the device or its system, empty where it is none of these."""
    return next((name for sign, name in SYSTEMS if sign in agent), "")
