//! rhythms.csv: what a duty is asked for again and again.
use app::domain::{Day, Kept, LONGEST_TEXT, MAX_WEIGHT, MOST_CUT_OFF, MOST_REMIND, USUAL_REMIND};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Reference, Source},
        compare::{Latest, comparable, latest},
        fields::Fields,
        layout::Columns,
        problem::Problem,
        rows::Rows,
    },
    ledger::RhythmRow,
};

pub(crate) struct RhythmsCsv;

/// The longest code: a slot's is this and the day on which its period ends.
pub(crate) const LONGEST_CODE: usize = 31;

impl CampaignFile for RhythmsCsv {
    const NAME: &'static str = "rhythms.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &[
            "code",
            "unit",
            "workstream",
            "title",
            "product",
            "cadence",
            "begins_on",
        ],
        optional: &[
            "ends_on",
            "weight",
            "responsible",
            "cut_off_days",
            "remind_days",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "rhythm";
    const PROMISED: &'static [Promised] = &[
        Promised::always("unit"),
        Promised::always("workstream"),
        Promised::always("title"),
        Promised::always("product"),
        Promised::always("cadence"),
        Promised::always("begins_on"),
        Promised::either_way("ends_on"),
        Promised::always("weight"),
        Promised::either_way("responsible"),
        Promised::always("cut_off_days"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<RhythmRow>> = Some(Names {
        of: Named::Rhythm,
        code: |it| &it.code,
        name: |it| &it.title,
    });

    type Row = RhythmRow;
    type Ledger = RhythmRow;
    type Current = Latest<RhythmRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        let most = i64::try_from(MAX_WEIGHT).unwrap_or(i64::MAX);
        let code = f.code("code");
        if code.len() > LONGEST_CODE {
            f.error("code", Problem::RhythmCodeTooLong(LONGEST_CODE));
        }
        let (begins_on, ends_on) = (f.day("begins_on"), f.day_if("ends_on"));
        if ends_on.as_ref().is_some_and(|ends| *ends < begins_on) {
            f.error("ends_on", Problem::EndsBeforeItBegins);
        }
        let cut_off = f.integer_if("cut_off_days", 0, MOST_CUT_OFF.into());
        let remind = f.integer_if("remind_days", 0, MOST_REMIND.into());
        RhythmRow {
            code,
            unit: f.unit_or_all("unit"),
            workstream: f.code("workstream"),
            title: f.title("title"),
            product: {
                f.within("product", LONGEST_TEXT);
                f.required("product")
            },
            cadence: f.code("cadence"),
            begins_on,
            ends_on,
            weight: f.integer_if("weight", 1, most).unwrap_or(1),
            responsible: f.code_if("responsible"),
            cut_off_days: cut_off.unwrap_or(0),
            remind_days: remind.unwrap_or(USUAL_REMIND.into()),
            provisional: f.flag("provisional"),
            source: f.citation("source"),
            seq: 0,
            recorded_at: 0,
        }
    }

    fn ledger(row: &Self::Row) -> &Self::Ledger {
        row
    }

    fn label(row: &Self::Ledger) -> String {
        format!("{} – {}: {}", row.unit, row.workstream, row.title)
    }

    fn references(row: &Self::Row) -> Vec<Reference<'_>> {
        vec![
            Reference::new(Named::Leader, "unit", &row.unit),
            Reference::new(Named::Workstream, "workstream", &row.workstream),
            Reference::new(Named::Cadence, "cadence", &row.cadence),
            Reference::maybe(Named::Partner, "responsible", row.responsible.as_deref()),
        ]
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(RhythmRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.rhythms.push(row);
    }

    /// What its slots are counted by stays: they would be judged anew.
    fn kept(_row: &RhythmRow, column: &str, _today: Day, _current: &Self::Current) -> Option<Kept> {
        let stays = ["unit", "workstream", "cadence", "begins_on", "weight"];
        stays.contains(&column).then_some(Kept::OfItsRhythm)
    }
}

comparable! {
    RhythmRow by (code) {
        "unit" => unit, "workstream" => workstream, "title" => title, "product" => product,
        "cadence" => cadence, "begins_on" => begins_on, "ends_on" => ends_on, "weight" => weight,
        "responsible" => responsible, "cut_off_days" => cut_off_days,
        "remind_days" => remind_days, "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
