//! Re-checks in words.
use super::{Key, Lang, t, tf, unit_kind};
use crate::{
    domain::{BookMark, RecheckOf, RecheckScope, Trust},
    views::{RecheckItem, ScopeRow},
};

/// "Tin cậy 58/60 lần hậu kiểm", and what stands by the old book.
pub fn trust(lang: Lang, it: Trust) -> String {
    let [confirmed, all] = [it.confirmed, it.all].map(|n| super::integer(lang, n.into()));
    let rechecked = tf(lang, Key::TrustTold, &[&confirmed, &all]);
    match old_book_count(lang, it) {
        Some(old) if it.all == 0 => old,
        Some(old) => format!("{rechecked}; {old}"),
        None => rechecked,
    }
}

/// "20 mốc theo văn bản, nhập từ sổ cũ, chưa hậu kiểm"
fn old_book_count(lang: Lang, it: Trust) -> Option<String> {
    let key = match it.book? {
        BookMark::Unchecked => Key::OldBookCount,
        BookMark::Checked => Key::OldBookCountChecked,
    };
    let number = super::integer(lang, it.old_book.into());
    (it.old_book > 0).then(|| tf(lang, key, &[&number]))
}

/// "Loại đơn vị: phường"
pub fn recheck_scope(lang: Lang, it: &ScopeRow) -> String {
    let (key, name) = match &it.scope {
        RecheckScope::Campaign => return t(lang, Key::RecheckScopeCampaign).to_owned(),
        RecheckScope::OldBook => return t(lang, Key::RecheckScopeOldBook).to_owned(),
        RecheckScope::Kind(kind) => (Key::RecheckScopeKind, unit_kind(lang, *kind)),
        RecheckScope::Unit(_) => (Key::RecheckScopeUnit, &*it.name),
        RecheckScope::Workstream(_) => (Key::RecheckScopeWorkstream, &*it.name),
        RecheckScope::Company(_) => (Key::RecheckScopeCompany, &*it.name),
    };
    tf(lang, key, &[name])
}

pub fn recheck_of(lang: Lang, it: RecheckOf) -> &'static str {
    let key = match it {
        RecheckOf::Reports => Key::RecheckOfReports,
        RecheckOf::Values => Key::RecheckOfValues,
        RecheckOf::Both => Key::RecheckOfBoth,
    };
    t(lang, key)
}

pub fn recheck_result(lang: Lang, confirmed: bool) -> &'static str {
    let key = match confirmed {
        true => Key::RecheckConfirmed,
        false => Key::RecheckNotConfirmed,
    };
    t(lang, key)
}

/// Whether what was drawn is accepted still.
pub fn recheck_state(lang: Lang, stands: bool) -> &'static str {
    let key = match stands {
        true => Key::RecheckStands,
        false => Key::RecheckEnded,
    };
    t(lang, key)
}

/// A milestone's title, or an indicator's name with the very value.
pub fn recheck_thing(lang: Lang, it: &RecheckItem) -> String {
    let name = &it.name;
    match &it.value {
        None => name.to_string(),
        Some(it) => {
            let number = |n| super::integer(lang, n);
            let value = match it.counts {
                Some((part, all)) => format!("{}/{}", number(part), number(all)),
                None => super::value(lang, it.value, &it.unit_of_measure),
            };
            let value = tf(
                lang,
                Key::RecheckValueOf,
                &[&super::day(lang, it.day), &value],
            );
            format!("{name}, {value}")
        }
    }
}

/// "Lần rút 3"
pub fn draw_name(lang: Lang, number: usize) -> String {
    tf(lang, Key::RecheckDraw, &[&number.to_string()])
}
