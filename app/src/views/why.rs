use std::sync::Arc;

use super::{EvidenceRow, MilestoneRow, OutcomeRow, ValueRow};
use crate::domain::{
    Day, Deliveries, DeliveryOf, DutyKey, Event, Figure, Figures, Mass, Share, ShareOf, Trust,
    UnitCode, Weight, What, WorkstreamCode,
};

/// `?why=`: what one figure of a page is made of, as of the page's day.
#[derive(Debug, Clone)]
pub struct WhyFigure {
    /// How often what is behind it was re-checked, and confirmed.
    pub trust: Trust,
    pub figure: Figure,
    /// The name of what it is a figure of; empty where that is one of a kind, such as the city.
    pub name: Arc<str>,
    /// Of the same, whatever the figure says.
    pub figures: Figures,
    /// What the page prints is made of these.
    pub sums: Sums,
    /// Where it prints the middle one of all, in tenths of a day: that.
    pub middle: Option<i64>,
    pub rows: WhyRows,
    /// Rows that no document confirms.
    pub provisional: usize,
    /// Where else it is told, above or below.
    pub leads_to: Vec<(Figure, Arc<str>)>,
}

impl WhyFigure {
    /// What is reported and not accepted, in tenths of a point.
    pub fn not_accepted(&self) -> Option<i64> {
        if self.figure.what != What::Share(ShareOf::Accepted) {
            return None;
        }
        let points = self
            .figures
            .claimed()?
            .points_from(self.figures.accepted()?);
        (points > 0).then_some(points)
    }
}

/// A numerator, and a denominator where there is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Sums {
    pub part: Mass,
    pub whole: Option<Mass>,
}

impl Sums {
    pub fn of(what: What, figures: &Figures) -> Self {
        let (part, whole) = what.sums(figures);
        Self { part, whole }
    }

    /// Of a company's deliveries.
    pub fn delivered(it: DeliveryOf, deliveries: &Deliveries) -> Self {
        let (part, whole) = it.sums(deliveries);
        Self { part, whole }
    }

    pub fn share(self) -> Option<Share> {
        Share::new(self.part, self.whole?)
    }

    /// A difference of shares, in tenths of a point.
    pub fn points(self) -> Option<i64> {
        Share::signed_points(self.part, self.whole?)
    }

    /// As machines read it: a fraction with six digits, below 0 with its sign; a number where
    /// there is no denominator.
    pub fn six(self) -> String {
        let Some(whole) = self.whole else {
            return self.part.to_string();
        };
        let sign = if self.part < 0 { "-" } else { "" };
        Share::new(self.part.abs(), whole)
            .map_or_else(String::new, |share| format!("{sign}{}", share.six()))
    }

    pub fn is_zero(self) -> bool {
        self.part == 0 && self.whole.unwrap_or(0) == 0
    }

    pub fn add(&mut self, other: Self) {
        self.part += other.part;
        self.whole = match (self.whole, other.whole) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
        };
    }
}

/// The rows behind a figure.
#[derive(Debug, Clone)]
pub enum WhyRows {
    Parts(WhyParts),
    Milestones(WhyMilestones),
    /// The way of a duty to the target of its outcome.
    Way(WhyWay),
    Values(WhyValues),
}

/// Workstreams, units or duties, what adds most first; one page of them.
#[derive(Debug, Clone)]
pub struct WhyParts {
    pub rows: Vec<WhyPart>,
    /// All there are, of which `rows` are those of a page.
    pub all: usize,
    pub page: usize,
    pub pages: usize,
    /// What all of them add up to.
    pub sum: Sums,
}

/// Who adds something.
#[derive(Debug, Clone)]
pub enum Adds {
    Workstream(WorkstreamCode, Arc<str>),
    Unit(UnitCode, Arc<str>),
    Duty {
        key: DutyKey,
        unit: Arc<str>,
        workstream: Arc<str>,
        lead: bool,
    },
    /// So many duties of which the reader learns no more.
    Others(usize),
}

#[derive(Debug, Clone)]
pub struct WhyPart {
    pub of: Adds,
    /// What it is made of itself.
    pub figure: Option<Figure>,
    pub sums: Sums,
    /// Outside the reader's full scope.
    pub outside: bool,
    pub provisional: bool,
}

/// The counted milestones of a duty.
#[derive(Debug, Clone)]
pub struct WhyMilestones {
    pub rows: Vec<WhyMilestone>,
    /// Those of other companies: how many, what they weigh, what they add.
    pub others: Option<(usize, i128, Mass)>,
    /// Plans and processes, which add nothing.
    pub uncounted: usize,
    /// What the duty weighs.
    pub weight: Weight,
    pub sum: Mass,
    /// What the milestones weigh together, and those of them that are in the numerator, in parts of
    /// which `scale` are 1 of weight: the slots of a rhythm share one weight.
    pub of: i128,
    pub held: i128,
    pub scale: i128,
}

#[derive(Debug, Clone)]
pub struct WhyMilestone {
    pub row: MilestoneRow,
    /// It is in the numerator.
    pub held: bool,
    /// What it weighs, in the same parts.
    pub weighs: i128,
    pub adds: Mass,
    /// Whether documents and people are the reader's to read; without it the rest is empty.
    pub full: bool,
    pub documents: Vec<EvidenceRow>,
    pub reported: Option<WhyAct>,
    pub decided: Option<WhyAct>,
}

/// Who did what to a milestone, and when.
#[derive(Debug, Clone)]
pub struct WhyAct {
    pub event: Event,
    pub day: Day,
    pub person: String,
    pub by: Arc<str>,
}

/// The way to the target, by the value it is told by.
#[derive(Debug, Clone)]
pub struct WhyWay {
    /// What the duty weighs.
    pub weight: Weight,
    pub baseline: Option<crate::domain::Value>,
    pub values: WhyValues,
}

/// The values of an indicator, newest first.
#[derive(Debug, Clone)]
pub struct WhyValues {
    pub outcome: OutcomeRow,
    pub rows: Vec<WhyValue>,
    pub full: bool,
}

#[derive(Debug, Clone)]
pub struct WhyValue {
    pub row: ValueRow,
    /// The figure is told by this one.
    pub tells: bool,
}
