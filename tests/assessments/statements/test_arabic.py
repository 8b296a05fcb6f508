"""Arabic sentences of accused parties find their rung; those of others, and of other things, find none."""

from __future__ import annotations

from datetime import date

import pytest

from tollbook.assessments.statements.find import find_statements
from tollbook.claims.readers.rules_ar.read import RulesAr
from tollbook.model.claim import Claim
from tollbook.model.proposal import Proposal
from tollbook.model.vocabulary import Step, Verdict

MONDAY = date(2021, 5, 10)
DOCUMENT = "d" * 64


def found(text: str, *claims: Claim, published: date | None = MONDAY) -> tuple[Proposal, ...]:
    by_id = {claim.id: claim for claim in claims}
    return find_statements(DOCUMENT, text, by_id, published=published).proposals


def read(text: str) -> tuple[Claim, ...]:
    return RulesAr().read(text, doc=DOCUMENT, published=MONDAY)


RUNGS = [
    ("رفضت وزارة الدفاع التعليق على الغارة.", Step.NO_STATEMENT),
    ("ولم يصدر عن التحالف أي تعليق على قصف المخبز.", Step.NO_STATEMENT),
    ("لم تعلق القوات المسلحة على الهجوم حتى الآن.", Step.NO_STATEMENT),
    ("أعلن الجيش تنفيذ غارة على مستودع قرب بلدة الكرمة.", Step.STATES_CIRCUMSTANCES),
    ("قال التحالف الدولي إن طائراته استهدفت مبنى في حي المنارة.", Step.STATES_CIRCUMSTANCES),
    ("أعلن المتحدث باسم الجيش فتح تحقيق في حادثة قصف المدرسة.", Step.STATES_CIRCUMSTANCES),
    ("فتح التحالف تحقيقا في الغارة على سوق الكرمة.", Step.STATES_CIRCUMSTANCES),
    ("وخلص التحالف إلى أن التقارير غير موثوقة.", Step.STATES_CIRCUMSTANCES),
    ("نفى الجيش مسؤوليته عن قصف المشفى.", Step.DENIES_ACT),
    ("نفت وزارة الدفاع أن تكون طائراتها قصفت المدرسة.", Step.DENIES_ACT),
    ("من جهته نفى الناطق باسم قوات التحالف وقوع ضحايا مدنيين.", Step.DENIES_ACT),
    ("قوات النظام تنفي استهداف المخبز.", Step.DENIES_ACT),
    ("قالت القيادة المركزية إنها لم تنفذ أي ضربات في المنطقة.", Step.DENIES_ACT),
    ("قال الجيش إنه استهدف مستودعا ولم يسقط أي مدني.", Step.DENIES_RESPONSIBILITY),
    ("أكد التحالف أن الغارة أصابت هدفا عسكريا مشروعا.", Step.DENIES_RESPONSIBILITY),
    ("قال الجيش إن جميع القتلى في الضربة مسلحون.", Step.DENIES_RESPONSIBILITY),
    ("أقر التحالف بأن غارته قتلت تسعة مدنيين، وقال إن متفجرات مخزنة هدمت السقف.", Step.ALTERNATIVE_EXPLANATION),
    ("أقر التحالف بمقتل 14 مدنيا في غارة على بلدة الكرمة.", Step.ACCEPTS_RESPONSIBILITY),
    ("اعترف الجيش بأن قذائفه أصابت عائلة في قرية الصفصاف.", Step.ACCEPTS_RESPONSIBILITY),
    ("أعلن التحالف أن ضربة أودت عن طريق الخطأ بحياة أربعة مدنيين.", Step.ACCEPTS_RESPONSIBILITY),
    ("اعتذر الجيش عن قصف حفل في بلدة الكرمة.", Step.ACCEPTS_RESPONSIBILITY),
    ("تبنت حركة الشباب الهجوم على الفندق.", Step.ACCEPTS_RESPONSIBILITY),
]


@pytest.mark.parametrize(("text", "step"), RUNGS)
def test_a_sentence_of_a_party_stands_on_its_rung(text: str, step: Step) -> None:
    proposals = found(text)
    assert proposals
    assert step in {one.step for one in proposals}
    assert proposals[0].quote == text[proposals[0].start : proposals[0].end]


@pytest.mark.parametrize(
    "text",
    [
        "نفى سكان القرية أن يكون للجيش مقاتلون في المخبز.",
        "اتهم رئيس البلدية الجيش بإخفاء القتلى.",
        "أكد مدير المدرسة أن الغارة قتلت تلميذين.",
        "قال ناشطون إن قوات النظام قصفت الطاحونة.",
        "وقال شهود إن الطائرات قصفت الجامع.",
        "استهدف الجيش بلدة الكرمة بالمدفعية، وأصيب ثلاثة مدنيين.",
    ],
)
def test_what_third_parties_say_is_not_proposed(text: str) -> None:
    assert not found(text)


@pytest.mark.parametrize(
    "text",
    [
        "نفى الجيش نيته الانسحاب من المدينة.",
        "أعلنت وزارة الدفاع تعيين قائد جديد.",
        "نفت وزارة الدفاع قطع المياه عن البلدة.",
        "قال التحالف إنه سيدرب لواءين آخرين.",
        "أكد الجيش افتتاح معبر جديد.",
        "ردت الفصائل بقصف مواقع الجيش.",
        "نادرا ما تؤكد إسرائيل تنفيذ غارات.",
        "بدأ الجيش التحقيق مع سكان الحي بعد الانفجار.",
    ],
)
def test_what_a_party_says_of_other_things_is_not_proposed(text: str) -> None:
    assert not found(text)


def test_who_only_blames_another_is_proposed_where_somebody_accuses_it() -> None:
    blames = "حمل الجيش المسلحين مسؤولية الانفجار في المدرسة."
    assert not found(blames)
    text = "قتل ستة أشخاص في قصف نفذه الجيش على المدرسة. وحمل الجيش المسلحين مسؤولية الانفجار."
    (one,) = found(text, *read(text))
    assert (one.step, one.named) == (Step.DENIES_ACT, True)


def test_a_concession_has_its_number_its_days_and_its_claim() -> None:
    text = "أقر التحالف يوم الجمعة بمقتل 14 مدنيا في غارة نفذها في الثالث من أيار على بلدة الكرمة."
    claims = read(text)
    (one,) = found(text, *claims)
    assert (one.party, one.conceded) == ("التحالف", 14)
    assert (one.date, one.first) == (date(2021, 5, 7), date(2021, 5, 3))
    assert one.claims == tuple(claim.id for claim in claims)


def test_a_denial_concedes_nothing() -> None:
    text = "نفى الجيش أن تكون قذائفه قتلت 14 مدنيا."
    (one,) = found(text, *read(text))
    assert (one.step, one.conceded) == (Step.DENIES_ACT, None)


def test_deaths_by_anothers_hand_are_no_concession() -> None:
    text = "اعترفت وزارة الدفاع بمقتل ستة جنود في القصف الإسرائيلي على الثكنة."
    assert Step.ACCEPTS_RESPONSIBILITY not in {one.step for one in found(text, *read(text))}


def test_what_follows_belongs_to_whoever_spoke_last() -> None:
    text = "تحدثت وزارة الدفاع عن اشتباك. وقالت الوزارة إن طائراتها لم تقصف المشفى."
    (one,) = found("أعلنت وزارة الدفاع وقوع اشتباك. وأضاف البيان أنها لم تنفذ أي غارة.")
    assert (one.party, one.step) == ("وزارة الدفاع", Step.DENIES_ACT)
    assert all(other.party == "وزارة الدفاع" for other in found(text))


def test_inquiries_carry_their_verdict() -> None:
    for words, verdict in (
        ("فتح تحقيق في الغارة", Verdict.OPEN),
        ("إعادة فتح التحقيق في الغارة", Verdict.REOPENED),
    ):
        assert found(f"أعلن التحالف {words}.")[0].verdict is verdict
    assert found("أعلن التحالف إغلاق التحقيق في الغارة.")[0].verdict is None


def test_without_a_day_of_publication_no_day_is_made_up() -> None:
    assert found("نفى الجيش قصف المشفى.", published=None)[0].date is None


def test_a_text_of_both_languages_is_heard_in_both() -> None:
    text = "نفى الجيش قصف المشفى.\n\nThe coalition denied the raid on the mill."
    assert {one.party for one in found(text)} == {"الجيش", "coalition"}
