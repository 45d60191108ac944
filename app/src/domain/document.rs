//! Documents that the plan comes from: the directive behind a task, a deadline or a change.
use std::{collections::BTreeMap, fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::{Day, words};

words! {
    /// Who issued a document.
    DocumentLevel {
        /// The centre: Party, National Assembly, Government, ministries.
        Central = "central",
        /// The city or the province.
        City = "city",
        Commune = "commune",
        /// A department or another unit.
        Unit = "unit",
        Other = "other",
    }
}

/// A document's number as it is told apart from others: however it was typed, and as an address has
/// it. "Số 05 / KH - UBND" and "5/kh-ubnd" are one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber(Arc<str>);

impl DocumentNumber {
    /// Nothing where a text has neither a letter nor a digit beside "số".
    pub fn of(text: &str) -> Option<Self> {
        let parts = parts(text);
        let parts = match parts.split_first() {
            Some((first, rest)) if first == "so" && !rest.is_empty() => rest,
            _ => &parts,
        };
        (!parts.is_empty() && parts != ["so"]).then(|| Self(parts.join("-").into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The numbers that a text names, as they stand there: digits, a sign, capital letters
    /// ("12/KH-UBND", "05-NQ/TU", "09/2019/NĐ-CP"). Months, codes and telephone numbers are none.
    pub fn all_in(text: &str) -> impl Iterator<Item = (Self, &str)> {
        let words = text.split(|c: char| c.is_whitespace() || ",;()“”\"".contains(c));
        let words = words.map(|it| it.trim_end_matches(['.', ':']));
        words.filter_map(|word| {
            let mut parts = word.split(['/', '-', '–']);
            let begins = parts
                .next()
                .is_some_and(|it| !it.is_empty() && is_number(it));
            let capitals = |it: &str| it.chars().all(|c| c.is_alphanumeric() && !c.is_lowercase());
            let mut letters = false;
            for part in parts {
                if part.is_empty() || !capitals(part) {
                    return None;
                }
                letters |= part.chars().any(char::is_alphabetic);
            }
            let number = Self::of(word).filter(|_| begins && letters)?;
            Some((number, word))
        })
    }

    /// A number as it is written, without the "số" that pages put before it.
    pub fn bare(written: &str) -> &str {
        let written = written.trim();
        let word = ["số", "Số", "SỐ", "so", "So"];
        let after = word.iter().find_map(|it| written.strip_prefix(it));
        let after = after.filter(|rest| rest.starts_with([' ', ':', '.', '\u{a0}']));
        let rest = after.map(|rest| rest.trim_start_matches([' ', ':', '.', '\u{a0}']));
        rest.filter(|rest| !rest.is_empty()).unwrap_or(written)
    }

    /// Whether a text names it: its parts stand there one after another. What is one word, or has
    /// no digit, is named by chance.
    pub fn is_named_in(&self, text: &str) -> bool {
        let own: Vec<&str> = self.0.split('-').collect();
        let tells = own.len() > 1 && own.iter().any(|it| is_number(it));
        let words = parts(text);
        tells && words.windows(own.len()).any(|some| some == own)
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The words of a text: small letters without marks and numbers without zeros before them.
fn parts(text: &str) -> Vec<String> {
    let plain: String = text
        .nfkd()
        .filter(|it| !is_combining_mark(*it))
        .flat_map(char::to_lowercase)
        // đ, and what keyboards of other languages make of it.
        .map(|it| if matches!(it, 'đ' | 'ð') { 'd' } else { it })
        .collect();
    let words = plain.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|it| !it.is_empty());
    words
        .map(|it| match it.trim_start_matches('0') {
            "" => "0".to_owned(),
            digits if is_number(it) => digits.to_owned(),
            _ => it.to_owned(),
        })
        .collect()
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_digit())
}

/// A document as its row says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// As it is written.
    pub number: Arc<str>,
    pub day: Option<Day>,
    pub title: Arc<str>,
    /// In words, or the code of a body or a unit.
    pub issuer: Arc<str>,
    pub level: Option<DocumentLevel>,
    pub valid_from: Option<Day>,
    pub valid_to: Option<Day>,
    /// The number of the one whose place it takes; empty where it takes none's.
    pub replaces: Arc<str>,
    pub link: Arc<str>,
    pub provisional: bool,
    pub source: Arc<str>,
}

words! {
    /// Whether a document holds on a day.
    Validity {
        Holds = "holds",
        /// From a day to come on.
        ToCome = "to-come",
        Over = "over",
        /// Another took its place.
        Replaced = "replaced",
    }
}

/// All documents that are listed: by number, each number's by their days.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DocumentList(BTreeMap<DocumentNumber, Vec<Document>>);

/// Whether two words for who issued something are one, whatever their capitals and signs: marks tell
/// Thanh An and Thạnh An apart.
pub fn same_issuer(one: &str, other: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let small: String = text.nfc().flat_map(char::to_lowercase).collect();
        let words = small.split(|c: char| !c.is_alphanumeric());
        let words = words.filter(|it| !it.is_empty());
        words.map(str::to_owned).collect()
    };
    words(one) == words(other)
}

/// What takes the place of a document.
#[derive(Debug, Clone, Copy)]
pub struct Successor<'a> {
    pub document: &'a Document,
    /// It names a number alone, which others have that it may be meant by as well.
    pub unclear: bool,
}

impl Document {
    /// Whether it is the one that a row of its number says more of: of its day, and its issuer where
    /// both say one.
    fn is(&self, other: &Self) -> bool {
        let issuers = [&self.issuer, &other.issuer];
        let unknown = issuers.iter().any(|it| it.is_empty());
        self.day == other.day && (unknown || same_issuer(issuers[0], issuers[1]))
    }
}

impl DocumentList {
    /// A later row of the same number, day and issuer takes the place of the one before, also where
    /// one of the two did not say who issued it.
    pub fn set(&mut self, it: Document) {
        let Some(number) = DocumentNumber::of(&it.number) else {
            return;
        };
        let all = self.0.entry(number).or_default();
        all.retain(|other| !other.is(&it));
        all.push(it);
        all.sort_by(|a, b| (a.day, &a.issuer).cmp(&(b.day, &b.issuer)));
    }

    /// Whose place a document takes: of those that have the number it names the only one, else the one
    /// that it has the issuer of. Several where no more is known.
    fn replaced_by(&self, it: &Document) -> Vec<&Document> {
        let Some(number) = DocumentNumber::of(&it.replaces) else {
            return Vec::new();
        };
        let all: Vec<&Document> = self.of(&number).iter().collect();
        let own = |other: &&&Document| same_issuer(&other.issuer, &it.issuer);
        let own: Vec<&Document> = all.iter().filter(own).copied().collect();
        match own.is_empty() || it.issuer.is_empty() {
            true => all,
            false => own,
        }
    }

    pub fn of(&self, number: &DocumentNumber) -> &[Document] {
        self.0.get(number).map_or(&[], Vec::as_slice)
    }

    pub fn all(&self) -> impl Iterator<Item = (&DocumentNumber, &Document)> {
        let each = self.0.iter();
        each.flat_map(|(number, all)| all.iter().map(move |it| (number, it)))
    }

    /// The documents that took the place of one, or may have.
    pub fn successors<'a>(&'a self, of: &'a Document) -> impl Iterator<Item = Successor<'a>> {
        self.0.values().flatten().filter_map(move |document| {
            let replaced = self.replaced_by(document);
            let this = replaced.contains(&of);
            this.then_some(Successor {
                document,
                unclear: replaced.len() > 1,
            })
        })
    }

    /// Whether a document holds on a day. What takes its place does from its own first day on, or
    /// at once where it names none; what may be meant by another takes nobody's.
    pub fn validity(&self, it: &Document, on: Day) -> Validity {
        let begun = |it: &Document| it.valid_from.or(it.day).is_none_or(|from| from <= on);
        let mut after = self.successors(it).filter(|it| !it.unclear);
        if it.valid_from.is_some_and(|from| on < from) {
            Validity::ToCome
        } else if after.any(|it| begun(it.document)) {
            Validity::Replaced
        } else if it.valid_to.is_some_and(|to| to < on) {
            Validity::Over
        } else {
            Validity::Holds
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    fn number(text: &str) -> DocumentNumber {
        DocumentNumber::of(text).unwrap()
    }

    #[test]
    fn a_number_is_shown_without_the_word_before_it() {
        for (written, bare) in [
            ("Số 1203/QĐ-UBND", "1203/QĐ-UBND"),
            ("số: 05/KH-UBND", "05/KH-UBND"),
            ("1203/QĐ-UBND", "1203/QĐ-UBND"),
            ("SO/12", "SO/12"),
            ("Số", "Số"),
        ] {
            assert_eq!(DocumentNumber::bare(written), bare, "{written}");
        }
    }

    #[test]
    fn a_number_is_one_however_it_is_typed() {
        for (typed, plain) in [
            ("05/KH-UBND", "5-kh-ubnd"),
            ("Số 05 / KH - UBND", "5-kh-ubnd"),
            ("số: 5/kh–ubnd", "5-kh-ubnd"),
            ("005/KH-UBND.", "5-kh-ubnd"),
            ("102-KH/TU", "102-kh-tu"),
            ("12/QĐ-BCĐ", "12-qd-bcd"),
            ("1565/QÐ-UBND", "1565-qd-ubnd"),
            ("MẪU-0001", "mau-1"),
            ("57-NQ/TW", "57-nq-tw"),
            ("Công văn 0", "cong-van-0"),
        ] {
            let found = DocumentNumber::of(typed);
            let found = found.as_ref().map(DocumentNumber::as_str);
            assert_eq!(found, Some(plain), "{typed}");
        }
        for nothing in ["", "–", "…", "Số", "số:"] {
            assert_eq!(DocumentNumber::of(nothing), None, "{nothing}");
        }
        assert_ne!(number("05/KH-UBND"), number("15/KH-UBND"));
        assert_ne!(number("05/KH-UBND"), number("05/KH-TU"));
    }

    #[test]
    fn a_text_names_a_number_whole_or_not_at_all() {
        let plan = number("05-KH/BCĐTW");
        for (text, named) in [
            ("KH số 05-KH/BCĐTW, nhiệm vụ 20", true),
            ("05-kh/bcđtw", true),
            ("Kế hoạch 5 KH BCDTW", true),
            ("105-KH/BCĐTW", false),
            ("05-KH/BCĐ", false),
            ("05-KH/BCĐTWX", false),
            ("", false),
        ] {
            assert_eq!(plan.is_named_in(text), named, "{text}");
        }
        // By chance.
        assert!(!number("05").is_named_in("mục 05"));
        assert!(!number("Kế hoạch").is_named_in("theo kế hoạch"));
    }

    #[test]
    fn numbers_are_found_in_a_source_as_they_stand_there() {
        for (text, named) in [
            ("KH số 05-KH/BCĐTW, nhiệm vụ 20", &["05-KH/BCĐTW"][..]),
            (
                "Nghị quyết 214/NQ-CP và 09/2019/NĐ-CP.",
                &["214/NQ-CP", "09/2019/NĐ-CP"],
            ),
            ("(12/KH-UBND; 12/KH-UBND)", &["12/KH-UBND", "12/KH-UBND"]),
            ("bài 09/10/2025 (Chiến lược), tháng 9/2026, 22-1", &[]),
            ("VNPT22-1, số 05, 028-3829, 1/a, 5/, /KH", &[]),
            ("", &[]),
        ] {
            let found: Vec<&str> = DocumentNumber::all_in(text).map(|(_, it)| it).collect();
            assert_eq!(found, named, "{text}");
        }
    }

    #[test]
    fn a_document_holds_until_it_ends_or_another_takes_its_place() {
        let day = |text: &str| parse_day(text).unwrap();
        let document = |number: &str, on: &str| Document {
            number: number.into(),
            day: Some(day(on)),
            title: "x".into(),
            issuer: "".into(),
            level: None,
            valid_from: None,
            valid_to: None,
            replaces: "".into(),
            link: "".into(),
            provisional: false,
            source: "".into(),
        };
        let mut all = DocumentList::default();
        all.set(Document {
            valid_from: Some(day("2026-02-01")),
            valid_to: Some(day("2026-12-31")),
            ..document("05/KH-UBND", "2026-01-12")
        });
        let own = number("5/KH-UBND");
        let on = |all: &DocumentList, on: &str| all.validity(&all.of(&own)[0], day(on));
        assert_eq!(on(&all, "2026-01-31"), Validity::ToCome);
        assert_eq!(on(&all, "2026-02-01"), Validity::Holds);
        assert_eq!(on(&all, "2026-12-31"), Validity::Holds);
        assert_eq!(on(&all, "2027-01-01"), Validity::Over);
        all.set(Document {
            replaces: "Số 05/KH-UBND".into(),
            ..document("77/KH-UBND", "2026-08-01")
        });
        assert_eq!(on(&all, "2026-07-31"), Validity::Holds);
        assert_eq!(on(&all, "2026-08-01"), Validity::Replaced);
        assert_eq!(all.successors(&all.of(&own)[0]).count(), 1);
        // The same number of another year is another document, a later row of one the same.
        all.set(document("05/KH-UBND", "2025-03-01"));
        all.set(document("5/kh-ubnd", "2025-03-01"));
        assert_eq!(all.of(&own).len(), 2);
        assert_eq!(all.all().count(), 3);
        // By its number alone nobody knows which of the two is replaced.
        for it in all.of(&own) {
            assert!(all.successors(it).all(|it| it.unclear));
            assert_eq!(all.validity(it, day("2026-12-01")), Validity::Holds);
        }
    }

    #[test]
    fn an_issuer_is_one_whatever_its_capitals_and_never_without_its_marks() {
        assert!(same_issuer("UBND Xã Thanh An", "ubnd xã  thanh an"));
        assert!(!same_issuer("UBND Xã Thanh An", "UBND Xã Thạnh An"));
    }

    #[test]
    fn two_issuers_with_one_number_on_one_day_have_a_document_each() {
        let day = |text: &str| parse_day(text).unwrap();
        let document = |number: &str, on: &str, issuer: &str, replaces: &str| Document {
            number: number.into(),
            day: Some(day(on)),
            title: "x".into(),
            issuer: issuer.into(),
            level: None,
            valid_from: None,
            valid_to: None,
            replaces: replaces.into(),
            link: "".into(),
            provisional: false,
            source: "".into(),
        };
        let mut all = DocumentList::default();
        // Who issued it is said later: it is the same document.
        all.set(document("12/QĐ-UBND", "2026-03-02", "", ""));
        all.set(document("12/QĐ-UBND", "2026-03-02", "UBND Phường Một", ""));
        all.set(document("12/QĐ-UBND", "2026-03-02", "UBND Phường Hai", ""));
        let own = number("12/QĐ-UBND");
        assert_eq!(all.of(&own).len(), 2);
        all.set(document(
            "90/QĐ-UBND",
            "2026-05-04",
            "Ubnd phường Hai",
            "12/QĐ-UBND",
        ));
        let told = |all: &DocumentList| {
            let of = all.of(&own).iter();
            of.map(|it| all.validity(it, day("2026-06-01")))
                .collect::<Vec<_>>()
        };
        // That of Phường Hai comes first by name.
        assert_eq!(told(&all), [Validity::Replaced, Validity::Holds]);
        // Of a third issuer it may be either.
        all.set(document(
            "91/QĐ-UBND",
            "2026-05-05",
            "UBND Thành phố",
            "12/QĐ-UBND",
        ));
        let after: Vec<usize> = all
            .of(&own)
            .iter()
            .map(|it| all.successors(it).count())
            .collect();
        assert_eq!(after, [2, 1]);
        assert_eq!(told(&all), [Validity::Replaced, Validity::Holds]);
    }
}
