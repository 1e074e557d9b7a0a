"""The HTML doors of the organisation: each translates a request into one action or one page."""

from thongsuot.orgs.views import codes, delegations, doors, importing, letterheads, tokens, units

__all__ = ["codes", "delegations", "doors", "importing", "letterheads", "tokens", "units"]
