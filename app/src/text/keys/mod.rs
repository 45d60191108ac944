//! Every text of the interface, in both languages side by side, one page a file.
//! To add one, add a line to the file of its page: `Key: "Việt" / "English",`.
//! `{0}`, `{1}` ... are places for values, `{0:is|are}` what is said of one and of several,
//! `*strong*` and `!late!` are tones (see `rich`); both languages have the same places and tones. A text nobody uses is a warning of the
//! compiler, for nothing here is public.
use super::Lang;

/// One text of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Key {
    /// No two texts have the same, so it tells them apart where the words do not.
    name: &'static str,
    vi: &'static str,
    en: &'static str,
}

/// The words of a text, its places still open.
pub(crate) const fn t(lang: Lang, key: Key) -> &'static str {
    match lang {
        Lang::Vi => key.vi,
        Lang::En => key.en,
    }
}

/// Texts are constants of [`Key`], so that each file can add its own to the one
/// type, and the compiler tells which are never used.
macro_rules! texts {
    ($($key:ident: $vi:literal / $en:literal),+ $(,)?) => {
        #[allow(non_upper_case_globals)]
        impl super::Key {
            $(pub(crate) const $key: Self = Self {
                name: stringify!($key),
                vi: $vi,
                en: $en,
            };)+
        }

        #[cfg(test)]
        pub(super) const TEXTS: &[super::Key] = &[$(super::Key::$key),+];
    };
}

mod account;
mod adjustment;
mod brief;
mod burden;
mod calendar;
mod compare;
mod databases;
mod decision;
mod documents;
mod duty;
mod duty_told;
mod errors;
mod events;
mod explanations;
mod figures;
mod files;
mod groups;
mod headline;
mod help;
mod home;
mod kept;
mod letter;
mod lists;
mod matrix;
mod measure;
mod method;
mod milestones;
mod notices;
mod numbers;
mod old_book;
mod organisations;
mod outcomes;
mod overview;
mod partners;
mod people;
mod plan;
mod plan_sheet;
mod programme;
mod rechecks;
mod reconciliation;
mod redefinitions;
mod refusals;
mod report;
mod restatement;
mod review;
mod rhythms;
mod search;
mod sign_in;
mod statuses;
mod surroundings;
mod tables;
mod unit;
mod units;
mod wall;
mod what_if;
mod why;
mod work;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::text::rich::{Tone, places, rich};

    /// A file left out here leaves its `TEXTS` unused: a warning of the compiler.
    fn all() -> impl Iterator<Item = Key> {
        [
            account::TEXTS,
            adjustment::TEXTS,
            brief::TEXTS,
            burden::TEXTS,
            calendar::TEXTS,
            compare::TEXTS,
            databases::TEXTS,
            decision::TEXTS,
            documents::TEXTS,
            duty::TEXTS,
            duty_told::TEXTS,
            errors::TEXTS,
            events::TEXTS,
            explanations::TEXTS,
            figures::TEXTS,
            files::TEXTS,
            groups::TEXTS,
            headline::TEXTS,
            help::TEXTS,
            home::TEXTS,
            kept::TEXTS,
            letter::TEXTS,
            lists::TEXTS,
            matrix::TEXTS,
            measure::TEXTS,
            method::TEXTS,
            milestones::TEXTS,
            notices::TEXTS,
            numbers::TEXTS,
            old_book::TEXTS,
            organisations::TEXTS,
            outcomes::TEXTS,
            overview::TEXTS,
            partners::TEXTS,
            people::TEXTS,
            plan::TEXTS,
            plan_sheet::TEXTS,
            programme::TEXTS,
            rechecks::TEXTS,
            reconciliation::TEXTS,
            redefinitions::TEXTS,
            refusals::TEXTS,
            report::TEXTS,
            restatement::TEXTS,
            review::TEXTS,
            rhythms::TEXTS,
            search::TEXTS,
            sign_in::TEXTS,
            statuses::TEXTS,
            surroundings::TEXTS,
            tables::TEXTS,
            unit::TEXTS,
            units::TEXTS,
            wall::TEXTS,
            what_if::TEXTS,
            why::TEXTS,
            work::TEXTS,
        ]
        .into_iter()
        .flatten()
        .copied()
    }

    #[test]
    fn both_languages_have_the_same_places_counted_from_zero() {
        for key in all() {
            let (vi, en) = (places(key.vi), places(key.en));
            assert_eq!(vi, en, "places of {}", key.name);
            assert!(
                vi.iter().copied().eq(0..vi.len()),
                "places of {}: {vi:?}",
                key.name
            );
        }
    }

    /// What stands after a number that counts things, in its own part of the sentence.
    fn said_of_one(words: &str) -> Vec<String> {
        let parts = words.split([',', ';', ':', '.', '(', ')', '“', '”']);
        let counted = parts.filter_map(|part| {
            let mut words = part.split(' ').skip_while(|word| *word != "1");
            words.next()?;
            Some(words.collect::<Vec<_>>().join(" "))
        });
        counted.collect()
    }

    /// Values that are no numbers of things: a date, a name, points, what is counted otherwise.
    const NO_COUNT: [&str; 7] = [
        "ChangesRestated",
        "HeadNeeds",
        "HeadPaces",
        "HomeGapTitle",
        "SignAlike",
        "WhatIfNeeds",
        "WhatIfPaces",
    ];

    #[test]
    fn english_says_of_one_what_is_said_of_one() {
        const MANY: [&str; 7] = ["are", "were", "have", "wait", "stand", "need", "they"];
        let mut wrong = Vec::new();
        for key in all().filter(|key| !NO_COUNT.contains(&key.name)) {
            let values = vec!["1"; places(key.en).len()];
            let runs = rich(key.en, &values).into_iter();
            let words: String = runs.map(|run| run.text).collect();
            for said in said_of_one(&words) {
                let of_many = said.split(' ').find(|word| MANY.contains(word));
                if let Some(word) = of_many {
                    wrong.push(format!("{}: {word}: {words}", key.name));
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn both_languages_have_the_same_tones() {
        for key in all() {
            let tones = |words| -> BTreeSet<Tone> {
                let values = vec!["1"; places(words).len()];
                rich(words, &values)
                    .into_iter()
                    .map(|run| run.tone)
                    .collect()
            };
            let marked = |words| {
                tones(words)
                    .into_iter()
                    .filter(|tone| *tone != Tone::Plain)
                    .collect::<Vec<_>>()
            };
            assert_eq!(marked(key.vi), marked(key.en), "tones of {}", key.name);
            for mark in ['*', '!'] {
                for words in [key.vi, key.en] {
                    assert!(
                        words.matches(mark).count().is_multiple_of(2),
                        "{mark} open in {}",
                        key.name
                    );
                }
            }
        }
    }
}
