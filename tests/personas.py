"""Named officers and citizens of the tests. The officers are accounts of the sample province."""

from dataclasses import dataclass

from donthu.agencies.models import Officer


@dataclass(frozen=True)
class Persona:
    """An officer of the sample: `demo/agencies.toml` knows the name, `demo.officers` the post."""

    username: str

    @property
    def officer(self) -> Officer:
        return Officer.objects.get(username=self.username)


@dataclass(frozen=True)
class Citizen:
    """A made-up sender."""

    name: str
    phone: str
    email: str
    address: str


HOA = Persona("vpcp.nl")  # clerk of the Government Office
LAN = Persona("dtp.nl")  # clerk of UBND tỉnh Đồng Tháp
CHU_TICH = Persona("dtp.ct")  # head of the province
MINH = Persona("dtp.sxd.nl")  # clerk of Sở Xây dựng
TAM = Persona("dtp.sxd.cv1")  # handler there
BINH = Persona("dtp.sxd.pgd")  # deputy head there, now also acting for the head
GIAM_DOC = Persona("dtp.sxd.gd")  # the head, who is away
VAN_PHONG = Persona("dtp.vp.cv1")  # handler in two places: the office and the reception board
HA_NOI = Persona("hno.nl")  # clerk of UBND thành phố Hà Nội
OUTSIDER = Persona("bnnmt.cv1")  # handler of another ministry: must see nothing
SO_QUAN_TRI = Persona("dtp.sxd.qt")  # administrator of Sở Xây dựng
ADMIN = Persona("quantri")  # system administrator

MAI = Citizen("Lê Thị Thử Mai", "0900000101", "mai@donthu.example", "12 đường Thử, phường Mỹ Tho")
KHOA = Citizen("Phan Văn Thử Khoa", "0900000102", "khoa@donthu.example", "ấp 3, xã Tháp Mười")
