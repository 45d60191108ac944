//! Sentences with emphasis: `*strong*` and `!late!` in the table of texts.
//! The values filled in are never read as marks.
use std::collections::BTreeSet;

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
    let mut runs = Vec::new();
    let mut tone = Tone::Plain;
    for piece in template.split_inclusive(['*', '!']) {
        let mark = piece.chars().last().filter(|c| matches!(c, '*' | '!'));
        let text = mark.map_or(piece, |c| piece.strip_suffix(c).unwrap_or(piece));
        if !text.is_empty() {
            runs.push(Run {
                tone,
                text: fill(text, values),
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

/// The places of a text: the numbers in `{0}`, `{1}` ..., each once.
pub(super) fn places(template: &str) -> BTreeSet<usize> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}')?.0.parse().ok())
        .collect()
}

/// Each place of a text has its value, and each value its place: a slip of the
/// page's, found by any test that writes it.
pub(super) fn check(template: &str, values: &[&str]) {
    debug_assert_eq!(places(template).len(), values.len(), "{template}");
}

/// English nouns that are counted, of several and of one.
const COUNTED: [(&str, &str); 32] = [
    ("agencies", "agency"),
    ("bodies", "body"),
    ("cells", "cell"),
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
    ("indicators", "indicator"),
    ("measurements", "measurement"),
    ("milestones", "milestone"),
    ("outcomes", "outcome"),
    ("plans", "plan"),
    ("products", "product"),
    ("questions", "question"),
    ("reports", "report"),
    ("requests", "request"),
    ("results", "result"),
    ("rows", "row"),
    ("suggestions", "suggestion"),
    ("tasks", "task"),
    ("units", "unit"),
    ("values", "value"),
    ("wards", "ward"),
    ("workstreams", "workstream"),
];

/// Words between a number and what it counts, as in "1 late milestones".
const ADJECTIVES: usize = 2;

/// What follows on a place whose value is 1, with the noun that it counts in the singular: what is
/// before the noun, the noun, and where the rest begins. Vietnamese nouns are the same.
fn of_one(rest: &str) -> Option<(&str, &'static str, usize)> {
    let mut at = 0;
    for _ in 0..=ADJECTIVES {
        let word = rest.get(at..)?.strip_prefix(' ')?;
        let long = word.find(|c: char| !c.is_ascii_alphabetic());
        let long = long.unwrap_or(word.len());
        let (begins, ends) = (at + 1, at + 1 + long);
        let noun = COUNTED.iter().find(|(many, _)| *many == &word[..long]);
        if let Some((_, one)) = noun {
            return Some((&rest[..begins], one, ends));
        }
        at = ends;
    }
    None
}

/// Puts values in the places `{0}`, `{1}` ...; of one an English noun is one.
pub(super) fn fill(template: &str, values: &[&str]) -> String {
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
                if let Some((before, noun, ends)) = of_one(rest).filter(|_| *value == "1") {
                    out.push_str(before);
                    out.push_str(noun);
                    rest = &rest[ends..];
                }
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
