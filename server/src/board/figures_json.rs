//! `tiendo figures`: every group's figures as JSON, codes as keys.
use app::domain::{
    Bloc, Deliveries, Figures, Forecast, Gains, Part, PartnerCode, Share, Status, Tier,
    Value as Exact,
};
use serde_json::{Map, Value, json};

use super::{Board, GroupKey};

impl Board {
    /// The figures of the board's day. Shares are fractions with six digits, or
    /// null where there is no denominator.
    pub fn figures(&self) -> Value {
        let units = self
            .units
            .keys()
            .map(|c| (c.as_str(), GroupKey::Unit(c.clone())));
        let databases = self
            .workstreams
            .values()
            .filter(|w| w.kind.group() == app::domain::Group::Databases)
            .map(|w| (w.code.as_str(), GroupKey::Database(w.code.clone())));
        let partners = self
            .partners
            .keys()
            .map(|c| (c.as_str(), GroupKey::Partner(c.clone())));
        json!({
            "as_of": self.day().to_string(),
            "seq": self.seq,
            "city": self.foretold(&GroupKey::City),
            "blocs": self.foretold_each(Bloc::ALL.iter().map(|b| (b.code(), GroupKey::Bloc(*b)))),
            "tiers": self.foretold_each(Tier::ALL.iter().map(|t| (t.code(), GroupKey::Tier(*t)))),
            "units": self.group(units),
            "databases": self.foretold_each(databases),
            "partners": self.partners_group(partners),
            "programme": figures(&self.sum(&GroupKey::Programme)),
            "agreements": figures(&self.sum(&GroupKey::Agreements)),
        })
    }

    /// Companies have both sides of their deliveries beside the figures that
    /// every group has.
    fn partners_group<'a>(&self, groups: impl Iterator<Item = (&'a str, GroupKey)>) -> Value {
        let mut all = self.group(groups);
        // Every company has them, also one that has nothing to deliver any more.
        let none = Deliveries::default();
        for (code, figures) in all.as_object_mut().into_iter().flatten() {
            let company = PartnerCode::parse(code).ok();
            let deliveries = company.and_then(|company| self.deliveries.get(&company));
            if let Value::Object(figures) = figures {
                add_deliveries(figures, deliveries.unwrap_or(&none));
            }
        }
        all
    }

    fn group<'a>(&self, groups: impl Iterator<Item = (&'a str, GroupKey)>) -> Value {
        Value::Object(
            groups
                .map(|(code, key)| (code.to_owned(), figures(&self.sum(&key))))
                .collect::<Map<_, _>>(),
        )
    }
}

impl Board {
    fn foretold_each<'a>(&self, groups: impl Iterator<Item = (&'a str, GroupKey)>) -> Value {
        groups
            .map(|(code, key)| (code.to_owned(), self.foretold(&key)))
            .collect::<Map<_, _>>()
            .into()
    }

    /// The figures of a group that has a pace, with its forecast and what tells it.
    fn foretold(&self, group: &GroupKey) -> Value {
        let sums = self.sum(group);
        let outlook = self.outlook(group);
        let (forecast, likely, cautious) = match outlook.forecast {
            Forecast::Over => ("over", None, None),
            Forecast::NotEnough => ("not-enough", None, None),
            Forecast::Reached => ("reached", None, None),
            Forecast::Passed { .. } => ("passed", None, None),
            Forecast::Never { .. } => ("never", None, None),
            Forecast::Finish {
                likely, cautious, ..
            } => ("finish", Some(likely.day), cautious.map(|it| it.day)),
        };
        let none = Gains::default();
        let gains = self.gains.get(group).map_or(&none, AsRef::as_ref);
        let weeks = self.horizon().weeks().into_iter().filter_map(|monday| {
            let change = Exact::new(gains.of_week(monday), (sums.mass > 0).then_some(sums.mass)?);
            Some((monday.to_string(), fraction(change)))
        });
        let mut all = figures(&sums);
        all["outlook"] = json!({
            "forecast": forecast,
            "likely": likely.map(|day| day.to_string()),
            "cautious": cautious.map(|day| day.to_string()),
            "has": outlook.has.map(fraction),
            "needs": outlook.needs.map(fraction),
            "weeks": weeks.collect::<Map<_, _>>(),
        });
        all
    }
}

/// With six digits, as shares have.
fn fraction(value: Exact) -> Value {
    let (part, of) = (*value.numer() as f64, *value.denom() as f64);
    ((part / of * 1_000_000.0).round() / 1_000_000.0).into()
}

fn share(share: Option<Share>) -> Value {
    share.map_or(Value::Null, |s| {
        s.six().parse::<f64>().map_or(Value::Null, Value::from)
    })
}

fn add_deliveries(figures: &mut Map<String, Value>, deliveries: &Deliveries) {
    let median = deliveries.waits().median_tenths();
    for (name, value) in [
        ("in_time", share(deliveries.in_time_share())),
        (
            "accepted_at_first",
            share(deliveries.accepted_first_share()),
        ),
        ("returned", deliveries.returned.into()),
        ("waiting", deliveries.waiting.total().into()),
        (
            "wait_median",
            median.map_or(Value::Null, |n| (n as f64 / 10.0).into()),
        ),
    ] {
        figures.insert(name.to_owned(), value);
    }
}

fn figures(sums: &Figures) -> Value {
    let mut all = Map::new();
    for (name, value) in [
        ("claimed", sums.claimed()),
        ("accepted", sums.accepted()),
        ("measured", sums.measured()),
        ("expected", sums.expected()),
        ("expected_original", sums.expected_original()),
    ] {
        all.insert(name.to_owned(), share(value));
    }
    let gap = sums.gap().map(|tenths| tenths as f64 / 10.0);
    all.insert("gap".to_owned(), gap.into());
    for &status in Status::ALL {
        all.insert(
            format!("count-{}", status.code()),
            sums.count(status).into(),
        );
    }
    for (part, number) in Part::ALL.iter().zip(sums.parts) {
        all.insert(format!("count-{}", part.code()), number.into());
    }
    for (name, count) in [
        ("duties", sums.duties),
        ("measurable", sums.measurable),
        ("measured_duties", sums.measured_duties),
        ("products", sums.products),
        ("products_claimed", sums.products_claimed),
        ("products_accepted", sums.products_accepted),
        ("products_late", sums.products_late),
    ] {
        all.insert(name.to_owned(), count.into());
    }
    Value::Object(all)
}
