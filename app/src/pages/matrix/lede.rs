//! The sentence the page opens with: of the units that are shown.
use crate::{
    domain::Status,
    text::{self, Key as K, Lang, Run, Tone, rich, t, tf},
    views::{Matrix, MatrixOver},
};

/// How many databases are named as those with most late cells.
const NAMED: usize = 3;

/// "187 trên 1.486 ô trễ hạn, nhiều nhất ở đất đai (31), an sinh xã hội (20) và
/// y tế (9); 123 ô chưa xác minh"
pub fn lede(lang: Lang, page: &Matrix) -> Vec<Run> {
    let number = |n: u32| text::integer(lang, i64::from(n));
    let all = page.shown.all;
    if page.groups.is_empty() {
        return rich(t(lang, K::UnitsNone).trim_end_matches('.'), &[]);
    }
    if all.duties == 0 {
        return rich(t(lang, K::HeadNone), &[]);
    }
    let mut runs: Vec<Run> = of_what(lang, page).into_iter().map(plain).collect();
    let asked = page.filter.status.unwrap_or(Status::Late);
    let (count, duties) = (number(all.count(asked)), number(all.duties));
    if asked != Status::Late {
        let units: usize = page.groups.iter().map(|group| group.rows.len()).sum();
        let word = text::status(lang, asked).to_lowercase();
        let units = text::integer(lang, units as i64);
        runs.extend(rich(t(lang, K::MatrixOnly), &[&count, &word, &units]));
    } else if all.count(asked) == 0 {
        runs.extend(rich(t(lang, K::MatrixNoneLate), &[&duties]));
    } else {
        runs.extend(rich(t(lang, K::MatrixLate), &[&count, &duties]));
    }
    runs.extend(most(lang, page, asked).map(plain));
    if asked == Status::Late {
        let unverified = number(all.count(Status::Unverified));
        runs.push(plain(tf(lang, K::MatrixUnverified, &[&unverified])));
    }
    runs
}

/// "Phường, 12 đơn vị theo bộ lọc: "; nothing over the whole city.
fn of_what(lang: Lang, page: &Matrix) -> Option<String> {
    let kind = page
        .filter
        .group
        .map(|kind| text::unit_kind(lang, kind).to_owned());
    let over = match page.over {
        MatrixOver::City => None,
        MatrixOver::Assigned => Some(t(lang, K::MatrixAssigned).to_owned()),
        MatrixOver::Selection => {
            let units: usize = page.groups.iter().map(|group| group.rows.len()).sum();
            Some(tf(
                lang,
                K::MatrixFiltered,
                &[&text::integer(lang, units as i64)],
            ))
        }
    };
    let parts: Vec<String> = [kind, over].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("{}: ", parts.join(", ")))
}

/// The databases with most cells of a status, the most first.
fn most(lang: Lang, page: &Matrix, status: Status) -> Option<String> {
    let mut counts: Vec<(u32, &str)> = page
        .columns
        .iter()
        .zip(&page.shown.columns)
        .map(|(column, sums)| (sums.count(status), column.name.as_ref()))
        .filter(|(count, _)| *count > 0)
        .collect();
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let names: Vec<String> = counts
        .iter()
        .take(NAMED)
        .map(|(count, name)| {
            let count = text::integer(lang, i64::from(*count));
            format!("{} ({count})", text::uncapitalised(name))
        })
        .collect();
    (!names.is_empty()).then(|| tf(lang, K::MatrixMost, &[&listed(lang, &names)]))
}

/// "đất đai (31), an sinh xã hội (20) và y tế (9)"
fn listed(lang: Lang, names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {} {last}", first.join(", "), t(lang, K::And)),
    }
}

fn plain(text: String) -> Run {
    Run {
        tone: Tone::Plain,
        text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_people_say_them() {
        let told = |all: &[&str]| {
            let names: Vec<String> = all.iter().map(|name| text::uncapitalised(name)).collect();
            listed(Lang::Vi, &names)
        };
        assert_eq!(told(&["Đất đai"]), "đất đai");
        assert_eq!(told(&["Đất đai", "Y tế"]), "đất đai và y tế");
        assert_eq!(
            told(&["Đất đai", "An sinh xã hội", "GIS nền"]),
            "đất đai, an sinh xã hội và GIS nền"
        );
    }
}
