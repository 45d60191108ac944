//! The import, from bytes to the ledger.
mod again;
mod bad;
mod dependencies;
mod described;
mod documents;
mod group_leaves;
mod group_mergers;
mod groups;
mod harmless;
mod history;
mod leaving;
mod names;
mod past;
mod paths;
mod real;
mod recurring;
mod rhythms;
mod rule_4;
mod shares;
mod standing;
mod triggers;
mod values;

use app::domain::{Instant, parse_day, start_of};

use super::{Files, Preview, plan_files};
use crate::db::{self, Db};

/// A small campaign that has one of everything.
const SMALL: [(&str, &str); 11] = [
    (
        "campaign.csv",
        "name,start,deadline,time_zone,provisional,source\n\
         Chiến dịch thử,2026-01-14,2027-12-31,Asia/Ho_Chi_Minh,yes,PLO\n",
    ),
    (
        "units.csv",
        "code,name,short_name,kind,bloc,tier,former_area,order,provisional,source\n\
         SYT,Sở Y tế,Sở Y tế,department,government,city,,1,no,x\n\
         STP,Sở Tư pháp,Sở Tư pháp,department,government,city,,2,no,x\n\
         25807,Xã Thanh An,Thanh An,commune,government,commune,,3,no,x\n\
         27676,Xã Thạnh An,Thạnh An,commune,government,commune,,4,no,x\n",
    ),
    (
        "partners.csv",
        "code,short_name,name,source\nVNPT,VNPT,Tập đoàn VNPT,x\nFPT,FPT,Công ty FPT,x\n\
         MK,MK,Công ty MK,x\nCMC,CMC,Công ty CMC,x\nVIETTEL,Viettel,Tập đoàn Viettel,x\n",
    ),
    (
        "databases.csv",
        "code,name,kind,ministry,owner_unit,feeds,count_unit,legal_basis,provisional,source\n\
         QG09,Cơ sở dữ liệu quốc gia về y tế,national,Bộ Y tế,SYT,,hồ sơ,,yes,x\n\
         CN06,Hồ sơ sức khỏe điện tử,sector,,SYT,QG09,hồ sơ,,yes,x\n",
    ),
    (
        "programme.csv",
        "code,kind,group,title,lead_unit,partner,due,source\n\
         AT01,security,An toàn,Bảo đảm an toàn thông tin,*,,,x\n\
         TT01,agreement,Thỏa thuận,Xây dựng hạ tầng số,,VNPT,2025-12-31,x\n",
    ),
    (
        "duties.csv",
        "unit,workstream,role,volume,weight\n25807,QG09,contribute,12400,\n27676,QG09,contribute,9800,7\n",
    ),
    (
        "assignments.csv",
        "unit,partner,role,valid_from,decision,source\n\
         SYT,VNPT,lead,2026-01-29,,x\nSYT,FPT,support,29/01/2026,12/QĐ,x\n",
    ),
    (
        "indicators.csv",
        "code,name,scope,unit_of_measure,direction,target,deadline,criterion,provisional,source\n\
         CT01,Mức độ hài lòng,campaign,%,up,90,2026-12-31,hai_long,no,x\n\
         KQ01,Hồ sơ sạch,25807/QG09,%,up,95,2027-06-30,sach,no,x\n",
    ),
    (
        "measurements.csv",
        "indicator,date,numerator,denominator,value,source\nCT01,2025-10-09,,,\"72,5\",x\n\
         KQ01,2026-03-05,4000,12400,,x\n",
    ),
    (
        "milestones.csv",
        "unit,workstream,kind,title,product,deadline,responsible,weight\n\
         25807,QG09,plan,Ban hành kế hoạch,Kế hoạch,2026-03-01,,\n\
         25807,QG09,product,Số hóa 12.400 hồ sơ,Biên bản,30/06/2026,VNPT,3\n\
         25807,QG09,process,Giao ban,Thông báo,thường xuyên,,\n",
    ),
    (
        "people.csv",
        "username,name,title,role,unit,partner,language,email,valid_from,valid_to\n\
         head.syt,Bà Thử,Giám đốc,head,SYT,,vi,an@syt.example,,\n\
         partner.vnpt,Ông Thử,,partner,,VNPT,,,,\n",
    ),
];

fn small() -> Files {
    Files::embedded(&SMALL)
}

/// The small campaign with one file replaced.
fn with(file: &str, bytes: impl Into<Vec<u8>>) -> Files {
    let mut files = small();
    files.set(file, bytes);
    files
}

fn text_of(file: &str) -> &'static str {
    SMALL.iter().find(|(name, _)| *name == file).unwrap().1
}

fn noon(day: &str) -> Instant {
    start_of(parse_day(day).unwrap(), chrono_tz::Asia::Ho_Chi_Minh) + 12 * 3_600_000_000
}

/// An empty database in a folder that goes when it is dropped.
async fn empty() -> (tempfile::TempDir, Db) {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/t.db", dir.path().display());
    let db = Db::connect(&url).await.unwrap();
    db::migrate(&db).await.unwrap();
    (dir, db)
}

async fn planned(db: &Db, files: &Files) -> Preview {
    plan_files(db, files, noon("2026-04-10")).await.unwrap()
}

fn errors(plan: &Preview) -> String {
    plan.report
        .errors
        .iter()
        .map(|e| format!("{e}\n"))
        .collect()
}
