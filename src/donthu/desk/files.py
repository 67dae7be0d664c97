"""The files of a case, streamed to who may read them, and files sent ahead of a form."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header

from donthu.cases import codes, public_files, queries
from donthu.cases.letters import letter_docx
from donthu.cases.visibility import reads_names, with_a_part
from donthu.desk.access import DeskRequest, DeskView
from donthu.desk.case import CaseView
from donthu.desk.case_parts import LETTERS
from donthu.desk.uploads import owner
from donthu.documents import serving
from donthu.documents.letters import TYPE
from donthu.ui.uploads import stage


class File(CaseView):
    """One file of a case; shown in the page, or with `?tai=1` to be saved."""

    def get(self, request: DeskRequest, code: str, file_id: int) -> HttpResponseBase:
        """The bytes."""
        case = self.case_or_404(code)
        agency_ids = [duty.agency_id for duty in request.officer_duties]
        found = queries.file_for_officer(file_id, case, agency_ids=agency_ids)
        if found is None:
            raise Http404
        return serving.response(found.file, found.name, inline="tai" not in request.GET)


class PreparedFile(CaseView):
    """A file of the copy for the public in the making, as everybody would have it."""

    def get(self, request: DeskRequest, code: str, prepared_id: int) -> HttpResponseBase:
        """The bytes."""
        found = public_files.of_copy(self.case_or_404(code), prepared_id)
        if found is None:
            raise Http404
        return serving.response(found.file, found.name, inline=True)


class LetterFile(CaseView):
    """A letter to an agency without accounts, as a Word file to be signed and printed; for those
    who may read the sender's name, which stands in it."""

    def get(self, request: DeskRequest, code: str, paper_id: int) -> HttpResponseBase:
        """The file."""
        case = self.case_or_404(code)
        if not reads_names(request.officer_duties, with_a_part(case, queries.assignments(case))):
            raise Http404
        agency_ids = [duty.agency_id for duty in request.officer_duties]
        papers = queries.papers(case, agency_ids=agency_ids)
        paper = next((p for p in papers if p.pk == paper_id and p.kind in LETTERS), None)
        if paper is None:
            raise Http404
        answer = HttpResponse(letter_docx(paper, on=self.today), content_type=TYPE)
        name = f"{paper.get_kind_display()} {codes.shown(case.code)}.docx"
        answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
        answer["Cache-Control"] = "private, no-store"
        return answer


class Stage(DeskView):
    """A file sent ahead of its form: a token for it, or why it is not taken."""

    http_method_names = ("post",)

    def post(self, request: DeskRequest) -> HttpResponse:
        """Keep the file for the officer."""
        upload = request.FILES.get("file")
        if upload is None:
            return JsonResponse({"error": "Không có tệp nào được gửi."}, status=400)
        try:
            kept = stage(upload, owner=owner(request), at=request.at)
        except ValidationError as error:
            return JsonResponse({"error": " ".join(error.messages)}, status=400)
        return JsonResponse({"token": kept.token, "name": kept.name, "size": kept.size})
