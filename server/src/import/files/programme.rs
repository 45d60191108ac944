//! programme.csv: tasks and commitments beside the databases.
use app::domain::{Group, WorkstreamKind};

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

pub(crate) struct ProgrammeCsv;

impl CampaignFile for ProgrammeCsv {
    const NAME: &'static str = "programme.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "kind", "title", "lead_unit"],
        optional: &[
            "name_en",
            "group",
            "partner",
            "due",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "workstream";
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::always("kind"),
        Promised::once_set("due"),
        Promised::once_set("partner"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<WorkstreamRow>> = workstreams::NAMES;

    type Row = Task;
    type Ledger = WorkstreamRow;
    type Current = Latest<WorkstreamRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let kinds: Vec<&str> = WorkstreamKind::ALL
            .iter()
            .filter(|kind| kind.group() != Group::Databases)
            .map(|kind| kind.code())
            .collect();
        let every_unit = f.text("lead_unit") == "*";
        let led = if every_unit {
            None
        } else {
            f.list_if("lead_unit")
        };
        let (owner_unit, joint_leads) = workstreams::leads(led);
        let (due, due_text) = f.day_or_words("due", Some("hạng mục"));
        Task {
            every_unit,
            workstream: WorkstreamRow {
                code: f.code("code"),
                name: f.title("title"),
                kind: f.word("kind", &kinds),
                ministry: String::new(),
                owner_unit,
                feeds: None,
                count_unit: String::new(),
                legal_basis: String::new(),
                heading: f.text("group"),
                partner: f.code_if("partner"),
                due,
                due_text,
                provisional: f.flag("provisional"),
                source: f.citation("source"),
                name_en: f.title_if("name_en"),
                joint_leads,
                seq: 0,
                recorded_at: 0,
            },
        }
    }

    fn ledger(task: &Task) -> &WorkstreamRow {
        &task.workstream
    }

    fn label(row: &Self::Ledger) -> String {
        workstreams::label(row)
    }

    fn references(task: &Self::Row) -> Vec<Reference<'_>> {
        let leads = workstreams::leading(&task.workstream).into_iter();
        leads
            .map(|code| Reference::new(Named::Leader, "lead_unit", code))
            .chain([Reference::maybe(
                Named::Partner,
                "partner",
                task.workstream.partner.as_deref(),
            )])
            .collect()
    }

    /// Two columns have other names in this file.
    fn column(of: &'static str) -> Option<&'static str> {
        Some(match of {
            "name" => "title",
            "owner_unit" => "lead_unit",
            other => other,
        })
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
        (!workstreams::is_database(row)).then(|| workstreams::label(row))
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.workstreams.push(row);
    }
}

/// A task, and whether `*` makes it everybody's. A task of one unit names it as
/// the workstream's owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    pub workstream: WorkstreamRow,
    pub every_unit: bool,
}
