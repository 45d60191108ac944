//! Statuses of duties and milestones.
texts! {
    StatusLate: "Trễ hạn" / "Late",
    StatusAtRisk: "Nguy cơ không đạt" / "At risk",
    StatusUnverified: "Chưa xác minh" / "Unverified",
    StatusOnTrack: "Dự kiến đạt" / "On track",
    StatusNotDue: "Chưa đến hạn" / "Not due",
    StatusDone: "Hoàn thành" / "Done",
    DoneLate: "xong muộn" / "finished late",
}
