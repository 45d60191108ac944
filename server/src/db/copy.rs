//! A whole database copied into an empty one, on whichever engines: table by table, as the schema
//! has them, some hundred rows at a time.
use futures_util::TryStreamExt;
use sqlx::{ColumnIndex, Decode, QueryBuilder, Row, Type};

use super::{Db, DbError, Engine, Tx, with_tx};

/// What is not copied: the steps of its schema a database makes itself, and what is packed is made
/// again by who misses it.
const LEFT_OUT: [&str; 3] = [STEPS, "checkpoints", "fact_pages"];
/// Where a database keeps which steps were made.
const STEPS: &str = "_sqlx_migrations";
/// What a step of a newer version locks first, and so is read first: that step then waits for the
/// copy, and the copy never for the step.
const WAITED_FOR: &str = "moved";
/// What the steps fill themselves, with one row each.
const BEGUN: [&str; 2] = ["campaign", "heartbeat"];

/// Rows and bytes written at once: with thirty columns still under both engines' limit of bound
/// parameters.
const ROWS: usize = 500;
const BYTES: usize = 1 << 20;

/// What was copied: each table with its number of rows, counted on both sides.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Copied {
    pub tables: Vec<(String, i64)>,
}

impl Copied {
    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

#[derive(Debug, PartialEq, Eq)]
struct Table {
    name: String,
    columns: Vec<Column>,
}

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Column {
    name: String,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Integer,
    Boolean,
    Bytes,
}

impl Kind {
    /// The kinds of columns by their names on both engines; the schema has no others.
    fn of(declared: &str) -> Option<Self> {
        match declared {
            "text" => Some(Self::Text),
            "bigint" => Some(Self::Integer),
            "boolean" => Some(Self::Boolean),
            "blob" | "bytea" => Some(Self::Bytes),
            _ => None,
        }
    }
}

/// What stands in one column of one row.
#[derive(Debug)]
enum Value {
    Text(Option<String>),
    Integer(Option<i64>),
    Boolean(Option<bool>),
    Bytes(Option<Vec<u8>>),
}

impl Value {
    fn size(&self) -> usize {
        match self {
            Self::Text(text) => text.as_ref().map_or(0, String::len),
            Self::Bytes(bytes) => bytes.as_ref().map_or(0, Vec::len),
            Self::Integer(_) | Self::Boolean(_) => size_of::<i64>(),
        }
    }
}

/// Copies all rows, as they stand at one moment, into a database of the same step that is empty.
/// Whatever goes wrong, nothing of it stays.
pub async fn copy(from: &Db, into: &Db) -> Result<Copied, DbError> {
    let mut from = from.snapshot().await?;
    let mut into = into.begin_also_moved().await?;
    unhurried(&mut from).await?;
    unhurried(&mut into).await?;
    into.lock().await?;
    if let Some(table) = first_with_rows(&mut into).await? {
        return Err(DbError::NotEmpty(table));
    }
    for table in BEGUN {
        let sql = format!("delete from {table}");
        with_tx!(&mut into, conn => sqlx::query(&sql).execute(conn).await.map(|_| ()))?;
    }
    let tables = tables(&mut from).await?;
    if tables.iter().any(|it| it.name == WAITED_FOR) {
        count(&mut from, WAITED_FOR).await?;
    }
    alike(&tables, &self::tables(&mut into).await?)?;
    let mut copied = Copied::default();
    for table in tables.iter().filter(|it| !is_left_out(&it.name)) {
        let rows = copy_table(table, &mut from, &mut into).await?;
        copied.tables.push((table.name.clone(), rows));
    }
    into.commit().await?;
    Ok(copied)
}

/// PostgreSQL sets a copy no time, and reads rows in the order in which they stand.
async fn unhurried(tx: &mut Tx) -> Result<(), DbError> {
    if let Engine::Postgres(tx) = tx.engine() {
        let sql = "set local statement_timeout = 0; \
                   set local idle_in_transaction_session_timeout = 0; \
                   set local synchronize_seqscans = off";
        sqlx::raw_sql(sql).execute(&mut **tx).await?;
    }
    Ok(())
}

/// A table that is not empty in a database that should be: of one that no step of ours was made in,
/// any table.
pub async fn occupied(db: &Db) -> Result<Option<String>, DbError> {
    let mut tx = db.snapshot().await?;
    let mut names = names(&mut tx).await?;
    if names.iter().any(|name| name == STEPS) {
        return first_with_rows(&mut tx).await;
    }
    Ok((!names.is_empty()).then(|| names.remove(0)))
}

async fn first_with_rows(tx: &mut Tx) -> Result<Option<String>, DbError> {
    for name in names(tx).await? {
        let begun = name == STEPS || BEGUN.contains(&name.as_str());
        if !begun && count(tx, &name).await? > 0 {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

fn is_left_out(table: &str) -> bool {
    LEFT_OUT.contains(&table)
}

async fn count(tx: &mut Tx, table: &str) -> Result<i64, DbError> {
    let sql = format!("select count(*) from \"{table}\"");
    Ok(with_tx!(tx, conn => sqlx::query_scalar(&sql).fetch_one(conn).await)?)
}

/// The names of all tables, in the order of their letters.
async fn names(tx: &mut Tx) -> Result<Vec<String>, DbError> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => {
            "select name from sqlite_master where type = 'table' and name not like 'sqlite%' order by name"
        }
        Engine::Postgres(_) => {
            "select relname::text from pg_catalog.pg_class \
             where relkind in ('r', 'p') and relnamespace = current_schema()::regnamespace \
             order by relname"
        }
    };
    Ok(with_tx!(tx, conn => sqlx::query_scalar(sql).fetch_all(conn).await)?)
}

/// All tables as the schema has them. PostgreSQL is asked for those too that the account may not
/// read, which is then an error: a table that is not seen would be lost.
async fn tables(tx: &mut Tx) -> Result<Vec<Table>, DbError> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => "select name, lower(type) from pragma_table_info($1) order by cid",
        Engine::Postgres(_) => {
            "select attname::text, format_type(atttypid, atttypmod) from pg_catalog.pg_attribute \
             where attrelid = (select oid from pg_catalog.pg_class \
                 where relname = $1 and relnamespace = current_schema()::regnamespace) \
             and attnum > 0 and not attisdropped order by attnum"
        }
    };
    let mut tables = Vec::new();
    for name in names(tx).await? {
        if name == STEPS {
            continue;
        }
        let columns: Vec<(String, String)> =
            with_tx!(&mut *tx, conn => sqlx::query_as(sql).bind(&name).fetch_all(conn).await)?;
        let columns = columns.into_iter().map(|(column, declared)| {
            let unknown = || not_copied(&name, format!("cột {column} có kiểu {declared:?}"));
            let kind = Kind::of(&declared).ok_or_else(unknown)?;
            Ok(Column { name: column, kind })
        });
        let columns = columns.collect::<Result<_, DbError>>()?;
        tables.push(Table { name, columns });
    }
    Ok(tables)
}

/// Both sides have the same tables with the same columns, in whatever order those stand.
fn alike(from: &[Table], into: &[Table]) -> Result<(), DbError> {
    let sorted = |table: &Table| {
        let columns = table.columns.iter().map(|it| (it.name.clone(), it.kind));
        let mut columns: Vec<(String, Kind)> = columns.collect();
        columns.sort();
        columns
    };
    for table in from.iter().chain(into) {
        let of = |tables: &[Table]| tables.iter().find(|it| it.name == table.name).map(sorted);
        if of(from) != of(into) {
            let why = "hai bên không có cùng các cột".to_owned();
            return Err(not_copied(&table.name, why));
        }
    }
    Ok(())
}

fn not_copied(table: &str, why: String) -> DbError {
    DbError::NotCopied {
        table: table.to_owned(),
        why,
    }
}

/// Copies the rows of a table in the order in which they stand; how many there are.
async fn copy_table(table: &Table, from: &mut Tx, into: &mut Tx) -> Result<i64, DbError> {
    let names: Vec<String> = table.columns.iter().map(|it| quoted(&it.name)).collect();
    let names = names.join(", ");
    let select = format!("select {names} from {}", quoted(&table.name));
    let insert = format!("insert into {} ({names}) ", quoted(&table.name));
    with_tx!(&mut *from, conn => {
        let mut rows = sqlx::query(&select).fetch(conn);
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while let Some(row) = rows.try_next().await? {
            let values = values(&row, &table.columns)?;
            bytes += values.iter().map(Value::size).sum::<usize>();
            batch.push(values);
            if batch.len() == ROWS || bytes > BYTES {
                write(into, &insert, std::mem::take(&mut batch)).await?;
                bytes = 0;
            }
        }
        write(into, &insert, batch).await?;
    });
    let (here, there) = (
        count(from, &table.name).await?,
        count(into, &table.name).await?,
    );
    if here != there {
        let why = format!("nguồn có {here} dòng, bản chép có {there}");
        return Err(not_copied(&table.name, why));
    }
    Ok(there)
}

fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

fn values<'r, R>(row: &'r R, columns: &[Column]) -> Result<Vec<Value>, sqlx::Error>
where
    R: Row,
    usize: ColumnIndex<R>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    i64: Decode<'r, R::Database> + Type<R::Database>,
    bool: Decode<'r, R::Database> + Type<R::Database>,
    Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    let values = columns.iter().enumerate().map(|(at, column)| {
        Ok(match column.kind {
            Kind::Text => Value::Text(row.try_get(at)?),
            Kind::Integer => Value::Integer(row.try_get(at)?),
            Kind::Boolean => Value::Boolean(row.try_get(at)?),
            Kind::Bytes => Value::Bytes(row.try_get(at)?),
        })
    });
    values.collect()
}

async fn write(into: &mut Tx, insert: &str, rows: Vec<Vec<Value>>) -> Result<(), DbError> {
    if rows.is_empty() {
        return Ok(());
    }
    with_tx!(into, conn => {
        let mut insert = QueryBuilder::new(insert);
        insert.push_values(rows, |mut row, values| {
            for value in values {
                match value {
                    Value::Text(text) => row.push_bind(text),
                    Value::Integer(number) => row.push_bind(number),
                    Value::Boolean(is) => row.push_bind(is),
                    Value::Bytes(bytes) => row.push_bind(bytes),
                };
            }
        });
        insert.build().execute(conn).await.map(|_| ())
    })?;
    Ok(())
}
