//! groups.csv: named sets of units, and the rule by which units belong to one.
use app::domain::{Bloc, Tier, UnitKind};

use crate::{
    db::DbError,
    import::{
        campaign_file::{CampaignFile, Named, Names, Need, Promised, Source},
        compare::{Latest, comparable, latest},
        fields::{Fields, codes},
        layout::Columns,
        rows::Rows,
    },
    ledger::UnitGroupRow,
};

pub(crate) struct GroupsCsv;

impl CampaignFile for GroupsCsv {
    const NAME: &'static str = "groups.csv";
    const NEED: Need = Need::Optional;
    const COLUMNS: Columns = Columns {
        required: &["code", "name"],
        optional: &[
            "name_en",
            "kind",
            "bloc",
            "tier",
            "area",
            "provisional",
            "source",
            "decision",
            "reason",
            "approver",
        ],
    };
    const SUBJECT: &'static str = "group";
    /// Its units have a part in what it leads or helps with, under its name.
    const PROMISED: &'static [Promised] = &[
        Promised::always("name"),
        Promised::either_way("kind"),
        Promised::either_way("bloc"),
        Promised::either_way("tier"),
        Promised::either_way("area"),
    ];
    const KEY: &'static str = "code";
    const NAMES: Option<Names<UnitGroupRow>> = Some(Names {
        of: Named::UnitGroup,
        code: |it| &it.code,
        name: |it| &it.name,
    });

    type Row = UnitGroupRow;
    type Ledger = UnitGroupRow;
    type Current = Latest<UnitGroupRow>;

    fn row(f: &mut Fields<'_>) -> Self::Row {
        UnitGroupRow {
            code: f.code("code"),
            name: f.name("name"),
            name_en: f.name_if("name_en"),
            kinds: f.words_if("kind", &codes(UnitKind::ALL, UnitKind::code)),
            blocs: f.words_if("bloc", &codes(Bloc::ALL, Bloc::code)),
            tiers: f.words_if("tier", &codes(Tier::ALL, Tier::code)),
            area: f.text_if("area"),
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
        format!("{} {}", row.code, row.name)
    }

    async fn load(from: Source<'_>) -> Result<Self::Current, DbError> {
        Ok(latest(UnitGroupRow::between(from.db, 0, i64::MAX).await?))
    }

    fn latest(current: &Self::Current) -> &Latest<Self::Ledger> {
        current
    }

    fn append(row: Self::Ledger, _current: &mut Self::Current, rows: &mut Rows) {
        rows.unit_groups.push(row);
    }
}

comparable! {
    UnitGroupRow by (code) {
        "name" => name, "name_en" => name_en, "kind" => kinds, "bloc" => blocs, "tier" => tiers,
        "area" => area, "provisional" => provisional, "source" => source,
    } beside (seq, recorded_at)
}
