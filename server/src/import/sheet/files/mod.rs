//! A plan that was understood, as rows of the campaign's files.
mod named;
mod recurring;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use app::{
    domain::{BodyKind, DocumentNumber, MilestoneKind},
    views::{SheetDue, SheetProduct, SheetRhythms, SheetTask, SheetWho},
};

use self::named::{Named, issuer};
use super::{
    Beside, SheetCadence, Standing, Understood,
    document::sentence,
    standing::{Moves, of_product},
    title::title,
    who::body_kind,
};
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

/// Files whose rows may take something from what was promised: each row carries the decision.
const BY_DECISION: [&str; 3] = ["duties.csv", "milestones.csv", "rhythms.csv"];

impl<'a> Writing<'a> {
    fn add(&mut self, file: &'static str, mut row: Cells) {
        if BY_DECISION.contains(&file) {
            row.extend(self.grounds.clone());
        }
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
        let title = sentence(&it.title, self.beside.texts());
        // By its name, where the campaign has whoever it is.
        let issuer = match self.beside.known.plain(&it.issuer) {
            Some(SheetWho::Unit(_, name) | SheetWho::Body(Some(_), name)) => name.to_string(),
            _ => it.issuer.clone(),
        };
        let row = cells([
            ("number", &plan.source),
            ("day", &day),
            ("title", &title),
            ("issuer", &issuer),
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
        // Of a row that leaves the plan as it is nothing is written.
        let left = task.products.first().is_some_and(|it| it.left);
        for who in task.leads.read.iter().filter(|_| !left) {
            self.outside(task, who, "chủ trì");
        }
        for who in task.helpers.read.iter().filter(|_| !left) {
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
        for product in task.products.iter().filter(|it| !it.left) {
            self.row = product.row;
            let name = match product.name.as_str() {
                "" => &task.title,
                name => name,
            };
            let stands = self.standing(task, product);
            if !stands.is_empty() {
                if !product.kept {
                    self.stands(task, product, &stands);
                }
                continue;
            }
            if let Some(SheetDue::Rhythm(rhythm)) = product.due.read.first() {
                let code = self.free(&task.code, &mut rhythms);
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

    /// The code of another rhythm of a task, none of which the plan has.
    fn free(&self, task: &str, rhythms: &mut usize) -> String {
        loop {
            *rhythms += 1;
            let number = match *rhythms {
                1 => String::new(),
                n => n.to_string(),
            };
            let code = format!("{task}-K{number}");
            let of_units = format!("{code}-");
            let all = &self.beside.rhythms;
            let mut behind = all.range(of_units.clone()..);
            let of_unit = behind.next().is_some_and(|it| it.starts_with(&of_units));
            if !(of_unit || all.contains(&code)) {
                return code;
            }
        }
    }

    /// What the plan has of a product of a task that stands in it.
    fn standing(&self, task: &SheetTask, product: &SheetProduct) -> Vec<&'a Standing> {
        let shown = self.beside.shown.get(&task.code);
        let due = product.due.read.first().unwrap_or(&SheetDue::None);
        let stands = shown.filter(|_| task.known);
        stands.map_or_else(Vec::new, |it| {
            of_product(&it.standing, &product.name, &task.title, due)
        })
    }

    /// Writes what a row moves of that.
    fn stands(&mut self, task: &SheetTask, product: &SheetProduct, stands: &[&Standing]) {
        let due = product.due.read.first().unwrap_or(&SheetDue::None);
        for it in stands.iter().filter(|it| it.moves(due) == Moves::So) {
            let mut row = self.milestone(task, &it.unit, &it.title, &it.product, it.kind);
            row.insert("id", it.id.clone());
            if let (SheetDue::Day(_), SheetDue::After { .. }) = (due, &it.due) {
                self.runs(&mut row, &it.due);
            }
            self.due(&mut row, product);
            self.add("milestones.csv", row);
        }
    }

    fn workstream(&mut self, task: &SheetTask, leads: &[String]) {
        // What nobody leads has no milestone to be due.
        let due = match task.products.first().and_then(|it| it.due.read.first()) {
            Some(SheetDue::Day(day)) if leads.is_empty() => day.to_string(),
            Some(SheetDue::Words(words)) if leads.is_empty() => words.clone(),
            _ => String::new(),
        };
        let partner = company(task).unwrap_or_default();
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
            // A company that is not the task's, as another one is.
            SheetWho::Body(None, name) if self.beside.known.is_company(name) => {
                self.body(name, BodyKind::Company)
            }
            SheetWho::Body(None, name) => self.body(name, body_kind(name)),
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
        let title = title(name, &task.title);
        let mut row = self.milestone(task, lead, &title, name, MilestoneKind::Product);
        self.due(&mut row, product);
        self.add("milestones.csv", row);
    }

    /// A milestone without a deadline.
    fn milestone(
        &self,
        task: &SheetTask,
        unit: &str,
        title: &str,
        product: &str,
        kind: MilestoneKind,
    ) -> Cells {
        cells([
            ("unit", unit),
            ("workstream", &task.code),
            ("kind", kind.code()),
            ("title", title),
            ("product", product),
            ("deadline", ""),
            ("after", ""),
            ("after_days", ""),
            ("day_count", ""),
        ])
    }

    fn due(&mut self, row: &mut Cells, product: &SheetProduct) {
        match product.due.read.first() {
            Some(SheetDue::Day(day)) => drop(row.insert("deadline", day.to_string())),
            Some(SheetDue::Words(words)) => drop(row.insert("deadline", words.clone())),
            Some(after @ SheetDue::After { .. }) => {
                row.insert("deadline", product.due.written.clone());
                self.runs(row, after);
            }
            _ => {}
        }
    }

    /// From which event a deadline runs.
    fn runs(&mut self, row: &mut Cells, due: &SheetDue) {
        if let SheetDue::After { days, count, event } = due {
            row.insert("after", self.event(event));
            row.insert("after_days", days.to_string());
            row.insert("day_count", count.code().to_owned());
        }
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
}

/// The company of a task: of several it was asked which.
fn company(task: &SheetTask) -> Option<&str> {
    let mut named = task.leads.read.iter().chain(&task.helpers.read);
    named.find_map(|it| match it {
        SheetWho::Partner(code, _) => Some(code.as_str()),
        _ => None,
    })
}
