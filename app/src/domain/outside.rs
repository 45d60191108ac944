//! Bodies outside the campaign: ministries, banks, schools, hamlets. They are named, help, may be
//! waited on, and stand in no sum, no list of the silent, and have no account.
use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{BodyCode, Day, WorkstreamCode, words};

words! {
    /// What a body outside is.
    BodyKind {
        /// A ministry, the government, the Party's centre: above the campaign.
        Above = "above",
        Bank = "bank",
        School = "school",
        Health = "health",
        Police = "police",
        Association = "association",
        Company = "company",
        /// A hamlet or a quarter.
        Hamlet = "hamlet",
        Other = "other",
    }
}

/// A body outside the campaign.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub code: BodyCode,
    pub name: Arc<str>,
    pub kind: BodyKind,
    pub source: Arc<str>,
}

/// A body that helps with a workstream.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helper {
    pub workstream: WorkstreamCode,
    pub body: BodyCode,
    /// What it does.
    pub part: Arc<str>,
    /// From this day on it does not.
    pub ends_on: Option<Day>,
    pub source: Arc<str>,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Outside {
    bodies: BTreeMap<BodyCode, Arc<Body>>,
    helpers: BTreeMap<(WorkstreamCode, BodyCode), Arc<Helper>>,
}

impl Outside {
    /// Takes a body in; a later word of it replaces an earlier one.
    pub fn set(&mut self, it: Body) {
        self.bodies.insert(it.code.clone(), Arc::new(it));
    }

    /// Takes a helper in; a later word of the same two replaces an earlier one.
    pub fn helps(&mut self, it: Helper) {
        let key = (it.workstream.clone(), it.body.clone());
        self.helpers.insert(key, Arc::new(it));
    }

    pub fn get(&self, code: &BodyCode) -> Option<&Arc<Body>> {
        self.bodies.get(code)
    }

    /// By code.
    pub fn bodies(&self) -> impl Iterator<Item = &Arc<Body>> {
        self.bodies.values()
    }

    /// All helpers, also those that help no more.
    pub fn helpers(&self) -> impl Iterator<Item = &Arc<Helper>> {
        self.helpers.values()
    }

    /// Who helps with a workstream on a day, each with what it does.
    pub fn helping<'a>(
        &'a self,
        workstream: &'a WorkstreamCode,
        day: Day,
    ) -> impl Iterator<Item = (&'a Arc<Body>, &'a Arc<Helper>)> {
        let from = (workstream.clone(), BodyCode::least());
        let of_it = self.helpers.range(from..);
        of_it
            .take_while(move |((of, _), _)| of == workstream)
            .filter(move |(_, it)| it.ends_on.is_none_or(|end| day < end))
            .filter_map(|((_, body), it)| Some((self.bodies.get(body)?, it)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse_day;

    #[test]
    fn a_body_helps_until_the_day_it_ends() {
        let code = |text| BodyCode::parse(text).unwrap();
        let workstream = |text| WorkstreamCode::parse(text).unwrap();
        let mut all = Outside::default();
        for (body, name) in [("BCA", "Bộ Công an"), ("NHNN", "Ngân hàng Nhà nước")] {
            all.set(Body {
                code: code(body),
                name: name.into(),
                kind: BodyKind::Above,
                source: "".into(),
            });
        }
        let helper = |of, body, ends_on: &str| Helper {
            workstream: workstream(of),
            body: code(body),
            part: "".into(),
            ends_on: parse_day(ends_on),
            source: "".into(),
        };
        all.helps(helper("NV01", "BCA", "2026-06-01"));
        all.helps(helper("NV01", "NHNN", ""));
        all.helps(helper("NV02", "BCA", ""));
        // Nobody knows this one.
        all.helps(helper("NV01", "KHAC", ""));
        let of = |workstream: &WorkstreamCode, day: &str| -> Vec<String> {
            let day = parse_day(day).unwrap();
            let helping = all.helping(workstream, day);
            helping.map(|(body, _)| body.code.to_string()).collect()
        };
        let first = workstream("NV01");
        assert_eq!(of(&first, "2026-05-31"), ["BCA", "NHNN"]);
        assert_eq!(of(&first, "2026-06-01"), ["NHNN"]);
        assert_eq!(of(&workstream("NV02"), "2026-06-01"), ["BCA"]);
        assert_eq!(of(&workstream("NV03"), "2026-06-01"), [""; 0]);
    }
}
