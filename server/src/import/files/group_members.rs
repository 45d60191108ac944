//! group_members.csv: what is said of one unit in one group of units, before the group's rule.
use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Need, Promised, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::GroupMemberRow,
};

pub(crate) struct GroupMembersCsv;

impl CampaignFile for GroupMembersCsv {
    const NAME: &'static str = "group_members.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["unit_group", "unit"],
        optional: &[
            "begins_on",
            "ends_on",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "group_member";
    /// What the group leads or helps with is the unit's from day to day.
    const PROMISED: &'static [Promised] = &[
        Promised::either_way("begins_on"),
        Promised::either_way("ends_on"),
    ];
    const KEY: &'static str = "unit";

    type Row = GroupMemberRow;
    type Ledger = GroupMemberRow;
    type Current = Latest<GroupMemberRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let row = GroupMemberRow {
            unit_group: f.code("unit_group"),
            unit: f.code("unit"),
            begins_on: f.day_if("begins_on"),
            ends_on: f.day_if("ends_on"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        };
        // Days as the ledger keeps them come in their order.
        if let (Some(first), Some(end)) = (&row.begins_on, &row.ends_on)
            && end <= first
        {
            f.error("ends_on", Problem::EndsBeforeItBegins);
        }
        row
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{} – {}", row.unit, row.unit_group)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::UnitGroup, "unit_group", &row.unit_group),
            Reference::new(Named::Unit, "unit", &row.unit),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(GroupMemberRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.group_members.push(row);
    }
}

comparable! {
    GroupMemberRow by (unit_group, unit) {
        "begins_on" => begins_on, "ends_on" => ends_on, "source" => source,
    } beside (seq, recorded_at)
}
