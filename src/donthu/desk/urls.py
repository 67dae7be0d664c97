"""The addresses of the desk."""

from django.urls import path

from donthu.desk.agencies import LetterAgencies
from donthu.desk.bulk import BulkPage, BulkRuns, BulkStep
from donthu.desk.case import CasePage
from donthu.desk.case_word import CaseWord
from donthu.desk.delegations import Delegations
from donthu.desk.entry import Entry, Twins
from donthu.desk.files import File, LetterFile, PreparedFile, Stage
from donthu.desk.folders import FolderPage
from donthu.desk.leaving import Leaving, LeavingWork
from donthu.desk.me import Account, Switch, Terms
from donthu.desk.officers import OfficerPage, Officers, Permissions
from donthu.desk.receipt import ReceiptPage
from donthu.desk.saved_views import SavedViewPage, SavedViews
from donthu.desk.search import Search
from donthu.desk.statistics import StatisticsPage, StatisticsTable
from donthu.desk.steps import Assign, AssignmentStep, CaseStep
from donthu.desk.work import Work

app_name = "desk"
urlpatterns = [
    path("", Work.as_view(), name="work"),
    path("thu-muc/<str:folder>/", FolderPage.as_view(), name="folder"),
    path("nhap/", Entry.as_view(), name="entry"),
    path("nhap/trung/", Twins.as_view(), name="twins"),
    path("so-lieu/", StatisticsPage.as_view(), name="statistics"),
    path("so-lieu/<str:table>.csv", StatisticsTable.as_view(), name="statistics_table"),
    path("tim/", Search.as_view(), name="search"),
    path("bo-loc/", SavedViews.as_view(), name="saved_views"),
    path("bo-loc/<int:view_id>/", SavedViewPage.as_view(), name="saved_view"),
    path("hang-loat/", BulkRuns.as_view(), name="bulk_runs"),
    path("hang-loat/moi/", BulkStep.as_view(), name="bulk_step"),
    path("hang-loat/<int:run_id>/", BulkPage.as_view(), name="bulk_run"),
    path("ho-so/<str:code>/", CasePage.as_view(), name="case"),
    path("ho-so/<str:code>/word/", CaseWord.as_view(), name="case_word"),
    path("ho-so/<str:code>/buoc/<str:step>/", CaseStep.as_view(), name="step"),
    path("ho-so/<str:code>/bien-nhan/", ReceiptPage.as_view(), name="receipt"),
    path("ho-so/<str:code>/giao-viec/", Assign.as_view(), name="assign"),
    path("ho-so/<str:code>/tep/<int:file_id>/", File.as_view(), name="file"),
    path(
        "ho-so/<str:code>/ban-cong-khai/<int:prepared_id>/",
        PreparedFile.as_view(),
        name="prepared_file",
    ),
    path("ho-so/<str:code>/cong-van/<int:paper_id>/", LetterFile.as_view(), name="letter"),
    path(
        "giao-viec/<int:assignment_id>/<str:step>/",
        AssignmentStep.as_view(),
        name="assignment_step",
    ),
    path("tep-tam/", Stage.as_view(), name="stage"),
    path("chuyen-vai/", Switch.as_view(), name="switch"),
    path("tai-khoan/", Account.as_view(), name="account"),
    path("quy-dinh/", Terms.as_view(), name="terms"),
    path("ban-giao/", Leaving.as_view(), name="leaving"),
    path("ban-giao/<str:username>/", LeavingWork.as_view(), name="leaving_work"),
    path("uy-quyen/", Delegations.as_view(), name="delegations"),
    path("can-bo/", Officers.as_view(), name="officers"),
    path("can-bo/<str:username>/", OfficerPage.as_view(), name="officer"),
    path("co-quan/", LetterAgencies.as_view(), name="agencies"),
    path("quyen/", Permissions.as_view(), name="permissions"),
]
