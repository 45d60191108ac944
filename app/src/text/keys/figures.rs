//! Figures and the bars that show them.
texts! {
    Claimed: "Đã báo cáo" / "Reported",
    Accepted: "Đã nghiệm thu" / "Accepted",
    Measured: "Đường đến mục tiêu" / "Way to the target",
    WayShort: "Đến mục tiêu" / "To target",
    ClaimedShort: "Báo cáo" / "Reported",
    AcceptedShort: "Nghiệm thu" / "Accepted",
    MeasuredShort: "Đo được" / "Measured",
    Plan: "Kế hoạch" / "Plan",
    PlanNow: "Kế hoạch hiện hành" / "Current plan",
    AgainstPlan: "So kế hoạch" / "Against plan",
    PlanTick: "trên {0} sản phẩm và kết quả; vạch đứng: kế hoạch {1}" / "of {0} products and outcomes; upright line: plan {1}",
    MeasuredOf: "đo được {0}/{1} chỉ tiêu" / "{0} of {1} indicators measured",
    BulletLabel: "Báo cáo {0}, nghiệm thu {1}, đường đến mục tiêu {2}, kế hoạch {3}" / "Reported {0}, accepted {1}, way to the target {2}, plan {3}",
    BulletHead: "Báo cáo, nghiệm thu, đường đến mục tiêu; vạch là kế hoạch" / "Reported, accepted, way to the target; the line is the plan",
    NotMeasured: "chưa đo" / "not measured",
    DutiesByStatus: "Nhiệm vụ theo trạng thái" / "Duties by status",
}
