"""Check a receipt by itself: no ledger and no key of a house is asked, only what the file holds."""

from __future__ import annotations

import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.utils.translation import gettext as _

from thongsuot.ledger.heads import head_from
from thongsuot.ledger.tree import leaf_hash, verify_inclusion


def faults_of(text: str) -> list[str]:
    """Say in sentences what of a receipt does not agree with the rest of it; none: all does.

    Whose key it is, the file cannot prove: hold key and head against what a witness keeps.
    """
    try:
        got = json.loads(text)
        head, leaf = head_from(json.dumps(got["head"])), leaf_hash(got["entry"].encode())
        path = [bytes.fromhex(step) for step in got["path"]]
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(got["public_key"]))
        is_in = verify_inclusion(leaf, int(got["index"]), (head.size, head.root), path)
    except (ValueError, KeyError, TypeError, AttributeError):
        return [_("Tệp này không phải biên nhận của sổ ghi.")]
    faults = [] if is_in else [_("Dòng ghi không dẫn tới gốc của dấu niêm: dòng hoặc các dấu băm đã bị thay đổi.")]
    if not head.is_signed_by(key):
        faults.append(_("Chữ ký của dấu niêm không đúng với khóa trong biên nhận."))
    return faults
