//! `/review`: what waits for a decision.
texts! {
    ReviewTitle: "{0} báo cáo chờ nghiệm thu" / "{0} reports to review",
    ReviewTitleNone: "Không có báo cáo nào chờ nghiệm thu" / "No report to review",
    ReviewNote: "Chờ lâu nhất đứng trước." / "The longest waiting first.",
    Attempt: "gửi lần {0}" / "attempt {0}",
    OwnUnit: "đơn vị của mình: cán bộ khác quyết định" / "own unit: another officer decides",
    WaitingHead: "Chờ" / "Waiting",
    SentOn: "Ngày gửi" / "Sent on",
    PageOf: "Trang {0}/{1}" / "Page {0} of {1}",
    PrevPage: "Trang trước" / "Previous",
    NextPage: "Trang sau" / "Next",
    Pages: "Phân trang" / "Pagination",
}
