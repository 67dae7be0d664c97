import pytest
pytestmark=pytest.mark.django_db
def test_try(world, desk):
    from donthu.cases import codes
    s=world.submit()
    d=desk("vpcp:clerk")
    print(len(d.get("")))
    c=codes.shown(s.code)
    html=d.get(f"ho-so/{c}/")
    for step in ["receive","assign","publish","extend"]:
        d.get(f"ho-so/{c}/buoc/{step}/")
    d.get("thu-muc/incoming/"); d.get("thu-muc/qua-han/"); d.get("tim/",q="den tin hieu"); d.get("tai-khoan/"); d.get("uy-quyen/")
    open("/tmp/deskscratch/case.html","w").write(html)
    a=desk("vpcp:agency_admin")
    a.get("can-bo/"); a.get("can-bo/vpcp.clerk/"); a.get("quyen/")
