//! `/work`: what an organisation has to do.
texts! {
    WorkTitle: "Việc phải làm của {0}" / "To do: {0}",
    WorkLead: "*{0}* sản phẩm, kết quả phải báo cáo đã trễ hạn, *{1}* mốc đến hạn trong {2} ngày." / "*{0}* products and outcomes to be handed over are late, *{1}* milestones due within {2} days.",
    WorkTodo: "Phải làm" / "To do",
    WorkTodoNote: "trong 30 ngày tới, theo hạn" / "within 30 days, by deadline",
    WorkLater: "Sau đó còn {0} mốc" / "{0} more milestones after that",
    WorkWaiting: "Đã gửi, chờ nghiệm thu" / "Sent, waiting for acceptance",
    WorkAccepted: "Được nghiệm thu trong 30 ngày" / "Accepted in the last 30 days",
    WorkNone: "Không có việc nào đến hạn trong 30 ngày tới." / "Nothing is due within 30 days.",
    WaitingNone: "Không có báo cáo nào đang chờ." / "No report is waiting.",
    AcceptedNone: "Chưa có mốc nào được nghiệm thu trong 30 ngày." / "No milestone was accepted in the last 30 days.",
    RevokedWhy: "Hủy nghiệm thu: {0}" / "Acceptance revoked: {0}",
    DeclinedWhy: "Không gia hạn: {0}" / "No more time: {0}",
    ReturnedWhy: "Trả lại: {0}" / "Returned: {0}",
    DraftBy: "Bản nháp của {0}, {1}" / "Draft by {0}, {1}",
    SendTogether: "Gửi chung một báo cáo cho {0} mốc cùng tên" / "Send one report for {0} of the same name",
    WaitingFor: "chờ {0}" / "waiting {0}",
}
