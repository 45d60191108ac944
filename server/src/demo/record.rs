//! What is invented, collected out of order and put into the order of facts.
use app::domain::Instant;

use crate::{
    import::{Input, Rows, measurements},
    ledger::{MeasurementEventRow, MeasurementRow},
};

#[derive(Default)]
pub struct Record {
    pub rows: Rows,
    /// When each step was recorded; a row's `seq` holds its step meanwhile.
    steps: Vec<Instant>,
}

/// Where rows that are written together stand.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub seq: i64,
    pub at: Instant,
}

impl Record {
    /// Begins a step: rows that are one transaction.
    pub fn step(&mut self, at: Instant) -> Step {
        let seq = self.steps.len() as i64;
        self.steps.push(at);
        Step { seq, at }
    }

    /// The measurements the files have, which count as accepted.
    pub fn measured(&mut self, input: &Input, at: Instant) {
        let step = self.step(at);
        for (measurement, event) in input
            .measurements
            .iter()
            .map(|entry| measurements::accepted(&entry.row, 1))
        {
            self.rows.measurements.push(MeasurementRow {
                seq: step.seq,
                recorded_at: step.at,
                ..measurement
            });
            self.rows.measurement_events.push(MeasurementEventRow {
                seq: step.seq,
                recorded_at: step.at,
                ..event
            });
        }
    }

    /// All rows in their order, numbered from 1, and the last number.
    pub fn finish(mut self) -> (Rows, i64) {
        let mut order: Vec<usize> = (0..self.steps.len()).collect();
        order.sort_by_key(|step| (self.steps[*step], *step));
        let mut place = vec![0; order.len()];
        for (at, step) in order.into_iter().enumerate() {
            place[step] = at as i64 + 1;
        }
        self.rows.each_stamp(|seq, _| {
            *seq = usize::try_from(*seq)
                .ok()
                .and_then(|step| place.get(step).copied())
                .unwrap_or(*seq);
        });
        self.rows.sort();
        (self.rows, place.len() as i64)
    }
}
