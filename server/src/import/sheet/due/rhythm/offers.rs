//! What is offered where a text has no rhythm, or more than one.
use std::collections::BTreeSet;

use app::{
    domain::{Day, Every},
    views::{SheetAbout, SheetDue, SheetMeans, SheetOther, SheetRhythm, SheetRhythms},
};
use chrono::Datelike;

use super::super::{
    super::{
        eve::{END_OF_MONTH, eve},
        question::Asked,
    },
    KEPT, Said, asked,
    days::Found,
    words,
};

/// Weekdays and days of a month that are offered where a plan names none.
const WEEKDAYS_OFFERED: [u32; 3] = [5, 4, 1];
const MONTH_DAYS: [u32; 4] = [20, 25, 15, END_OF_MONTH];

/// Months of a period.
pub(super) const fn months(every: Every) -> u32 {
    match every {
        Every::Week | Every::Month => 1,
        Every::Quarter => 3,
        Every::Half => 6,
        Every::Year => 12,
    }
}

/// "Ngày 10 hằng quý": of the last month of the quarter, or of the one behind it.
pub(super) fn of_two_months(cell: &str, rhythm: SheetRhythm, before: bool) -> Said {
    let both = [false, true].map(|after| SheetRhythm { after, ..rhythm });
    let all = both.into_iter().flat_map(|it| {
        let eve = eve(&it).filter(|_| before);
        std::iter::once(it).chain(eve)
    });
    let choices = all.map(|it| SheetMeans::Due(SheetDue::Rhythm(it)));
    asked(SheetAbout::Loose, cell, choices.collect())
}

/// The words of a cell, also where they say when and would not be taken for words.
pub(super) fn kept(cell: &str) -> SheetMeans {
    let words_of_table = || SheetDue::Words(format!("{}{}", KEPT, cell.trim()));
    words(cell).unwrap_or_else(|| SheetMeans::Due(words_of_table()))
}

/// Rhythms by these days, or by those that are offered where none is named.
pub(super) fn offered(every: Every, days: &[u32], first: Option<Day>) -> Vec<SheetMeans> {
    let usual: &[u32] = match every {
        Every::Week => &WEEKDAYS_OFFERED,
        _ => &MONTH_DAYS,
    };
    let days = if days.is_empty() { usual } else { days };
    let rhythm = |due: &u32| {
        let due = *due;
        SheetMeans::Due(SheetDue::Rhythm(SheetRhythm {
            every,
            due,
            after: false,
            first,
        }))
    };
    days.iter().map(rhythm).collect()
}

/// The same days of the month behind the period.
pub(super) fn behind(all: &[SheetMeans]) -> Vec<SheetMeans> {
    let after = |it: &SheetMeans| match it {
        SheetMeans::Due(SheetDue::Rhythm(it)) if it.due < END_OF_MONTH => {
            let it = SheetRhythm { after: true, ..*it };
            Some(SheetMeans::Due(SheetDue::Rhythm(it)))
        }
        _ => None,
    };
    all.iter().filter_map(after).collect()
}

/// What may be meant by days of a year: the rhythm that has them all, or each of them once.
pub(super) fn of_dates(dates: &[&Found]) -> Vec<SheetMeans> {
    let all = dates.iter().flat_map(|it| it.day().unwrap_or_default());
    let all: BTreeSet<Day> = all.map(|(day, _)| *day).collect();
    let months_named: BTreeSet<u32> = all.iter().map(Datelike::month).collect();
    let days: BTreeSet<u32> = all.iter().map(Datelike::day).collect();
    let one = days.first().filter(|_| days.len() == 1);
    let fits = |every: &Every| {
        let long = months(*every);
        months_named.len() as u32 == 12 / long && months_named.iter().all(|it| it % long == 0)
    };
    let every = [Every::Half, Every::Quarter].into_iter().find(fits);
    let rhythm = every.zip(one).map(|(every, due)| {
        SheetMeans::Due(SheetDue::Rhythm(SheetRhythm {
            every,
            due: *due,
            after: false,
            first: None,
        }))
    });
    let days = all.into_iter();
    let days = days.map(|day| SheetMeans::Due(SheetDue::Day(day)));
    rhythm.into_iter().chain(days).collect()
}

/// What no rhythm has is asked: one of these, words that are kept, or a day.
pub(super) fn no_rhythm(cell: &str, mut choices: Vec<SheetMeans>) -> Said {
    let kept = |it: &SheetMeans| matches!(it, SheetMeans::Due(SheetDue::Words(_)));
    if !choices.iter().any(kept) {
        choices.push(words(cell).unwrap_or(SheetMeans::Due(SheetDue::None)));
    }
    Said::Asked(Asked::new(SheetAbout::NoRhythm, cell, choices).or(SheetOther::Day))
}

/// "Trước ngày 25 hằng tháng": that day or the one before.
pub(super) fn before(cell: &str, due: SheetDue) -> Said {
    if let SheetDue::Rhythm(it) = &due
        && eve(it).is_none()
    {
        return no_rhythm(cell, vec![SheetMeans::Due(due)]);
    }
    Said::Asked(Asked::before_due(cell, due))
}

/// Working days after the due day that are offered where the campaign has no rhythm yet.
const CUT_OFFS: [u16; 2] = [5, 0];

/// What a plan says of nothing that recurs: when its data close, and how long it is still taken.
/// `usual`: days of the campaign's rhythms.
pub(in super::super::super) fn rhythms(usual: &[u16]) -> Asked {
    let mut cut_offs: Vec<u16> = usual.iter().copied().take(2).collect();
    cut_offs.extend(CUT_OFFS.iter().filter(|it| !usual.contains(it)));
    let of = |by_decree| {
        let days = cut_offs.iter();
        days.map(move |days| {
            SheetMeans::Rhythms(SheetRhythms {
                by_decree,
                cut_off: *days,
            })
        })
    };
    let choices = of(true).chain(of(false)).collect();
    Asked::of_all("", SheetAbout::Rhythms, "", choices)
}
