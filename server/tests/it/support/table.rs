//! The table of all that somebody measures, filled in by a test.
use axum::http::{Method, StatusCode};

use super::{
    page::Answer,
    site::{form, request},
    upload::{self, Upload},
    users::User,
};

/// A table as it is opened, with what is typed into it.
#[derive(Clone)]
pub struct Table(pub Vec<(String, String)>);

impl Table {
    /// The hidden fields of a page, and a document that is whole.
    pub fn opened(page: &Answer) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        let (_, main) = page.body.split_once("<main").expect("a page");
        let (main, _) = main.split_once("</main>").expect("a page");
        for tag in main.split("<input").skip(1) {
            let tag = tag.split('>').next().unwrap_or_default();
            let of = |name: &str| {
                let (_, rest) = tag.split_once(&format!(" {name}=\""))?;
                rest.split('"').next().map(str::to_owned)
            };
            let kept = of("type").as_deref() == Some("hidden");
            if let (true, Some(name)) = (kept, of("name")) {
                fields.push((name, of("value").unwrap_or_default()));
            }
        }
        let mut table = Self(fields);
        for (name, value) in [
            ("day", "20/11/2026"),
            ("document_number", "61/BC-SYT"),
            ("document_day", "20/11/2026"),
            ("link", "https://luutru.example/61.pdf"),
            ("no_secrets", "true"),
            ("action", "send"),
        ] {
            table.set(name, value);
        }
        table
    }

    pub fn set(&mut self, name: &str, value: &str) {
        self.0.retain(|(it, _)| it != name);
        self.0.push((name.to_owned(), value.to_owned()));
    }

    pub fn with(mut self, fields: &[(&str, &str)]) -> Self {
        for (name, value) in fields {
            self.set(name, value);
        }
        self
    }

    pub async fn send(&self, user: &impl User) -> Answer {
        self.send_to(user, "/measure").await
    }

    pub async fn send_to(&self, user: &impl User, path: &str) -> Answer {
        user.post(path, &self.fields()).await
    }

    pub fn fields(&self) -> Vec<(&str, &str)> {
        let all = self.0.iter();
        all.map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    /// The table with a file that was filled in elsewhere.
    pub async fn fill(&self, user: &impl User, file: Upload<'_>) -> Answer {
        upload::post_table(user, "/measure", &self.fields(), file).await
    }

    /// The table as an island sends it to a function.
    pub async fn tell(&self, user: &impl User, function: &str) -> Answer {
        let fields: Vec<(String, &str)> = self
            .0
            .iter()
            .map(|(name, value)| (format!("fields[{name}]"), value.as_str()))
            .collect();
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), *value))
            .collect();
        let path = format!("/islands/measure/{function}");
        let mut sent = request(Method::POST, &path, user.cookie(), form(&fields));
        sent.headers_mut()
            .insert("accept", "application/json".parse().unwrap());
        user.site().send(sent).await
    }
}

pub const N: &str = "n.CT-Y-TE";
pub const D: &str = "d.CT-Y-TE";
pub const ENTERED: &[(&str, &str)] = &[(N, "9.310"), (D, "9.800")];

pub async fn opened(user: &impl User) -> Table {
    Table::opened(&user.get("/measure").await.expect(StatusCode::OK))
}
