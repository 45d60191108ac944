//! What is drawn to be checked again (docs/rules.md, Re-checks).
use std::sync::Arc;

use app::domain::{self, About, Announced, Responsible, State, closes_at};

use super::{
    Board, Live,
    drawn::{Drawn, Lot},
};
use crate::{
    db::{
        DbError, audit,
        rechecks::{self, AcceptedThing},
    },
    lock::lock,
};

impl Live {
    /// What was drawn of what stood accepted at the midnight after a draw was announced; `None`
    /// before that midnight.
    pub async fn drawn(&self, draw: &Announced) -> Result<Option<Arc<Drawn>>, DbError> {
        if let Some(known) = lock(&self.draws.0).get(&draw.id) {
            return Ok(Some(known.clone()));
        }
        let today = self.today().await?;
        if !draw.drawn_by(today.day()) {
            return Ok(None);
        }
        let board = self.past.board_once(&self.db, draw.on, &today).await?;
        let midnight = closes_at(draw.on, board.zone());
        let seed = audit::last_before(&self.db, midnight).await?;
        let accepted = rechecks::accepted(&self.db, midnight).await?;
        let all = board.drawn_from(draw, accepted);
        let drawn = Arc::new(Drawn {
            population: all.len(),
            things: domain::draw(&seed.hash, all, draw.number, |it| it.accepted.id.as_str()),
            seed,
        });
        // A server whose clock is behind may still write a line before the midnight, until there
        // is one after it.
        let last = audit::last_recorded(&self.db).await?;
        if last.is_some_and(|at| at >= midnight) {
            lock(&self.draws.0).insert(draw.id.clone(), drawn.clone());
        }
        Ok(Some(drawn))
    }
}

impl Board {
    /// Those of some things that a draw is made from, as the board of its day has them: accepted
    /// products and outcomes, and accepted values, at open units.
    fn drawn_from(&self, draw: &Announced, accepted: Vec<AcceptedThing>) -> Vec<Lot> {
        let lots = accepted.into_iter().filter_map(|it| self.lot(draw, it));
        lots.collect()
    }

    fn lot(&self, draw: &Announced, accepted: AcceptedThing) -> Option<Lot> {
        let (milestone, indicator) = (&accepted.milestone, &accepted.indicator);
        let about = About::from_columns(milestone.as_deref(), indicator.as_deref())?;
        let key = self.duty_about(&about);
        let (company, old) = match &about {
            About::Milestone(id) => {
                let (_, m) = self.milestone(id)?;
                if m.state != State::Accepted || !m.terms.kind.counts() {
                    return None;
                }
                let company = match &m.responsible {
                    Responsible::Partner(company) => Some(company.clone()),
                    Responsible::Unit => None,
                };
                (company, m.old_book.is_some())
            }
            About::Indicator(code) if key.is_none() && !self.indicators.contains_key(code) => {
                return None;
            }
            About::Indicator(_) => (None, false),
        };
        let duty = match &key {
            Some(key) => {
                let unit = self.units.get(&key.unit)?;
                if !unit.open_on(self.day()) {
                    return None;
                }
                Some((unit.as_ref(), &key.workstream))
            }
            None => None,
        };
        let holds = draw.of.holds(&about) && draw.scope.holds(duty, company.as_ref(), old);
        holds.then_some(Lot {
            about,
            duty: key,
            company,
            accepted,
        })
    }
}
