use super::*;

#[test]
fn rule_12_marks_by_themselves_are_refused() {
    for text in [
        "MẬT",
        "Mật",
        " tối mật ",
        "TUYỆT  MẬT",
        "Báo cáo\nTỐI MẬT\nnội dung",
        "12/BC-MẬT",
        "(MẬT) Báo cáo quý",
        "báo cáo (mật)",
        "báo cáo [tuyệt mật].docx",
        "Độ: MẬT",
        "Độ mật: mật",
        "MA\u{323}\u{302}T",
        "hồ sơ MẬT",
        "MẬT 12/BC",
        "Độ mật MẬT",
        "theo tài liệu MẬT về dân cư",
        "BÁO CÁO MẬT VỀ DÂN CƯ",
        "CÔNG VĂN MẬT SỐ 12",
        "TÀI LIỆU MẬT CỦA UBND",
        "hồ sơ M ẬT",
        "hồ sơ MẬ T",
        // In letters of another alphabet.
        "hồ sơ \u{41c}Ậ\u{422}",
        "Tài liệu TỐI MẬT về dân cư",
        "kèm phụ lục tuyệt mật của đơn vị",
        "ＭẬＴ",
        "M Ậ T",
        "M.Ậ.T",
        "T Ố I  M Ậ T",
        "TOI MAT",
        "TUYET-MAT",
        "TỐI MẬT 12/BC",
        "Kế hoạch 12/TM-MẬT đã ký",
        "MẬT – Kế hoạch",
        // What looks like a name and is none.
        "BÁO CÁO MẬT",
        "HỒ SƠ CÁN BỘ MẬT",
        "VŨ KHÍ MẬT",
        "NGUYỄN VĂN BẢN MẬT",
        "NGUYỄN THỊ\nMẬT",
        "NGUYỄN THỊ LAN (MẬT)",
        "NGUYỄN THỊ LAN - MẬT",
        "NGUYỄN THỊ MẬT BÁO CÁO MẬT",
    ] {
        assert!(secrecy_mark(text).is_some(), "{text}");
    }
    for name in [
        "12 MẬT",
        "MẬT 12/BC",
        "12-BC/UBND MẬT",
        "12/BC-mật",
        "12/TM-MẬT",
        "12MẬT",
        "12/MẬT2026",
        "BCMẬT",
        "ＭẬＴ12",
        "BaoCaoMẬT.pdf",
        "12MẬT.pdf",
        "12_MAT_2026.txt",
        "12-BC-MAT-2026.pdf",
        "TàiLiệuMật.docx",
        "bao-cao_TỐI_MẬT.pdf",
        "toi-mat.pdf",
        "Toi Mat.pdf",
        "tuyet_mat_2026.docx",
        "toimat.pdf",
        "ke-hoach-mật.pdf",
        "(mật) kế hoạch.pdf",
        "bao cao ＭẬＴ.pdf",
        "T-Ố-I-M-Ậ-T.pdf",
        "bao-cao_MAT.txt",
        "bao-cao_MAT.TXT",
        "Bao cao quy 4_MAT_2026.pdf",
        "BAO_CAO_MAT.pdf",
        "12-BC-MAT.PDF",
        "NGUYỄN VĂN BẢN MẬT.pdf",
    ] {
        assert!(secrecy_mark_in_name(name).is_some(), "{name}");
    }
}

#[test]
fn rule_12_ordinary_words_pass() {
    for text in [
        "bảo mật",
        "BẢO MẬT",
        "mật độ dân số",
        "MẬT ĐỘ",
        "HỆ THỐNG DỊCH MẬT",
        "TẮC MẬT",
        "BỆNH MẬT TỤY",
        "QUYẾT ĐỊNH MẬT ĐỘ XÂY DỰNG",
        "TÀI LIỆU MẬT MÃ DÂN SỰ",
        "mật khẩu",
        "MẬT KHẨU",
        "bí mật",
        "BÍ MẬT",
        "Hướng dẫn bảo mật hệ thống",
        "không chứa bí mật nhà nước",
        "QUY CHẾ BẢO VỆ BÍ MẬT",
        "an toàn, bảo\nMẬT",
        "Chứng thư số - mật khẩu",
        "Chứng thư số - mật",
        "Chứng thư số - MẬT KHẨU",
        "buổi tối mật độ giao thông cao",
        "Tối mật độ thấp",
        "cơ mật, thân mật",
        "mật mã dân sự",
        "tôi mất thẻ căn cước",
        "toi mat the",
        "mật ong rừng",
        "MẬT HIỆU",
        "PHẪU THUẬT SỎI MẬT",
        "KHÁM GAN MẬT",
        "12/BC-SYT",
        "Đã đổi mật khẩu; bảo mật tốt",
        "NGUYỄN THỊ MẬT",
        "Người lập: TRẦN VĂN MẬT, Sở Y tế",
        "PHẠM THỊ HỒNG MẬT",
        "",
    ] {
        assert_eq!(secrecy_mark(text), None, "{text}");
    }
    for name in [
        "12/BC-SYT",
        "bảo-mật.pdf",
        "BÍ_MẬT_KINH_DOANH.pdf",
        "ThôngTinBảoMật.pdf",
        "DanhMụcBíMật.pdf",
        "mật-khẩu.txt",
        "mat-ong.pdf",
        "mat-bang-1-500.dwg",
        "bao-mat-he-thong.pdf",
        "mật độ dân số 2026.xlsx",
        "MẬT_ĐỘ.csv",
        "he-thong-mat-ma.docx",
        "sinh-mat-tich.pdf",
        "214/BB-SYT",
        "khoa_MAT.pdf",
        "BV_MAT.pdf",
        "KHAM_MAT.pdf",
        "bao-cao-mat-the.pdf",
        "NGUYỄN THỊ MẬT.pdf",
        "Nguyễn Thị Mật",
        "thông báo.pdf",
        "",
    ] {
        assert_eq!(secrecy_mark_in_name(name), None, "{name}");
    }
}

/// Ordinary words that begin titles stand behind a mark as they do behind anything else.
#[test]
fn rule_12_a_mark_stays_one_before_the_words_of_a_title() {
    for text in [
        "TỐI MẬT BÁO CÁO số 5",
        "TUYỆT MẬT DANH SÁCH CÁN BỘ",
        "TỐI MẬT LỆNH ĐIỀU ĐỘNG",
        "TUYỆT MẬT THƯ NGỎ",
        "TUYỆT MẬT - BÁO CÁO",
        "Văn bản TỐI MẬT báo cáo Thành ủy",
        "TỐI MẬT MÃ SỐ 12",
        "MẬT BÁO CÁO quý",
        "MẬT MÃ SỐ 12",
        "MẬT HIỆU QUẢ SỬ DỤNG",
        "MẬT THIẾT BỊ",
        "MẬT VỤ VIỆC số 3",
        "MẬT Độ khẩn: Khẩn",
        "TỐI MẬT\nĐỘ KHẨN: HỎA TỐC",
        "TỐIMẬT2026",
        "TUYỆTMẬT5",
        "Toi mat: cap 1",
        "kèm toi-mat.pdf",
        "xem https://luutru.example/tuyet-mat/1.pdf",
        "xem luutru.example/m%E1%BA%ADt/1.pdf nhé",
        "/tuyet-mat/",
    ] {
        assert!(secrecy_mark(text).is_some(), "{text}");
    }
    for name in [
        "12/TỐI MẬT-DANH SÁCH",
        "12/BC-MẬT-BÁO-CÁO",
        "TỐI_MẬT_BÁO_CÁO.pdf",
        "MẬT_MÃ_SỐ_12.pdf",
        "TỐIMẬT2026",
        "TUYỆTMẬT5.pdf",
        "TOIMAT2026.pdf",
        "BAOCAOTOIMAT.pdf",
        "BaoCaoToiMat.pdf",
        "ToiMatBaoCao5.pdf",
        "BáoCáoMậtQuý4.pdf",
        "12-BC-MAT",
        "12/MAT",
        "12-BC-MAT.pdf",
        "b%20toi-mat.txt",
        "toi%20mat",
        "toi%2520mat",
    ] {
        assert!(secrecy_mark_in_name(name).is_some(), "{name}");
    }
    for link in [
        "https://x.vn/%FF/T%E1%BB%90I-M%E1%BA%ACT/1.pdf",
        "https://x.vn/T%25E1%25BB%2590I_M%25E1%25BA%25ACT_B%C3%81O/1",
        "https://x.vn/TỐI_MẬT_BÁO_CÁO.pdf",
        "https://x.vn/1?cap=toi%20mat",
    ] {
        assert!(secrecy_mark_in_link(link).is_some(), "{link}");
    }
    for text in [
        "MẬT MÃ DÂN SỰ",
        "KỸ THUẬT MẬT MÃ",
        "QUAN HỆ MẬT THIẾT VỚI DÂN",
        "BUỔI TỐI MẬT ĐỘ THẤP",
        "toi mat the can cuoc",
        "đã bảo mật.Mật độ giảm",
        "xem vanban.example/bao-mat/mat-khau.pdf",
        "mật lệnh, mật thư, mật danh",
        "đạt 95%, bảo mật 100%",
    ] {
        assert_eq!(secrecy_mark(text), None, "{text}");
    }
    for name in [
        "MậtKhẩu.txt",
        "12/BV-MAT",
        "12-QC-BAO-MAT",
        "2026-mat-bang.pdf",
        "mật mã dân sự.docx",
        "ToiDaMatThe.pdf",
        "100%.pdf",
    ] {
        assert_eq!(secrecy_mark_in_name(name), None, "{name}");
    }
}
