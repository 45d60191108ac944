//! What a disk spoiled.
use super::{Db, DbError};
use crate::cause;

impl DbError {
    /// Whether what was read is not as the database wrote it.
    pub fn is_damage(&self) -> bool {
        match self {
            Self::Sql(error) => cause::is_damage(error),
            Self::Corrupt { .. } => true,
            _ => false,
        }
    }
}

impl Db {
    /// A table that a SQLite file's own quick check finds damaged, if there is one. Packed
    /// pages and checkpoints are passed over: whoever cannot read them reads the tables.
    pub async fn damaged(&self) -> Result<Option<String>, DbError> {
        let Self::Sqlite { read, .. } = self else {
            return Ok(None);
        };
        let sql = "select name from sqlite_master where type = 'table' \
                   and name not in ('fact_pages', 'checkpoints') and name not like 'sqlite%'";
        let tables: Vec<String> = sqlx::query_scalar(sql).fetch_all(read).await?;
        for table in tables {
            let check = format!("pragma quick_check(\"{table}\")");
            let found: Result<Vec<String>, sqlx::Error> =
                sqlx::query_scalar(&check).fetch_all(read).await;
            match found.map_err(DbError::from) {
                Ok(words) if words == ["ok"] => {}
                Ok(_) => return Ok(Some(table)),
                Err(error) if error.is_damage() => return Ok(Some(table)),
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }
}
