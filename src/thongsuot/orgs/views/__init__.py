"""The HTML doors of the organisation: each translates a request into one action or one page."""

from thongsuot.orgs.views import codes, doors, importing, tokens, units

__all__ = ["codes", "doors", "importing", "tokens", "units"]
