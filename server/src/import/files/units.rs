//! units.csv: the organisations that carry duties. Matched by code, never by
//! name: some names are equal without their marks.
use std::collections::HashSet;

use app::domain::{Bloc, Tier, UnitKind};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        rows::Rows,
    },
    ledger::{DutyRow, UnitRow},
};

pub(crate) struct UnitsCsv;

impl CampaignFile for UnitsCsv {
    const NAME: &'static str = "units.csv";
    const NEED: Need = Need::File;
    const COLUMNS: Columns = Columns {
        required: &["code", "name", "kind", "bloc", "tier"],
        optional: &[
            "short_name",
            "parent",
            "former_area",
            "order",
            "ends_on",
            "successors",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "unit";
    /// What a unit has leaves the figures when it closes, stands in the sums of its bloc and tier
    /// and among the units of its kind, and is told under its name.
    const PROMISED: &'static [Promised] = &[
        Promised::either_way("ends_on"),
        Promised::either_way("successors"),
        Promised::always("kind"),
        Promised::always("bloc"),
        Promised::always("tier"),
        Promised::always("name"),
        Promised::always("short_name"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<UnitRow>> = Some(Names {
        of: Named::Unit,
        code: |u| &u.code,
        name: |u| &u.name,
    });

    type Row = UnitRow;
    type Ledger = UnitRow;
    type Current = Units;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let name = f.name("name");
        let short_name = f.text("short_name");
        UnitRow {
            code: f.code("code"),
            short_name: if short_name.is_empty() {
                name.clone()
            } else {
                short_name
            },
            name,
            kind: f.word("kind", &codes(UnitKind::ALL, UnitKind::code)),
            bloc: f.word("bloc", &codes(Bloc::ALL, Bloc::code)),
            tier: f.word("tier", &codes(Tier::ALL, Tier::code)),
            parent: f.code_if("parent"),
            former_area: f.text("former_area"),
            protocol_order: f.integer_if("order", 0, 1_000_000).unwrap_or(f.number),
            ends_on: f.day_if("ends_on"),
            successors: f.codes_if("successors"),
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(u: &Self::Ledger) -> String {
        format!("{} {}", u.code, u.name)
    }

    fn references(u: &Self::Row) -> Vec<Reference<'_>> {
        let successors = u.successors.as_deref().unwrap_or_default();
        let successors = successors.split_whitespace();
        std::iter::once(Reference::maybe(Named::Unit, "parent", u.parent.as_deref()))
            .chain(successors.map(|code| Reference::new(Named::Unit, "successors", code)))
            .collect()
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        let duties = DutyRow::between(from.db, 0, i64::MAX).await?;
        Ok(Units {
            latest: latest(UnitRow::between(from.db, 0, i64::MAX).await?),
            with_duties: duties.into_iter().map(|duty| duty.unit).collect(),
        })
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        &current.latest
    }

    /// A unit without duties stands in no figure.
    fn promises(row: &UnitRow, current: &Units) -> bool {
        current.with_duties.contains(&row.code)
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.units.push(row);
    }
}

/// The units of the ledger, and those of them that have duties.
#[derive(Default)]
pub(crate) struct Units {
    pub latest: Latest<UnitRow>,
    with_duties: HashSet<String>,
}

comparable! {
    UnitRow by (code) {
        "name" => name, "short_name" => short_name, "kind" => kind, "bloc" => bloc,
        "tier" => tier, "parent" => parent, "former_area" => former_area,
        "order" => protocol_order, "ends_on" => ends_on, "successors" => successors,
        "provisional" => provisional,
        "source" => source,
    } beside (seq, recorded_at)
}
