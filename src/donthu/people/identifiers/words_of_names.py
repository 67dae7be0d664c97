"""The words by which a name is told from a street, a place or an office, in small letters."""

from donthu.law.text import fold


def _words(written: str) -> frozenset[str]:
    return frozenset(each.strip() for each in written.replace("\n", " ").split("|"))


# Surnames as they are written, and without their marks: those that are hardly ever anything else,
# and those that are words or places as well.
_SURE = """
nguyễn | trần | phạm | huỳnh | hoàng | phan | vũ | võ | đặng | bùi | đỗ | ngô | dương | đinh | trịnh |
trương | quách | nghiêm | vương | phùng | tống | kiều | lưu | lê | tạ | giàng | khuất | khổng | đoàn
"""
_OTHERS = """
thạch | sùng | tiêu | lại | lý | lí | mai | đào | lương | tô | triệu | tăng | ung | mạc | ninh | khúc |
diệp | uông | âu | ôn | nhan | cầm | lữ | lù | quảng | hứa | bạch | ông | vi | văn | hà | lâm | cao |
châu | thái | chu | hồ | danh | kim | sơn | từ | lò | vàng | ksor | điểu | nông | tôn | thân | thiều |
trà | cù | lục | siu | rmah | kpă | rahlan | ma | tòng | thàm | giáp | ngũ | yên | đàm | hán | nhâm | bồ |
cung | phí | mộc | đồng | đậu | công | khiếu | bàng | biện | như | doãn | la | mẫn | mã | lầu | hờ | hạ |
sầm | hoa | quàng | lường | lừ | chẩu | ngân | bế | hầu | viên | nhữ | lều | liêu | khâu | lỗ | thi | cát
"""
SURE = _words(_SURE) | frozenset(map(fold, _words(_SURE)))
SURNAMES = SURE | _words(_OTHERS) | frozenset(map(fold, _words(_OTHERS)))
MIDDLE = frozenset({"van", "thi"})

# Right before: what follows is a street, a place, a school, an office.
PLACE_WORDS = _words("""
đường | phố | ngõ | ngách | hẻm | kiệt | cầu | chợ | phường | xã | thị trấn | thị xã | huyện | quận |
tỉnh | tp | thành phố | trường | thpt | thcs | tiểu học | mầm non | mẫu giáo | bệnh viện | công viên |
tượng đài | đại lộ | hồ | sông | kênh | rạch | núi | đảo | quốc lộ | ql | tỉnh lộ | ngã tư | ngã ba |
ngã năm | ngã sáu | vòng xoay | nút giao | khu | kđt | kdc | khu đô thị | chung cư | tòa nhà | ấp | thôn |
khóm | tổ | bản | làng | xóm | buôn | biển | cảng | ga | bến xe | sân bay | công ty | cty | tnhh | tập đoàn |
ngân hàng | nhà máy | kcn | cụm công nghiệp | giải thưởng | cửa hàng | nhà hàng | khách sạn | tuyến |
đoạn | học viện | đại học | đh | viện | trung tâm | nhà văn hóa | nhà văn hoá | đền | chùa | đình | phà |
đò | hầm | vịnh | đèo | dốc | cù lao | cồn | phòng khám | siêu thị | rạp | sân vận động | nghĩa trang |
di tích | lăng | quảng trường | thư viện | bảo tàng | thời | tư tưởng | tên đường | hải đội | lữ đoàn |
km | bờ kè | lộ | tuyến đường | tp. | phố cổ | hãng | hãng xe | ngả | giao lộ | ga | gò | mương | đập
""")
NO_PLACE = _words("""
yêu cầu | nhu cầu | hiện trường | môi trường | thị trường | lập trường | nông trường | công trường |
tăng trưởng | gia đình | hộ đình | cơ bản | văn bản | ủy ban nhân dân khu
""")

# No person, though it begins with a surname: offices and other words, whatever follows; and places.
OFFICES = _words("""
van phong | tran de | truong hop | truong phong | truong ban | truong tieu | truong dai |
truong mam | tang cuong | cong ty | cong an | cong van | cong bao | cong thong | cong chung |
cong nghe | cong doan | cong dan | cong hoa | dang cong | dang ky | dang uy | dang bo |
doan thanh | doan the | doan kiem | bo truong | bo luat | do thi | do luong | dau tu | dau thau |
dao tao | cao dang | cao cap | cao toc | luong thuc | ho so | ho khau | ho gia | chu tich |
chu dau | chu nhiem | nong thon | nong nghiep | dieu le | dieu khoan | y te | y ta | ma so |
ngan hang | ngan sach | ton giao | dam bao | han che | tham dinh | tham tra | tieu hoc |
tieu khu | quan ly | to dan | to chuc | to hieu | to quoc | tu ngay | tu do | tu nam | tu phap |
tu khi | phong ban | luc luong | bang lai | an ninh | thai do | ly do | ha noi | ho chi |
viet nam
""")
PLACES = OFFICES | _words("""
ha tinh | ha nam | ha giang | ha dong | ha long | ha tien | ha trung | cao bang | cao lanh |
cao phong | cao loc | lam dong | lam thao | lam ha | thai binh | thai nguyen | thai thuy |
thai hoa | thai lan | chau doc | chau thanh | chau phu | chau a | chau au | chau duc | chau phi |
son la | son tay | son tra | kim son | kim bang | kim thanh | kim dong | kim boi | tu liem |
tu son | tu ky | vu thu | vu quang | vo nhai | phan thiet | phan rang | mai chau | mai son |
mai linh | luong son | luong tai | duong kinh | dong nai | dong thap | dong ha | dong hoi |
dong anh | dong da | dong xoai | dong a | hoang mai | hoang sa | hoang hoa | le thuy | le chan |
ho tay | ho guom | hong bang | hong ngu | hong kong | hong linh | hong ha | yen bai | yen dung |
yen phong | yen my | yen mo | yen khanh | quang binh | quang nam | quang ngai | quang ninh |
quang tri | quang trung | quang xuong | van ban | van ho | van lang | van giang | van chan |
van hoa | van thu | ninh binh | ninh thuan | ninh giang | ninh kieu | tra vinh | tra cu |
tra bong | trang bang | trang bom | trang tinh | tran yen | truong sa | viet bac | do son |
chu se | son duong | kim lien | an giang | binh duong | lao cai | can tho | la gi | bac lieu |
than uyen | thach that | thach ha | thach thanh | bien hoa | cam ranh | cam pha | cam lo |
cam le | cam lam | cam xuyen | nong cong | nong lam | ngan son | han quoc | thieu nhi |
thieu hoa | bach thong | bach mai | bach dang | mac ke | ngo quyen | phu tho | lai chau |
lai vung | lap vo | vang anh
""")
# Those whom streets and schools are named after; only beside a title is it somebody else.
FAMOUS = _words("""
nguyen hue | le loi | hung vuong | tran hung dao | ly thuong kiet | nguyen trai | dinh bo linh |
pham huu lau | nguyen thai hoc | ton duc thang | vo thi sau | le duan | nguyen sinh sac | truong dinh |
nguyen thi minh khai | phan boi chau | xo viet nghe tinh | tran cao van | le dai hanh | ngo quyen | le thanh ton | nguyen tri phuong |
hoang hoa tham | nguyen van linh | phan dinh phung | phan chu trinh | phan chau trinh | tran phu |
le hong phong | nguyen van cu | hai ba trung | ba trieu | ly tu trong | vo van kiet | vo nguyen giap |
pham van dong | truong chinh | ho chi minh | nguyen du | nguyen dinh chieu | nguyen binh khiem |
tran quoc toan | tran nhan tong | ly thai to | ly nam de | le thanh tong | dinh tien hoang | nguyen cong tru |
cao ba quat | chu van an | luong the vinh | le quy don | mac dinh chi | nguyen khuyen | ho xuan huong |
doan thi diem | nguyen huu tho | nguyen luong bang | ton that tung | ton that thuyet | pham ngoc thach |
dien bien phu | duong dinh nghe | khuc thua du | trung trac | trung nhi | mai thuc loan | bui thi xuan |
huynh thuc khang | phan dang luu | hoang van thu | hoang quoc viet | nguyen chi thanh | nguyen van troi |
nguyen hue chi | to hieu | to huu | xuan dieu | le van luong | tran duy hung | nguyen xien | nguyen trung truc |
thien ho duong | nguyen huu canh | truong han sieu | phung hung | kim dong | ngo gia tu | nguyen phong sac |
ta quang buu | nguyen co thach | ham nghi | duy tan | ngo tat to | nam cao | dang thai mai | thai ha |
dang van ngu | chua boc | kim ma | cau giay | nguy nhu kon tum | kim phung | thai phien | ly bi | ly cong uan
""")
TITLES = _words("""
ông | bà | anh | chị | cô | chú | bác | cậu | mợ | thím | dì | cụ | cháu | em | bé | ngài | bạn | thầy |
sinh viên | học sinh | công dân | cử tri | bị cáo | bị can | nguyên đơn | bị đơn | chủ hộ | hộ ông | hộ bà
""")
# Right after a title: an office, a place or one more title, not a name.
NO_NAMES = _words("""
chủ | phó | giám | trưởng | bí | hiệu | chánh | thứ | tổng | ủy | rịa | điểm | nà | triệu | trưng |
công | việt | quốc | bộ | sở | phòng | ban | cục | vụ | viện | hội | đoàn | đảng | nghị | luật |
thông | quyết | khoản | điều | nước | nông | tỉnh | huyện | quận | xã | ubnd | hđnd | bhxh | bhyt |
thcs | thpt | cccd | tphcm | tp | hcm | tổ | khu | khi | nếu | để | và | hoặc | hay | kính | xin | tôi |
các | ông | bà | chị | em | cháu | có | đường | tuyến | chuyên | cán | hiện | theo | trước | sau
""")
NEVER_FIRST = _words("""
cong ty | uy ban | van phong | so | bo | phong | ban | hoi | truong | to | doanh nghiep | hop tac | trung tam |
chi nhanh | cong dan | giao vien | nguoi | sinh vien | hoc sinh | can bo
""")
# What ends a name written in small letters.
_ENDS = """
xin | hỏi | ở | ngụ | sinh | sn | hiện | là | có | đang | đã | muốn | đại | năm | số | cư | tại | ạ |
và | công | học | làm | kính | viết | thường | người | chủ | gia | địa | được | bị | cho | đến | từ |
với | này | trú | gửi | quê | chồng | vợ | con | không | thì | nhưng | rồi | mong | đề | cũng | khu |
tổ | ấp | thôn
"""
STOPS = _words(_ENDS)
PLAIN_STOPS = frozenset(map(fold, STOPS)) - {
    "nhung",
    "cong",
    "la",
    "chu",
    "tu",
    "con",
    "dai",
    "sinh",
}
