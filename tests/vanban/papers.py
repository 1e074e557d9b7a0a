"""Fictional texts that several tests read."""

from __future__ import annotations

DECISION = """SỞ GIÓ MÂY
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 15/QĐ-SGM
Bình Minh, ngày 05 tháng 3 năm 2020

QUYẾT ĐỊNH
Về việc treo chuông gió (hư cấu)

Căn cứ Nghị định số 9999/2019/NĐ-CP ngày 01 tháng 02 năm 2019 của Chính phủ;
Điều 1. Treo chuông gió ở cổng.
Điều 2. Việc treo chuông
1. Treo cao hai mét.
2. Dây treo:
a) Bằng tre;
b) Bằng gai.
Điều 3. Quyết định này có hiệu lực kể từ ngày ký.
"""
