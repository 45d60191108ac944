//! `/matrix`: units by databases. Figures of a group are sums over the duties of
//! its units; a company's never reach beyond its own.
use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use app::{
    domain::{Figures, Group, Judgement, Unit, UnitKind, WorkstreamCode, WorkstreamKind},
    text::search_key,
    views::{
        Matrix, MatrixCell, MatrixColumn, MatrixFilter, MatrixGroup, MatrixOver, MatrixRow,
        MatrixSums,
    },
};

use super::{scope::Scope, units::worst_first};
use crate::board::{Board, GroupKey};

/// A filter that leaves no more units than this opens all kinds.
const OPENS: usize = 60;

/// Sector databases have columns of their own where there are no more columns
/// and cells than this: what a screen shows side by side, and a page may weigh.
const WIDE: usize = 20;
const CELLS: usize = 1000;

/// A unit with its duties, before it is known which columns there are.
struct Row {
    unit: Arc<Unit>,
    key: String,
    /// Its name has the very accents that were typed.
    exact: bool,
    all: Figures,
    /// By place among all databases.
    duties: Vec<(usize, Option<Judgement>, Figures)>,
}

impl Board {
    /// The units a reader may see that the filter leaves, worst first within a
    /// kind; names with the very accents typed come before others.
    pub(in crate::board) fn matrix(&self, scope: &Scope, filter: MatrixFilter) -> Matrix {
        let databases = self.headline_columns();
        let mut kinds = self.rows_by_kind(scope, &filter, &databases);
        let counts = kinds
            .iter()
            .map(|(kind, rows)| (*kind, rows.len()))
            .collect();
        let units: usize = kinds.iter().map(|(_, rows)| rows.len()).sum();
        let few = filter.selects() && units <= OPENS;
        // Where nothing is asked for, the departments stand open.
        let first = (!filter.selects() && filter.group.is_none()).then_some(UnitKind::Department);
        kinds.retain(|(kind, _)| filter.group.is_none_or(|group| group == *kind));
        let (columns, places) = columns(databases, &kinds);
        let groups: Vec<MatrixGroup> = kinds
            .into_iter()
            .map(|(kind, rows)| {
                let open = filter.all || few || filter.group == Some(kind) || first == Some(kind);
                group(kind, open, rows, &columns, &places)
            })
            .collect();
        let over = match scope {
            _ if filter.selects() => MatrixOver::Selection,
            Scope::Campaign => MatrixOver::City,
            _ => MatrixOver::Assigned,
        };
        let mut shown = MatrixSums::over(&columns);
        for group in &groups {
            shown.add(&group.sums);
        }
        let total = match over {
            MatrixOver::City => self.city_sums(&columns),
            MatrixOver::Assigned | MatrixOver::Selection => shown.clone(),
        };
        Matrix {
            partners: self.partners_to_choose(scope),
            unit_groups: self.groups_with(scope),
            kinds: counts,
            folded: folded(&filter, &columns, &groups),
            all_sectors: total.sectors == self.sum(&GroupKey::Sector),
            over,
            total,
            shown,
            filter,
            columns,
            groups,
        }
    }

    /// What the headline counts: national databases first, then sector databases, then
    /// the programme, each by code.
    fn headline_columns(&self) -> Vec<MatrixColumn> {
        let headline = self.headline();
        let all = self.workstreams.values();
        let mut counted: Vec<_> = all.filter(|w| headline.counts(w.kind.group())).collect();
        counted.sort_by_key(|w| (w.kind.group(), w.kind != WorkstreamKind::National));
        counted
            .into_iter()
            .map(|w| MatrixColumn {
                code: w.code.clone(),
                name: w.short_name().into(),
                national: w.kind == WorkstreamKind::National,
                database: w.kind.group() == Group::Databases,
                provisional: w.provisional,
            })
            .collect()
    }

    /// The kinds that have units for this reader and filter.
    fn rows_by_kind(
        &self,
        scope: &Scope,
        filter: &MatrixFilter,
        databases: &[MatrixColumn],
    ) -> Vec<(UnitKind, Vec<Row>)> {
        let places: HashMap<&WorkstreamCode, usize> = databases
            .iter()
            .enumerate()
            .map(|(place, database)| (&database.code, place))
            .collect();
        let typed = Typed::new(&filter.text);
        let mut kinds: Vec<(UnitKind, Vec<Row>)> = UnitKind::ALL
            .iter()
            .map(|kind| (*kind, Vec::new()))
            .collect();
        for unit in self.units.values() {
            let wanted = scope.unit(&unit.code) && unit.open_on(self.day()) && chosen(filter, unit);
            let of_group = filter.unit_group.as_ref();
            let wanted = wanted && of_group.is_none_or(|group| self.is_in(group, unit));
            let Some(exact) = wanted.then(|| typed.finds(unit)).flatten() else {
                continue;
            };
            let row = self.matrix_row(unit, exact, &places);
            if filter.status.is_none_or(|status| row.all.count(status) > 0) {
                kinds[unit.kind as usize].1.push(row);
            }
        }
        kinds.retain(|(_, rows)| !rows.is_empty());
        for (_, rows) in &mut kinds {
            rows.sort_by_cached_key(|row| {
                (Reverse(row.exact), worst_first(&row.all, row.unit.order))
            });
        }
        kinds
    }

    fn matrix_row(
        &self,
        unit: &Arc<Unit>,
        exact: bool,
        places: &HashMap<&WorkstreamCode, usize>,
    ) -> Row {
        let duties = self.duties_of(&unit.code).filter_map(|entry| {
            let place = places.get(&entry.duty.key.workstream)?;
            Some((*place, entry.figures.judgement, entry.figures.figures))
        });
        let mut row = Row {
            unit: unit.clone(),
            key: unit
                .names()
                .map(|name| search_key(name))
                .collect::<Vec<_>>()
                .join("|"),
            exact,
            all: self.sum(&GroupKey::Unit(unit.code.clone())),
            duties: duties.collect(),
        };
        row.duties.sort_unstable_by_key(|(place, ..)| *place);
        row
    }

    /// The city's own sums: over all units, whichever kind is open.
    fn city_sums(&self, columns: &[MatrixColumn]) -> MatrixSums {
        let of = |column: &MatrixColumn| self.workstream_sum(&column.code);
        let mut sectors = Figures::default();
        let mut all: Vec<Figures> = Vec::new();
        for column in columns {
            let sums = of(column);
            if !column.national {
                sectors.add(&sums);
            }
            all.push(sums);
        }
        MatrixSums {
            all: self.sum(&GroupKey::City),
            sectors,
            columns: all,
        }
    }

    /// Companies a reader may filter by: a company's people see their own only.
    fn partners_to_choose(&self, scope: &Scope) -> Vec<(app::domain::PartnerCode, Arc<str>)> {
        match scope {
            Scope::Campaign => self
                .partners
                .values()
                .map(|p| (p.code.clone(), p.short_name.clone()))
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn chosen(filter: &MatrixFilter, unit: &Unit) -> bool {
    filter.bloc.is_none_or(|bloc| unit.bloc == bloc)
        && filter.tier.is_none_or(|tier| unit.tier == tier)
        && filter
            .partner
            .as_ref()
            .is_none_or(|(_, units)| units.contains(&unit.code))
}

/// A text typed to find units by.
struct Typed {
    text: String,
    key: String,
}

impl Typed {
    fn new(text: &str) -> Self {
        let text = app::text::typed_name(text).trim().to_lowercase();
        Self {
            key: search_key(&text),
            text,
        }
    }

    /// Whether it finds a unit, by a part of its name or by its code; and then
    /// whether the accents are the same.
    fn finds(&self, unit: &Unit) -> Option<bool> {
        if self.key.is_empty() {
            return Some(false);
        }
        let found = unit
            .names()
            .any(|name| search_key(name).contains(&self.key))
            || unit.code.as_str().eq_ignore_ascii_case(&self.text);
        found.then(|| unit.name.to_lowercase().contains(&self.text))
    }
}

/// The databases with a duty in what is shown, and where each of all databases
/// then stands.
fn columns(
    databases: Vec<MatrixColumn>,
    kinds: &[(UnitKind, Vec<Row>)],
) -> (Vec<MatrixColumn>, Vec<usize>) {
    let mut used = vec![false; databases.len()];
    for row in kinds.iter().flat_map(|(_, rows)| rows) {
        for (place, ..) in &row.duties {
            used[*place] = true;
        }
    }
    let mut columns = Vec::new();
    let mut places = Vec::with_capacity(databases.len());
    for (database, used) in databases.into_iter().zip(used) {
        places.push(columns.len());
        if used {
            columns.push(database);
        }
    }
    (columns, places)
}

fn group(
    kind: UnitKind,
    open: bool,
    rows: Vec<Row>,
    columns: &[MatrixColumn],
    places: &[usize],
) -> MatrixGroup {
    let mut sums = MatrixSums::over(columns);
    let rows = rows
        .into_iter()
        .map(|row| {
            let mut sectors = Figures::default();
            let cells = row.duties.iter().map(|(place, judgement, figures)| {
                let column = places[*place];
                sums.columns[column].add(figures);
                if !columns[column].national {
                    sectors.add(figures);
                }
                MatrixCell {
                    column,
                    judgement: *judgement,
                    accepted: figures.accepted(),
                }
            });
            let cells = cells.collect();
            sums.all.add(&row.all);
            sums.sectors.add(&sectors);
            MatrixRow {
                unit: row.unit,
                key: row.key,
                all: row.all,
                sectors,
                cells,
            }
        })
        .collect();
    MatrixGroup {
        kind,
        open,
        sums,
        rows,
    }
}

/// Whether the sector databases stand in one column: as asked for, else by the
/// room there is.
fn folded(filter: &MatrixFilter, columns: &[MatrixColumn], groups: &[MatrixGroup]) -> bool {
    let sectors = columns.iter().filter(|c| !c.national).count();
    let rows: usize = groups
        .iter()
        .map(|group| if group.open { group.rows.len() } else { 1 })
        .sum();
    let room = columns.len() <= WIDE && rows * columns.len() <= CELLS;
    sectors > 1 && !filter.sectors.unwrap_or(filter.all || room)
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::domain::{Bloc, Tier, UnitCode};

    fn unit(code: &str, name: &str) -> Unit {
        Unit {
            code: UnitCode::parse(code).unwrap(),
            name: name.into(),
            former_names: Vec::new(),
            short_name: name.into(),
            kind: UnitKind::Commune,
            bloc: Bloc::Government,
            tier: Tier::Commune,
            parent: None,
            former_area: "".into(),
            order: 1,
            ends_on: None,
            successors: Vec::new(),
            provisional: false,
            source: "".into(),
        }
    }

    #[test]
    fn names_are_found_without_accents_and_by_code() {
        let finds = |text: &str| Typed::new(text).finds(&unit("27673", "Xã Thạnh An"));
        assert_eq!(finds(""), Some(false));
        assert_eq!(finds("thanh an"), Some(false));
        assert_eq!(finds(" THẠNH an"), Some(true));
        assert_eq!(finds("thành an"), Some(false));
        assert_eq!(finds("27673"), Some(false));
        assert_eq!(finds("2767"), None);
        assert_eq!(finds("cần giờ"), None);
    }

    fn columns(national: usize, sector: usize) -> Vec<MatrixColumn> {
        (0..national + sector)
            .map(|n| MatrixColumn {
                code: WorkstreamCode::parse(&format!("D{n}")).unwrap(),
                name: "".into(),
                national: n < national,
                database: true,
                provisional: false,
            })
            .collect()
    }

    #[test]
    fn sector_databases_share_a_column_where_there_is_no_room() {
        let group = MatrixGroup {
            kind: UnitKind::Ward,
            open: false,
            sums: MatrixSums::default(),
            rows: Vec::new(),
        };
        let folded = |columns: &[MatrixColumn], sectors, all| {
            let filter = MatrixFilter {
                sectors,
                all,
                ..MatrixFilter::default()
            };
            super::folded(&filter, columns, std::slice::from_ref(&group))
        };
        assert!(!folded(&columns(12, 8), None, false));
        assert!(folded(&columns(12, 9), None, false));
        assert!(!folded(&columns(12, 48), Some(true), false));
        assert!(!folded(&columns(12, 48), None, true));
        assert!(folded(&columns(12, 2), Some(false), false));
        // One alone has its own.
        assert!(!folded(&columns(30, 1), None, false));
    }
}
