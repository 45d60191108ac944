//! databases.csv: the national and the sector databases.
use super::workstreams;
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Reference, Source},
        compare::Latest,
        fields::Fields,
        layout::Columns,
        preview::Difference,
        rows::Rows,
    },
    ledger::WorkstreamRow,
};

pub(crate) struct DatabasesCsv;

impl CampaignFile for DatabasesCsv {
    const NAME: &'static str = "databases.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name", "kind"],
        optional: &[
            "name_en",
            "ministry",
            "owner_unit",
            "feeds",
            "count_unit",
            "legal_basis",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "workstream";
    /// What it weighs hangs on its kind, what volumes mean on the unit of its counts, whose turn it
    /// is on the body above it, and with what it stands on the one it feeds.
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::always("kind"),
        Promised::once_set("count_unit"),
        Promised::once_set("ministry"),
        Promised::once_set("feeds"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<WorkstreamRow>> = workstreams::NAMES;

    type Row = WorkstreamRow;
    type Ledger = WorkstreamRow;
    type Current = Latest<WorkstreamRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let (owner_unit, joint_leads) = workstreams::leads(f.list_if("owner_unit"));
        WorkstreamRow {
            code: f.code("code"),
            name: f.name("name"),
            kind: f.word("kind", &["national", "sector"]),
            ministry: f.text("ministry"),
            owner_unit,
            feeds: f.code_if("feeds"),
            count_unit: f.text("count_unit"),
            legal_basis: f.citation("legal_basis"),
            heading: String::new(),
            partner: None,
            due: None,
            due_text: None,
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            name_en: f.name_if("name_en"),
            joint_leads,
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        workstreams::label(row)
    }

    fn references(w: &Self::Row) -> Vec<Reference<'_>> {
        let leads = workstreams::leading(w).into_iter();
        leads
            .map(|code| Reference::new(Named::Leader, "owner_unit", code))
            .chain([Reference::maybe(
                Named::Workstream,
                "feeds",
                w.feeds.as_deref(),
            )])
            .collect()
    }

    fn says_the_same(change: &Difference) -> bool {
        workstreams::says_the_same(change)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        workstreams::load(from.db).await
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn missing(row: &WorkstreamRow) -> Option<String> {
        workstreams::is_database(row).then(|| workstreams::label(row))
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.workstreams.push(row);
    }
}
