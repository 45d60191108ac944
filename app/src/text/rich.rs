//! Sentences with emphasis: `*strong*` and `!late!` in the table of texts.
//! The values filled in are never read as marks.
//! What an English text says of one and of several stands in it beside each other: `{0} units {0:has|have}`.
//! Nouns right after their number become one by themselves.
use std::{borrow::Cow, collections::BTreeSet};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tone {
    Plain,
    Strong,
    /// Strong, in the colour kept for lateness.
    Late,
}

/// A piece of a sentence in one tone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    pub tone: Tone,
    pub text: String,
}

/// A marked text as pieces, with its `{0}`, `{1}` ... filled in.
pub fn rich(template: &str, values: &[&str]) -> Vec<Run> {
    check(template, values);
    let template = &*agreed(template, values);
    let mut runs = Vec::new();
    let mut tone = Tone::Plain;
    for piece in template.split_inclusive(['*', '!']) {
        let mark = piece.chars().last().filter(|c| matches!(c, '*' | '!'));
        let text = mark.map_or(piece, |c| piece.strip_suffix(c).unwrap_or(piece));
        if !text.is_empty() {
            runs.push(Run {
                tone,
                text: put(text, values),
            });
        }
        tone = match (tone, mark) {
            (Tone::Plain, Some('*')) => Tone::Strong,
            (Tone::Plain, Some('!')) => Tone::Late,
            _ => Tone::Plain,
        };
    }
    runs
}

/// The places of a text: the numbers in `{0}`, `{1:is|are}` ..., each once.
pub(super) fn places(template: &str) -> BTreeSet<usize> {
    let inside = template.split('{').skip(1);
    inside
        .filter_map(|rest| rest.split_once('}')?.0.split(':').next()?.parse().ok())
        .collect()
}

/// Each place of a text has its value, and each value its place: a slip of the
/// page's, found by any test that writes it.
pub(super) fn check(template: &str, values: &[&str]) {
    debug_assert_eq!(places(template).len(), values.len(), "{template}");
}

/// English nouns that are counted, of several and of one.
const COUNTED: [(&str, &str); 53] = [
    ("accounts", "account"),
    ("adjustments", "adjustment"),
    ("agencies", "agency"),
    ("assignments", "assignment"),
    ("bodies", "body"),
    ("cells", "cell"),
    ("changes", "change"),
    ("codes", "code"),
    ("commitments", "commitment"),
    ("communes", "commune"),
    ("companies", "company"),
    ("databases", "database"),
    ("days", "day"),
    ("decisions", "decision"),
    ("deliverables", "deliverable"),
    ("deliveries", "delivery"),
    ("departments", "department"),
    ("duties", "duty"),
    ("explanations", "explanation"),
    ("files", "file"),
    ("groups", "group"),
    ("hours", "hour"),
    ("indicators", "indicator"),
    ("items", "item"),
    ("letters", "letter"),
    ("measurements", "measurement"),
    ("milestones", "milestone"),
    ("minutes", "minute"),
    ("numbers", "number"),
    ("organisations", "organisation"),
    ("others", "other"),
    ("outcomes", "outcome"),
    ("places", "place"),
    ("plans", "plan"),
    ("processes", "process"),
    ("products", "product"),
    ("proposals", "proposal"),
    ("questions", "question"),
    ("re-checks", "re-check"),
    ("reports", "report"),
    ("requests", "request"),
    ("results", "result"),
    ("rows", "row"),
    ("seconds", "second"),
    ("submissions", "submission"),
    ("suggestions", "suggestion"),
    ("tasks", "task"),
    ("things", "thing"),
    ("units", "unit"),
    ("values", "value"),
    ("wards", "ward"),
    ("weeks", "week"),
    ("workstreams", "workstream"),
];

/// Words between a number and what it counts, as in "1 late milestones".
const ADJECTIVES: usize = 2;

/// The word that a text begins with after a space, and where it ends.
fn word(text: &str) -> Option<(&str, usize)> {
    let word = text.strip_prefix(' ')?;
    let long = word.find(|c: char| !c.is_ascii_alphabetic() && c != '-');
    let long = long.unwrap_or(word.len());
    Some((&word[..long], 1 + long))
}

/// What one of a noun is called.
fn one_of(noun: &str) -> Option<&'static str> {
    let found = COUNTED.iter().find(|(many, _)| *many == noun);
    found.map(|(_, one)| *one)
}

/// What follows on a number that is 1, with the noun that it counts in the singular, and where the
/// rest begins. Vietnamese nouns are the same. "products and outcomes": one of either.
fn of_one(rest: &str) -> Option<(String, usize)> {
    let mut at = 0;
    for _ in 0..=ADJECTIVES {
        let (noun, long) = word(rest.get(at..)?)?;
        if let Some(one) = one_of(noun) {
            let mut said = format!("{} {one}", &rest[..at]);
            at += long;
            let other = rest[at..].strip_prefix(" and").and_then(word);
            if let Some((other, long)) = other.and_then(|(noun, long)| Some((one_of(noun)?, long)))
            {
                said.push_str(" or ");
                said.push_str(other);
                at += " and".len() + long;
            }
            return Some((said, at));
        }
        at += long;
    }
    None
}

/// A text as it agrees with its numbers, its places still open.
fn agreed<'a>(template: &'a str, values: &[&str]) -> Cow<'a, str> {
    let is_one = |place: usize| values.get(place).is_some_and(|value| *value == "1");
    let is_one_thing = |place: usize| values.get(place).is_some_and(|it| it.starts_with("1 "));
    if !values.contains(&"1") && !template.contains(':') {
        return Cow::Borrowed(template);
    }
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((place, after)) = rest[1..].split_once('}') else {
            break;
        };
        let (number, forms) = match place.split_once(':') {
            Some((number, forms)) => (number, forms.split_once('|')),
            None => (place, None),
        };
        let number = number.parse().ok();
        let one = number.is_some_and(is_one);
        if let Some((of_one, of_many)) = forms {
            // A number may come with its noun: "1 day".
            let one = one || number.is_some_and(is_one_thing);
            out.push_str(if one { of_one } else { of_many });
            rest = after;
            continue;
        }
        out.push_str(&rest[..rest.len() - after.len()]);
        rest = after;
        // The number may stand in a tone that its noun does not have.
        let mark = rest.len() - rest.trim_start_matches(['*', '!']).len();
        if let Some((said, ends)) = of_one(&rest[mark..]).filter(|_| one) {
            out.push_str(&rest[..mark]);
            out.push_str(&said);
            rest = &rest[mark + ends..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Puts values in the places `{0}`, `{1}` ..., with which the text agrees.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
    put(&agreed(template, values), values)
}

/// Puts values in their places.
fn put(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 24);
    let mut rest = template;
    while let Some(at) = rest.find('{') {
        let (before, place) = rest.split_at(at);
        out.push_str(before);
        let value = place
            .get(1..2)
            .and_then(|digit| digit.parse::<usize>().ok())
            .and_then(|i| values.get(i))
            .filter(|_| place.get(2..3) == Some("}"));
        match value {
            Some(value) => {
                out.push_str(value);
                rest = &place[3..];
            }
            None => {
                out.push('{');
                rest = &place[1..];
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_one_a_noun_is_one() {
        for (template, value, told) in [
            ("{0} late milestones", "1", "1 late milestone"),
            ("{0} late milestones", "2", "2 late milestones"),
            ("{0} duties worse", "1", "1 duty worse"),
            ("{0} party bodies.", "1", "1 party body."),
            ("{0} mốc trễ hạn", "1", "1 mốc trễ hạn"),
            ("{0}, days", "1", "1, days"),
            ("{0}", "1", "1"),
        ] {
            assert_eq!(fill(template, &[value]), told);
        }
        for (number, told) in [
            ("1", "1 unit has it"),
            ("2", "2 units have it"),
            ("0", "0 units have it"),
        ] {
            assert_eq!(fill("{0} units {0:has|have} it", &[number]), told);
        }
        for (number, told) in [
            ("1", "1 product or outcome is late"),
            ("3", "3 products and outcomes are late"),
        ] {
            let runs = rich("*{0}* products and outcomes {0:is|are} late", &[number]);
            assert_eq!(runs.into_iter().map(|it| it.text).collect::<String>(), told);
        }
        assert_eq!(fill("{0} of {1} units", &["1", "1"]), "1 of 1 unit");
        assert_eq!(fill("{0} of {1} units", &["1", "3"]), "1 of 3 units");
    }

    #[test]
    fn marks_become_tones_and_values_are_never_marks() {
        let runs = rich("*{0} nghiệm thu*, !chậm {1}!.", &["6*1", "13!"]);
        let told: Vec<_> = runs.iter().map(|r| (r.tone, r.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Tone::Strong, "6*1 nghiệm thu"),
                (Tone::Plain, ", "),
                (Tone::Late, "chậm 13!"),
                (Tone::Plain, "."),
            ]
        );
    }

    #[test]
    fn places_without_a_value_stay() {
        assert_eq!(fill("{0} và {1} {x}", &["a"]), "a và {1} {x}");
    }
}
