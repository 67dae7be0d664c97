"""Every address of the platform and who may use it. A new address must be entered here."""

from enum import StrEnum


class Who(StrEnum):
    """Whom an address serves; everybody else is shown nothing."""

    ANYBODY = "anybody"
    SENDER = "sender"  # anybody, but only with the key or the pass of that case
    OFFICER = "officer"  # signed in
    READER = "reader"  # an officer whose duties have to do with cases
    CLERK = "clerk"  # a reader who is a clerk somewhere
    CHAIN = "chain"  # a reader whose agency has a part in the case
    PART = "part"  # the same, who works on it there and does not only watch
    MAKER = "maker"  # the officer who made what it shows
    AGENCY_ADMIN = "agency_admin"
    TOKEN = "token"  # a program with an officer's token
    TOKEN_CHAIN = "token_chain"  # … whose agency has a part in the case
    TOKEN_RELEASES = "token_releases"  # … who may release the copy that was prepared
    SIGN_IN = "sign_in"  # pages of the sign-in library, by its own rules


PORTAL = {
    "": Who.ANYBODY,
    "gui-phan-anh": Who.ANYBODY,
    "gui-phan-anh/tep": Who.ANYBODY,
    "gui-phan-anh/noi": Who.ANYBODY,
    "gui-phan-anh/don-khieu-nai": Who.ANYBODY,
    "gui-phan-anh/don-to-cao": Who.ANYBODY,
    "gui-phan-anh/co-quan": Who.ANYBODY,
    "gui-phan-anh/tuong-tu": Who.ANYBODY,
    "gui-phan-anh/kiem-tra": Who.ANYBODY,
    "bien-nhan/<str:code>": Who.SENDER,
    "tra-cuu": Who.ANYBODY,
    "quen-ma-so": Who.ANYBODY,
    "tra-cuu/<str:code>": Who.SENDER,
    "tra-cuu/<str:code>/lien-he": Who.SENDER,
    "tra-cuu/<str:code>/bo-sung": Who.SENDER,
    "tra-cuu/<str:code>/danh-gia": Who.SENDER,
    "tra-cuu/<str:code>/rut": Who.SENDER,
    "tra-cuu/<str:code>/tep/<int:file>": Who.SENDER,
    "cau-tra-loi": Who.ANYBODY,
    "cau-tra-loi/<int:number>": Who.ANYBODY,
    "cau-tra-loi/<int:number>/tep/<int:public_file>": Who.ANYBODY,
    "hoi-dap": Who.ANYBODY,
    "quy-dinh-thay-doi": Who.ANYBODY,
    "so-lieu": Who.ANYBODY,
    "so-lieu/<str:table>.csv": Who.ANYBODY,
    "huong-dan": Who.ANYBODY,
    "nhung": Who.ANYBODY,
    "nhung/gui-phan-anh": Who.ANYBODY,
    "nhung/bien-nhan/<str:code>": Who.SENDER,
    "nhung/cau-tra-loi": Who.ANYBODY,
    "robots.txt": Who.ANYBODY,
}

DESK = {
    "lam-viec/": Who.READER,
    "lam-viec/thu-muc/<str:folder>/": Who.READER,
    "lam-viec/nhap/": Who.CLERK,
    "lam-viec/nhap/trung/": Who.CLERK,
    "lam-viec/so-lieu/": Who.READER,
    "lam-viec/so-lieu/<str:table>.csv": Who.READER,
    "lam-viec/tim/": Who.READER,
    "lam-viec/bo-loc/": Who.READER,
    "lam-viec/bo-loc/<int:view_id>/": Who.MAKER,
    "lam-viec/ban-giao/": Who.READER,
    "lam-viec/ban-giao/<str:username>/": Who.READER,
    "lam-viec/hang-loat/": Who.READER,
    "lam-viec/hang-loat/moi/": Who.READER,
    "lam-viec/hang-loat/<int:run_id>/": Who.MAKER,
    "lam-viec/ho-so/<str:code>/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/word/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/buoc/<str:step>/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/bien-nhan/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/giao-viec/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/tep/<int:file_id>/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/ban-cong-khai/<int:prepared_id>/": Who.CHAIN,
    "lam-viec/ho-so/<str:code>/cong-van/<int:paper_id>/": Who.PART,
    "lam-viec/giao-viec/<int:assignment_id>/<str:step>/": Who.CHAIN,
    "lam-viec/tep-tam/": Who.READER,
    "lam-viec/chuyen-vai/": Who.OFFICER,
    "lam-viec/tai-khoan/": Who.OFFICER,
    "lam-viec/quy-dinh/": Who.OFFICER,
    "lam-viec/uy-quyen/": Who.OFFICER,
    "lam-viec/can-bo/": Who.AGENCY_ADMIN,
    "lam-viec/can-bo/<str:username>/": Who.AGENCY_ADMIN,
    "lam-viec/co-quan/": Who.AGENCY_ADMIN,
    "lam-viec/quyen/": Who.AGENCY_ADMIN,
}

API = {
    "api/v1/": Who.ANYBODY,
    "api/v1/openapi.json": Who.ANYBODY,
    "api/v1/docs": Who.ANYBODY,
    "api/v1/public/altcha": Who.ANYBODY,
    "api/v1/public/feedback": Who.ANYBODY,
    "api/v1/public/feedback/<code>": Who.SENDER,
    "api/v1/public/feedback/<code>/files/<int:file_id>": Who.SENDER,
    "api/v1/public/feedback/<code>/supplements": Who.SENDER,
    "api/v1/public/feedback/<code>/ratings": Who.SENDER,
    "api/v1/public/feedback/<code>/withdrawals": Who.SENDER,
    "api/v1/public/answers": Who.ANYBODY,
    "api/v1/public/answers/<int:number>/files/<int:public_file>": Who.ANYBODY,
    "api/v1/public/statistics": Who.ANYBODY,
    "api/v1/me": Who.TOKEN,
    "api/v1/worklist": Who.TOKEN,
    "api/v1/cases": Who.TOKEN,
    "api/v1/cases/<code>": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/events": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/deadlines": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/papers": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/parties": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/pins": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/steps": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/public-copy": Who.TOKEN_RELEASES,
    "api/v1/cases/<code>/public-copy/files/<int:file_id>": Who.TOKEN_RELEASES,
    "api/v1/cases/<code>/assignments": Who.TOKEN_CHAIN,
    "api/v1/cases/<code>/files/<int:file_id>": Who.TOKEN_CHAIN,
    "api/v1/assignments/<int:assignment_id>/receipts": Who.TOKEN_CHAIN,
    "api/v1/assignments/<int:assignment_id>/reports": Who.TOKEN_CHAIN,
    "api/v1/assignments/<int:assignment_id>/reviews": Who.TOKEN_CHAIN,
    "api/v1/assignments/<int:assignment_id>/refusals": Who.TOKEN_CHAIN,
    "api/v1/files": Who.TOKEN,
    "api/v1/lookups": Who.TOKEN,
    "api/v1/search": Who.TOKEN,
    "api/v1/deadlines/rules": Who.TOKEN,
    "api/v1/deadlines/calculate": Who.TOKEN,
    "api/v1/agencies": Who.TOKEN,
    "api/v1/areas": Who.TOKEN,
    "api/v1/fields": Who.TOKEN,
}

ADDRESSES = PORTAL | DESK | API
SIGN_IN = "tai-khoan/"  # everything below belongs to the sign-in library
