//! Whether audit, facts and pages still are what was written.
use std::{collections::BTreeMap, fmt};

use app::domain::{Day, Instant};

use super::{
    fact_pages,
    fact_rows::PLACES,
    tables::{TABLES, fact_tables},
};
use crate::db::{
    Db, DbError,
    audit::{self, Last, Recorded},
    digest::{self, RowDigest},
    with_pool,
};

/// What a look through everything found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Verdict {
    /// The last line there is.
    pub last: Last,
    /// Lines from before lines told of facts, and the place up to which no line does.
    pub uncovered: Option<Uncovered>,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Uncovered {
    pub lines: i64,
    pub upto: i64,
}

impl Verdict {
    pub fn is_whole(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The first line whose hash or predecessor is not as written.
    Line { line: i64 },
    /// Another line is the last than the campaign's row says.
    Last { noted: Last, found: Last },
    /// The line whose number and hash were noted elsewhere is another one, or gone.
    Noted { noted: Last },
    /// The facts a line tells of are others.
    Facts { line: i64, after: i64, upto: i64 },
    /// A fact of which no line tells.
    Untold { seq: i64 },
    /// A page does not say what the tables say.
    Page { after: i64, upto: i64 },
    /// The checkpoint of a Sunday does not say what the facts make.
    Checkpoint { day: Day },
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Line { line } => write!(
                f,
                "Nhật ký bị sửa ở dòng {line}, hoặc dòng ngay trước đó đã mất."
            ),
            Self::Last { noted, found } if found.line < noted.line => write!(
                f,
                "Nhật ký bị cắt: dòng cuối phải là dòng {}, nay chỉ còn đến dòng {}.",
                noted.line, found.line
            ),
            Self::Last { noted, found } => write!(
                f,
                "Dòng cuối của nhật ký phải là {noted}, nay là {found}: nhật ký đã bị tính lại hoặc viết thêm."
            ),
            Self::Noted { noted } => write!(
                f,
                "Dòng {} không còn mang mã đã ghi giữ ({}…): nhật ký đã bị tính lại hoặc bị cắt, hoặc mã \
                 ấy là của cơ sở dữ liệu khác.",
                noted.line,
                noted.hash.get(..8).unwrap_or(&noted.hash)
            ),
            Self::Facts { line, after, upto } => write!(
                f,
                "Số liệu mà dòng nhật ký {line} đã ghi (thứ tự {} đến {upto}) không còn như lúc ghi: có \
                 dòng bị sửa, thêm hoặc mất.",
                after + 1
            ),
            Self::Untold { seq } => write!(
                f,
                "Có số liệu ở thứ tự {seq} mà không dòng nhật ký nào ghi."
            ),
            Self::Page { after, upto } => write!(
                f,
                "Trang đóng gói của thứ tự {} đến {upto} không giống các bảng: chỉ số tính theo trang đó có \
                 thể sai. Dừng máy chủ, chạy `delete from fact_pages`, rồi chạy lại.",
                after + 1
            ),
            Self::Checkpoint { day } => write!(
                f,
                "Bảng số liệu ghi sẵn của ngày {} không đúng với các bảng: chỉ số tính theo nó có thể sai. \
                 Dừng máy chủ, chạy `delete from checkpoints`, rồi chạy lại.",
                day.format("%d/%m/%Y")
            ),
        }
    }
}

/// Compares every line with the one before, with the facts it tells of and, where given, with
/// what was noted elsewhere; and every page with the tables.
pub async fn verify(db: &Db, noted: Option<&Last>) -> Result<Verdict, DbError> {
    let end = End::read(db).await?;
    let mut chain = Chain::default();
    let mut facts = Facts::new(db, end.facts);
    let mut verdict = Verdict::default();
    let mut kept = noted;
    loop {
        let lines = audit::lines(db, chain.last.line, end.lines).await?;
        if lines.is_empty() {
            break;
        }
        for line in &lines {
            if !chain.follows(line) && !verdict.faults.iter().any(is_line) {
                verdict.faults.push(Fault::Line { line: line.line });
            }
            chain.last = Last {
                line: line.line,
                hash: line.hash.clone(),
            };
            kept = kept.filter(|kept| {
                kept.line != line.line || !line.hash.starts_with(kept.hash.as_str())
            });
            compare(line, &mut chain, &mut facts, &mut verdict).await?;
        }
    }
    let last = chain.last;
    if chain.covers || last.line == 0 {
        verdict.faults.extend(untold(&facts.upto(i64::MAX).await?));
    } else {
        verdict.uncovered = Some(Uncovered {
            lines: last.line,
            upto: end.facts,
        });
    }
    if end.last != last {
        let (noted, found) = (end.last, last.clone());
        verdict.faults.push(Fault::Last { noted, found });
    }
    verdict.faults.extend(kept.map(|noted| Fault::Noted {
        noted: noted.clone(),
    }));
    let pages = fact_pages::unlike_tables(db).await?;
    let pages = pages.into_iter();
    verdict
        .faults
        .extend(pages.map(|(after, upto)| Fault::Page { after, upto }));
    verdict.last = last;
    Ok(verdict)
}

fn is_line(fault: &Fault) -> bool {
    matches!(fault, Fault::Line { .. })
}

/// Where everything ends, in one look: what is written meanwhile stands behind it.
struct End {
    last: Last,
    lines: i64,
    facts: i64,
}

impl End {
    async fn read(db: &Db) -> Result<Self, DbError> {
        let of = |table: &&str| format!("select max(seq) as seq from {table}");
        let places: Vec<String> = TABLES.iter().map(of).collect();
        let sql = format!(
            "select audit_line, audit_hash, (select coalesce(max(line), 0) from audit), \
             (select coalesce(max(seq), 0) from ({}) as places) from campaign where id = 1",
            places.join(" union all ")
        );
        let (line, hash, lines, facts) =
            with_pool!(db, pool => sqlx::query_as(&sql).fetch_one(pool).await)?;
        Ok(Self {
            last: Last { line, hash },
            lines,
            facts,
        })
    }
}

/// How far the lines have been followed.
#[derive(Default)]
struct Chain {
    last: Last,
    /// Whether a line told of its facts: all after it must.
    covers: bool,
}

impl Chain {
    fn follows(&self, line: &Recorded) -> bool {
        line.line == self.last.line + 1
            && line.previous == self.last.hash
            && line.hash == line.own_hash()
            && (line.upto_seq.is_some() || !self.covers)
    }
}

/// Compares the facts that a line tells of with those there are.
async fn compare(
    line: &Recorded,
    chain: &mut Chain,
    facts: &mut Facts<'_>,
    verdict: &mut Verdict,
) -> Result<(), DbError> {
    let (Some(after), Some(upto)) = (line.after_seq, line.upto_seq) else {
        return Ok(());
    };
    if !chain.covers {
        chain.covers = true;
        if line.line > 1 {
            verdict.uncovered = Some(Uncovered {
                lines: line.line - 1,
                upto: after,
            });
            facts.skip(after);
        }
    }
    verdict.faults.extend(untold(&facts.upto(after).await?));
    let rows = facts.upto(upto).await?;
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    if line.facts.as_deref() != Some(digest::of_rows(rows).as_str()) {
        let line = line.line;
        verdict.faults.push(Fault::Facts { line, after, upto });
    }
    Ok(())
}

/// The first of the facts of which no line tells.
fn untold(rows: &[(i64, RowDigest)]) -> Option<Fault> {
    rows.first().map(|(seq, _)| Fault::Untold { seq: *seq })
}

/// The digests of all facts in their order, read some thousand places at a time.
struct Facts<'a> {
    db: &'a Db,
    /// Read up to here, and to be read up to there.
    at: i64,
    end: i64,
    ready: BTreeMap<i64, Vec<RowDigest>>,
}

impl<'a> Facts<'a> {
    fn new(db: &'a Db, end: i64) -> Self {
        Self {
            db,
            // Also what somebody put before the first place.
            at: i64::MIN,
            end,
            ready: BTreeMap::new(),
        }
    }

    fn skip(&mut self, upto: i64) {
        self.at = self.at.max(upto);
    }

    /// Those not given yet, up to a place.
    async fn upto(&mut self, upto: i64) -> Result<Vec<(i64, RowDigest)>, DbError> {
        while self.at < upto.min(self.end) {
            let next = self.end.min(self.at.max(0).saturating_add(PLACES));
            read(self.db, self.at, next, &mut self.ready).await?;
            self.at = next;
        }
        let later = self.ready.split_off(&upto.saturating_add(1));
        let now = std::mem::replace(&mut self.ready, later);
        let rows = now.into_iter();
        Ok(rows
            .flat_map(|(seq, rows)| rows.into_iter().map(move |row| (seq, row)))
            .collect())
    }
}

macro_rules! read_digests {
    ($($table:ident: $row:ident read as ($($brief:ident)?)),+ $(,)?) => {
        async fn read(
            db: &Db,
            after: i64,
            upto: i64,
            into: &mut BTreeMap<i64, Vec<RowDigest>>,
        ) -> Result<(), DbError> {
            $(for row in super::$row::stretch(db, after, upto, Instant::MAX).await? {
                into.entry(row.seq).or_default().push(row.digest());
            })+
            Ok(())
        }
    };
}

fact_tables!(read_digests);
