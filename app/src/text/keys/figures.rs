//! Figures and the bars that show them.
texts! {
    Claimed: "Đã báo cáo" / "Reported",
    Accepted: "Đã nghiệm thu" / "Accepted",
    Measured: "Đã đo được" / "Measured",
    ClaimedShort: "Báo cáo" / "Reported",
    AcceptedShort: "Nghiệm thu" / "Accepted",
    MeasuredShort: "Đo được" / "Measured",
    Plan: "Kế hoạch" / "Plan",
    PlanNow: "Kế hoạch hiện hành" / "Current plan",
    AgainstPlan: "So kế hoạch" / "Against plan",
    PlanTick: "trên {0} sản phẩm; vạch đứng: kế hoạch {1}" / "of {0} products; upright line: plan {1}",
    MeasuredOf: "đo được {0}/{1} chỉ tiêu" / "{0} of {1} indicators measured",
    BulletLabel: "Báo cáo {0}, nghiệm thu {1}, đo được {2}, kế hoạch {3}" / "Reported {0}, accepted {1}, measured {2}, plan {3}",
    BulletHead: "Báo cáo, nghiệm thu, đo được; vạch là kế hoạch" / "Reported, accepted, measured; the line is the plan",
    NotMeasured: "chưa đo" / "not measured",
    DutiesByStatus: "Nhiệm vụ theo trạng thái" / "Duties by status",
}
