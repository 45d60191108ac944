//! Groups of units, and second values of milestones.
use super::{Key as K, Lang, bloc, day, goal, t, tf, tier, unit_kind, value_beside_target};
use crate::{
    domain::{GroupRule, Place},
    views::SecondRow,
};

/// "Gồm các đơn vị: sở; khối chính quyền; cùng các đơn vị được ghi tên."
pub fn group_rule(lang: Lang, place: Place, rule: &GroupRule, named: bool) -> String {
    if rule.says_nothing() {
        return t(lang, K::GroupRuleNone).to_owned();
    }
    let mut said: Vec<String> = Vec::new();
    let mut say = |words: Vec<String>| {
        if !words.is_empty() {
            said.push(words.join(", "));
        }
    };
    let lower = super::uncapitalised;
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
    let key = match named {
        true => K::GroupRule,
        false => K::GroupRuleAlone,
    };
    tf(lang, key, &[&said.join("; ")])
}

/// "Các sở thử: 2 đơn vị, chủ trì 1 hạng mục": what there is none of is not told.
pub fn group_told(lang: Lang, name: &str, units: &str, (leads, helps): (usize, usize)) -> String {
    let (lead, help) = (leads.to_string(), helps.to_string());
    match (leads, helps) {
        (0, 0) => tf(lang, K::GroupToldNone, &[name, units]),
        (_, 0) => tf(lang, K::GroupToldLeads, &[name, units, &lead]),
        (0, _) => tf(lang, K::GroupToldHelps, &[name, units, &help]),
        _ => tf(lang, K::GroupToldBoth, &[name, units, &lead, &help]),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_group_has_none_of_is_not_told() {
        for (works, told) in [
            ((0, 0), "Các sở: 2 đơn vị"),
            ((1, 0), "Các sở: 2 đơn vị, chủ trì 1 hạng mục"),
            ((0, 3), "Các sở: 2 đơn vị, phối hợp 3 hạng mục"),
            ((1, 3), "Các sở: 2 đơn vị, chủ trì 1 và phối hợp 3 hạng mục"),
        ] {
            assert_eq!(group_told(Lang::Vi, "Các sở", "2 đơn vị", works), told);
        }
    }
}
