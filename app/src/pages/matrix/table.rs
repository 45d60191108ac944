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
use std::{fmt::Write, ops::Range};

use super::cells::{Pen, blanks, duty, gathered, sums};
use crate::{
    components::{database_path, href, unit_path},
    domain::Status,
    text::{self, Key as K, html_escape, t, tf},
    views::{
        Frame, Matrix, MatrixCell, MatrixColumn, MatrixGroup, MatrixOver, MatrixRow, MatrixSums,
    },
};

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
    fn single_class(&self) -> &'static str {
        if self.gathered { " class=\"s\"" } else { "" }
    }
}

pub fn table(frame: &Frame, page: &Matrix) -> String {
    let mut pen = Pen {
        lang: frame.lang,
        out: String::with_capacity(1 << 16),
        linked: !frame.wall,
        day: href(frame, ""),
        asked: page.filter.status.unwrap_or(Status::Late),
    };
    let sides = Sides::of(page);
    pen.out.push_str("<table class=\"cells");
    if sides.gathered && sides.single {
        pen.out.push_str(" both");
    }
    pen.out.push('"');
    if let Some(status) = page.filter.status {
        let _ = write!(pen.out, " data-only=\"{}\"", status.code());
    }
    pen.out.push_str("><thead>");
    head(&mut pen, frame, page, &sides);
    total(&mut pen, page, &sides);
    pen.out.push_str("</thead>");
    for group in &page.groups {
        body(&mut pen, frame, page, &sides, group);
    }
    pen.out.push_str("</table>");
    pen.out
}

fn head(pen: &mut Pen, frame: &Frame, page: &Matrix, sides: &Sides) {
    let lang = pen.lang;
    let _ = write!(
        pen.out,
        "<tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th>",
        t(lang, K::Unit),
        t(lang, K::MatrixOverall)
    );
    for column in &page.columns[..sides.sectors] {
        column_head(pen, column, "");
    }
    if sides.gathered {
        let sectors = (page.columns.len() - sides.sectors).to_string();
        let words = tf(lang, K::MatrixSectors, &[&sectors]);
        pen.out.push_str("<th scope=\"col\">");
        if sides.single {
            pen.out.push_str(&words);
        } else {
            pen.link(&frame.address(&[("sectors", "1")]), "", &words);
        }
        pen.out.push_str("</th>");
    }
    if sides.single {
        for column in &page.columns[sides.sectors..] {
            column_head(pen, column, sides.single_class());
        }
    }
    pen.out.push_str("</tr>");
}

fn column_head(pen: &mut Pen, column: &MatrixColumn, class: &str) {
    let _ = write!(
        pen.out,
        "<th scope=\"col\"{class}{}>",
        pen.mark(column.provisional)
    );
    let path = format!("{}{}", database_path(&column.code), pen.day);
    let name = html_escape(&column.name);
    // A long name is cut in its narrow column.
    pen.link(&path, &format!(" title=\"{name}\""), &name);
    pen.out.push_str("</th>");
}

fn total(pen: &mut Pen, page: &Matrix, sides: &Sides) {
    let of = |all, sectors, each| Names {
        all,
        sectors,
        each,
        kind: None,
    };
    let (key, names) = match page.over {
        MatrixOver::City => (K::MatrixCity, of("city", "group", "database")),
        MatrixOver::Assigned => (K::MatrixAssigned, of("assigned", "assigned", "assigned")),
        MatrixOver::Selection => (
            K::MatrixSelection,
            of("selection", "selection", "selection"),
        ),
    };
    let _ = write!(
        pen.out,
        "<tr class=\"total\"><th scope=\"row\">{}</th>",
        t(pen.lang, key)
    );
    sums_row(pen, page, sides, &page.total, &names);
}

/// How machines find the cells of a row of sums: the scope of the whole, of the
/// sector databases together, and of each column.
struct Names {
    all: &'static str,
    sectors: &'static str,
    each: &'static str,
    /// A kind's row, which also has bars.
    kind: Option<&'static str>,
}

impl Names {
    fn code(&self, column: &str) -> String {
        match self.kind {
            Some(kind) => format!("{kind}/{column}"),
            None => column.to_owned(),
        }
    }
}

/// The cells of a row of sums, and the row's end.
fn sums_row(pen: &mut Pen, page: &Matrix, sides: &Sides, of: &MatrixSums, names: &Names) {
    let bar = names.kind.is_some();
    let whole = names.kind.unwrap_or_default();
    sums(pen, names.all, whole, " class=\"n\"", &of.all, false);
    let columns = |pen: &mut Pen, range: Range<usize>, class: &str| {
        // Columns that print leaves out have no bars either: half the page.
        let bar = bar && class.is_empty();
        for (column, figures) in page.columns[range.clone()].iter().zip(&of.columns[range]) {
            let code = names.code(column.code.as_str());
            sums(pen, names.each, &code, class, figures, bar);
        }
    };
    columns(pen, 0..sides.sectors, "");
    if sides.gathered {
        sums(
            pen,
            names.sectors,
            &names.code("sector"),
            "",
            &of.sectors,
            bar,
        );
    }
    if sides.single {
        let range = sides.sectors..page.columns.len();
        columns(pen, range, sides.single_class());
    }
    pen.out.push_str("</tr>");
}

/// One kind: its row of sums, and its units when it is open.
fn body(pen: &mut Pen, frame: &Frame, page: &Matrix, sides: &Sides, group: &MatrixGroup) {
    let lang = pen.lang;
    let code = group.kind.code();
    pen.out
        .push_str("<tbody><tr class=\"kind\"><th scope=\"rowgroup\">");
    let alone = page.filter.group == Some(group.kind);
    let path = if alone {
        frame.address(&[("group", ""), ("sectors", "")])
    } else {
        frame.address(&[("group", code), ("sectors", "")])
    };
    let expanded = match (alone, group.open) {
        (true, _) => " aria-expanded=\"true\"",
        (_, false) => " aria-expanded=\"false\"",
        // Opened by the filter: the link narrows to this kind.
        _ => "",
    };
    pen.link(&path, expanded, text::unit_kind(lang, group.kind));
    let _ = write!(
        pen.out,
        " <span>{}</span>{}</th>",
        text::integer(lang, group.rows.len() as i64),
        pen.counts(&group.sums.all)
    );
    let names = Names {
        all: "kind",
        sectors: "kind",
        each: "kind",
        kind: Some(code),
    };
    sums_row(pen, page, sides, &group.sums, &names);
    if group.open {
        for row in &group.rows {
            unit(pen, page, sides, row);
        }
    }
    pen.out.push_str("</tbody>");
}

fn unit(pen: &mut Pen, page: &Matrix, sides: &Sides, row: &MatrixRow) {
    let code = row.unit.code.as_str();
    let _ = write!(
        pen.out,
        "<tr data-scope=\"unit\" data-code=\"{code}\" data-accepted=\"{}\" data-key=\"{}\"><th scope=\"row\"{}>",
        pen.six(row.all.accepted()),
        html_escape(&row.key),
        pen.mark(row.unit.provisional)
    );
    let path = format!("{}{}", unit_path(&row.unit.code), pen.day);
    pen.link(&path, "", &html_escape(&row.unit.name));
    let _ = write!(
        pen.out,
        "</th><td class=\"n\">{}</td>",
        pen.percent(row.all.accepted())
    );
    let sectors = row
        .cells
        .partition_point(|cell| cell.column < sides.sectors);
    let (national, sector) = row.cells.split_at(sectors);
    duties(pen, page, code, national, 0..sides.sectors, "");
    if sides.gathered {
        gathered(pen, &row.unit.code, &row.sectors);
    }
    if sides.single {
        let columns = sides.sectors..page.columns.len();
        duties(pen, page, code, sector, columns, sides.single_class());
    }
    pen.out.push_str("</tr>");
}

/// A unit's duties over a range of columns. What does not apply stays empty;
/// neighbours that do are one cell.
fn duties(
    pen: &mut Pen,
    page: &Matrix,
    unit: &str,
    cells: &[MatrixCell],
    columns: Range<usize>,
    class: &str,
) {
    let mut at = columns.start;
    for cell in cells {
        blanks(pen, cell.column - at, class);
        let code = page.columns[cell.column].code.as_str();
        duty(pen, unit, code, class, cell);
        at = cell.column + 1;
    }
    blanks(pen, columns.end - at, class);
}
