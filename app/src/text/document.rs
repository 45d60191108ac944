//! Documents in words.
use super::{Key as K, Lang, day, t, tf};
use crate::{
    domain::{Document, DocumentLevel, Validity},
    views::DocumentsThat,
};

pub(crate) fn document_level(lang: Lang, it: DocumentLevel) -> &'static str {
    let key = match it {
        DocumentLevel::Central => K::LevelCentral,
        DocumentLevel::City => K::LevelCity,
        DocumentLevel::Commune => K::LevelCommune,
        DocumentLevel::Unit => K::LevelUnit,
        DocumentLevel::Other => K::LevelOther,
    };
    t(lang, key)
}

pub(crate) fn documents_that(lang: Lang, it: DocumentsThat) -> &'static str {
    let key = match it {
        DocumentsThat::Holds => K::ValidityHolds,
        DocumentsThat::ToCome => K::ValidityToCome,
        DocumentsThat::Over => K::ValidityOver,
        DocumentsThat::Replaced => K::ValidityReplaced,
        DocumentsThat::Unlisted => K::ValidityUnlisted,
    };
    t(lang, key)
}

/// "còn hiệu lực, từ 01/02/2026, đến 31/12/2026"
pub(crate) fn document_validity(lang: Lang, it: &Document, validity: Validity) -> String {
    let word = match validity {
        Validity::Holds => K::ValidityHolds,
        Validity::ToCome => K::ValidityToCome,
        Validity::Over => K::ValidityOver,
        Validity::Replaced => K::ValidityReplaced,
    };
    let from = it
        .valid_from
        .map(|on| tf(lang, K::ValidFromOn, &[&day(lang, on)]));
    let to = it
        .valid_to
        .map(|on| tf(lang, K::ValidToOn, &[&day(lang, on)]));
    let word = Some(t(lang, word).to_owned());
    let all = [word, from, to].into_iter().flatten();
    all.collect::<Vec<_>>().join(", ")
}
