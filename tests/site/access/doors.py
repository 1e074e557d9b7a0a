"""How each door of the house is knocked at: what its address needs, and a form that nobody could find fault with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from tests.factories import REPORT
from tests.orgs.lists import AN, upload
from tests.proceedings.pictures import picture
from tests.site.access.world import PHOTO, World
from thongsuot.conferences import passes
from thongsuot.files import staging
from thongsuot.kernel.clock import day_of
from thongsuot.kernel.ids import new_key
from thongsuot.points import hallcode
from thongsuot.points.keys import PointPass, write_pass

WARD, SELF, SHARED = "the ward's", "one's own", "everybody's"
WRONG = "không phải mật khẩu"


@dataclass(frozen=True, slots=True)
class Door:
    """The arguments of an address and the fields of its form; `whose` is the thing behind it."""

    whose: str
    args: tuple[Any, ...] = ()
    form: Mapping[str, Any] = field(default_factory=dict)
    ask: str = ""


def typed(days: int = 0) -> str:
    """Write a day, counted from today, as a person types it."""
    return f"{day_of(timezone.now()) + timedelta(days=days):%d/%m/%Y}"


def doors(world: World) -> dict[str, Door]:
    """Give every door of the house by the name of its address."""
    rooms = (
        _frame,
        _account,
        _units,
        _lists,
        _documents,
        _notices,
        _drives,
        _course,
        _study,
        _conferences,
        _certificates,
        _api,
    )
    return {name: door for room in rooms for name, door in room(world).items()}


def _frame(world: World) -> dict[str, Door]:
    code = world.things["code"].text
    return {
        "today": Door(SELF),
        "own_page": Door(SELF),
        "ledger": Door(SELF),
        "delegated_ledger": Door(WARD, (world.things["delegation"].pk,)),
        "unit_ledger": Door(WARD, (world.four.ward.code,)),
        "health": Door(SHARED),
        "messages": Door(SELF, form={"address": "ai-do@example.vn"}),
        "status": Door(SHARED),
        "run_job_again": Door(SHARED, (world.things["job"].pk,)),
        "stop_mail": Door(SHARED, (world.things["stop"],)),
        "enter": Door(SHARED, form={"code": code}),
        "enter_by_link": Door(SHARED, (code,)),
        "vao/<str:code>": Door(SHARED, (code,)),
        "set_language": Door(SHARED, form={"language": "en"}),
        "set_appearance": Door(SELF, form={"giao-dien": "dark"}),
        "api/": Door(SHARED),
        "api/<path:rest>": Door(SHARED, ("khong-co",)),
    }


def _account(world: World) -> dict[str, Door]:
    password = {"password1": "một câu dài để thử cửa", "password2": "một câu dài để thử cửa"}
    return {
        "choose_seat": Door(SELF, form={"seat": world.who("member").pk}),
        "sessions": Door(SELF),
        "end_sessions": Door(SELF),
        "api_tokens": Door(SELF, form={"name": "Một hệ thống", "expires_on": typed(9)}),
        "revoke_token": Door(SELF, (world.things["token"].pk,)),
        "account_login": Door(SHARED, form={"login": "an", "password": WRONG}),
        "account_logout": Door(SHARED),
        "account_change_password": Door(SELF, form={"oldpassword": WRONG, **password}),
        "account_set_password": Door(SELF, form=password),
        "account_reauthenticate": Door(SELF, form={"password": WRONG}),
        "account_inactive": Door(SHARED),
        "account_signup": Door(SHARED),
    }


def _units(world: World) -> dict[str, Door]:
    code = (world.four.ward.code,)
    found = {"code": "AH-01-99", "new_name": "Chi bộ mới", "kind": "cell", "level": "cell", "founded_on": typed()}
    named = {"name": "Phường Bến Đá Mới", "new_kind": "ward", "renamed_on": typed()}
    acting = {"username": world.things["signer"].person.username, "post": world.things["acting"].post_id}
    acting |= {"capacity": "in_charge", "acting_from": typed(), "last_acting_day": typed(9)}
    ended = {"last_day": typed(), "successor": world.four.other_ward.code}
    return {
        "my_unit": Door(SELF),
        "unit": Door(WARD, code),
        "letterhead": Door(WARD, code, {"form": "state", "name": "Phường", "initials": "UBND"}),
        "unit_history": Door(WARD, code),
        "change_unit": Door(WARD, code),
        "found_unit": Door(WARD, code, found),
        "rename_unit": Door(WARD, code, named),
        "move_unit": Door(WARD, code, {"under": world.things["agency"].code, "moved_on": typed()}),
        "end_unit": Door(WARD, code, ended),
        "appoint_acting": Door(WARD, code, acting),
        "end_acting": Door(WARD, (*code, world.things["acting"].pk)),
        "delegations": Door(WARD, code, world.granting()),
        "end_delegation": Door(WARD, (*code, world.things["delegation"].pk)),
        "entry_codes": Door(WARD, code),
        "renew_codes": Door(WARD, code),
        "take_back_codes": Door(WARD, code),
        "renew_code": Door(WARD, (*code, world.things["late"].pk)),
        "take_back_code": Door(WARD, (*code, world.things["code"].pk)),
    }


def _lists(world: World) -> dict[str, Door]:
    intake = (world.things["intake"].pk,)
    return {
        "import_organisation": Door(SHARED, form={"file": upload(AN, units=())}),
        "import_template": Door(SHARED),
        "intake": Door(SELF, intake),
        "carry_out_list": Door(SELF, intake),
        "drop_list": Door(SELF, intake),
        "intake_changes": Door(SELF, intake),
        "marked_copy": Door(SELF, intake),
    }


def _documents(world: World) -> dict[str, Door]:
    wording, waiting = world.things["wording"], (world.things["waiting"],)
    address = wording.work.uri.removeprefix("/")
    facts = {"type_key": "quy-dinh", "number": wording.work.number, "title": "Lời khác", "reason": "Gõ nhầm"}
    file = {"token": staging.new_token(), "tep": SimpleUploadedFile("c.txt", "Một tờ giấy.".encode())}
    return {
        "documents": Door(SHARED),
        "import_document": Door(SHARED, form=file),
        "review_import": Door(SELF, waiting),
        "discard_import": Door(SELF, waiting),
        "correct_fact": Door(SHARED, (wording.pk,), facts),
        "original_file": Door(SHARED, (world.things["original"].pk,)),
        "unread_file": Door(SELF, (world.things["unread"].pk,)),
        "preview_citation": Door(SHARED, (world.things["citation"].pk,)),
        "citing_documents": Door(SHARED, (wording.work_id,)),
        "cite_place": Door(SHARED, (address, "art_1")),
        "read_place": Door(SHARED, (address, "art_1")),
        "find_in_document": Door(SHARED, (address,), ask="?tim=quy"),
        "cite_document": Door(SHARED, (address,)),
        "read_document": Door(SHARED, (address,)),
    }


def _notices(world: World) -> dict[str, Door]:
    notice = (world.things["notice"].pk,)
    return {
        "receive_notice": Door(SELF, form={"text": REPORT.replace("10-11", "11-11")}),
        "review_notice": Door(WARD, notice),
        "add_finding": Door(WARD, notice, {"kind": "instruction", "label": "Học trước ngày 30."}),
        "accept_findings": Door(WARD, notice),
        "decide_findings": Door(WARD, notice, {"kind": "audience", "decision": "dropped"}),
        "draft_from_notice": Door(WARD, notice),
        "decide_finding": Door(WARD, (world.things["finding"].pk,), {"decision": "dropped"}),
    }


def _drives(world: World) -> dict[str, Door]:
    drive, handed = (world.things["drive"].pk,), (world.things["handed_down"].pk,)
    laid, named, why = world.things["proposal"], world.things["named"], {"reason": "Đi học xa."}
    due = {f"due_{level}": typed(9) for level in ("city", "ward", "cell")}
    plan = {"title": "Đợt mới", "expressions": [world.things["newer"].pk], "reaches": ["ward:member"], **due}
    return {
        "disseminations": Door(SELF),
        "draft_dissemination": Door(SELF),
        "dissemination": Door(WARD, drive),
        "plan_dissemination": Door(WARD, (world.things["draft"].pk,), {**plan, "ban-hanh": "1"}),
        "calendar": Door(WARD, drive),
        "exceptions": Door(WARD, (named.dissemination_id,)),
        "make_exception": Door(WARD, (named.dissemination_id,), {"seat": named.seat_id, "kind": "excluded", **why}),
        "drop_exception": Door(WARD, (named.pk,)),
        "publishing": Door(WARD, (world.things["ordered"].dissemination_id,)),
        "move_publishing": Door(WARD, (world.things["ordered"].dissemination_id,), {"on": typed(2), "hour": "9:00"}),
        "cancel_publishing": Door(WARD, (world.things["ordered"].dissemination_id,)),
        "approvals": Door(SELF),
        "choose_approval": Door(SELF, form={"needed": "1"}),
        "approve_dissemination": Door(WARD, (laid.dissemination_id,), {"seen": laid.fingerprint}),
        "return_dissemination": Door(WARD, (laid.dissemination_id,), {"reason": "Sửa hạn."}),
        "changes": Door(WARD, drive),
        "coverage": Door(WARD, drive),
        "unit_coverage": Door(WARD, (*drive, world.four.ward.code)),
        "coverage_day": Door(WARD, (*drive, world.four.ward.code), ask=f"?ngay={typed()}"),
        "coverage_workbook": Door(WARD, (*drive, world.four.ward.code)),
        "compare_disseminations": Door(WARD, drive),
        "pass_on": Door(SHARED, handed, {"note": "Học ngay.", "asked_on": ""}),
        "report_done": Door(SHARED, handed, {"report": "Đã xong."}),
    }


def _course(world: World) -> dict[str, Door]:
    drive, why = (world.things["drive"].pk,), {"reason": "Mưa lũ."}
    texts = {"before": world.things["older"].pk, "after": world.things["newer"].pk, "kind": "amended", **why}
    return {
        "course": Door(WARD, drive),
        "extend_dissemination": Door(WARD, drive, {"due_cell": typed(90), **why}),
        "close_dissemination": Door(WARD, drive, why),
        "reopen_dissemination": Door(WARD, (world.things["closed"].pk,), why),
        "withdraw_dissemination": Door(WARD, drive, why),
        "replace_text": Door(WARD, drive, texts),
    }


def _study(world: World) -> dict[str, Door]:
    drive, text = (world.things["drive"].pk,), world.things["text"]
    sheet = {"seats": [world.things["late"].pk], "signed_on": typed()}
    return {
        "read_text": Door(WARD, (*drive, text)),
        "acknowledge": Door(WARD, drive, {"expression": text}),
        "decline": Door(WARD, drive, {"expression": text, "text": "Chưa rõ Điều 1."}),
        "ask": Door(WARD, drive, {"expression": text, "text": "Vì sao?", "eid": "art_1"}),
        "answer_question": Door(WARD, (world.things["question"].pk,), {"text": "Hai lần."}),
        "enter_paper": Door(WARD, drive, {**sheet, "photo": SimpleUploadedFile("anh.jpg", PHOTO)}),
        "take_back_paper": Door(WARD, (world.things["line"].pk,), {"reason": "Ghi nhầm."}),
        "paper_photo": Door(WARD, (world.things["sheet"].pk,)),
    }


def _conferences(world: World) -> dict[str, Door]:
    things = world.things
    held, ended, reported = (things[name].pk for name in ("conference", "ended", "reported"))
    plan = {"title": "Hội nghị", "place": "Hội trường", "on": typed(1), "halves": ["morning"]}
    question = {"expression": things["older"].pk, "kind": "single", "text": "Nói gì?", "options": "*Có\nKhông"}
    return {
        "conferences": Door(SELF),
        "conference_board": Door(WARD, (things["drive"].pk,)),
        "understood": Door(WARD, (things["drive"].pk,)),
        "plan_conference": Door(WARD, (things["unplanned"].pk,), plan),
        "instead_of_conference": Door(WARD, (things["unplanned"].pk,)),
        "join_conference": Door(SELF, (things["to_join"].pk,)),
        "ask_excuse": Door(SELF, (things["to_ask"].pk,), {"reason": "Bận"}),
        "take_back_arrangement": Door(WARD, (things["joined"].dissemination_id,)),
        "decide_excuse": Door(WARD, (things["asked"].pk,), {"decision": "grant"}),
        "conference": Door(WARD, (held,)),
        "roll_call": Door(WARD, (held, things["half_day"].pk), {f"mark-{world.who('member').pk}": "present"}),
        "end_conference": Door(WARD, (held,)),
        "report_conference": Door(WARD, (ended,)),
        "conference_report": Door(WARD, (reported,)),
        "conference_report_pdf": Door(WARD, (reported,)),
        "conference_people": Door(WARD, (held, things["half_day"].pk)),
        "conference_sum": Door(WARD, (things["drive"].pk,)),
        "conference_sum_file": Door(WARD, (things["drive"].pk, "word")),
        "conference_paper": Door(WARD, (held, "bien-ban"), {"text": "Hội nghị đã họp."}),
        "conference_paper_file": Door(WARD, (held, "giay-moi", "word")),
        "signing_list": Door(WARD, (held, things["half_day"].pk, "word")),
        "invite_delegates": Door(WARD, (held,)),
        "conference_gathered": Door(WARD, (held,)),
        "attach_photo": Door(
            WARD, (held,), {"caption": "Hội trường", "photo": SimpleUploadedFile("anh.jpg", picture("red"))}
        ),
        "note_question": Door(WARD, (held,), {"expression": things["text"], "text": "Khi nào có hiệu lực?"}),
        "conference_photo": Door(WARD, (held, things["conference_photo"].pk)),
        "drop_photo": Door(WARD, (held, things["conference_photo"].pk)),
        "banks": Door(SELF),
        **_studies(world),
        "bank": Door(SHARED, (things["older"].work_id,), question),
        "bank_question": Door(WARD, (things["check_question"].question_id,), question),
        "retire_question": Door(WARD, (things["check_question"].question_id,)),
        "import_questions": Door(SHARED, (things["older"].work_id,), {"pasted": "Nói gì? {=Có ~Không}", "take": "1"}),
        "questions_as_gift": Door(SHARED, (things["older"].work_id,)),
        "questions_as_workbook": Door(SHARED, (things["older"].work_id,)),
        "check_questions": Door(WARD, (held,), question),
        "draw_check": Door(WARD, (ended,), {"question": [things["to_draw"].pk]}),
        "take_check": Door(WARD, (held,), {f"answer-{things['check_question'].pk}": "0"}),
        **_preparing(held, things["material"].pk),
        **_hall(world),
        **_points(world),
    }


def _certificates(world: World) -> dict[str, Door]:
    """Give the doors of certificates: the clerk's, the person's own, and everybody's."""
    ended, held = world.things["ended"].pk, world.things["certificate"]
    return {
        "certificates": Door(WARD, (ended,)),
        "certificates_file": Door(WARD, (ended,)),
        "own_certificates": Door(SELF),
        "own_certificate_file": Door(SELF, (held.pk, "word")),
        "verify_certificate": Door(SHARED, (held.code,), {"name": held.name}),
        "certificate_receipt": Door(SHARED, (held.code,)),
    }


def _preparing(held: int, material: int) -> dict[str, Door]:
    """Give the doors by which a conference is prepared."""
    return {
        "prepare_conference": Door(WARD, (held,)),
        "agenda": Door(WARD, (held,), {"text": "8:00 | Khai mạc"}),
        "materials": Door(WARD, (held,), {"file": SimpleUploadedFile("de-cuong.txt", b"De cuong.")}),
        "material": Door(WARD, (material,)),
        "drop_material": Door(WARD, (material,)),
        "conference_calendar": Door(WARD, (held,)),
    }


def _studies(world: World) -> dict[str, Door]:
    things = world.things
    days = {"title": "Bài", "part-0": "1", "opens_on": typed(), "closes_on": typed(3), "tries": "1", "minutes": "0"}
    return {
        "studies": Door(SELF),
        "build_check": Door(WARD, (things["drive"].pk,), days),
        "study_check": Door(WARD, (things["study_check"].pk,)),
        "begin_attempt": Door(WARD, (things["study_check"].pk,)),
        "name_trainer": Door(WARD, (things["study_check"].pk,), {"trainer": str(world.who("member").pk)}),
        "training": Door(WARD, (things["study_check"].pk,)),
        "check_figures": Door(WARD, (things["study_check"].pk,)),
        "set_task": Door(WARD, (things["drive"].pk,), _task(world)),
        "reflection": Door(WARD, (things["task"].pk,), {"edition": "0", "part-0": "Để thử."}),
        "grading_desk": Door(WARD, (things["task"].pk,)),
        "grade_reflection": Door(WARD, (things["reflection"].pk,), {"mark-0": "1"}),
        "return_reflection": Door(WARD, (things["reflection"].pk,), {"comment": "Viết thêm."}),
        "hand_in_attempt": Door(SELF, (things["attempt"].pk,), {f"answer-{things['attempt'].drawn[0]}": "0"}),
    }


def _task(world: World) -> dict[str, str]:
    days = {"opens_on": typed(), "closes_on": typed(3), "keep_days": "30", "grader": str(world.who("head").pk)}
    return {"title": "Đề", "prompts": "Văn bản áp dụng cho ai?", "rubric": "Phạm vi | Nêu đúng ai | 1 | 5", **days}


def _hall(world: World) -> dict[str, Door]:
    """Give the doors of the hall: whoever holds a pass may press, and nobody looks at who has signed in."""
    things, member = world.things, world.who("member")
    path, until = member.organisation.path, int(timezone.now().timestamp()) + 3600
    owes = ((member.pk, path, day_of(timezone.now()).toordinal(), "ward", False),)
    one = passes.Pass(things["conference"].pk, member.pk, member.person_id, path, None, until, owes)
    held = {"pass": passes.write(one, settings.PASS_KEYS), "key": str(new_key())}
    return {
        "come_by_code": Door(SHARED, (things["code"].text,)),
        "come": Door(SELF),
        "delegate": Door(SHARED, (held["pass"],)),
        "material_by_pass": Door(SHARED, (held["pass"], things["material"].pk)),
        "hall_check_in": Door(SHARED, form={**held, "half_day": things["half_day"].pk}),
        "hall_read": Door(SHARED, form=held),
        "hall_answer": Door(SHARED, form={**held, f"answer-{things['check_question'].pk}": "0"}),
    }


def _points(world: World) -> dict[str, Door]:
    point, half_day = world.things["point"], world.things["half_day"].pk
    until = int(timezone.now().timestamp()) + 3600
    heard = hallcode.spoken(point.pk, half_day, settings.POINT_KEYS)
    held = PointPass(point.pk, world.who("clerk").pk, world.who("clerk").person_id, point.organisation.path, until)
    signed = write_pass(held, settings.POINT_KEYS)
    saved = {"kind": "thongsuot-diem-cau", "version": 1, "point": point.pk, "device": "mot-may", "pass": signed}
    queue = json.dumps({**saved, "passages": []}).encode()
    return {
        "points": Door(WARD, (point.conference_id,), {"name": "Hội trường B"}),
        "point": Door(WARD, (point.pk,)),
        "change_point": Door(WARD, (point.pk,), {"name": "Hội trường A"}),
        "end_device": Door(WARD, (point.devices.get().pk,)),
        "note_at_point": Door(WARD, (point.pk,), {"code": "ABCD", "half_day": half_day, "direction": "in"}),
        "point_roster": Door(WARD, (point.pk,)),
        "point_worker": Door(SHARED),
        "point_manifest": Door(SHARED, (point.pk,)),
        "point_screen": Door(WARD, (point.pk,)),
        "doorstep": Door(SHARED, ("ABCD",)),
        "type_door_code": Door(SHARED),
        "pass_door": Door(SHARED, form={**_hall(world)["hall_read"].form, "code": heard}),
        "signed_list": Door(WARD, (point.conference_id, half_day), {"text": "Họ và tên"}),
        "live_board": Door(WARD, (point.conference_id,)),
        "live_drive": Door(WARD, (point.conference.dissemination_id,)),
        "hours_of_presence": Door(WARD, (point.conference_id,)),
        "hours_file": Door(WARD, (point.conference_id,)),
        "settle_findings": Door(WARD, (point.conference_id,), {"finding": "x"}),
        "hand_over_queue": Door(SELF, (point.conference_id,), {"queue": SimpleUploadedFile("hang-doi.json", queue)}),
        "merge_passages": Door(SHARED, (point.pk,), {"pass": signed, "device": "mot-may", "passages": "[]"}),
    }


def _api(world: World) -> dict[str, Door]:
    drive, text, ward = (world.things["drive"].pk,), world.things["text"], world.four.ward.code
    return {
        "api-1:openapi-json": Door(SHARED),
        "api-1:api-root": Door(SHARED),
        "api-1:list_documents": Door(SHARED),
        "api-1:read_document": Door(SHARED, (world.things["wording"].work_id,)),
        "api-1:list_provisions": Door(SHARED, (text,)),
        "api-1:list_units": Door(SELF),
        "api-1:read_unit": Door(WARD, (ward,)),
        "api-1:list_disseminations": Door(SELF),
        "api-1:read_dissemination": Door(WARD, drive),
        "api-1:list_duties": Door(WARD, drive),
        "api-1:open_text": Door(WARD, drive, {"expression": text}),
        "api-1:acknowledge": Door(WARD, drive, {"expression": text}),
        "api-1:read_coverage": Door(WARD, drive, ask=f"?unit={ward}"),
    }
