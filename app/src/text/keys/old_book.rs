//! What was done before the campaign was kept here: taken from the old book.
texts! {
    ByOldBook: "theo văn bản, nhập từ sổ cũ, chưa hậu kiểm" / "by its document, from the old book, not re-checked",
    ByOldBookChecked: "theo văn bản, nhập từ sổ cũ" / "by its document, from the old book",
    FromOldBook: "nhập từ sổ cũ" / "from the old book",
    OldBookCount: "{0} mốc theo văn bản, nhập từ sổ cũ, chưa hậu kiểm" / "{0} {0:milestone|milestones} by document, from the old book, not re-checked",
    OldBookCountChecked: "{0} mốc theo văn bản, nhập từ sổ cũ" / "{0} {0:milestone|milestones} by document, from the old book",
    OldBookNote: "“Theo văn bản”: ngày xong là ngày của văn bản mà sổ cũ ghi. Sổ cũ được tin cho đến khi một phần mười, rút ngẫu nhiên, được xem lại; từ nay không biểu mẫu nào lấy ngày xong theo ngày văn bản." / "“By its document”: the finish day is the day of the document in the old book. The old book is taken at its word until a tenth, drawn by lot, was looked at; no form finishes anything by a document's day.",
    OldBookTitle: "Nhập từ sổ cũ" / "From the old book",
    OldBookOwed: "{0} mốc nghiệm thu nhập từ sổ cũ, chưa hậu kiểm. Cần công bố một lần rút “Sổ cũ” từ {1} mốc trở lên và xem hết trước hết ngày {2}; đã xem {3}." / "{0} accepted {0:milestone|milestones} came from the old book and {0:is|are} not re-checked. A draw “The old book” of at least {1} is to be announced and looked at by the end of {2}; {3} {3:was|were} looked at.",
    OldBookAnnounced: "{0} mốc nghiệm thu nhập từ sổ cũ, chưa hậu kiểm. Đã công bố một lần rút “Sổ cũ”: xem hết {1} mốc trước hết ngày {2}; đã xem {3}." / "{0} accepted {0:milestone|milestones} came from the old book and {0:is|are} not re-checked. A draw of the old book is announced: {1} to be looked at by the end of {2}; {3} looked at.",
    OldBookOverdue: "!Quá hạn hậu kiểm!: {0} mốc nghiệm thu nhập từ sổ cũ vẫn chưa hậu kiểm. Hạn xem lại {1} mốc rút ngẫu nhiên là {2}; đã xem {3}." / "!Overdue!: {0} accepted {0:milestone|milestones} from the old book {0:is|are} still not re-checked. {1} drawn by lot {1:was|were} to be looked at by {2}; {3} {3:was|were}.",
    OldBookDone: "{0} mốc nghiệm thu nhập từ sổ cũ; đã xem {1} mốc rút ngẫu nhiên, xong ngày {2} (hạn {3})." / "{0} accepted {0:milestone|milestones} came from the old book; {1} drawn by lot {1:was|were} looked at by {2} (due {3}).",
    RecheckScopeOldBook: "Sổ cũ" / "The old book",
    RecheckFewOfOldBook: "Của sổ cũ phải rút ít nhất một phần mười; số mốc ghi ở đầu trang Hậu kiểm." / "Of the old book at least a tenth is drawn; how many stands at the head of the page Re-checks.",
    OfficeOldBook: "{0} mốc nhập từ sổ cũ chưa hậu kiểm" / "{0} {0:milestone|milestones} from the old book not re-checked",
    WhyOldBook: "Nhập từ sổ cũ, chưa hậu kiểm" / "From the old book, not re-checked",
    OldBookTenth: "{0} mốc rút ngẫu nhiên trong {1}" / "{0} of {1}, drawn by lot",
}
