//! documents.csv: what the plan comes from.
use super::*;

fn listed(rows: &str) -> Files {
    with(
        "documents.csv",
        format!("number,day,title,replaces\n{rows}"),
    )
}

#[tokio::test]
async fn a_document_is_listed_once_and_replaces_no_document_that_replaces_it() {
    let (_dir, db) = empty().await;
    for (rows, wrong) in [
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n6/KH-UBND,2026-03-01,Thay,05/KH-UBND\n",
            "",
        ),
        // One number of two years is two documents.
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n5/KH-UBND,2027-02-01,Kế hoạch,\n",
            "",
        ),
        (
            "05/KH-UBND,2026-02-01,Kế hoạch,\n5 / kh-ubnd,2026-02-01,Khác,\n",
            "văn bản này đã có, ghi số là 05/KH-UBND",
        ),
        (
            "21/QĐ-X,2026-02-01,Một,22/QĐ-X\n22/QĐ-X,2026-02-02,Hai,21/QĐ-X\n",
            "thay thế lẫn nhau thành vòng",
        ),
        (
            "1/QĐ-X,2026-02-01,Một,3/QĐ-X\n2/QĐ-X,2026-02-02,Hai,1/QĐ-X\n3/QĐ-X,2026-02-03,Ba,02/QĐ-X\n",
            "thay thế lẫn nhau thành vòng",
        ),
    ] {
        let told = errors(&planned(&db, &listed(rows)).await);
        match wrong {
            "" => assert_eq!(told, "", "{rows}"),
            wrong => assert!(told.contains(wrong), "{rows}{told}"),
        }
    }
}
