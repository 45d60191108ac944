//! What a plan adds by its name: bodies and events, each with a code that is made of it.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use app::{domain::BodyKind, text::accented_key};
use regex::Regex;

use super::super::{folded::Folded, who::body_kind};

/// Things with a code and a name that are added where nobody has the name.
pub(super) struct Named {
    pub file: &'static str,
    by_name: BTreeMap<String, String>,
    codes: BTreeSet<String>,
}

impl Named {
    pub fn new(file: &'static str, there: &[(String, String)]) -> Self {
        let by_name = there
            .iter()
            .map(|(code, name)| (accented_key(name), code.clone()));
        Self {
            file,
            by_name: by_name.collect(),
            codes: there.iter().map(|(code, _)| code.clone()).collect(),
        }
    }

    /// The code of a name, and whether it is new.
    pub fn code(&mut self, name: &str) -> (String, bool) {
        let key = accented_key(name);
        if let Some(code) = self.by_name.get(&key) {
            return (code.clone(), false);
        }
        let first = slug(name);
        let more = (2..).map(|n| format!("{first}-{n}"));
        let mut all = std::iter::once(first.clone()).chain(more);
        let code = all.find(|it| !self.codes.contains(it)).unwrap_or_default();
        self.codes.insert(code.clone());
        self.by_name.insert(key, code.clone());
        (code, true)
    }
}

/// The longest code that is made of a name; a number may follow.
const SLUG: usize = 34;

/// "Bộ Công an": `BO-CONG-AN`; letters lose their marks and nothing else.
fn slug(name: &str) -> String {
    let key = Folded::new(name).plain.to_uppercase();
    let words = key
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() {
        "X".to_owned()
    } else {
        slug
    }
}

/// Which body above brings an event about: what stands before its verb.
pub(super) fn issuer(event: &str) -> Option<String> {
    static VERBS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?P<who>.+?),? (ban hanh|phe duyet|thong qua|cong bo|huong dan|trien khai|ban giao|giao|chi dao|quyet dinh|co (van ban|huong dan|quyet dinh|ke hoach|thong bao|chi dao|y kien))").ok()
    });
    let text = Folded::new(event);
    let found = VERBS.as_ref()?.captures(&text.plain)?;
    let who = text.written(found.name("who")?.range());
    (body_kind(&who) == BodyKind::Above).then_some(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_made_of_names() {
        let mut bodies = Named::new("bodies.csv", &[("BCA".to_owned(), "Bộ Công an".to_owned())]);
        for (name, code, new) in [
            ("Bộ Công an", "BCA", false),
            ("Tỉnh ủy", "TINH-UY", true),
            ("tỉnh uỷ", "TINH-UY", false),
            ("Tính ui", "TINH-UI", true),
            ("Quyết định của Công ty", "QUYET-DINH-CUA-CONG-TY", true),
            (
                "Ngân hàng Nhà nước, chi nhánh khu vực 2 và phòng giao dịch",
                "NGAN-HANG-NHA-NUOC-CHI-NHANH-KHU",
                true,
            ),
            ("…", "X", true),
        ] {
            assert_eq!(bodies.code(name), (code.to_owned(), new), "{name}");
        }
    }

    #[test]
    fn who_brings_an_event_about_stands_before_its_verb() {
        for (event, who) in [
            ("Tỉnh ủy ban hành", Some("Tỉnh ủy")),
            ("Bộ Công an có hướng dẫn", Some("Bộ Công an")),
            ("nhận bàn giao", None),
            ("có quyết định", None),
        ] {
            assert_eq!(issuer(event).as_deref(), who, "{event}");
        }
    }
}
