//! What recurs, as rows of the campaign's files: rhythms of each unit, and the cadence that they have.
use app::{
    domain::{Day, Every, UnitKind},
    views::{SheetRhythm, SheetTask},
};
use chrono::Datelike;

use super::{
    super::{SheetCadence, eve::END_OF_MONTH, title::title},
    Writing, cells,
};

impl Writing<'_> {
    pub(super) fn rhythm(
        &mut self,
        task: &SheetTask,
        code: &str,
        name: &str,
        unit: &str,
        of: &SheetRhythm,
    ) {
        let cadence = self.cadence(of);
        let begins = begins_on(of, of.closes(self.recurs.by_decree), self.beside.today);
        let row = cells([
            ("code", code),
            ("unit", unit),
            ("workstream", &task.code),
            ("title", &title(name, &task.title)),
            ("product", name),
            ("cadence", &cadence),
            ("begins_on", &begins.to_string()),
            ("cut_off_days", &self.recurs.cut_off.to_string()),
        ]);
        self.add("rhythms.csv", row);
    }

    /// The units that a lead stands for.
    pub(super) fn units_of(&self, lead: &str) -> Vec<String> {
        let of_kinds = |kinds: &[UnitKind]| {
            let units = self.beside.units.iter();
            let those = units.filter(|(_, kind)| kinds.is_empty() || kinds.contains(kind));
            those.map(|(code, _)| code.clone()).collect()
        };
        if let Some(units) = self.beside.groups.get(lead) {
            return units.clone();
        }
        let new = self.files.get("groups.csv").into_iter().flatten();
        let mut new = new.filter(|(_, row)| row.get("code").is_some_and(|it| it == lead));
        match new.next().and_then(|(_, row)| row.get("kind")) {
            Some(kinds) => {
                let kinds = kinds.split("; ").filter_map(UnitKind::from_code);
                of_kinds(&kinds.collect::<Vec<_>>())
            }
            None if lead == "*" => of_kinds(&[]),
            None => vec![lead.to_owned()],
        }
    }

    /// The code of a cadence with these days; one that is not there yet is added.
    fn cadence(&mut self, rhythm: &SheetRhythm) -> String {
        let closes = rhythm.closes(self.recurs.by_decree);
        let same = |it: &&SheetCadence| {
            it.every == rhythm.every && it.due == rhythm.due && it.closes == closes
        };
        if let Some(it) = self.cadences.iter().find(same) {
            return it.code.clone();
        }
        let wanted = format!("{}-{}", rhythm.every.code().to_uppercase(), rhythm.due);
        let more = (2..).map(|n| format!("{wanted}-{n}"));
        let mut all = std::iter::once(wanted.clone()).chain(more);
        let free = |code: &String| self.cadences.iter().all(|it| it.code != *code);
        let code = all.find(free).unwrap_or_default();
        let (data_closes, due, name) = cadence_cells(rhythm, closes);
        let row = cells([
            ("code", &code),
            ("name", &name),
            ("every", rhythm.every.code()),
            ("data_closes", &data_closes),
            ("report_due", &due),
        ]);
        self.add("cadences.csv", row);
        self.cadences.push(SheetCadence {
            code: code.clone(),
            every: rhythm.every,
            due: rhythm.due,
            closes,
        });
        code
    }
}

const WEEKDAYS: [(&str, &str); 7] = [
    ("mon", "thứ Hai"),
    ("tue", "thứ Ba"),
    ("wed", "thứ Tư"),
    ("thu", "thứ Năm"),
    ("fri", "thứ Sáu"),
    ("sat", "thứ Bảy"),
    ("sun", "Chủ nhật"),
];

/// The day of closing, the due day, and the name of a cadence.
fn cadence_cells(rhythm: &SheetRhythm, closes: u32) -> (String, String, String) {
    let due = rhythm.due;
    if rhythm.every == Every::Week {
        let (code, name) = WEEKDAYS[(due as usize).saturating_sub(1) % WEEKDAYS.len()];
        return (
            code.to_owned(),
            code.to_owned(),
            format!("Hằng tuần, {name}"),
        );
    }
    let every = match rhythm.every {
        Every::Month => "Hằng tháng",
        Every::Quarter => "Hằng quý",
        Every::Half => "6 tháng một lần",
        _ => "Hằng năm",
    };
    let day = match due {
        END_OF_MONTH => "ngày cuối tháng".to_owned(),
        day if rhythm.after => format!("ngày {day} tháng đầu kỳ sau"),
        day => format!("ngày {day}"),
    };
    (
        closes.to_string(),
        due.to_string(),
        format!("{every}, {day}"),
    )
}

/// A day in the first period: the one that the first report closes where that is still to come, else
/// today.
fn begins_on(rhythm: &SheetRhythm, closes: u32, today: Day) -> Day {
    let Some(first) = rhythm.first.filter(|first| *first >= today) else {
        return today;
    };
    if rhythm.every == Every::Week {
        return first;
    }
    let in_month = first.with_day(closes).filter(|day| *day <= first);
    let before = first.with_day(1).and_then(|it| it.pred_opt());
    in_month.or(before).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_period_is_the_one_that_the_first_report_closes() {
        let day = |text| app::domain::parse_day(text).unwrap();
        let today = day("2026-07-10");
        for (every, due, first, begins) in [
            (Every::Month, 25, Some("2026-07-25"), "2026-07-14"),
            (Every::Month, 5, Some("2026-08-05"), "2026-07-31"),
            (Every::Week, 5, Some("2026-07-24"), "2026-07-24"),
            (Every::Quarter, 20, None, "2026-07-10"),
            (Every::Month, 25, Some("2026-06-25"), "2026-07-10"),
        ] {
            let first = first.map(day);
            let rhythm = SheetRhythm {
                every,
                due,
                after: false,
                first,
            };
            assert_eq!(begins_on(&rhythm, rhythm.closes(true), today), day(begins));
        }
    }

    #[test]
    fn data_close_so_that_a_report_is_due_where_it_is_told_to_be() {
        for (every, due, after, closes) in [
            (Every::Quarter, 10, false, [10, 10]),
            (Every::Quarter, 10, true, [31, 31]),
            (Every::Quarter, 20, false, [14, 20]),
            (Every::Quarter, 20, true, [31, 31]),
            (Every::Year, 5, false, [5, 5]),
            (Every::Half, 31, false, [14, 31]),
            (Every::Month, 25, false, [14, 25]),
            (Every::Month, 5, false, [31, 5]),
            (Every::Week, 5, false, [5, 5]),
        ] {
            let first = None;
            let rhythm = SheetRhythm {
                every,
                due,
                after,
                first,
            };
            let own = [true, false].map(|it| rhythm.closes(it));
            assert_eq!(own, closes, "{rhythm:?}");
            for closes in own {
                assert_eq!(SheetRhythm::of_cadence(every, due, closes), rhythm);
            }
        }
    }
}
