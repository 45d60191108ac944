//! What committee and office ask, what the responsible side explains, and who reads which of it.
mod asked;
mod documents;
mod measured;
mod told;

use axum::http::StatusCode;

use crate::support::{
    page::{Answer, text},
    site::Site,
    upload::{self, Upload},
    users::{Account, User},
};

const ASK: &str = "/review/yte-san-pham/ask";
const EXPLAIN: &str = "/work/yte-san-pham/explain";
const DUTY: &str = "/duties/SO-Y-TE/CN-Y-TE";
const HEAD: &str = "head.y-te";

type Fields<'a> = &'a [(&'a str, &'a str)];

const QUESTION: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("text", "Vì sao-5501 chưa quét xong"),
    ("day", "25/11/2026"),
];
const EXPLANATION: Fields<'static> = &[
    ("about.m.yte-san-pham", "true"),
    ("cause", "source-data"),
    ("text", "Sổ gốc-5502 của ba xã chưa tìm thấy"),
    ("day", "5/12/26"),
];
const WHY: &str = "Nguyên nhân: dữ liệu gốc · cam kết 05/12/2026";

async fn send(site: &Site, who: &str, path: &str, fields: Fields<'_>) -> Answer {
    let id = uuid::Uuid::now_v7().to_string();
    let mut fields = fields.to_vec();
    fields.push(("submission", &id));
    Account::named(site, who).await.post(path, &fields).await
}

async fn does(site: &Site, who: &str, path: &str, fields: Fields<'_>) {
    let answer = send(site, who, path, fields).await;
    answer.expect(StatusCode::SEE_OTHER);
}

async fn page(site: &Site, who: &str, path: &str) -> String {
    let answer = Account::named(site, who).await.get(path).await;
    text(&answer.expect(StatusCode::OK).body)
}

const PDF: &[u8] = b"%PDF-1.7 bien ban";
const NUMBER: &str = "31-5506/BC";
/// What names a document.
const DOCUMENT: Fields<'static> = &[
    ("document_number", NUMBER),
    ("document_day", "18/11/2026"),
    ("no_secrets", "true"),
];

type FormMarks = [(&'static str, String); 4];

/// What the server gave to the form of a page.
fn marks_of(page: &Answer) -> FormMarks {
    let marks = ["submission", "read", "promised", "account"];
    marks.map(|name| (name, page.hidden(name).unwrap()))
}

fn with_marks<'a>(fields: &[(&'a str, &'a str)], marks: &'a FormMarks) -> Vec<(&'a str, &'a str)> {
    let marks = marks.iter().map(|(name, value)| (*name, value.as_str()));
    fields.iter().copied().chain(marks).collect()
}

async fn upload_to(
    site: &Site,
    (who, path): (&str, &str),
    fields: Fields<'_>,
    files: &[Upload<'_>],
) -> Answer {
    let mut fields = fields.to_vec();
    let id = uuid::Uuid::now_v7().to_string();
    if !fields.iter().any(|(name, _)| *name == "submission") {
        fields.push(("submission", &id));
    }
    fields.push(("action", "send"));
    let account = Account::named(site, who).await;
    upload::post(&account, path, &fields, files).await
}

async fn status_of(site: &Site, who: &str, address: &str) -> u16 {
    let answer = Account::named(site, who).await.get(address).await;
    answer.status.as_u16()
}
