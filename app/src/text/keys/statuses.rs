//! Statuses of duties and milestones.
texts! {
    StatusLate: "Trễ hạn" / "Late",
    StatusAtRisk: "Nguy cơ không đạt" / "At risk",
    StatusUnverified: "Chưa xác minh" / "Unverified",
    StatusOnTrack: "Dự kiến đạt" / "On track",
    StatusNotDue: "Chưa đến hạn" / "Not due",
    StatusDone: "Hoàn thành" / "Done",
    OnlySupports: "Phối hợp, không có sản phẩm riêng" / "Supporting, without a product of its own",
    DoneLate: "xong muộn" / "finished late",
}
