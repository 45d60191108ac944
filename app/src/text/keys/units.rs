//! `/units`.
texts! {
    BlocsBeside: "Các khối cạnh nhau" / "The blocs beside each other",
    FilterText: "Tên hoặc mã đơn vị" / "Name or code",
    FilterBloc: "Khối" / "Bloc",
    FilterTier: "Cấp" / "Tier",
    FilterSilent: "chưa báo cáo trong {0} ngày qua" / "no report in the last {0} days",
    FilterAll: "Tất cả" / "All",
    FilterButton: "Lọc" / "Filter",
    FilterClear: "Bỏ lọc" / "Clear",
    UnitsNone: "Không có đơn vị nào khớp bộ lọc." / "No unit matches the filter.",
    Unit: "Đơn vị" / "Unit",
    LeadPartner: "Doanh nghiệp chủ trì" / "Lead company",
    MoreSupport: "+{0} phối hợp" / "+{0} supporting",
}
