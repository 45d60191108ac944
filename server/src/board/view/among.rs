//! Units of one kind beside each other.
use app::{
    domain::{Deliveries, Measure, Responsible, Share, Spread, Stand, Unit, Value},
    views::Among,
};

use crate::board::{Board, GroupKey};

impl Board {
    /// A unit among the open ones of its kind.
    pub(super) fn among(&self, unit: &Unit) -> Among {
        let day = self.day();
        let of_kind = |other: &&Unit| other.kind == unit.kind && other.open_on(day);
        let kind: Vec<&Unit> = self
            .units
            .values()
            .map(AsRef::as_ref)
            .filter(of_kind)
            .collect();
        let stands: Vec<(bool, [Option<Stand>; 4])> = kind
            .iter()
            .map(|other| (other.code == unit.code, self.stands(other)))
            .collect();
        let spread = |at: usize| {
            let own = stands.iter().find(|(own, _)| *own);
            let all = stands.iter().filter_map(|(_, stands)| stands[at]);
            Spread::of(own.and_then(|(_, stands)| stands[at]), all.collect())
        };
        let measures = Measure::ALL.iter().copied().enumerate();
        Among {
            units: kind.len(),
            spreads: measures
                .map(|(at, measure)| (measure, spread(at)))
                .collect(),
        }
    }

    /// Where a unit stands, in the order of [`Measure::ALL`].
    fn stands(&self, unit: &Unit) -> [Option<Stand>; 4] {
        let figures = self.sum(&GroupKey::AllOfUnit(unit.code.clone()));
        let stand = |share: Option<Share>, of: u32| {
            let value = share?.millionths();
            Some(Stand { value, of })
        };
        let (mut due, mut in_time) = (0, 0);
        let mut companies = Deliveries::default();
        for entry in self.duties_of(&unit.code) {
            let counted = entry.duty.counted();
            for (_, kept) in counted.flat_map(|m| m.answered_by(&Responsible::Unit, self.day())) {
                due += 1;
                in_time += u32::from(kept);
            }
            for part in &entry.figures.partners {
                companies.add(&part.deliveries);
            }
        }
        let waits = companies.waits();
        let waited = waits.median_tenths().map(|tenths| Stand {
            value: Value::new(tenths.into(), 10),
            of: waits.total(),
        });
        [
            stand(figures.accepted(), figures.products),
            stand(figures.measured(), figures.measurable),
            stand(Share::new(in_time.into(), due.into()), due),
            waited,
        ]
    }
}
