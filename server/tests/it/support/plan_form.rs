//! Forms of the plan: opened, filled in, looked at, written.
use axum::http::{Method, StatusCode};

use super::{
    page::{Answer, text},
    site::{Site, form, request},
    users::User,
};

pub const GROUNDS: [(&str, &str); 3] = [
    ("decision", "418/QĐ"),
    ("reason", "Kết luận phiên họp"),
    ("approver", "Phó Trưởng Ban"),
];

/// A form that is filled in.
#[derive(Clone)]
pub struct Form<'a> {
    site: &'a Site,
    cookie: String,
    path: String,
    fields: Vec<(String, String)>,
}

impl<'a> Form<'a> {
    /// Opens a form: it holds what stands there, and is given to who opened it.
    pub async fn open(user: &'a impl User, path: &str) -> Self {
        let page = user.get(path).await.expect(StatusCode::OK);
        Self::of(user, path, &page)
    }

    /// A form of a page that came already.
    pub fn of(user: &'a impl User, path: &str, page: &Answer) -> Self {
        Self {
            site: user.site(),
            cookie: user.cookie().unwrap().to_owned(),
            path: path.to_owned(),
            fields: filled(&page.body),
        }
    }

    pub fn with(mut self, fields: &[(&str, &str)]) -> Self {
        for (name, _) in fields {
            self.fields.retain(|(it, _)| it != name);
        }
        let all = fields.iter();
        self.fields
            .extend(all.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        self
    }

    pub async fn send(&self, action: &str) -> Answer {
        let mut fields: Vec<(&str, &str)> = self
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        fields.push(("action", action));
        let request = request(Method::POST, &self.path, Some(&self.cookie), form(&fields));
        self.site.send(request).await
    }

    /// Saves it as somebody who left a box empty.
    pub async fn send_without(&self, name: &str) -> Answer {
        let fields = self.fields.iter().filter(|(it, _)| it != name);
        let form = Form {
            site: self.site,
            cookie: self.cookie.clone(),
            path: self.path.clone(),
            fields: fields.cloned().collect(),
        };
        form.send("write").await
    }

    /// Looks at what it moves; the form as it is then.
    pub async fn looked(self) -> (Answer, Self) {
        let page = self.send("look").await.expect(StatusCode::OK);
        assert!(
            page.body.contains("value=\"write\""),
            "{}",
            text(&page.body)
        );
        let seen = page.hidden("seen").unwrap();
        (page, self.with(&[("seen", &seen), ("read", "yes")]))
    }

    /// Looks at it, and writes it as it was read.
    pub async fn carried_out(self) -> (Answer, Answer) {
        let (page, form) = self.looked().await;
        let done = form.send("write").await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", text(&done.body));
        (page, done)
    }
}

/// What the fields of a form hold.
fn filled(body: &str) -> Vec<(String, String)> {
    let form = body
        .split("method=\"post\"")
        .find(|it| it.contains("name=\"seen\""));
    let form = form.unwrap().split("</form>").next().unwrap();
    let mut fields = Vec::new();
    let part = |tag: &str, name: &str| {
        let begin = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(unescaped(begin.split('"').next()?))
    };
    for tag in form.split('<').skip(1) {
        let (head, rest) = tag.split_once('>').unwrap_or((tag, ""));
        let Some(name) = part(head, "name") else {
            continue;
        };
        let boxed = head.contains("type=\"checkbox\"") || head.contains("type=\"radio\"");
        if head.starts_with("input") && (!boxed || head.contains("checked")) {
            fields.push((name, part(head, "value").unwrap_or_default()));
        } else if head.starts_with("textarea") {
            fields.push((name, text(rest)));
        } else if head.starts_with("select") {
            let options = form.split(&format!("name=\"{name}\"")).nth(1).unwrap();
            let options = options.split("</select>").next().unwrap();
            let chosen = options.split("<option").find(|it| it.contains("selected"));
            let chosen = chosen.and_then(|it| part(it, "value"));
            fields.push((name, chosen.unwrap_or_default()));
        }
    }
    fields
}

/// The value of an attribute as it is sent: lines and tabs of a table stay.
fn unescaped(value: &str) -> String {
    const WRITTEN: [(&str, &str); 5] = [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    let value = value.to_owned();
    WRITTEN
        .iter()
        .fold(value, |it, (written, is)| it.replace(written, is))
}
