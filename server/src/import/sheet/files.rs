//! A plan that was understood, as rows of the campaign's files.
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    sync::LazyLock,
};

use app::{
    domain::{BodyKind, Day, DocumentNumber, Every, UnitKind},
    text::{accented_key, search_key},
    views::{SheetDue, SheetProduct, SheetRhythm, SheetRhythms, SheetTask, SheetWho},
};
use chrono::Datelike;
use regex::Regex;

use super::{Beside, SheetCadence, Understood, folded::Folded, who::body_kind};
use crate::import::Cells;

/// Rows by file, each with the row of the plan that it comes from.
pub type FileRows = BTreeMap<&'static str, Vec<(usize, Cells)>>;

/// The rows that a plan stands for. `grounds`: number, reason and approver of the decision behind
/// it.
pub fn files(plan: &Understood, beside: &Beside, grounds: &Cells) -> FileRows {
    let mut rows = Writing {
        row: 0,
        beside,
        grounds,
        files: FileRows::new(),
        written: HashSet::new(),
        bodies: Named::new("bodies.csv", &beside.bodies),
        triggers: Named::new("triggers.csv", &beside.triggers),
        cadences: beside.cadences.clone(),
        groups: beside.groups.keys().cloned().collect(),
        source: &plan.source,
        recurs: plan.rhythms.unwrap_or(SheetRhythms {
            by_decree: true,
            cut_off: 0,
        }),
    };
    rows.document(plan);
    for task in &plan.tasks {
        rows.row = task.row;
        rows.task(task);
    }
    rows.files
}

/// Things with a code and a name that are added where nobody has the name.
struct Named {
    file: &'static str,
    by_name: BTreeMap<String, String>,
    codes: BTreeSet<String>,
}

impl Named {
    fn new(file: &'static str, there: &[(String, String)]) -> Self {
        let by_name = there
            .iter()
            .map(|(code, name)| (accented_key(name), code.clone()));
        Self {
            file,
            by_name: by_name.collect(),
            codes: there.iter().map(|(code, _)| code.clone()).collect(),
        }
    }

    /// The code of a name, and whether it is new.
    fn code(&mut self, name: &str) -> (String, bool) {
        let key = accented_key(name);
        if let Some(code) = self.by_name.get(&key) {
            return (code.clone(), false);
        }
        let first = slug(name);
        let more = (2..).map(|n| format!("{first}-{n}"));
        let mut all = std::iter::once(first.clone()).chain(more);
        let code = all.find(|it| !self.codes.contains(it)).unwrap_or_default();
        self.codes.insert(code.clone());
        self.by_name.insert(key, code.clone());
        (code, true)
    }
}

/// The longest code that is made of a name; a number may follow.
const SLUG: usize = 34;

/// "Bộ Công an": `BO-CONG-AN`.
fn slug(name: &str) -> String {
    let key = search_key(name).to_uppercase();
    let words = key
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|it| !it.is_empty());
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > SLUG {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    if slug.is_empty() {
        "X".to_owned()
    } else {
        slug
    }
}

struct Writing<'a> {
    /// The row of the plan that is written.
    row: usize,
    beside: &'a Beside,
    grounds: &'a Cells,
    files: FileRows,
    /// Rows that are there: each is written once.
    written: HashSet<(&'static str, Cells)>,
    bodies: Named,
    triggers: Named,
    cadences: Vec<SheetCadence>,
    groups: BTreeSet<String>,
    /// What tasks come from that say nothing else.
    source: &'a str,
    recurs: SheetRhythms,
}

fn cells<const N: usize>(all: [(&'static str, &str); N]) -> Cells {
    all.into_iter()
        .map(|(column, cell)| (column, cell.to_owned()))
        .collect()
}

impl Writing<'_> {
    fn add(&mut self, file: &'static str, row: Cells) {
        if self.written.insert((file, row.clone())) {
            let rows = self.files.entry(file).or_default();
            rows.push((self.row, row));
        }
    }

    /// The document of the plan, where nobody has listed it.
    fn document(&mut self, plan: &Understood) {
        let (Some(it), Some(number)) = (&plan.directive, DocumentNumber::of(&plan.source)) else {
            return;
        };
        // Without a title it is named by its tasks alone.
        if it.title.is_empty() || !it.is(&plan.source) || self.beside.documents.contains(&number) {
            return;
        }
        let day = it.day.map(|day| day.to_string()).unwrap_or_default();
        let row = cells([
            ("number", &plan.source),
            ("day", &day),
            ("title", &it.title),
        ]);
        self.add("documents.csv", row);
    }

    fn task(&mut self, task: &SheetTask) {
        let leads: Vec<String> = task
            .leads
            .read
            .iter()
            .filter_map(|it| self.unit(it))
            .collect();
        if !task.known {
            self.workstream(task, &leads);
        }
        for who in &task.leads.read {
            self.outside(task, who, "chủ trì");
        }
        for who in &task.helpers.read {
            self.outside(task, who, "");
            let unit = self.unit(who).filter(|it| !leads.contains(it));
            if let Some(unit) = unit {
                let row = cells([
                    ("unit", &unit),
                    ("workstream", &task.code),
                    ("role", "contribute"),
                ]);
                self.add("duties.csv", row);
            }
        }
        // Several rhythms of a task are told apart by their number, units by their codes.
        let units = leads.iter().flat_map(|lead| self.units_of(lead));
        let alone = units.collect::<BTreeSet<_>>().len() < 2;
        let mut rhythms = 0;
        for product in &task.products {
            self.row = product.row;
            let name = match product.name.as_str() {
                "" => &task.title,
                name => name,
            };
            if let Some(SheetDue::Rhythm(rhythm)) = product.due.read.first() {
                rhythms += 1;
                let number = if rhythms > 1 {
                    rhythms.to_string()
                } else {
                    String::new()
                };
                let code = format!("{}-K{number}", task.code);
                for unit in leads
                    .iter()
                    .flat_map(|lead| self.units_of(lead))
                    .collect::<BTreeSet<_>>()
                {
                    let code = if alone {
                        code.clone()
                    } else {
                        format!("{code}-{unit}")
                    };
                    self.rhythm(task, &code, name, &unit, rhythm);
                }
                continue;
            }
            for lead in &leads {
                self.product(task, product, name, lead);
            }
        }
    }

    fn workstream(&mut self, task: &SheetTask, leads: &[String]) {
        // What nobody leads has no milestone to be due.
        let due = match task.products.first().and_then(|it| it.due.read.first()) {
            Some(SheetDue::Day(day)) if leads.is_empty() => day.to_string(),
            Some(SheetDue::Words(words)) if leads.is_empty() => words.clone(),
            _ => String::new(),
        };
        let partner = match companies(task)[..] {
            [one] => one,
            _ => "",
        };
        let number = self.grounds.get("decision").map_or("", String::as_str);
        let sources = [task.source.as_str(), self.source, number];
        let source = sources.into_iter().find(|it| !it.is_empty());
        let source = source.unwrap_or_default();
        let row = cells([
            ("code", &task.code),
            ("kind", task.kind.code()),
            ("group", &task.heading),
            ("title", &task.title),
            ("lead_unit", &leads.join("; ")),
            ("partner", partner),
            ("due", &due),
            ("source", source),
        ]);
        self.add("programme.csv", row);
    }

    /// What stands in the place of a unit's code; a new group is added.
    fn unit(&mut self, who: &SheetWho) -> Option<String> {
        match who {
            SheetWho::Unit(code, _) | SheetWho::Group(code, _) => Some(code.clone()),
            SheetWho::Everyone => Some("*".to_owned()),
            SheetWho::NewGroup(code, name, kinds) => {
                if self.groups.insert(code.clone()) {
                    let kinds: Vec<&str> = kinds.iter().map(|it| it.code()).collect();
                    let row = cells([("code", code), ("name", name), ("kind", &kinds.join("; "))]);
                    self.add("groups.csv", row);
                }
                Some(code.clone())
            }
            SheetWho::Body(..) | SheetWho::Partner(..) | SheetWho::Nobody(_) => None,
        }
    }

    /// A body outside that does something for a task.
    fn outside(&mut self, task: &SheetTask, who: &SheetWho, part: &str) {
        let body = match who {
            SheetWho::Body(Some(code), _) => code.clone(),
            SheetWho::Body(None, name) => self.body(name, body_kind(name)),
            // Of several companies none is the task's.
            SheetWho::Partner(_, name) if companies(task).len() > 1 => {
                self.body(name, BodyKind::Company)
            }
            _ => return,
        };
        let row = cells([("workstream", &task.code), ("body", &body), ("part", part)]);
        self.add("helpers.csv", row);
    }

    fn body(&mut self, name: &str, kind: BodyKind) -> String {
        let (code, new) = self.bodies.code(name);
        if new {
            let row = cells([("code", &code), ("name", name), ("kind", kind.code())]);
            self.add(self.bodies.file, row);
        }
        code
    }

    fn product(&mut self, task: &SheetTask, product: &SheetProduct, name: &str, lead: &str) {
        let due = product.due.read.first();
        let mut row = cells([
            ("unit", lead),
            ("workstream", &task.code),
            ("kind", "product"),
            ("title", &title(name, &task.title)),
            ("product", name),
            ("deadline", ""),
            ("after", ""),
            ("after_days", ""),
            ("day_count", ""),
        ]);
        match due {
            Some(SheetDue::Day(day)) => drop(row.insert("deadline", day.to_string())),
            Some(SheetDue::Words(words)) => drop(row.insert("deadline", words.clone())),
            Some(SheetDue::After { days, count, event }) => {
                row.insert("deadline", product.due.written.clone());
                row.insert("after", self.event(event));
                row.insert("after_days", days.to_string());
                row.insert("day_count", count.code().to_owned());
            }
            _ => {}
        }
        row.extend(self.grounds.clone());
        self.add("milestones.csv", row);
    }

    /// The code of an event; a new one is added, with the body that brings it about.
    fn event(&mut self, event: &str) -> String {
        let (code, new) = self.triggers.code(event);
        if new {
            let issuer = issuer(event).map(|it| self.body(&it, BodyKind::Above));
            let issuer = issuer.unwrap_or_default();
            let row = cells([("code", &code), ("name", event), ("issuer", &issuer)]);
            self.add(self.triggers.file, row);
        }
        code
    }

    fn rhythm(&mut self, task: &SheetTask, code: &str, name: &str, unit: &str, of: &SheetRhythm) {
        let there = self.beside.rhythms.get(code).cloned();
        let cadence = self.cadence(of, there.as_ref().map(|(_, cadence)| cadence.as_str()));
        let begins = match there {
            // It goes on as it began.
            Some((begins, same)) if same == cadence => begins,
            _ => begins_on(of, self.closes(of), self.beside.today),
        };
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

    /// The day on which the data of a rhythm close.
    fn closes(&self, it: &SheetRhythm) -> u32 {
        match (it.every, self.recurs.by_decree) {
            (Every::Week, _) | (_, false) => it.due,
            (_, true) => closes(it.due),
        }
    }

    /// The units that a lead stands for.
    fn units_of(&self, lead: &str) -> Vec<String> {
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

    /// The code of a cadence with these days, before others the one that a rhythm has; one that is not
    /// there yet is added.
    fn cadence(&mut self, rhythm: &SheetRhythm, own: Option<&str>) -> String {
        let closes = self.closes(rhythm);
        let same = |it: &&SheetCadence| {
            it.every == rhythm.every && it.due == rhythm.due && it.closes == closes
        };
        let mut there = self.cadences.iter().filter(same);
        let first = there.clone().next();
        if let Some(it) = there.find(|it| own == Some(&it.code)).or(first) {
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

/// The companies that a task names.
fn companies(task: &SheetTask) -> Vec<&str> {
    let named = task.leads.read.iter().chain(&task.helpers.read);
    named
        .filter_map(|it| match it {
            SheetWho::Partner(code, _) => Some(code.as_str()),
            _ => None,
        })
        .collect()
}

/// The most words of a product that says too little by itself; the longest title that is made.
const SHORT: usize = 5;
const LONGEST_TITLE: usize = 120;

/// What a milestone is called: "Quyết định" with the words of its task behind it.
fn title(product: &str, task: &str) -> String {
    if product.split_whitespace().count() > SHORT || accented_key(product) == accented_key(task) {
        return product.to_owned();
    }
    let mut title = format!("{product} –");
    for word in task.split_whitespace() {
        if title.chars().count() + word.chars().count() + 2 > LONGEST_TITLE {
            title.push('…');
            break;
        }
        title.push(' ');
        title.push_str(word);
    }
    title
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

/// The day on which the data of a report are closed that is due from the 15th on: decree
/// 09/2019/NĐ-CP, article 12. What is due earlier closes with the month.
const CLOSES: u32 = 14;
const END_OF_MONTH: u32 = 31;

fn closes(due: u32) -> u32 {
    if due > CLOSES { CLOSES } else { END_OF_MONTH }
}

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

/// Which body above brings an event about: what stands before its verb.
fn issuer(event: &str) -> Option<String> {
    static VERBS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?P<who>.+?),? (ban hanh|phe duyet|thong qua|cong bo|huong dan|trien khai|ban giao|giao|chi dao|quyet dinh|co (van ban|huong dan|quyet dinh|ke hoach|thong bao|chi dao|y kien))").ok()
    });
    let text = Folded::new(event);
    let found = VERBS.as_ref()?.captures(&text.plain)?;
    let who = text.written(found.name("who")?.range());
    (body_kind(&who) == BodyKind::Above).then_some(who)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_made_of_names() {
        let mut bodies = Named::new("bodies.csv", &[("BCA".to_owned(), "Bộ Công an".to_owned())]);
        for (name, code, new) in [
            ("Bộ Công an", "BCA", false),
            ("Tỉnh ủy", "TINH-UY", true),
            ("tỉnh uỷ", "TINH-UY", false),
            ("Tính ui", "TINH-UI", true),
            (
                "Ngân hàng Nhà nước, chi nhánh khu vực 2 và phòng giao dịch",
                "NGAN-HANG-NHA-NUOC-CHI-NHANH-KHU",
                true,
            ),
            ("…", "X", true),
        ] {
            assert_eq!(bodies.code(name), (code.to_owned(), new), "{name}");
        }
    }

    #[test]
    fn a_short_product_is_called_by_its_task_too() {
        let task = "Quy định chia sẻ dữ liệu đất đai";
        for (product, called) in [
            (
                "Quyết định",
                "Quyết định – Quy định chia sẻ dữ liệu đất đai",
            ),
            (
                "Danh sách thẻ sai lệch đã xử lý",
                "Danh sách thẻ sai lệch đã xử lý",
            ),
            (task, task),
        ] {
            assert_eq!(title(product, task), called);
        }
        let long = title("Báo cáo", &"dữ liệu ".repeat(40));
        assert!(
            long.ends_with('…') && long.chars().count() <= LONGEST_TITLE,
            "{long}"
        );
    }

    #[test]
    fn who_brings_an_event_about_stands_before_its_verb() {
        for (event, who) in [
            ("Tỉnh ủy ban hành", Some("Tỉnh ủy")),
            ("Bộ Công an có hướng dẫn", Some("Bộ Công an")),
            ("nhận bàn giao", None),
            ("có quyết định", None),
        ] {
            assert_eq!(issuer(event).as_deref(), who, "{event}");
        }
    }

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
            let rhythm = SheetRhythm { every, due, first };
            assert_eq!(begins_on(&rhythm, closes(due), today), day(begins));
        }
    }
}
