//! The table, written as text: thousands of cells in one go, a cell at most a
//! `td` and a link. Its shapes are the style sheet's.
//!
//! Machine-readable: in rows of sums each cell is an element with `data-scope`
//! (`city`, `database`, `kind` ...) and figures as `<data>`, as on every page. A
//! unit's figures are attributes, to keep to two elements: its row has
//! `data-scope="unit"`, `data-code` and `data-accepted`; a duty's `td` has
//! `data-scope="duty"`, `data-code="SYT/QG09"`, `data-status`,
//! `data-accepted="0.431200"` and, where it was finished late, `data-late`; a
//! unit's sector databases gathered in one cell are `data-scope="sectors"`.
use std::{
    fmt::{self, Write},
    ops::Range,
};

use super::cells::{Attribute, Class, SumCell, TableWriter, blanks, duty, gathered, sums};
use crate::{
    components::{database_path, href, list_address, list_path, unit_path, why_address},
    domain::{Of, Status, Unit, UnitKind, WorkstreamCode},
    text::{self, Key as K, html_escape, t, tf},
    views::{
        Frame, Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixOver, MatrixRow, MatrixSums,
        Within, WorkGroup,
    },
};

/// A link without a further attribute.
const NOTHING: Attribute<&str> = Attribute("", None);

/// Which columns there are: national databases, the sector databases gathered,
/// the sector databases one by one.
struct Sides {
    /// The first column of a sector database.
    sectors: usize,
    gathered: bool,
    single: bool,
}

impl Sides {
    fn of(page: &Matrix) -> Self {
        let sectors = page.columns.iter().filter(|c| c.national).count();
        let many = page.columns.len() - sectors > 1;
        Self {
            sectors,
            // Print gathers them, whatever the screen shows.
            gathered: page.folded || (page.filter.all && many),
            single: !page.folded,
        }
    }

    /// Print leaves out single columns that are gathered as well.
    fn single_class(&self) -> Class {
        self.gathered.then_some("s")
    }
}

pub fn table(frame: &Frame, page: &Matrix) -> String {
    let mut w = TableWriter {
        lang: frame.lang,
        place: frame.place(),
        out: String::with_capacity(1 << 16),
        linked: !frame.wall,
        day: href(frame, ""),
        asked: page.filter.status.unwrap_or(Status::Late),
        why: Box::new(why_address(frame)),
        list: list_address(frame),
        listed: list_path(frame),
        cells_ask: super::cells_ask(frame),
    };
    let sides = Sides::of(page);
    let both = if sides.gathered && sides.single {
        " both"
    } else {
        ""
    };
    let only = Attribute("data-only", page.filter.status.map(Status::code));
    let _ = write!(w.out, r#"<table class="cells{both}"{only}><thead>"#);
    head(&mut w, frame, page, &sides);
    let units = units(frame, page);
    total(&mut w, page, &sides, units.as_ref());
    w.out.push_str("</thead>");
    for group in &page.groups {
        body(&mut w, frame, page, &sides, group, units.as_ref());
    }
    w.out.push_str("</table>");
    w.out
}

/// The units that are summed, as a list finds them, where that is not all there are: which units
/// a company has is asked of today, and of a past day no list does.
fn units(frame: &Frame, page: &Matrix) -> Option<Within> {
    let filter = &page.filter;
    let company = filter.partner.as_ref().map(|(code, _)| code.clone());
    if page.over == MatrixOver::City || (company.is_some() && frame.as_of.is_some()) {
        return None;
    }
    Some(Within {
        kind: filter.group,
        bloc: filter.bloc,
        tier: filter.tier,
        assigned: company,
        called: filter.text.clone(),
        ..Within::default()
    })
}

fn head(w: &mut TableWriter, frame: &Frame, page: &Matrix, sides: &Sides) {
    let lang = w.lang;
    let _ = write!(
        w.out,
        r#"<tr><th scope="col">{}</th><th scope="col" class="n">{}</th>"#,
        t(lang, K::Unit),
        t(lang, K::MatrixOverall)
    );
    for column in &page.columns[..sides.sectors] {
        column_head(w, column, None);
    }
    if sides.gathered {
        let sectors = (page.columns.len() - sides.sectors).to_string();
        let databases = page.columns[sides.sectors..].iter().all(|c| c.database);
        let key = if databases {
            K::MatrixSectors
        } else {
            K::MatrixOthers
        };
        let words = tf(lang, key, &[&sectors]);
        w.out.push_str(r#"<th scope="col">"#);
        if sides.single {
            w.out.push_str(&words);
        } else {
            w.link(&frame.address(&[("sectors", "1")]), NOTHING, &words);
        }
        w.out.push_str("</th>");
    }
    if sides.single {
        for column in &page.columns[sides.sectors..] {
            column_head(w, column, sides.single_class());
        }
    }
    w.out.push_str("</tr>");
}

fn column_head(w: &mut TableWriter, column: &MatrixColumn, class: Class) {
    let class = Attribute("class", class);
    let mark = w.mark(column.provisional);
    let _ = write!(w.out, r#"<th scope="col"{class}{mark}>"#);
    let path = format!("{}{}", database_path(&column.code), w.day);
    let (name, short) = (
        html_escape(&column.name),
        html_escape(short_head(&column.name)),
    );
    // The whole name is told where a part of it stands.
    let whole = Whole((name != short).then_some(&name));
    w.link_with(&path, whole, &short);
    w.out.push_str("</th>");
}

/// The whole of a name that is printed in part, for who points at it or listens.
struct Whole<'a>(Option<&'a String>);

impl fmt::Display for Whole<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, r#" title="{name}" aria-label="{name}""#),
            None => Ok(()),
        }
    }
}

/// Characters of a head that stand in its narrow column.
const SHORT: usize = 20;

/// A long name up to where its list of things goes on: "Cán bộ" of "Cán bộ, công chức, viên chức".
fn short_head(name: &str) -> &str {
    const FEWEST: usize = 5;
    if name.chars().count() <= SHORT {
        return name;
    }
    let ends = [", ", " và ", " and ", " (", ": ", "; "].iter();
    let ends = ends
        .filter_map(|it| name.find(it))
        .filter(|at| *at >= FEWEST);
    ends.min().map_or(name, |at| &name[..at])
}

fn total(w: &mut TableWriter, page: &Matrix, sides: &Sides, units: Option<&Within>) {
    let of = |all, sectors, each| Names {
        all,
        sectors,
        each,
        kind: None,
        whole: page.over == MatrixOver::City,
        units: units.cloned(),
    };
    let word = |key| t(w.lang, key).to_owned();
    let (word, names) = match page.over {
        MatrixOver::City => (
            text::whole_place(w.lang, w.place),
            of("city", "group", "database"),
        ),
        MatrixOver::Assigned => (
            word(K::MatrixAssigned),
            of("assigned", "assigned", "assigned"),
        ),
        MatrixOver::Selection => (
            word(K::MatrixSelection),
            of("selection", "selection", "selection"),
        ),
    };
    let _ = write!(w.out, r#"<tr class="total"><th scope="row">{word}</th>"#);
    sums_row(w, page, sides, &page.total, &names);
}

/// How machines find the cells of a row of sums: the scope of the whole, of the
/// sector databases together, and of each column.
struct Names {
    all: &'static str,
    sectors: &'static str,
    each: &'static str,
    /// A kind's row, which also has bars.
    kind: Option<UnitKind>,
    /// Over all units there are, so that it is a figure that can be asked about.
    whole: bool,
    /// Over some of them: which.
    units: Option<Within>,
}

impl Names {
    fn code(&self, column: &str) -> String {
        match self.kind {
            Some(kind) => format!("{}/{column}", kind.code()),
            None => column.to_owned(),
        }
    }

    fn of_all(&self) -> Option<Of> {
        self.whole.then(|| self.kind.map_or(Of::City, Of::Kind))
    }

    fn of_sectors(&self) -> Option<Of> {
        self.whole
            .then(|| self.kind.map_or(Of::Sector, Of::SectorAtKind))
    }

    /// Where duties stand that are summed over some units: in all that the table counts, or in some
    /// of it.
    fn within(&self, narrower: impl FnOnce(Within) -> Within) -> Option<Within> {
        self.units.clone().map(|units| {
            narrower(Within {
                kind: self.kind.or(units.kind),
                ..units
            })
        })
    }

    fn of_column(&self, column: &WorkstreamCode) -> Option<Of> {
        let column = column.clone();
        let of = match self.kind {
            Some(kind) => Of::WorkstreamAtKind(kind, column),
            None => Of::Workstream(column),
        };
        self.whole.then_some(of)
    }
}

/// The cells of a row of sums, and the row's end.
fn sums_row(w: &mut TableWriter, page: &Matrix, sides: &Sides, of: &MatrixSums, names: &Names) {
    let bar = names.kind.is_some();
    let all = SumCell {
        scope: names.all,
        code: names.kind.map(UnitKind::code),
        class: Some("n"),
        of: names.of_all(),
        within: names.within(|units| units),
        bar: false,
    };
    sums(w, all, &of.all);
    let columns = |w: &mut TableWriter, range: Range<usize>, class: Class| {
        // Columns that print leaves out have no bars either: half the page.
        let bar = bar && class.is_none();
        for (column, figures) in page.columns[range.clone()].iter().zip(&of.columns[range]) {
            let code = names.code(column.code.as_str());
            let cell = SumCell {
                scope: names.each,
                code: Some(&code),
                class,
                of: names.of_column(&column.code),
                within: names.within(|units| Within {
                    workstream: Some(column.code.clone()),
                    ..units
                }),
                bar,
            };
            sums(w, cell, figures);
        }
    };
    columns(w, 0..sides.sectors, None);
    if sides.gathered {
        let databases = page.columns[sides.sectors..].iter().all(|c| c.database);
        // Of a kind all its columns are shown.
        let all = databases && (names.kind.is_some() || page.all_sectors);
        let cell = SumCell {
            scope: names.sectors,
            code: Some(&names.code("sector")),
            class: None,
            of: names.of_sectors().filter(|_| all),
            within: names
                .within(|units| Within {
                    among: Some(WorkGroup::Sector),
                    ..units
                })
                .filter(|_| databases),
            bar,
        };
        sums(w, cell, &of.sectors);
    }
    if sides.single {
        let range = sides.sectors..page.columns.len();
        columns(w, range, sides.single_class());
    }
    w.out.push_str("</tr>");
}

/// One kind: its row of sums, and its units when it is open.
fn body(
    w: &mut TableWriter,
    frame: &Frame,
    page: &Matrix,
    sides: &Sides,
    group: &MatrixGroup,
    units: Option<&Within>,
) {
    let lang = w.lang;
    let code = group.kind.code();
    w.out
        .push_str(r#"<tbody><tr class="kind"><th scope="rowgroup">"#);
    let alone = page.filter.group == Some(group.kind);
    let path = if alone {
        frame.address(&[("group", ""), ("sectors", "")])
    } else {
        frame.address(&[("group", code), ("sectors", "")])
    };
    let expanded = match (alone, group.open) {
        (true, _) => Some("true"),
        (_, false) => Some("false"),
        // Opened by the filter: the link narrows to this kind.
        _ => None,
    };
    let expanded = Attribute("aria-expanded", expanded);
    w.link(&path, expanded, text::unit_kind(lang, group.kind));
    let _ = write!(
        w.out,
        " <span>{}</span>{}</th>",
        text::integer(lang, group.rows.len() as i64),
        w.counts(&group.sums.all)
    );
    let names = Names {
        all: "kind",
        sectors: "kind",
        each: "kind",
        kind: Some(group.kind),
        whole: page.over == MatrixOver::City,
        units: units.cloned(),
    };
    sums_row(w, page, sides, &group.sums, &names);
    if group.open {
        for row in &group.rows {
            unit(w, page, sides, row);
        }
    }
    w.out.push_str("</tbody>");
}

fn unit(w: &mut TableWriter, page: &Matrix, sides: &Sides, row: &MatrixRow) {
    let code = row.unit.code.as_str();
    let _ = write!(
        w.out,
        r#"<tr data-scope="unit" data-code="{code}" data-accepted="{}" data-key="{}"><th scope="row"{}>"#,
        w.six(row.all.accepted()),
        html_escape(&row.key),
        w.mark(row.unit.provisional)
    );
    let path = format!("{}{}", unit_path(&row.unit.code), w.day);
    w.link(&path, NOTHING, &html_escape(&row.unit.name));
    w.out.push_str("</th>");
    w.of_unit(&row.unit.code, &row.all);
    let sectors = row
        .cells
        .partition_point(|cell| cell.column < sides.sectors);
    let (national, sector) = row.cells.split_at(sectors);
    duties(w, page, &row.unit, national, 0..sides.sectors, None);
    if sides.gathered {
        gathered(w, &row.unit, &row.sectors);
    }
    if sides.single {
        let columns = sides.sectors..page.columns.len();
        duties(w, page, &row.unit, sector, columns, sides.single_class());
    }
    w.out.push_str("</tr>");
}

/// A unit's duties over a range of columns. What does not apply stays empty;
/// neighbours that do are one cell.
fn duties(
    w: &mut TableWriter,
    page: &Matrix,
    unit: &Unit,
    cells: &[MatrixCell],
    columns: Range<usize>,
    class: Class,
) {
    let mut at = columns.start;
    for cell in cells {
        blanks(w, cell.column - at, class);
        duty(w, unit, &page.columns[cell.column], class, cell);
        at = cell.column + 1;
    }
    blanks(w, columns.end - at, class);
}

#[cfg(test)]
mod tests {
    use super::short_head;

    #[test]
    fn a_long_head_ends_where_its_list_goes_on() {
        for (name, head) in [
            ("Cán bộ, công chức, viên chức", "Cán bộ"),
            ("Giáo dục và đào tạo", "Giáo dục và đào tạo"),
            ("Hộ tịch (số hóa sổ hộ tịch)", "Hộ tịch"),
            ("Xử lý vi phạm hành chính", "Xử lý vi phạm hành chính"),
            ("Officials and public employees", "Officials"),
            ("Y tế", "Y tế"),
        ] {
            assert_eq!(short_head(name), head);
        }
    }
}
