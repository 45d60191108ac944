//! `/units/{code}/{workstream}`.
texts! {
    Volume: "Khối lượng" / "Volume",
    MilestonesTitle: "{0} mốc" / "{0} milestones",
    MilestonesNote: "kế hoạch và quy trình có trọng số 0" / "plans and processes weigh 0",
    MeasurementsTitle: "Số đo" / "Measurements",
    MeasurementsNone: "Chưa có số đo nào." / "No measurement yet.",
    Value: "Giá trị" / "Value",
    Counts: "Tử số / mẫu số" / "Numerator / denominator",
    Source: "Nguồn" / "Source",
    MeasurementAccepted: "đã nghiệm thu" / "accepted",
    MeasurementWaiting: "chờ nghiệm thu" / "waiting",
    ActReport: "Báo cáo kết quả" / "Report",
    ActWithdraw: "Mở báo cáo" / "Open the report",
    ActDecide: "Xem xét nghiệm thu" / "Review",
    ActRevoke: "Xem xét hủy nghiệm thu" / "Review the acceptance",
}
