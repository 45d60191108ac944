//! `/programme` and the agreements.
texts! {
    ProgrammeTold: "*{0} nhiệm vụ* ngoài cơ sở dữ liệu: *{1} nghiệm thu*" / "*{0} tasks* beside the databases: *{1} accepted*",
    ProgrammeToldWithout: "*{0} nhiệm vụ* ngoài cơ sở dữ liệu: *{1} nghiệm thu*; !{2} chưa có đơn vị!" / "*{0} tasks* beside the databases: *{1} accepted*; !{2} without a unit!",
    AgreementsTold: "*{0} cam kết* trong các thỏa thuận: *{1} nghiệm thu*" / "*{0} commitments* in the agreements: *{1} accepted*",
    AgreementsToldWithout: "*{0} cam kết* trong các thỏa thuận: *{1} nghiệm thu*; !{2} chưa có đơn vị theo dõi!" / "*{0} commitments* in the agreements: *{1} accepted*; !{2} without a unit!",
    ProgrammeNote: "Tính riêng, không cộng vào số liệu cơ sở dữ liệu." / "Counted apart, outside the database figures.",
    ProgrammeNone: "Không có nhiệm vụ nào trong phạm vi của tài khoản." / "Nothing within the scope of the account.",
    ProgrammeTask: "Nhiệm vụ" / "Task",
    ProgrammeWho: "Đơn vị, doanh nghiệp" / "Unit, company",
    NoUnitYet: "chưa giao đơn vị" / "no unit named",
}
