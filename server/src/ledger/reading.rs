//! Reading the ledger, from its beginning or from where a reader stands.
use app::domain::{Campaign, Day, Instant, local_day};
use chrono_tz::Tz;

use super::{
    fact_pages,
    fact_rows::{FactRows, PLACES},
    facts::{self, Stamped},
    rows::{AccountTermsRow, CampaignRow},
    tables::TABLES,
};
use crate::db::{
    Db, DbError,
    audit::{self, Began},
    with_pool,
};

/// All facts after a place in the order and before an instant, at once: for a
/// reader that is a little behind.
///
/// `zone` is the campaign's if already known; a campaign row read here wins.
pub async fn load(
    db: &Db,
    after: i64,
    before: Instant,
    zone: Option<Tz>,
) -> Result<Vec<Stamped>, DbError> {
    let rows = FactRows::read(db, after, i64::MAX, before).await?;
    let own = rows.campaign.last().map(facts::campaign).transpose()?;
    rows.facts(own.map(|c| c.zone).or(zone).unwrap_or(Tz::UTC))
}

/// The campaign by what was recorded up to a place and before an instant.
pub async fn campaign_before(
    db: &Db,
    upto: i64,
    before: Instant,
) -> Result<Option<Campaign>, DbError> {
    let rows = CampaignRow::stretch(db, 0, upto, before).await?;
    rows.last().map(facts::campaign).transpose()
}

/// The last place in the order that is recorded before an instant, whatever it holds. Each table is
/// looked through from its end, for days are mostly recent and instants have no index.
async fn seq_before(db: &Db, tables: &[&str], before: Instant) -> Result<i64, DbError> {
    let of = |table: &&str| {
        format!(
            "select seq from (select seq from {table} where recorded_at < $1 \
             order by seq desc limit 1) as {table}"
        )
    };
    let all: Vec<String> = tables.iter().map(of).collect();
    let sql = format!(
        "select coalesce(max(seq), 0) from ({}) as places",
        all.join(" union all ")
    );
    Ok(with_pool!(db, pool => sqlx::query_scalar(&sql).bind(before).fetch_one(pool).await)?)
}

/// The same up to a place where facts were recorded in their order: found by halves, however long
/// ago it was. Accounts are in no such order, for some are there before the campaign that an import
/// begins; they are few.
async fn seq_before_in_order(db: &Db, before: Instant, upto: i64) -> Result<i64, DbError> {
    let ordered = TABLES
        .iter()
        .filter(|table| **table != AccountTermsRow::TABLE);
    let of = |table: &&str| {
        format!(
            "select seq, recorded_at from (select seq, recorded_at from {table} where seq >= $1 \
             order by seq limit 1) as {table}"
        )
    };
    let all: Vec<String> = ordered.map(of).collect();
    let sql = format!("{} order by seq limit 1", all.join(" union all "));
    // What is up to the one is recorded before the instant, what is from the other on is not.
    let (mut last, mut beyond) = (0, upto + 1);
    while beyond - last > 1 {
        let middle = last + (beyond - last) / 2;
        let next: Option<(i64, Instant)> = with_pool!(db, pool =>
            sqlx::query_as(&sql).bind(middle).fetch_optional(pool).await)?;
        match next {
            Some((seq, at)) if seq < beyond && at < before => last = seq,
            _ => beyond = middle,
        }
    }
    let of_accounts = seq_before(db, &[AccountTermsRow::TABLE], before).await?;
    Ok(last.max(of_accounts.min(upto)))
}

/// Whether all up to a place in the order is recorded before an instant: a board of then holds
/// whatever is up to it.
pub async fn all_before(db: &Db, upto: i64, before: Instant) -> Result<bool, DbError> {
    let of =
        |table: &&str| format!("select seq from {table} where seq <= $1 and recorded_at >= $2");
    let all: Vec<String> = TABLES.iter().map(of).collect();
    let sql = format!(
        "select count(*) from ({}) as later",
        all.join(" union all ")
    );
    let later: i64 = with_pool!(db, pool => sqlx::query_scalar(&sql).bind(upto).bind(before).fetch_one(pool).await)?;
    Ok(later == 0)
}

/// The ledger read from its beginning, some thousand places at a time: from its pages as far
/// as they go, the rest from the tables.
#[derive(Debug)]
pub struct Reading<'a> {
    db: &'a Db,
    at: i64,
    /// The last place that the reader knows: what stands up to it is left out.
    known: i64,
    upto: i64,
    /// The last place before the instant: pages may go beyond it.
    last: i64,
    before: Instant,
    campaign: Option<Campaign>,
    begun: Began,
    zone: Tz,
    /// The campaign by its last row.
    stands: Option<Campaign>,
    paged: bool,
    /// Rows that no page had.
    pub unpaged: usize,
}

impl<'a> Reading<'a> {
    /// Begins to read what is recorded up to a place, which is committed, and before an instant.
    /// `in_order`: nothing up to that place was recorded before what stands before it.
    pub async fn begin(
        db: &'a Db,
        upto: i64,
        before: Instant,
        in_order: bool,
    ) -> Result<Self, DbError> {
        // The campaign says where days end, so it is read before all else.
        let rows = CampaignRow::stretch(db, 0, upto, before).await?;
        let campaign = rows.last().map(facts::campaign).transpose()?;
        let last = match before {
            Instant::MAX => upto,
            _ if in_order => seq_before_in_order(db, before, upto).await?,
            _ => seq_before(db, TABLES, before).await?.min(upto),
        };
        Ok(Self {
            db,
            at: 0,
            known: 0,
            upto,
            last,
            before,
            campaign: rows.first().map(facts::campaign).transpose()?,
            begun: match rows.first() {
                Some(row) => {
                    let began = audit::began_by_import(db, row.seq).await?;
                    began.unwrap_or_default()
                }
                None => Began::default(),
            },
            zone: campaign.as_ref().map_or(Tz::UTC, |campaign| campaign.zone),
            stands: campaign,
            paged: true,
            unpaged: 0,
        })
    }

    /// The campaign as it was first recorded.
    pub fn campaign(&self) -> Option<&Campaign> {
        self.campaign.as_ref()
    }

    /// The import that it began with; nothing where it began otherwise.
    pub fn begun(&self) -> Began {
        self.begun
    }

    /// The time zone of its last row.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The day that figures are of at an instant.
    pub fn day_of_figures(&self, now: Instant) -> Day {
        let today = local_day(now, self.zone);
        let stands = self.stands.as_ref();
        stands.map_or(today, |it| it.day_of_figures(today))
    }

    /// The last place to be read, whether there is something.
    pub fn upto(&self) -> i64 {
        self.upto
    }

    /// The last place there is to read.
    pub fn last(&self) -> i64 {
        self.last
    }

    /// Goes to what follows on a place.
    pub async fn start_after(&mut self, place: i64) -> Result<(), DbError> {
        self.at = fact_pages::start_of_page(self.db, place).await?;
        (self.known, self.paged, self.unpaged) = (place, true, 0);
        Ok(())
    }

    /// The next facts, or none at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<Stamped>>, DbError> {
        let Some(rows) = self.next_rows().await? else {
            return Ok(None);
        };
        let mut facts = rows.facts(self.zone)?;
        facts.retain(|fact| fact.seq > self.known);
        Ok(Some(facts))
    }

    async fn next_rows(&mut self) -> Result<Option<FactRows>, DbError> {
        if self.at >= self.last {
            return Ok(None);
        }
        if self.paged {
            if let Some(page) = fact_pages::read(self.db, self.at, self.upto).await? {
                self.at = page.upto;
                let mut rows = page.rows;
                rows.keep_before(self.before);
                return Ok(Some(rows));
            }
            self.paged = false;
        }
        let upto = self.last.min(self.at.saturating_add(PLACES));
        let rows = FactRows::read(self.db, self.at, upto, self.before).await?;
        self.at = upto;
        self.unpaged += rows.count();
        Ok(Some(rows))
    }
}
