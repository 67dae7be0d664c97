"""The addresses of the portal, at the root of the site.

Nothing here rests on a cookie: whoever sends has a form of one's own, whoever reads has a link that
lasts two hours (both in `passes`). So there is nothing that another site could do in a visitor's
name, the pages work with cookies blocked, and no form of the portal can be lost with a session;
that is why its forms carry no CSRF token.
"""

from django.urls import path

from donthu.portal.views import (
    answers,
    contact,
    embed,
    home,
    look_up,
    lost_code,
    own_steps,
    petitions,
    receipt,
    send,
    similar,
    staging,
    statistics,
    supplement,
)
from donthu.ui.altcha import challenge_view

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("gui-phan-anh", send.send, name="send"),
    path("gui-phan-anh/tep", staging.staged, name="staged"),
    path("gui-phan-anh/noi", send.places, name="places"),
    path("gui-phan-anh/don-khieu-nai", petitions.complaint, name="complaint"),
    path("gui-phan-anh/don-to-cao", petitions.denunciation, name="denunciation"),
    path("gui-phan-anh/co-quan", send.agencies, name="agencies"),
    path("gui-phan-anh/tuong-tu", similar.similar, name="similar"),
    path("gui-phan-anh/kiem-tra", challenge_view, name="altcha"),
    path("bien-nhan/<str:code>", receipt.receipt, name="receipt"),
    path("tra-cuu", look_up.track, name="track"),
    path("quen-ma-so", lost_code.lost_code, name="lost_code"),
    path("tra-cuu/<str:code>", look_up.tracked, name="tracked"),
    path("tra-cuu/<str:code>/lien-he", contact.contact, name="contact"),
    path("tra-cuu/<str:code>/bo-sung", supplement.supplement, name="supplement"),
    path("tra-cuu/<str:code>/danh-gia", own_steps.judge, name="judge"),
    path("tra-cuu/<str:code>/rut", own_steps.withdraw, name="withdraw"),
    path("tra-cuu/<str:code>/tep/<int:file>", look_up.file, name="file"),
    path("cau-tra-loi", answers.answers, name="answers"),
    path("cau-tra-loi/<int:number>", answers.answer, name="answer"),
    path("cau-tra-loi/<int:number>/tep/<int:public_file>", answers.answer_file, name="answer_file"),
    path("hoi-dap", answers.questions, name="questions"),
    path("quy-dinh-thay-doi", answers.changes, name="changes"),
    path("so-lieu", statistics.statistics, name="statistics"),
    path("so-lieu/<str:table>.csv", statistics.table, name="statistics_table"),
    path("huong-dan", home.guide, name="guide"),
    path("nhung", embed.how, name="embed"),
    path("nhung/gui-phan-anh", embed.send_form, name="embedded_send"),
    path("nhung/bien-nhan/<str:code>", embed.sent, name="embedded_sent"),
    path("nhung/cau-tra-loi", embed.answers, name="embedded_answers"),
    path("robots.txt", home.robots, name="robots"),
]
