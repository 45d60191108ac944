//! Single cells of the table.
use std::fmt::{self, Write};

use crate::{
    chart,
    components::{LIST_CLASS, ListAddress, ListPath, unit_path},
    domain::{DutyKey, Figure, Figures, Of, Place, Share, ShareOf, Status, Unit, UnitCode, What},
    text::{self, Key as K, Lang, NONE, html_escape, t, tf},
    views::{ListOf, MatrixCell, MatrixColumn, MaybeShare, Within},
};

/// An attribute with the space before it; nothing without a value, which is HTML
/// that is already safe.
pub struct Attribute<T>(pub &'static str, pub Option<T>);

impl<T: fmt::Display> fmt::Display for Attribute<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.1 {
            Some(value) => write!(f, r#" {}="{value}""#, self.0),
            None => Ok(()),
        }
    }
}

/// The class of a cell, if it has one.
pub type Class = Option<&'static str>;

/// The table as it is written, and what all its cells ask for.
pub struct TableWriter {
    pub lang: Lang,
    /// What the whole of the campaign is called.
    pub place: Place,
    pub out: String,
    /// Nobody clicks on a wall.
    pub linked: bool,
    /// `?as_of=` of a past day, to be put behind a path; else empty.
    pub day: String,
    /// The status whose cells are counted: the one filtered by, else late.
    pub asked: Status,
    /// Where it is told what a figure is made of.
    pub why: Box<dyn Fn(&Figure) -> String>,
    /// Which list has what a figure counts.
    pub list: ListAddress,
    /// The address of a list.
    pub listed: ListPath,
    /// A cell leads there, and not to its duty.
    pub cells_ask: bool,
}

impl TableWriter {
    /// A link around HTML that is already safe, with one more attribute.
    pub fn link<T: fmt::Display>(&mut self, path: &str, more: Attribute<T>, html: &str) {
        self.link_with(path, more, html);
    }

    /// The same with attributes as they are written, each with the space before it.
    pub fn link_with(&mut self, path: &str, more: impl fmt::Display, html: &str) {
        let _ = if self.linked {
            let path = html_escape(path);
            write!(self.out, r#"<a href="{path}"{more}>{html}</a>"#)
        } else {
            write!(self.out, "<span>{html}</span>")
        };
    }

    /// A printed figure, which is HTML that is already safe, as the way to the list of what it
    /// counts, or to what it is made of.
    fn asked(&mut self, figure: Option<Figure>, printed: &str, html: &str) {
        let Some(figure) = figure.filter(|_| self.linked) else {
            self.out.push_str(html);
            return;
        };
        match (self.list)(&figure) {
            Some(list) => self.titled(LIST_CLASS, &list, K::ListAsk, printed, html),
            None => {
                let path = (self.why)(&figure);
                self.titled("fig", &path, K::WhyAsk, printed, html);
            }
        }
    }

    /// How many duties there are of the status that is asked, as the way to them.
    fn counted(&mut self, within: Within, printed: &str, html: &str) {
        let list = ListOf::within(within, What::Status(self.asked));
        let path = list.and_then(|list| (self.listed)(&list));
        match path.filter(|_| self.linked) {
            Some(path) => self.titled(LIST_CLASS, &path, K::ListAsk, printed, html),
            None => self.out.push_str(html),
        }
    }

    fn titled(&mut self, class: &str, path: &str, key: K, printed: &str, html: &str) {
        let path = html_escape(path);
        let title = html_escape(&tf(self.lang, key, &[printed]));
        let _ = write!(
            self.out,
            r#"<a class="{class}" href="{path}" title="{title}">{html}</a>"#
        );
    }

    /// A unit's accepted share over all that the table counts.
    pub fn of_unit(&mut self, unit: &UnitCode, figures: &Figures) {
        let accepted = figures.accepted();
        let printed = self.percent(accepted);
        let figure = accepted.map(|_| ACCEPTED.of(Of::Unit(unit.clone())));
        self.out.push_str(r#"<td class="n">"#);
        self.asked(figure, &printed, &printed);
        self.out.push_str("</td>");
    }

    /// Where the cell of a duty or of several leads.
    fn cell_path(&self, of: Of, page: &str) -> String {
        match self.cells_ask {
            true => html_escape(&(self.why)(&ACCEPTED.of(of))),
            false => format!("{page}{}", self.day),
        }
    }

    /// The attribute of what no document confirms; what it means stands over the table.
    pub const fn mark(&self, provisional: bool) -> Attribute<&'static str> {
        Attribute("data-mark", if provisional { Some("*") } else { None })
    }

    pub fn six(&self, share: MaybeShare) -> String {
        share.map_or_else(String::new, Share::six)
    }

    /// 43,1: the head says that it is %.
    pub fn percent(&self, share: MaybeShare) -> String {
        share.map_or_else(
            || NONE.to_owned(),
            |share| text::tenths(self.lang, share.permille()),
        )
    }

    /// The statuses that ask for attention in words, where a phone has no
    /// columns: "228 trễ hạn · 120 nguy cơ không đạt".
    pub fn counts(&self, figures: &Figures) -> String {
        let parts: Vec<String> = [Status::Late, Status::AtRisk, Status::Unverified]
            .into_iter()
            .filter(|status| figures.count(*status) > 0)
            .map(|status| {
                let count = text::integer(self.lang, i64::from(figures.count(status)));
                format!("{count} {}", text::status(self.lang, status).to_lowercase())
            })
            .collect();
        format!(r#"<span class="told">{}</span>"#, parts.join(" · "))
    }
}

/// A share of something, by its name.
struct Named(ShareOf);

const ACCEPTED: Named = Named(ShareOf::Accepted);

impl Named {
    const fn of(self, of: Of) -> Figure {
        Figure::new(What::Share(self.0), of)
    }
}

/// Where a sum of duties stands, and of what it is one where that can be asked about.
pub struct SumCell<'a> {
    pub scope: &'a str,
    pub code: Option<&'a str>,
    pub class: Class,
    pub of: Option<Of>,
    /// Where its duties stand, of what is no figure with a name.
    pub within: Option<Within>,
    pub bar: bool,
}

/// A sum of duties: how many are late, the accepted share, and a bar of all
/// statuses; empty without a duty.
pub fn sums(w: &mut TableWriter, cell: SumCell<'_>, figures: &Figures) {
    let SumCell {
        scope,
        code,
        class,
        of,
        within,
        bar,
    } = cell;
    let class = Attribute("class", class);
    let code = Attribute("data-code", code);
    let _ = write!(w.out, r#"<td{class} data-scope="{scope}"{code}>"#);
    if figures.duties > 0 {
        let count = figures.count(w.asked);
        if count > 0 {
            let printed = text::integer(w.lang, i64::from(count));
            let status = text::status(w.lang, w.asked).to_lowercase();
            let html = format!(
                r#"<data data-figure="count-{}" value="{count}">{printed}<span class="sr"> {status}, </span></data>"#,
                w.asked.code(),
            );
            let told = format!("{printed} {status}");
            match within {
                Some(within) => w.counted(within, &told, &html),
                None => {
                    let figure = of.clone().map(|of| Figure::new(What::Status(w.asked), of));
                    w.asked(figure, &told, &html);
                }
            }
        }
        let printed = w.percent(figures.accepted());
        let html = format!(
            r#"<data data-figure="accepted" value="{}">{printed}</data>"#,
            w.six(figures.accepted()),
        );
        let figure = of.filter(|_| figures.accepted().is_some());
        w.asked(figure.map(|of| ACCEPTED.of(of)), &printed, &html);
        if bar {
            w.out.push_str(&chart::strip(figures, 7));
        }
    }
    w.out.push_str("</td>");
}

/// One duty: its status in shape, letter, colour and words; its accepted share.
pub fn duty(
    w: &mut TableWriter,
    of: &Unit,
    column: &MatrixColumn,
    class: Class,
    cell: &MatrixCell,
) {
    let class = Attribute("class", class);
    let (unit, workstream) = (&of.code, &column.code);
    // Among links alone it says of what it is.
    let named = html_escape(&format!("{}, {}", of.name, column.name));
    let Some(judgement) = cell.judgement else {
        let words = t(w.lang, K::OnlySupports);
        let _ = write!(
            w.out,
            r#"<td{class} data-scope="duty" data-code="{unit}/{workstream}"><a href="/duties/{unit}/{workstream}{}" aria-label="{named}: {words}">{NONE}</a></td>"#,
            w.day,
        );
        return;
    };
    let status = text::judgement(w.lang, Some(judgement));
    let percent = w.percent(cell.accepted);
    let late = Attribute("data-late", judgement.finished_late.then_some("true"));
    let key = DutyKey {
        unit: unit.clone(),
        workstream: workstream.clone(),
    };
    let path = w.cell_path(Of::Duty(key), &format!("/duties/{unit}/{workstream}"));
    let _ = write!(
        w.out,
        r#"<td{class} data-scope="duty" data-code="{unit}/{workstream}" data-status="{}"{late} data-accepted="{}"><a href="{path}" aria-label="{named}: {status}, {percent}%">{percent}</a></td>"#,
        judgement.status.code(),
        w.six(cell.accepted),
    );
}

/// A unit's sector databases in one cell. They are several duties, so they have
/// counts and no status.
pub fn gathered(w: &mut TableWriter, of: &Unit, figures: &Figures) {
    let unit = &of.code;
    if figures.duties == 0 {
        return blanks(w, 1, None);
    }
    let percent = w.percent(figures.accepted());
    let asked = figures.count(w.asked);
    let sectors = tf(
        w.lang,
        K::MatrixSectors,
        &[&text::integer(w.lang, i64::from(figures.duties))],
    );
    let mut words = html_escape(&format!("{}, {sectors}", of.name));
    let mut count = None;
    if asked > 0 {
        let status = text::status(w.lang, w.asked).to_lowercase();
        words.push_str(&format!(", {asked} {status}"));
        count = Some(format!("{}{asked}", text::sign(w.asked)));
    }
    let count = Attribute("data-count", count);
    let path = w.cell_path(Of::SectorAt(unit.clone()), &unit_path(unit));
    let _ = write!(
        w.out,
        r#"<td class="sum" data-scope="sectors" data-code="{unit}" data-duties="{}" data-accepted="{}"{count}><a href="{path}" aria-label="{words}, {percent}%">{percent}</a></td>"#,
        figures.duties,
        w.six(figures.accepted()),
    );
}

/// Neighbouring cells that do not apply, as one.
pub fn blanks(w: &mut TableWriter, columns: usize, class: Class) {
    let class = Attribute("class", class);
    let _ = match columns {
        0 => Ok(()),
        1 => write!(w.out, "<td{class}></td>"),
        _ => write!(w.out, r#"<td{class} colspan="{columns}"></td>"#),
    };
}
