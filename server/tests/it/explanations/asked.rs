//! Asked, explained, and what is wrong with either.
use axum::http::StatusCode;

use super::{ASK, DUTY, EXPLAIN, EXPLANATION, Fields, HEAD, QUESTION, WHY, does, page, send};
use crate::support::{
    site::{ORIGIN, Site},
    store::{Store, on_both},
    users::{Account, User},
};

on_both!(
    asked_by_the_office_and_explained_by_the_head,
    one_form_speaks_of_several_things_of_a_duty,
);

async fn asked_by_the_office_and_explained_by_the_head(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let figures = site.app.live.today().await.unwrap().figures();
    let sent = send(&site, "committee", ASK, QUESTION).await;
    let to = sent.expect(StatusCode::SEE_OTHER).location().to_owned();
    assert!(
        page(&site, "committee", &to)
            .await
            .contains("Đã gửi. Bên thực hiện")
    );
    assert!(
        !page(&site, "office", &to)
            .await
            .contains("Đã gửi. Bên thực hiện")
    );
    // On top of the list of the unit's people; the head answers.
    for (who, answers) in [(HEAD, true), ("member.y-te", false)] {
        let list = Account::named(&site, who).await.get("/work").await;
        let list = list.expect(StatusCode::OK);
        let asked = list.body.find("sao-5501").unwrap();
        assert!(asked < list.body.find("Phải làm").unwrap(), "{who}");
        let link = format!("href=\"{EXPLAIN}\"");
        assert_eq!(list.body.contains(&link), answers, "{who}");
    }
    for who in ["partner.xanh", "head.tai-chinh"] {
        assert!(
            !page(&site, who, "/work").await.contains("sao-5501"),
            "{who}"
        );
    }
    let form = Account::named(&site, HEAD).await.get(EXPLAIN).await;
    form.shows("sao-5501");
    does(&site, HEAD, EXPLAIN, EXPLANATION).await;
    assert!(!page(&site, HEAD, "/work").await.contains("sao-5501"));
    // Who reads the unit's titles reads cause and day, who reads its reasons the words.
    for (who, why, words) in [
        ("committee", true, true),
        ("office", true, true),
        (HEAD, true, true),
        ("member.y-te", true, true),
        ("head.tai-chinh", true, false),
        ("member.phuong-mot", true, false),
        // It is not the company's work.
        ("partner.xanh", false, false),
    ] {
        let duty = page(&site, who, DUTY).await;
        assert_eq!(duty.contains(WHY), why, "{who}\n{duty}");
        assert_eq!(duty.contains("gốc-5502"), words, "{who}");
        assert_eq!(duty.contains("sao-5501"), words, "{who}");
        // Yesterday nothing was said.
        let before = page(&site, who, &format!("{DUTY}?as_of=2026-11-19")).await;
        assert!(
            !before.contains("5502") && !before.contains("Nguyên nhân"),
            "{who}"
        );
    }
    // A commitment is no deadline.
    let now = site.app.live.today().await.unwrap().figures();
    let without_place = |mut figures: serde_json::Value| {
        figures.as_object_mut().unwrap().remove("seq");
        figures
    };
    assert_eq!(without_place(now), without_place(figures));
    let lines =
        "select action || ' ' || subject from audit where action like 'milestone.%' order by line";
    assert_eq!(
        site.store.texts(lines).await,
        [
            "milestone.asked yte-san-pham",
            "milestone.explained yte-san-pham"
        ]
    );
    assert!(
        tiendo::ledger::verify(&site.store.db, None)
            .await
            .unwrap()
            .is_whole()
    );
}

async fn one_form_speaks_of_several_things_of_a_duty(store: Store) {
    let site = Site::at(store, ORIGIN).await;
    let about: Fields = &[
        ("about.m.yte-san-pham", "true"),
        ("about.m.yte-xanh", "true"),
        ("about.i.CT-Y-TE", "true"),
        ("text", "Vì sao-5503"),
        ("day", "25/11/2026"),
    ];
    does(&site, "office", ASK, about).await;
    let rows = "select coalesce(milestone, indicator) from asked order by milestone, indicator";
    let mut asked = site.store.texts(rows).await;
    asked.sort();
    assert_eq!(asked, ["CT-Y-TE", "yte-san-pham", "yte-xanh"]);
    assert_eq!(
        site.store
            .number("select count(distinct seq) from asked")
            .await,
        1
    );
    // The company reads what is asked of its own, and answers that.
    let theirs = page(&site, "partner.xanh", "/work").await;
    assert_eq!(theirs.matches("sao-5503").count(), 1);
    let own: Fields = &[
        ("about.m.yte-xanh", "true"),
        ("cause", "company"),
        ("text", "Giao thiết bị-5504 chậm"),
        ("day", "1/12/2026"),
    ];
    does(&site, "partner.xanh", "/work/yte-xanh/explain", own).await;
    assert!(
        !page(&site, "partner.xanh", "/work")
            .await
            .contains("sao-5503")
    );
    let duty = page(&site, "partner.xanh", DUTY).await;
    assert!(duty.contains("Nguyên nhân: doanh nghiệp · cam kết 01/12/2026"));
    assert!(duty.contains("5504"));
    // What is not theirs is refused with what is: all or none.
    let both: Fields = &[
        ("about.m.yte-xanh", "true"),
        ("about.m.yte-san-pham", "true"),
        ("cause", "company"),
        ("text", "Của người khác"),
        ("day", "1/12/2026"),
    ];
    let refused = send(&site, "partner.xanh", "/work/yte-xanh/explain", both).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    // Nor is what belongs to another duty, or to none.
    for foreign in ["about.m.tc-dat", "about.m.khong-co", "about.i.KHONG-CO"] {
        let fields = [(foreign, "true"), ("text", "Vì sao"), ("day", "25/11/2026")];
        let answer = send(&site, "office", ASK, &fields).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{foreign}");
    }
    assert_eq!(site.store.number("select count(*) from explained").await, 1);
    // The head answers what is left, the indicator too, with one form.
    let left: Fields = &[
        ("about.m.yte-san-pham", "true"),
        ("about.i.CT-Y-TE", "true"),
        ("cause", "infrastructure"),
        ("text", "Máy chủ-5505"),
        ("day", "20/12/2026"),
    ];
    does(&site, HEAD, EXPLAIN, left).await;
    assert!(!page(&site, HEAD, "/work").await.contains("sao-5503"));
    let duty = page(&site, HEAD, DUTY).await;
    // In the history of each, and once beside the milestone that matters most.
    assert_eq!(duty.matches("cam kết 20/12/2026").count(), 5, "{duty}");
}

#[tokio::test]
async fn what_is_missing_is_told_beside_its_field() {
    let site = Site::new().await;
    let long = "ế".repeat(2_001);
    let table: &[(&str, &str, Fields, &str)] = &[
        ("office", ASK, &[("day", "")], "Chưa chọn mốc hoặc chỉ tiêu"),
        ("office", ASK, QUESTION_AT_NO_DAY, "Chưa ghi ngày"),
        (
            "office",
            ASK,
            &[("about.m.yte-san-pham", "true"), ("text", "…")],
            "Chưa ghi câu hỏi",
        ),
        (
            "office",
            ASK,
            &[("text", "Công văn TỐI MẬT số 5"), ("day", "25/11/2026")],
            "dấu hiệu tài liệu mật",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("text", "Chậm"), ("day", "5/12/2026")],
            "Chưa chọn nguyên nhân",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "moon"), ("text", "Chậm")],
            "Chưa chọn nguyên nhân",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people")],
            "Chưa ghi vướng ở đâu",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", "Chậm"), ("day", "19/11/2026")],
            "Ngày phải từ hôm nay trở đi",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", "Chậm"), ("day", "31/11/2026")],
            "Ngày không có trong lịch",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("cause", "people"), ("text", &long)],
            "dài quá 2.000 ký tự",
        ),
        // A document may be left out; one that is named is whole.
        (
            HEAD,
            EXPLAIN,
            &[("document_number", "31/BC"), ("no_secrets", "true")],
            "Chưa có tệp hay đường dẫn",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("link", "https://luutru.example/31.pdf")],
            "Chưa có số văn bản",
        ),
        (
            HEAD,
            EXPLAIN,
            &[
                ("document_number", "31/BC"),
                ("document_day", "21/11/2026"),
                ("link", "https://luutru.example/31.pdf"),
            ],
            "không chứa bí mật nhà nước",
        ),
        (
            HEAD,
            EXPLAIN,
            &[("document_number", "31/BC-TỐI MẬT số")],
            "dấu hiệu tài liệu mật",
        ),
    ];
    for (who, path, fields, sentence) in table {
        let answer = send(&site, who, path, fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(sentence);
        for (name, typed) in *fields {
            let kept = !name.starts_with("about") && *typed != "moon" && !typed.contains("MẬT");
            assert!(!kept || answer.body.contains(typed), "{sentence}: {typed}");
        }
        answer.hides("TỐI MẬT số");
    }
    assert_eq!(site.store.number("select count(*) from asked").await, 0);
    assert_eq!(site.store.number("select count(*) from explained").await, 0);
}

const QUESTION_AT_NO_DAY: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("text", "Vì sao"),
    ("day", ""),
];

/// Three working days, by the calendar: today is a Friday.
#[tokio::test]
async fn an_answer_is_wanted_in_three_working_days() {
    let site = Site::new().await;
    let form = Account::named(&site, "office").await.get(ASK).await;
    form.expect(StatusCode::OK).shows("value=\"25/11/2026\"");
}
