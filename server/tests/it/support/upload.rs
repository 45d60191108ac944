//! Forms with files, as a browser sends them.
use axum::{
    body::Body,
    http::{Method, Request},
};

use super::{page::Answer, users::User};

/// A file to be sent: its name and what is in it.
pub type Upload<'a> = (&'a str, &'a [u8]);

const BOUNDARY: &str = "----a-line-between-7788";

/// Sends a form about a milestone with files.
pub async fn post(
    user: &impl User,
    path: &str,
    fields: &[(&str, &str)],
    files: &[Upload<'_>],
) -> Answer {
    let request = request(user, path, fields, files).await;
    user.site().send(request).await
}

/// Sends a form with a table that was filled in elsewhere.
pub async fn post_table(
    user: &impl User,
    path: &str,
    fields: &[(&str, &str)],
    table: Upload<'_>,
) -> Answer {
    let request = request_in(user, path, fields, &[table], "table").await;
    user.site().send(request).await
}

/// The request of it.
pub async fn request(
    user: &impl User,
    path: &str,
    fields: &[(&str, &str)],
    files: &[Upload<'_>],
) -> Request<Body> {
    request_in(user, path, fields, files, "file").await
}

async fn request_in(
    user: &impl User,
    path: &str,
    fields: &[(&str, &str)],
    files: &[Upload<'_>],
    field: &str,
) -> Request<Body> {
    let words = user.filled(path, fields).await;
    let words = url::form_urlencoded::parse(words.as_bytes());
    let words: Vec<(String, String)> = words.into_owned().collect();
    // The buttons stand after the field of files.
    let (buttons, words): (Vec<_>, Vec<_>) = (words.iter()).partition(|(name, _)| name == "action");
    let mut body = Vec::new();
    words.into_iter().for_each(|it| body.extend(word(it)));
    for (name, bytes) in files {
        let head = format!(
            "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{field}\"; filename=\"{}\"\r\n\
             content-type: application/octet-stream\r\n\r\n",
            name.replace('"', "%22")
        );
        body.extend(head.as_bytes());
        body.extend(*bytes);
        body.extend(b"\r\n");
    }
    buttons.into_iter().for_each(|it| body.extend(word(it)));
    body.extend(format!("--{BOUNDARY}--\r\n").as_bytes());
    raw(user.cookie(), path, Body::from(body))
}

fn word((name, value): &(String, String)) -> Vec<u8> {
    format!("--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        .into_bytes()
}

/// A form with files of any body.
pub fn raw(cookie: Option<&str>, path: &str, body: Body) -> Request<Body> {
    let mut request = Request::builder()
        .method(Method::POST)
        .uri(path)
        .header(
            "content-type",
            format!("multipart/form-data; boundary={BOUNDARY}"),
        )
        .header("sec-fetch-site", "same-origin");
    if let Some(cookie) = cookie {
        request = request.header("cookie", cookie);
    }
    request.body(body).unwrap()
}

/// The addresses of the files on a page, each once.
pub fn addresses(page: &str) -> Vec<String> {
    let mut all = Vec::new();
    for piece in page.split("href=\"/files/").skip(1) {
        let address = format!("/files/{}", piece.split('"').next().unwrap());
        if !all.contains(&address) {
            all.push(address);
        }
    }
    all
}
