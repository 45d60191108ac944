//! `/search`.
texts! {
    SearchEmpty: "Tìm đơn vị, cơ sở dữ liệu, doanh nghiệp" / "Find units, databases, companies",
    SearchNone: "Không tìm thấy “{0}”" / "Nothing found for “{0}”",
    SearchFound: "{0} kết quả cho “{1}”" / "{0} results for “{1}”",
    SearchMore: "{0} kết quả đầu cho “{1}”; mời gõ thêm để thu hẹp" / "First {0} results for “{1}”; type more to narrow them",
    SearchNote: "Gõ có dấu hoặc không dấu; kết quả đúng dấu đứng trước." / "With or without accents; exact accents come first.",
    FormerArea: "{0} cũ" / "formerly {0}",
    FormerName: "tên cũ: {0}" / "former name: {0}",
    SearchSuggestions: "Gợi ý" / "Suggestions",
    SearchSuggested: "{0} gợi ý, dùng phím mũi tên để chọn" / "{0} suggestions, choose with the arrow keys",
    SearchLabel: "Tìm đơn vị, cơ sở dữ liệu, doanh nghiệp" / "Find units, databases, companies",
    SearchHint: "Tìm đơn vị, CSDL, doanh nghiệp" / "Find units, databases, companies",
}
