//! Single cells of the table.
use std::fmt::Write;

use crate::{
    chart,
    components::unit_path,
    domain::{Figures, Share, Status, UnitCode},
    text::{self, Key as K, Lang, NONE, t, tf},
    views::{MatrixCell, MaybeShare},
};

/// What the table is written with.
pub struct Pen {
    pub lang: Lang,
    pub out: String,
    /// Nobody clicks on a wall.
    pub linked: bool,
    /// `?as_of=` of a past day, to be put behind a path; else empty.
    pub day: String,
    /// The status whose cells are counted: the one filtered by, else late.
    pub asked: Status,
}

impl Pen {
    /// A link around HTML that is already safe; `more` are further attributes.
    pub fn link(&mut self, path: &str, more: &str, html: &str) {
        let _ = if self.linked {
            write!(
                self.out,
                "<a href=\"{}\"{more}>{html}</a>",
                text::html_escape(path)
            )
        } else {
            write!(self.out, "<span>{html}</span>")
        };
    }

    /// The attribute of what no document confirms.
    pub fn mark(&self, provisional: bool) -> String {
        if provisional {
            format!(" data-mark=\"{}\"", t(self.lang, K::Provisional))
        } else {
            String::new()
        }
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
        format!("<span class=\"told\">{}</span>", parts.join(" · "))
    }
}

/// A sum of duties: how many are late, the accepted share, and a bar of all
/// statuses; empty without a duty. `class` is a whole attribute or nothing.
pub fn sums(pen: &mut Pen, scope: &str, code: &str, class: &str, figures: &Figures, bar: bool) {
    let code = if code.is_empty() {
        String::new()
    } else {
        format!(" data-code=\"{code}\"")
    };
    let _ = write!(pen.out, "<td{class} data-scope=\"{scope}\"{code}>");
    if figures.duties > 0 {
        let count = figures.count(pen.asked);
        if count > 0 {
            let _ = write!(
                pen.out,
                "<data data-figure=\"count-{}\" value=\"{count}\">{}<span class=\"sr\"> {}, </span></data>",
                pen.asked.code(),
                text::integer(pen.lang, i64::from(count)),
                text::status(pen.lang, pen.asked).to_lowercase(),
            );
        }
        let _ = write!(
            pen.out,
            "<data data-figure=\"accepted\" value=\"{}\">{}</data>",
            pen.six(figures.accepted()),
            pen.percent(figures.accepted()),
        );
        if bar {
            pen.out.push_str(&chart::strip(figures, 7));
        }
    }
    pen.out.push_str("</td>");
}

/// One duty: its status in shape, letter, colour and words; its accepted share.
pub fn duty(pen: &mut Pen, unit: &str, workstream: &str, class: &str, cell: &MatrixCell) {
    let status = text::status(pen.lang, cell.status);
    let percent = pen.percent(cell.accepted);
    let (late, said) = match (cell.finished_late, cell.status) {
        (true, Status::Done) => (" data-late=\"true\"", t(pen.lang, K::DoneLate)),
        (true, _) => (" data-late=\"true\"", ""),
        (false, _) => ("", ""),
    };
    let said = if said.is_empty() {
        String::new()
    } else {
        format!(", {said}")
    };
    let _ = write!(
        pen.out,
        "<td{class} data-scope=\"duty\" data-code=\"{unit}/{workstream}\" data-status=\"{}\"{late} data-accepted=\"{}\"><a href=\"/duties/{unit}/{workstream}{}\" aria-label=\"{status}{said}, {percent}%\">{percent}</a></td>",
        cell.status.code(),
        pen.six(cell.accepted),
        pen.day,
    );
}

/// A unit's sector databases in one cell. They are several duties, so they have
/// counts and no status.
pub fn gathered(pen: &mut Pen, unit: &UnitCode, figures: &Figures) {
    if figures.duties == 0 {
        return blanks(pen, 1, "");
    }
    let percent = pen.percent(figures.accepted());
    let asked = figures.count(pen.asked);
    let mut words = tf(
        pen.lang,
        K::MatrixSectors,
        &[&text::integer(pen.lang, i64::from(figures.duties))],
    );
    let mut count = String::new();
    if asked > 0 {
        let status = text::status(pen.lang, pen.asked).to_lowercase();
        words.push_str(&format!(", {asked} {status}"));
        count = format!(" data-count=\"{}{asked}\"", text::sign(pen.asked));
    }
    let _ = write!(
        pen.out,
        "<td class=\"sum\" data-scope=\"sectors\" data-code=\"{unit}\" data-duties=\"{}\" data-accepted=\"{}\"{count}><a href=\"{}{}\" aria-label=\"{words}, {percent}%\">{percent}</a></td>",
        figures.duties,
        pen.six(figures.accepted()),
        unit_path(unit),
        pen.day,
    );
}

/// Neighbouring cells that do not apply, as one.
pub fn blanks(pen: &mut Pen, columns: usize, class: &str) {
    let _ = match columns {
        0 => Ok(()),
        1 => write!(pen.out, "<td{class}></td>"),
        _ => write!(pen.out, "<td{class} colspan=\"{columns}\"></td>"),
    };
}
