//! A name stays with the code that has or had it: a name that moves to another code moves
//! results with it, whoever made them.
use std::collections::HashMap;

use app::text::typed_alike;

use super::{
    campaign_file::{CampaignFile, Named},
    compare::{Comparable, Latest},
    current::Current,
    error::ImportError,
    fields::Entry,
    files::*,
    input::Input,
    problem::{Problem, Report},
};
use crate::db::{Db, names};

/// The columns that pages call something by.
const COLUMNS: [&str; 2] = ["name", "short_name"];

/// Every code that has or had a name, by what it is a name of and the name however it is typed.
struct Given(HashMap<(&'static str, String), Vec<String>>);

impl Given {
    async fn load(db: &Db) -> Result<Self, ImportError> {
        let mut given: HashMap<_, Vec<String>> = HashMap::new();
        for (of, named) in [
            (Named::Unit, names::of_units(db).await?),
            (Named::Partner, names::of_partners(db).await?),
            (Named::Workstream, names::of_workstreams(db).await?),
        ] {
            for (code, name) in named {
                let key = (of.word(), typed_alike(&name));
                given.entry(key).or_default().push(code);
            }
        }
        Ok(Self(given))
    }

    /// Another code that has or had a name.
    fn of_another(&self, of: Named, name: &str, code: &str) -> Option<&String> {
        let codes = self.0.get(&(of.word(), typed_alike(name)))?;
        let own = codes.iter().any(|it| it == code);
        codes.iter().find(|_| !own)
    }
}

macro_rules! judge {
    ($($field:ident: $File:ident),+ $(,)?) => {
        /// Complains about each code of the ledger that takes a name of another code.
        pub(super) async fn judge(
            db: &Db,
            input: &mut Input,
            current: &Current,
        ) -> Result<(), ImportError> {
            let given = Given::load(db).await?;
            let mut report = std::mem::take(&mut input.report);
            $({
                let has = |column: &str| input.has($File::NAME, column);
                let latest = $File::latest(&current.$field);
                look_at::<$File>(&given, &input.$field, latest, &has, &mut report);
            })+
            input.report = report;
            Ok(())
        }
    };
}
campaign_files!(judge);

fn look_at<F: CampaignFile>(
    given: &Given,
    entries: &[Entry<F::Row>],
    latest: &Latest<F::Ledger>,
    has: &dyn Fn(&str) -> bool,
    report: &mut Report,
) {
    let Some(names) = F::NAMES else {
        return;
    };
    for entry in entries {
        let row = F::ledger(&entry.row);
        // A new code begins clean, and takes no name that stands for what another did.
        let changed = match latest.get(&row.key()) {
            Some(before) => row.differences(before),
            None => row.differences(&F::Ledger::default()),
        };
        let changed = changed.into_iter();
        let told = |column| F::column(column).is_none_or(has);
        let renamed = changed.filter(|it| COLUMNS.contains(&it.column) && told(it.column));
        for change in renamed.filter(|it| typed_alike(&it.was) != typed_alike(&it.now)) {
            let code = (names.code)(row);
            if let Some(other) = given.of_another(names.of, &change.now, code) {
                let problem = Problem::NameOfAnother {
                    name: change.now,
                    other: other.clone(),
                };
                report.error(F::NAME, Some(entry.line), F::column(change.column), problem);
            }
        }
    }
}
