//! What the counted milestones of a duty weigh on a day, in one unit: a rhythm is one part of its
//! duty, whose weight the slots that have closed share equally, so that its share is the exact
//! fraction k of n.
use super::{Day, Duty, Mass, Milestone, RhythmCode, Share, Weight};

/// The weights of a duty's counted milestones on a day.
#[derive(Debug)]
pub struct Weighed<'a> {
    today: Day,
    /// How often the unit is in 1 of weight: a common multiple of the numbers of slots.
    scale: i128,
    closed: Vec<(&'a RhythmCode, i128)>,
    all: i128,
}

impl Duty {
    pub fn weighed(&self, today: Day) -> Weighed<'_> {
        let mut closed: Vec<(&RhythmCode, i128)> = Vec::new();
        for m in self.counted().filter(|m| m.has_closed(today)) {
            let Some(rhythm) = m.rhythm() else { continue };
            match closed.iter_mut().find(|(of, _)| *of == rhythm) {
                Some((_, slots)) => *slots += 1,
                None => closed.push((rhythm, 1)),
            }
        }
        let scale = closed
            .iter()
            .fold(1, |scale, (_, slots)| common(scale, *slots));
        let mut weighed = Weighed {
            today,
            scale,
            closed,
            all: 0,
        };
        weighed.all = self.counted().map(|m| weighed.of(m)).sum();
        weighed
    }
}

impl Duty {
    /// What original deadlines add to its plan, each with its day: of a rhythm all of it when its
    /// first slot closes, for what closed of it is planned from then on.
    pub fn plan_ahead(&self) -> Vec<(Day, Share)> {
        let of_rhythm = |code| {
            let first = self.slots(code).next()?;
            Some((first.slot()?.closes, i128::from(first.weight())))
        };
        let rhythms = self.slotted().into_iter().filter_map(of_rhythm);
        let own = self.counted().filter(|m| m.slot().is_none());
        let own: Vec<(Option<Day>, i128)> = own
            .map(|m| (m.original_deadline, m.weight().into()))
            .collect();
        let all: Vec<(Option<Day>, i128)> = own
            .into_iter()
            .chain(rhythms.map(|(day, weight)| (Some(day), weight)))
            .collect();
        let of = all.iter().map(|(_, weight)| weight).sum();
        let dated = all.into_iter();
        dated
            .filter_map(|(day, weight)| Some((day?, Share::new(weight, of)?)))
            .collect()
    }
}

impl Duty {
    /// What all that it promises weighs: each rhythm once, however many slots it has.
    pub fn promised_weight(&self) -> Weight {
        let own = self.counted().filter(|m| m.slot().is_none());
        let own: Weight = own.map(Milestone::weight).sum();
        own + self.rhythms.iter().map(|it| it.weight).sum::<Weight>()
    }
}

impl Weighed<'_> {
    /// What one of them weighs: a slot nothing before it has closed.
    pub fn of(&self, m: &Milestone) -> i128 {
        if !m.counts_on(self.today) {
            return 0;
        }
        let weight = i128::from(m.weight()) * self.scale;
        let slots = m.rhythm().and_then(|rhythm| {
            let found = self.closed.iter().find(|(of, _)| *of == rhythm);
            found.map(|(_, slots)| *slots)
        });
        weight / slots.unwrap_or(1)
    }

    /// What it is of a duty that weighs `weight`: W·w/Σw.
    pub fn part(&self, m: &Milestone, weight: Weight) -> Mass {
        self.share(self.of(m))
            .map_or(0, |share| share.of_weight(weight))
    }

    /// How often the unit they are told in is in 1 of weight.
    pub const fn scale(&self) -> i128 {
        self.scale
    }

    /// What all of them weigh.
    pub const fn all(&self) -> i128 {
        self.all
    }

    /// A part of that.
    pub fn share(&self, part: i128) -> Option<Share> {
        Share::new(part, self.all)
    }
}

/// The least number that both divide.
fn common(a: i128, b: i128) -> i128 {
    let (mut x, mut y) = (a, b);
    while y != 0 {
        (x, y) = (y, x % y);
    }
    a / x * b
}
