//! Reading answers and pages.
use axum::http::{HeaderMap, StatusCode};

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// Without the marks of islands (`site::send`); empty for a workbook.
    pub body: String,
    /// As they were sent.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// A header as text, empty when absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    pub fn location(&self) -> &str {
        self.header("location")
    }

    /// The counts over a list of milestones: of its states, and of what is said of some of these.
    pub fn counts_over_list(&self) -> (Vec<u64>, Vec<u64>) {
        let counts = |part: &str| {
            let all = part.split("data-figure=\"facet\" value=\"").skip(1);
            all.map(|it| it.split('"').next().unwrap().parse().unwrap())
                .collect()
        };
        let (_, facets) = self.body.split_once("chips facets").unwrap();
        let (facets, _) = facets.split_once("</ul>").unwrap();
        let cut = facets.split_once("Trong các mốc này:");
        let (states, among) = cut.unwrap_or((facets, ""));
        (counts(states), counts(among))
    }

    /// The page without what differs from answer to answer: nonce, request id
    /// and the ids of its forms.
    pub fn plain(&self) -> String {
        let mut text = self.body.clone();
        for changing in [
            nonce(self.header("content-security-policy")),
            self.header("x-request-id").to_owned(),
            self.hidden("submission").unwrap_or_default(),
        ] {
            if !changing.is_empty() {
                text = text.replace(&changing, "…");
            }
        }
        text
    }

    /// The value of a hidden field.
    pub fn hidden(&self, name: &str) -> Option<String> {
        let field = self.body.split("<input").find(|tag| {
            let tag = tag.split('>').next().unwrap_or(tag);
            tag.contains("type=\"hidden\"") && tag.contains(&format!("name=\"{name}\""))
        })?;
        attribute(field, "value").map(str::to_owned)
    }

    #[track_caller]
    pub fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// No text of a page has a place without its value, whatever test reads it: "{0} tuần qua".
    /// What an island fills in itself stands in its properties.
    #[track_caller]
    pub fn fills_its_texts(&self) {
        if !self.header("content-type").starts_with("text/html") {
            return;
        }
        let mut parts = self.body.split("data-props=\"");
        let first = parts.next().unwrap_or_default();
        let rest = parts.filter_map(|part| Some(part.split_once('"')?.1));
        for text in std::iter::once(first).chain(rest) {
            if let Some(at) = (0..6).find_map(|n| text.find(&format!("{{{n}}}"))) {
                let before: Vec<char> = text[..at].chars().rev().take(80).collect();
                let before: String = before.into_iter().rev().collect();
                let after: String = text[at..].chars().take(40).collect();
                panic!("a place of a text is open: {before}{after}");
            }
        }
    }

    #[track_caller]
    pub fn shows(&self, text: &str) {
        assert!(self.body.contains(text), "{text:?} is not in {}", self.body);
    }

    #[track_caller]
    pub fn hides(&self, text: &str) {
        if let Some(at) = self.body.find(text) {
            let around: String = self.body[..at].chars().rev().take(200).collect();
            let around: String = around.chars().rev().collect();
            panic!("{text:?} is on the page, after {around}");
        }
    }

    /// The figures inside the element that carries this scope, those of scopes within it
    /// aside: `(name, value)` in their order. The city has no code.
    pub fn figures(&self, scope: &str, code: &str) -> Vec<(String, String)> {
        let mark = match code {
            "" => format!("data-scope=\"{scope}\""),
            code => format!("data-scope=\"{scope}\" data-code=\"{code}\""),
        };
        self.body
            .find(&mark)
            .map_or_else(Vec::new, |at| figures(&own(element(&self.body, at))))
    }

    /// Codes of all elements with this scope.
    pub fn codes(&self, scope: &str) -> Vec<String> {
        let mark = format!("data-scope=\"{scope}\" data-code=\"");
        self.body
            .split(&mark)
            .skip(1)
            .filter_map(|rest| rest.split('"').next().map(str::to_owned))
            .collect()
    }
}

/// What is read of a piece of a page, which may begin within a tag: no markup, single spaces.
pub fn text(markup: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        let (tag, after) = piece.split_once('>').unwrap_or(("b", piece));
        let name = tag.trim_start_matches('/');
        let name = name.split(|c: char| !c.is_alphanumeric()).next();
        // What stands within a line; all else begins another.
        let within = ["b", "a", "data", "time"].map(Some).contains(&name);
        if !within && !tag.starts_with('!') {
            text.push(' ');
        }
        if name != Some("script") {
            text.push_str(after);
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// From a place inside an opening tag to the end of its element.
fn element(body: &str, at: usize) -> &str {
    let start = body[..at].rfind('<').unwrap_or(0);
    let tag: String = body[start + 1..]
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
    let mut depth = 0;
    let mut end = start;
    loop {
        let rest = &body[end..];
        match (rest.find(&open), rest.find(&close)) {
            (Some(o), Some(c)) if o < c => {
                depth += 1;
                end += o + open.len();
            }
            (_, Some(c)) => {
                depth -= 1;
                end += c + close.len();
            }
            _ => return &body[start..],
        }
        if depth == 0 {
            return &body[start..end];
        }
    }
}

/// An element without those within it that carry a scope of their own.
fn own(element_of_scope: &str) -> String {
    let mut own = String::new();
    let mut rest = element_of_scope;
    // The first is the element's own.
    let first = rest.find('>').unwrap_or(0);
    own.push_str(&rest[..first]);
    rest = &rest[first..];
    while let Some(at) = rest.find("data-scope=\"") {
        let start = rest[..at].rfind('<').unwrap_or(at);
        own.push_str(&rest[..start]);
        rest = &rest[start + element(&rest[start..], 1).len()..];
    }
    own.push_str(rest);
    own
}

/// The figures of a piece of a page.
fn figures(part: &str) -> Vec<(String, String)> {
    part.split("<data ")
        .skip(1)
        .filter_map(|tag| {
            let tag = format!(" {tag}");
            let name = attribute(&tag, "data-figure")?.to_owned();
            Some((name, attribute(&tag, "value")?.to_owned()))
        })
        .collect()
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let tag = tag.split('>').next()?;
    tag.split_once(&format!(" {name}=\""))?.1.split('"').next()
}

/// The nonce of a policy.
pub fn nonce(policy: &str) -> String {
    policy
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split('\'').next())
        .unwrap_or_default()
        .to_owned()
}
