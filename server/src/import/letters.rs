//! Vietnamese that only looks right in its old font.
//!
//! TCVN3 (.VnTime) and VNI (VNI-Times) put Vietnamese letters at the places of other signs:
//! saved as Unicode they stay those signs, "Së N«ng nghiÖp", "Sôû Noâng nghieäp". So does
//! UTF-8 that a program took for Windows' own code page: "Sá»Ÿ Y táº¿". A cell is refused
//! for one word no language has, or for two short words with letters that no Vietnamese word
//! has; one such word may be somebody's name.
use unicode_normalization::UnicodeNormalization;

/// Whether a cell, before it is cleaned, is written for an old font.
pub fn of_an_old_font(cell: &str) -> bool {
    if cell.is_ascii() {
        return false;
    }
    let text: String = cell.nfc().collect();
    if MISREAD.iter().any(|pair| text.contains(pair)) {
        return true;
    }
    let words: Vec<Vec<char>> = text
        .split(|c: char| c.is_whitespace() || c.is_ascii_punctuation())
        .map(|word| word.chars().collect())
        .collect();
    let foreign = |word: &&Vec<char>| word.len() <= SYLLABLE && is_foreign(word);
    words.iter().any(|word| is_no_word(word)) || words.iter().filter(foreign).count() > 1
}

/// The longest Vietnamese syllable, "nghiêng", has seven letters; VNI writes its two marks apart.
const SYLLABLE: usize = 9;

/// How UTF-8 of Vietnamese letters reads in Windows-1252: ở, ế, ư, đ, and both ways of ă.
const MISREAD: [&str; 6] = ["á»", "áº", "Æ°", "Æ¡", "Ä‘", "Äƒ"];

/// TCVN3 has letters at these signs; glued behind a letter they are nothing else. Those
/// that also end a word of text (a footnote, a trade mark, a closing quotation mark) only
/// where another letter follows.
const SIGNS: &str = "¡¢£¤¥¦§¨ª«¬\u{AD}µ¶·¸¼½¾×÷";
const ENDING_SIGNS: &str = "©®¹»";
/// Glued before a letter at the beginning of a word: đ, Đ, ơ, á, ả, ă.
const FIRST_SIGNS: &str = "®§¬¸¶¨";

/// TCVN3 writes these for small letters: behind another letter of a word in small letters
/// no language has them.
const CAPITALS: &str = "ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖØÜÝÞ";

/// VNI writes marks as a letter behind the vowel; these pairs no language has.
const PAIRS: [(&str, &str); 5] = [
    ("aeuyôö", "ø"),
    ("auyôö", "ùûõ"),
    ("yôö", "ï"),
    ("ao", "åâä"),
    ("a", "ãáà"),
];

/// TCVN3 writes "nội", "tối", "mời", "mới", "mỡi" and "rõi" as short words that end in é, è, ê,
/// í, ì or â before an i: no Vietnamese word does, and no short name ("Brunéi" is longer).
const SHORT: usize = 5;

/// Letters no Vietnamese word has, which TCVN3 and VNI write for those it has.
const NOT_VIETNAMESE: &str = "äåæçëîïñöøûüßþÿÄÅÆÇËÎÏÑÖØÛÜÞ";

fn is_no_word(word: &[char]) -> bool {
    let small = word.iter().any(|c| c.is_lowercase());
    let letter = |at: Option<usize>| {
        at.and_then(|at| word.get(at))
            .is_some_and(|c| c.is_alphabetic())
    };
    word.iter().enumerate().any(|(at, &c)| {
        let (behind, before) = (letter(at.checked_sub(1)), letter(Some(at + 1)));
        let last = at + 1 == word.len();
        let sign = SIGNS.contains(c) && behind && (before || last)
            || ENDING_SIGNS.contains(c) && behind && before
            || FIRST_SIGNS.contains(c) && at == 0 && before;
        // Ð looks like Đ and begins no word of any language.
        let capital = CAPITALS.contains(c) && small && behind || c == 'Ð' && at == 0 && before;
        sign || capital
    }) || word.windows(2).any(|pair| is_pair(pair, &PAIRS))
        || word.len() <= SHORT
            && matches!(word, [.., vowel, 'i' | 'I'] if "éèêíìâ".contains(*vowel))
}

/// Words of one foreign name have these, and syllables of both fonts.
fn is_foreign(word: &[char]) -> bool {
    word.iter().any(|c| NOT_VIETNAMESE.contains(*c))
        || word.len() > 1 && word.ends_with(&['¹'])
        || word
            .windows(2)
            .any(|pair| is_pair(pair, &[("ae", "ùúáàãâêéèõ"), ("o", "ùõ")]))
}

fn is_pair(pair: &[char], of: &[(&str, &str)]) -> bool {
    let small = |c: char| c.to_lowercase().next().unwrap_or(c);
    let [vowel, mark] = [pair[0], pair[1]].map(small);
    of.iter()
        .any(|(vowels, marks)| vowels.contains(vowel) && marks.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_old_fonts_are_found() {
        for text in [
            // TCVN3.
            "Së N«ng nghiÖp vµ M«i tr\u{AD}êng",
            "Së Y tÕ",
            "Së Tµi chÝnh",
            "X· Thanh An",
            "X· Th¹nh An",
            "Ph\u{AD}êng BÕn NghÐ",
            "Thñ §øc",
            "§Æc khu C«n §¶o",
            "®Êt ®ai",
            "C¬ së d÷ liÖu quèc gia vÒ d©n c\u{AD}",
            "Th\u{AD} ký",
            "TØnh ñy",
            "Ban Tæ chøc",
            "Bé Y tÕ",
            "kª khai",
            "T« Hoµi",
            "Së Néi vô",
            "Bé Néi vô",
            "Hé tèi",
            "giê míi",
            // VNI.
            "Sôû Noâng nghieäp vaø Moâi tröôøng",
            "Sôû Y teá",
            "Xaõ Thanh An",
            "Phöôøng Beán Ngheù",
            "Cô sôû döõ lieäu quoác gia veà daân cö",
            "Thuû Ñöùc",
            "Ñaëc khu Coân Ñaûo",
            "Hoäi Noâng daân",
            // UTF-8 read as Windows-1252, and the Icelandic letter.
            "Sá»Ÿ Y táº¿",
            "Äáº·c khu CÃ´n Äáº£o",
            "Æ°u tiÃªn",
            "Æ°u thi",
            "Ðà Nẵng",
        ] {
            assert!(of_an_old_font(text), "{text}");
        }
    }

    #[test]
    fn vietnamese_foreign_names_and_signs_pass() {
        for text in [
            "",
            "Sở Nông nghiệp và Môi trường",
            "SỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
            "Đặc khu Côn Đảo",
            "Ủy ban nhân dân xã Ia Đal, Đắk Lắk",
            "Số hoá, số hóa; hoà, hòa; quý, quí; thuý, thúy; khoẻ, khỏe",
            "quyển, nghiêng, khuỷu, ngoằn ngoèo, xoong, giữ gìn, giò, giống, giục",
            "boòng, xoõng, huơ, uỵch, yểm, oái oăm, hoẵng",
            "So\u{31B}\u{309} Y te\u{302}\u{301}",
            "Hoa\u{301} đơn",
            // English and names in other languages.
            "Department of Agriculture and Environment",
            "Département de l'Agriculture, São Paulo",
            "Viện Goethe tại Zürich",
            "Bệnh viện Saint Noël",
            "Công ty Citroën Việt Nam",
            "Curaçao",
            "Tổ chức Médecins Sans Frontières",
            "Société Générale",
            "Seán O'Connor",
            "Umeå",
            "Brunéi",
            "obéir, pâine, Séisme",
            "bùi, củi, núi, gửi, nồi, mời, mới, tối, nội, vải, chổi, mũi",
            "Tromsø",
            "Dr. José Núñez",
            "café, résumé",
            "iPhone, McDonald, eKYC, VNeID, iOS",
            // Signs of an office.
            "theo § 5 và §5.2, khoản 3",
            "Oracle® và Microsoft©",
            "© 2026 VNPT",
            "«Chiến dịch 90 ngày»",
            "“Chiến dịch 90 ngày” – đợt 1…",
            "dân cư¹ và đất đai²",
            "100 m², 25 °C, ±5 %, 10 µm, 3×4 m, 8h÷10h",
            "A · B · C",
            "½ giờ",
            "10.000 ₫, £5, ¥7",
            "1º, 2ª",
        ] {
            assert!(!of_an_old_font(text), "{text}");
        }
    }

    /// TCVN3, small letters and the capitals that have a place of their own.
    const TCVN3: [(&str, &str); 74] = [
        ("ă", "¨"),
        ("â", "©"),
        ("ê", "ª"),
        ("ô", "«"),
        ("ơ", "¬"),
        ("ư", "\u{AD}"),
        ("đ", "®"),
        ("Ă", "¡"),
        ("Â", "¢"),
        ("Ê", "£"),
        ("Ô", "¤"),
        ("Ơ", "¥"),
        ("Ư", "¦"),
        ("Đ", "§"),
        ("à", "µ"),
        ("ả", "¶"),
        ("ã", "·"),
        ("á", "¸"),
        ("ạ", "¹"),
        ("ằ", "»"),
        ("ẳ", "¼"),
        ("ẵ", "½"),
        ("ắ", "¾"),
        ("ặ", "Æ"),
        ("ầ", "Ç"),
        ("ẩ", "È"),
        ("ẫ", "É"),
        ("ấ", "Ê"),
        ("ậ", "Ë"),
        ("è", "Ì"),
        ("ẻ", "Î"),
        ("ẽ", "Ï"),
        ("é", "Ð"),
        ("ẹ", "Ñ"),
        ("ề", "Ò"),
        ("ể", "Ó"),
        ("ễ", "Ô"),
        ("ế", "Õ"),
        ("ệ", "Ö"),
        ("ì", "×"),
        ("ỉ", "Ø"),
        ("ĩ", "Ü"),
        ("í", "Ý"),
        ("ị", "Þ"),
        ("ò", "ß"),
        ("ỏ", "á"),
        ("õ", "â"),
        ("ó", "ã"),
        ("ọ", "ä"),
        ("ồ", "å"),
        ("ổ", "æ"),
        ("ỗ", "ç"),
        ("ố", "è"),
        ("ộ", "é"),
        ("ờ", "ê"),
        ("ở", "ë"),
        ("ỡ", "ì"),
        ("ớ", "í"),
        ("ợ", "î"),
        ("ù", "ï"),
        ("ủ", "ñ"),
        ("ũ", "ò"),
        ("ú", "ó"),
        ("ụ", "ô"),
        ("ừ", "õ"),
        ("ử", "ö"),
        ("ữ", "÷"),
        ("ứ", "ø"),
        ("ự", "ù"),
        ("ỳ", "ú"),
        ("ỷ", "û"),
        ("ỹ", "ü"),
        ("ý", "ý"),
        ("ỵ", "þ"),
    ];

    /// VNI: the vowel without its marks, then a letter for them.
    const VNI: [(&str, &str); 68] = [
        ("á", "aù"),
        ("à", "aø"),
        ("ả", "aû"),
        ("ã", "aõ"),
        ("ạ", "aï"),
        ("â", "aâ"),
        ("ấ", "aá"),
        ("ầ", "aà"),
        ("ẩ", "aå"),
        ("ẫ", "aã"),
        ("ậ", "aä"),
        ("ă", "aê"),
        ("ắ", "aé"),
        ("ằ", "aè"),
        ("ẳ", "aú"),
        ("ẵ", "aü"),
        ("ặ", "aë"),
        ("đ", "ñ"),
        ("Đ", "Ñ"),
        ("é", "eù"),
        ("è", "eø"),
        ("ẻ", "eû"),
        ("ẽ", "eõ"),
        ("ẹ", "eï"),
        ("ê", "eâ"),
        ("ế", "eá"),
        ("ề", "eà"),
        ("ể", "eå"),
        ("ễ", "eã"),
        ("ệ", "eä"),
        ("ỉ", "æ"),
        ("ĩ", "ó"),
        ("ị", "ò"),
        ("ó", "où"),
        ("ò", "oø"),
        ("ỏ", "oû"),
        ("õ", "oõ"),
        ("ọ", "oï"),
        ("ô", "oâ"),
        ("ố", "oá"),
        ("ồ", "oà"),
        ("ổ", "oå"),
        ("ỗ", "oã"),
        ("ộ", "oä"),
        ("ơ", "ô"),
        ("ớ", "ôù"),
        ("ờ", "ôø"),
        ("ở", "ôû"),
        ("ỡ", "ôõ"),
        ("ợ", "ôï"),
        ("ú", "uù"),
        ("ù", "uø"),
        ("ủ", "uû"),
        ("ũ", "uõ"),
        ("ụ", "uï"),
        ("ư", "ö"),
        ("ứ", "öù"),
        ("ừ", "öø"),
        ("ử", "öû"),
        ("ữ", "öõ"),
        ("ự", "öï"),
        ("ý", "yù"),
        ("ỳ", "yø"),
        ("ỷ", "yû"),
        ("ỹ", "yõ"),
        ("ỵ", "î"),
        ("Ơ", "Ô"),
        ("Ư", "Ö"),
    ];

    fn typed(text: &str, font: &[(&str, &str)]) -> String {
        text.chars()
            .map(|c| {
                let letter = c.to_string();
                let place = font.iter().find(|(unicode, _)| **unicode == letter);
                place.map_or(letter.clone(), |(_, sign)| (*sign).to_owned())
            })
            .collect()
    }

    /// The city's own names, as both fonts would have them. "Hé kinh doanh" passes: all its
    /// words are Vietnamese by chance.
    #[test]
    fn names_of_units_and_databases_typed_in_an_old_font_are_found() {
        for file in [
            include_str!("../../campaigns/tphcm/units.csv"),
            include_str!("../../campaigns/tphcm/databases.csv"),
        ] {
            let mut reader = csv::Reader::from_reader(file.as_bytes());
            let names: Vec<String> = reader
                .records()
                .map(|record| record.unwrap()[1].to_owned())
                .collect();
            for font in [&TCVN3[..], &VNI[..]] {
                let missed: Vec<&String> = names
                    .iter()
                    .filter(|name| !of_an_old_font(&typed(name, font)))
                    .filter(|name| *name != "Hộ kinh doanh")
                    .collect();
                assert!(missed.is_empty(), "{} {missed:?}", missed.len());
            }
            assert!(names.iter().all(|name| !of_an_old_font(name)));
        }
    }
}
