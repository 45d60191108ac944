use sqlx::{Postgres, Sqlite, Transaction};

use super::{DbError, with_tx};

/// A writing transaction on either engine; dropped without commit it leaves
/// nothing.
#[derive(Debug)]
pub enum Tx {
    Sqlite(Transaction<'static, Sqlite>),
    Postgres(Transaction<'static, Postgres>),
}

impl Tx {
    /// Takes the next place in the order of facts. The row lock makes commit
    /// order equal seq order on both engines: nobody can miss a row that
    /// commits late.
    pub async fn next_seq(&mut self) -> Result<i64, DbError> {
        let sql = "update campaign set seq = seq + 1 where id = 1 returning seq";
        Ok(with_tx!(self, conn => sqlx::query_scalar(sql).fetch_one(conn).await)?)
    }

    /// Takes `count` places at once, for demonstrations and imports; returns
    /// the last.
    pub async fn next_seqs(&mut self, count: i64) -> Result<i64, DbError> {
        let sql = "update campaign set seq = seq + $1 where id = 1 returning seq";
        Ok(with_tx!(self, conn => sqlx::query_scalar(sql).bind(count).fetch_one(conn).await)?)
    }

    /// Takes the order's lock without taking a place: for lines of audit that
    /// change no fact.
    pub async fn lock(&mut self) -> Result<(), DbError> {
        let sql = "update campaign set seq = seq where id = 1";
        with_tx!(self, conn => sqlx::query(sql).execute(conn).await.map(|_| ()))?;
        Ok(())
    }

    pub async fn commit(self) -> Result<(), DbError> {
        match self {
            Self::Sqlite(tx) => tx.commit().await?,
            Self::Postgres(tx) => tx.commit().await?,
        }
        Ok(())
    }
}
