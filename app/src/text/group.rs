//! Groups of units, and second values of milestones.
use super::{Key as K, Lang, bloc, day, goal, t, tf, tier, unit_kind, value_beside_target};
use crate::{
    domain::{GroupRule, Place},
    views::SecondRow,
};

/// "Gồm các đơn vị: sở; khối chính quyền; cùng các đơn vị được ghi tên."
pub fn group_rule(lang: Lang, place: Place, rule: &GroupRule) -> String {
    if rule.says_nothing() {
        return t(lang, K::GroupRuleNone).to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    let mut say = |words: Vec<String>| {
        if !words.is_empty() {
            said.push(words.join(", "));
        }
    };
    let lower = |word: &str| word.to_lowercase();
    say(rule
        .kinds
        .iter()
        .map(|it| lower(unit_kind(lang, *it)))
        .collect());
    say(rule.blocs.iter().map(|it| lower(bloc(lang, *it))).collect());
    say(rule.tiers.iter().map(|it| tier(lang, *it, place)).collect());
    if !rule.area.is_empty() {
        say(vec![tf(lang, K::GroupRuleArea, &[&rule.area])]);
    }
    tf(lang, K::GroupRule, &[&said.join("; ")])
}

/// "Lượt người ≥ 100: chưa đạt, mới nhất 72 (16/11/2026)"
pub fn second_value(lang: Lang, it: &SecondRow) -> String {
    let unit = &it.unit_of_measure;
    let reach = goal(lang, it.reach, it.up, unit);
    match it.value {
        None => tf(lang, K::SecondNever, &[&it.name, &reach]),
        Some((value, on)) => {
            let key = if it.reached {
                K::SecondMet
            } else {
                K::SecondMissed
            };
            let value = value_beside_target(lang, value, Some(it.reach), unit);
            tf(lang, key, &[&it.name, &reach, &value, &day(lang, on)])
        }
    }
}
