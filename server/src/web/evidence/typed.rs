//! A document as it is typed into a form.
use app::{
    domain::{
        Day, LONGEST_NUMBER, parse_day, says_something, secrecy_mark_in_link, secrecy_mark_in_name,
    },
    views::Mistake,
};

use super::link;

/// A document as typed, its lines cleaned.
#[derive(Debug, Clone, Copy)]
pub struct TypedDocument<'a> {
    pub number: &'a str,
    pub day: &'a str,
    pub link: &'a str,
    pub has_files: bool,
}

impl TypedDocument<'_> {
    /// Whether anything of it was given.
    pub fn is_given(&self) -> bool {
        self.has_files
            || [self.number, self.day, self.link]
                .iter()
                .any(|it| !it.is_empty())
    }

    /// What is wrong with its number, its day and its link.
    pub fn check(&self, today: Day, draft: bool) -> [Option<Mistake>; 3] {
        let unless_draft = |found: Option<Mistake>| found.filter(|_| !draft);
        let number = if secrecy_mark_in_name(self.number).is_some() {
            Some(Mistake::SecretMark)
        } else if self.number.chars().count() > LONGEST_NUMBER {
            Some(Mistake::NumberTooLong)
        } else {
            unless_draft((!says_something(self.number)).then_some(Mistake::NumberMissing))
        };
        let day = match parse_day(self.day) {
            _ if draft => None,
            _ if self.day.is_empty() => unless_draft(Some(Mistake::DocumentDayMissing)),
            None => Some(Mistake::DocumentDayBad),
            Some(day) => (day > today).then_some(Mistake::DocumentDayFuture),
        };
        let link = if self.link.is_empty() {
            unless_draft((!self.has_files).then_some(Mistake::LinkMissing))
        } else {
            let told = [
                Mistake::SecretMark,
                Mistake::LinkTooLong,
                Mistake::LinkPassword,
            ];
            link::wrong(self.link).filter(|it| !draft || told.contains(it))
        };
        [number, day, link]
    }
}

/// A line of a document that carries a mark of secrecy is not sent back (rule 12).
pub fn without_secrets(number: &mut String, day: &mut String, link: &mut String) {
    for line in [number, day] {
        if secrecy_mark_in_name(line).is_some() {
            line.clear();
        }
    }
    if secrecy_mark_in_link(link).is_some() {
        link.clear();
    }
}
