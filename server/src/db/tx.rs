use app::domain::Instant;
use sqlx::{Postgres, Sqlite, Transaction};

use super::{
    DbError,
    digest::{self, RowDigest},
    last::Last,
    with_tx,
};

/// A transaction on either engine, to write or to read as of one moment; dropped without
/// commit it leaves nothing.
#[derive(Debug)]
pub struct Tx {
    engine: Engine,
    /// The campaign's one row, once this transaction holds its lock.
    head: Option<Head>,
    /// Facts written since the last line of the audit.
    written: Vec<RowDigest>,
}

#[derive(Debug)]
pub enum Engine {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

/// How far order and audit have come.
#[derive(Debug, Clone)]
struct Head {
    seq: i64,
    /// The place up to which lines of the audit tell of facts.
    told: i64,
    last: Last,
    /// When that line was recorded, once it was asked for.
    at: Option<Instant>,
}

/// What a line of the audit says of the facts before it.
#[derive(Debug)]
pub(super) struct Told {
    pub previous: Last,
    pub at: Instant,
    pub after: i64,
    pub upto: i64,
    pub facts: String,
}

impl Tx {
    pub(super) fn new(engine: Engine) -> Self {
        Self {
            engine,
            head: None,
            written: Vec::new(),
        }
    }

    pub fn engine(&mut self) -> &mut Engine {
        &mut self.engine
    }

    /// Takes the next place in the order of facts. The row lock makes commit
    /// order equal seq order on both engines: nobody can miss a row that
    /// commits late.
    pub async fn next_seq(&mut self) -> Result<i64, DbError> {
        self.next_seqs(1).await
    }

    /// Takes `count` places at once, for demonstrations and imports; returns
    /// the last.
    pub async fn next_seqs(&mut self, count: i64) -> Result<i64, DbError> {
        Ok(self.take(count).await?.seq)
    }

    /// Takes the order's lock without taking a place: for lines of audit that
    /// change no fact.
    pub async fn lock(&mut self) -> Result<(), DbError> {
        self.take(0).await.map(|_| ())
    }

    async fn take(&mut self, count: i64) -> Result<Head, DbError> {
        let sql =
            "update campaign set seq = seq + $1 where id = 1 returning seq, audit_line, audit_hash";
        let (seq, line, hash): (i64, i64, String) =
            with_tx!(self, conn => sqlx::query_as(sql).bind(count).fetch_one(conn).await)?;
        let before = self.head.as_ref().map(|head| head.told);
        let head = Head {
            seq,
            told: before.unwrap_or(seq - count),
            last: Last { line, hash },
            at: None,
        };
        self.head = Some(head.clone());
        Ok(head)
    }

    /// Keeps in mind that a fact was written, until a line of the audit tells of it.
    pub(crate) fn wrote(&mut self, row: RowDigest) {
        self.written.push(row);
    }

    /// The later of an instant and of the last one recorded, by whatever server: what is
    /// recorded never comes before it. Takes the order's lock.
    pub async fn later(&mut self, now: Instant) -> Result<Instant, DbError> {
        Ok(now.max(self.last_recorded().await?))
    }

    /// When the last line of the audit was recorded. Asked for under the lock, in a statement
    /// of its own: that of the lock may not see what it waited for.
    async fn last_recorded(&mut self) -> Result<Instant, DbError> {
        let head = match &self.head {
            Some(head) => head.clone(),
            None => self.take(0).await?,
        };
        if let Some(at) = head.at {
            return Ok(at);
        }
        let sql = "select recorded_at from audit where line = $1";
        let at: Option<Instant> = with_tx!(self, conn =>
            sqlx::query_scalar(sql).bind(head.last.line).fetch_optional(conn).await)?;
        let at = at.unwrap_or(Instant::MIN);
        if let Some(head) = &mut self.head {
            head.at = Some(at);
        }
        Ok(at)
    }

    /// What the next line of the audit is to say, under the order's lock.
    pub(super) async fn tell(&mut self) -> Result<Told, DbError> {
        let at = self.last_recorded().await?;
        let head = match &self.head {
            Some(head) => head.clone(),
            None => self.take(0).await?,
        };
        Ok(Told {
            previous: head.last,
            at,
            after: head.told,
            upto: head.seq,
            facts: digest::of_rows(std::mem::take(&mut self.written)),
        })
    }

    /// Writes into the campaign's row which line of the audit is the last.
    pub(super) async fn told(&mut self, last: Last, at: Instant) -> Result<(), DbError> {
        let sql = "update campaign set audit_line = $1, audit_hash = $2 where id = 1";
        with_tx!(self, conn => sqlx::query(sql)
            .bind(last.line).bind(&last.hash).execute(conn).await.map(|_| ()))?;
        if let Some(head) = &mut self.head {
            (head.told, head.last, head.at) = (head.seq, last, Some(at));
        }
        Ok(())
    }

    pub async fn commit(self) -> Result<(), DbError> {
        match self.engine {
            Engine::Sqlite(tx) => tx.commit().await?,
            Engine::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
