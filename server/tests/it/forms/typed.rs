//! What was typed: cleaned, completed, or kept beside its mistake.
use axum::http::StatusCode;

use super::{FIRST, MEMBER, WORK, facts};
use crate::support::{
    page::Answer,
    site::Site,
    users::{Account, User},
};

/// F23: nine bytes a letter on the wire, and still a mistake beside its field.
#[tokio::test]
async fn a_paste_over_the_limit_is_kept() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    for letters in [2_001, 9_000, 50_000] {
        let pasted = "ế".repeat(letters);
        let mut fields = FIRST.to_vec();
        fields[0] = ("produced", &pasted);
        let id = uuid::Uuid::now_v7().to_string();
        fields.push(("submission", &id));
        let answer = member.post(WORK, &fields).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows("Dài quá 2.000 ký tự");
        answer.shows(&pasted);
        answer.shows("12/BC-SYT");
    }
}

/// What cannot be seen is not kept, and does not count as something said.
#[tokio::test]
async fn words_are_cleaned_before_they_are_judged() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let before = facts(&site).await;
    let invisible = "\u{200F}\u{200B}\u{2066}";
    let refused: &[(&str, &str, &str)] = &[
        ("produced", invisible, "Chưa ghi sản phẩm"),
        ("produced", "… -- …", "Chưa ghi sản phẩm"),
        ("document_number", "\u{202E}", "Chưa có số văn bản"),
        (
            "document_number",
            "12/BC-MẬ\u{200B}T",
            "dấu hiệu tài liệu mật",
        ),
        (
            "document_number",
            "12/BC-MẬ\u{AD}T",
            "dấu hiệu tài liệu mật",
        ),
        (
            "document_number",
            "TỐI\tMẬT\t12/BC",
            "dấu hiệu tài liệu mật",
        ),
        ("produced", "báo cáo\nM Ậ T", "dấu hiệu tài liệu mật"),
        (
            "link",
            "https://luu.example/tai?ten=12-BC_M%E1%BA%ACT.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/tai?ten=12-BC_M%25E1%25BA%25ACT.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/#/TỐI_MẬT/bc.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/TUYỆT_MẬT/bc.pdf",
            "dấu hiệu tài liệu mật",
        ),
        (
            "link",
            "https://luu.example/toi-mat.pdf",
            "dấu hiệu tài liệu mật",
        ),
        ("link", "https://", "Đường dẫn phải bắt đầu"),
        ("link", "https://a b.example/x", "Đường dẫn phải bắt đầu"),
    ];
    for (field, value, sentence) in refused {
        let answer = send_report(&member, field, value).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{field} {value:?}"
        );
        answer.shows(sentence);
    }
    assert_eq!(facts(&site).await, before);
    let typed = "Đã gắn mã\tđịnh danh\u{B}200 hồ sơ";
    let answer = send_report(&member, "produced", typed).await;
    answer.expect(StatusCode::SEE_OTHER);
    let kept = "submitted Đã gắn mã định danh\n200 hồ sơ";
    assert_eq!(facts(&site).await.last().map(String::as_str), Some(kept));
}

async fn send_report(member: &Account<'_>, field: &str, value: &str) -> Answer {
    let mut fields: Vec<(&str, &str)> = FIRST.to_vec();
    fields.retain(|(name, _)| *name != field);
    let id = uuid::Uuid::now_v7().to_string();
    fields.extend([(field, value), ("submission", &id)]);
    member.post(WORK, &fields).await
}

#[tokio::test]
async fn a_link_is_completed_or_its_mistake_told() {
    let site = Site::new().await;
    let member = Account::named(&site, MEMBER).await;
    let long = format!("https://luutru.example/{}", "a".repeat(1_200));
    for (link, sentence) in [
        (
            "https://user:pass@luutru.example/1",
            "chứa tên đăng nhập hoặc mật khẩu",
        ),
        ("http://localhost/1.pdf", "chỉ mở được trên máy hoặc mạng"),
        ("https://a", "chỉ mở được trên máy hoặc mạng"),
        (&long, "Đường dẫn dài quá 1.000 ký tự"),
        ("C:\\Users\\214.pdf", "phải bắt đầu bằng https://"),
    ] {
        let answer = send_report(&member, "link", link).await;
        let answer = answer.expect(StatusCode::UNPROCESSABLE_ENTITY);
        answer.shows(sentence);
        answer.shows(link);
    }
    let form = member.get(WORK).await;
    form.shows("inputmode=\"url\"");
    form.hides("type=\"url\"");
    let answer = send_report(&member, "link", "vanban.hcm.gov.vn/214.pdf").await;
    answer.expect(StatusCode::SEE_OTHER);
    let kept = site
        .store
        .texts("select link from evidence order by seq")
        .await;
    assert_eq!(kept.last().unwrap(), "https://vanban.hcm.gov.vn/214.pdf");
}
