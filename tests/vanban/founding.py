"""A report typed by us in the shape of a city portal's, with people and places of fiction."""

REPORT = """Hội nghị phổ biến quy định về giếng làng (tin hư cấu)
Đăng ngày 10-05-2019 08:15

Ngày 9-5, Ban Thường vụ Thành ủy Mây Trắng tổ chức Hội nghị phổ biến Quy định số 9126-QĐ/TW ngày 01-4-2019 của Bộ Chính trị về “Giữ gìn giếng làng”.

Dự hội nghị có Phó Bí thư Thành ủy Trần Văn Giả Tưởng; ông Mộc Hư Cấu, Cục trưởng Cục Giếng làng, Ban Nước sạch Trung ương; các ủy viên Ban chấp hành Đảng bộ thành phố; lãnh đạo chủ chốt các cơ quan Đảng, chính quyền cấp xã phường đến thành phố; lãnh đạo các sở, ngành, tổ chức chính trị xã hội, và cơ quan chuyên môn về nước.

Tại hội nghị, ông Mộc Hư Cấu, Cục trưởng Cục Giếng làng, Ban Nước sạch Trung ương giới thiệu Quy định 9126-QĐ/TW của Bộ Chính trị. Quy định 9126-QĐ/TW gồm 2 chương, 11 điều, gồm các nội dung chính như: việc nạo vét; việc che đậy, rào chắn; việc ghi sổ mực nước…

Hội nghị cũng nghe phổ biến Quy định số 9101-QĐi/TW của Bộ Chính trị về “Trách nhiệm của người giữ giếng”. Quy định gồm 3 chương, 7 điều quy định trách nhiệm của người giữ giếng.

Phát biểu chỉ đạo hội nghị, Phó Bí thư Thành ủy Trần Văn Giả Tưởng đề nghị, trong thời gian tới, cấp ủy các cấp, nhất là người đứng đầu cấp ủy, đơn vị cần nâng cao ý thức giữ nước; phát huy vai trò của các tổ tự quản. Cùng với đó, đẩy mạnh việc nạo vét; góp phần giữ mạch nước ngầm.

Đối với việc thực hiện Quy định số 9101-QĐi/TW, Phó Bí thư Thành ủy Trần Văn Giả Tưởng đề nghị Ủy ban Kiểm tra các cấp tăng cường phổ biến Quy định; đồng thời, chủ động đề xuất cách làm hay.

BÚT DANH"""
