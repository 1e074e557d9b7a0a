"""How letters leave: printed until a server is named, then never in the clear over a network."""

from __future__ import annotations

import pytest

from thongsuot.site.mail import mail_settings


def test_without_a_server_letters_are_printed() -> None:
    assert mail_settings("").backend.endswith("console.EmailBackend")


def test_a_server_is_read_with_name_and_special_signs_in_the_password() -> None:
    found = mail_settings("smtp://nhac%40x.vn:a%2Fb@mail.x.vn")
    assert (found.host, found.port, found.user, found.password) == ("mail.x.vn", 587, "nhac@x.vn", "a/b")
    assert (found.starts_tls, found.is_ssl) == (True, False)
    assert mail_settings("smtps://mail.x.vn").is_ssl


def test_another_kind_of_address_is_refused() -> None:
    with pytest.raises(ValueError, match="THONGSUOT_SMTP"):
        mail_settings("https://mail.x.vn")
