//! The words that grammars compare with, each under its own name: `w::năm` is the key of `năm`, in any letter case.
//!
//! A misspelt word does not compile, and an unused one is a warning. Punctuation marks have their Unicode names. Always write `w::năm` in
//! full: with `use w::*` a misspelt word in a pattern would become a new binding.

use crate::lexicon::Key;

/// Declares a constant for the key of each word, and of each punctuation mark by its name.
macro_rules! words {
    ($($mark:ident = $sign:literal,)* ; $($word:ident)*) => {
        $(pub(crate) const $mark: Key = Key::of($sign);)*
        $(pub(crate) const $word: Key = Key::of(spelling(stringify!($word)));)*

        /// Each spelling with its key, for the test that no two keys are equal.
        #[cfg(test)]
        const ALL: &[(&str, Key)] = &[$(($sign, $mark),)* $((spelling(stringify!($word)), $word)),*];
    };
}

/// The word without the `r#` of Rust keywords: `r#do`.
const fn spelling(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

words! {
    AMPERSAND = "&",
    APOSTROPHE = "'",
    ASTERISK = "*",
    BULLET = "•",
    CIRCUMFLEX_ACCENT = "^",
    COLON = ":",
    COMMA = ",",
    COMMERCIAL_AT = "@",
    DOLLAR_SIGN = "$",
    EM_DASH = "—",
    EN_DASH = "–",
    EXCLAMATION_MARK = "!",
    FULL_STOP = ".",
    HORIZONTAL_ELLIPSIS = "…",
    HYPHEN_MINUS = "-",
    LEFT_DOUBLE_QUOTATION_MARK = "“",
    LEFT_PARENTHESIS = "(",
    LEFT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK = "«",
    LEFT_SINGLE_QUOTATION_MARK = "‘",
    LEFT_SQUARE_BRACKET = "[",
    LOW_LINE = "_",
    MINUS_SIGN = "−",
    MULTIPLICATION_SIGN = "×",
    NUMBER_SIGN = "#",
    PERCENT_SIGN = "%",
    PLUS_SIGN = "+",
    QUESTION_MARK = "?",
    QUOTATION_MARK = "\"",
    RIGHT_DOUBLE_QUOTATION_MARK = "”",
    RIGHT_PARENTHESIS = ")",
    RIGHT_POINTING_DOUBLE_ANGLE_QUOTATION_MARK = "»",
    RIGHT_SINGLE_QUOTATION_MARK = "’",
    RIGHT_SQUARE_BRACKET = "]",
    SEMICOLON = ";",
    SOLIDUS = "/",
    TILDE = "~",
    VERTICAL_LINE = "|",
    ;
    a am an and anh anti aud b ba ban bao best biết biển biểu biệt bks buổi bà bài bàn bào bác bán báo bên bình bóng bạc bại
    bây bản bảng bảy bầu bẩy bật bằng bị bốn bổ bộ bởi bữa c cao cent cents chiến chiều cho chung chuyện chuyển chuẩn chxhcn
    chào chí chín chính chú chúa chúc chút chưa chương chạp chấp chậm chế chết chỉ chị chọn chờ chục chủ cháu chức chứa chừng
    clip cm cn cny con cup cuối cuộc cv cá cán các cách cáo cân còn có cô công cùng cúp cũng cơ cạnh cờ cả cảm cấp cần cầu cố cổ
    cộng cỡ cử cụ cục cụm của cựu danh diễn diện r#do doanh duyệt dài dành dày dân dì dù dăm dương dưới dẫn dịch dịp dự eur r#for
    franc g games gbp ghi em gia giai gian giao già giành giá giáo giây giấy giêng giải giảm giật giới giờ giữa góp gấp gần gắng gặp gọi
    gồm gửi h hai hay hc hcb hiến hiểu hiện hiệp hiệu hkd hl hoa hoan hoàn hoạch hoạt hoặc huy huyện huân huế hy hàng hành hâm
    hè hòa hôm hăm hơn hướng hạ hạn hạng hằng hẻm hết họ họa học hồ hồi hội hợp i ii iii inr jackpot jpy k kg khen khi khoản
    khoảng khu khuya khuyến khác khánh khích khóa không khả khảo khối kia kim kiến kiện km kp krw kém kéo kì kính ký kịp kế kể
    kỉ kỳ kỷ lan lao liên liền loại luận luật là làm làng lâu lãnh lên lô lùi lúc lý lăm lĩnh lược lượng lượt lại lần lập lẻ
    lễ lệ lệnh lịch lối lộ lớn lớp lời lục lực m mai minh miện mn mong mtv muốn muộn mà màu má mã mãi môn mùa mùng mươi mười mạnh
    mất mấy mặc mặt mẹ mến mọi mỏng mốt mồng mỗi mộ một mới mời mở mục mức mừng mực nam nay ndt nghi nghiệp nghìn nghị
    ngoài ngoái ngoại nguyên nguồn ngàn ngành ngày ngân ngót ngôi ngõ người ngắn ngờ ngụ ngừng nhanh nhiều nhiệm nhuận
    nhà nhân nhì nhìn nhóm nhăm như nhưng nhượng nhảy nhất nhận nhật nhắc nhằm nhẹ nhỏ nhờ những nhiên niên niềm niệm no nq nào này nạn nét
    nên nêu năm năng nđ nước nặng nẻo nếu nọ nỗi nửa nữ nữa of olympic p ph phim phiếu phong photo pháp phân phép phòng
    phút phương phường phải phấn phần phố phối phụ phục pm pv q ql qua quan quang quay quy quyết quà quá quán quân quê quí quý
    quả quản quận quốc qđ ra rinh riêng rs rơi rưởi rưỡi rạng rất rằm rằng rẻ rồi rộng rớt sang sao sau scn sgd sinh siêu sn so song
    soát sung suất suốt sách sáng sáu sâu sắc sắp sẽ số sớm sở sụt sức sửa sự t tcn tham thay thb the theo thg thi
    thiết thiệu thu thua thuyết thuộc thành tháng thân thủ thêm thì thích thôn thông thư thương thường thưởng thấp thấy thập thắng thế thể thị
    thời thứ thức thừa thực tiên tiêu tiến tiếng tiếp tiết tiền tiệc tk tl tnhh top toàn tp tr trang trao treo tri triệu trong
    trung trái trên trình trúng trăm trăng trưa trước trường trạng trấn trần trận trị trẻ trọng trở trừ trực ts tt tuyên tuyển
    tay tuần tuổi tw tx ty tài tám tâm tân tên tí tích tín tính tô tôn tăng tư tường tưởng tượng tại tải tất tầm tập tắt tặng tết tỉ tỉnh
    tịch tốc tối tốt tổ tổng tới tục từ từng tỷ usd uy video vietlott vinh viên viết việc vnd vnđ vong và vài vàng vào vé vì
    vòng vùng văn vũng vương vượt vạn vẫn vậy về vị vọng vọt với vời vụ vừa vực x xa xe xem xen xoắn xu xuân xuất xướng xuống xác
    xã xét xỉ xổ xứng yêu yếu á án ánh âl âm ân ít ông đ đang đh đi điều điểm điện đoàn đoạn đoạt đt đua đài đáng đánh đây đã
    đêm đích đó đón đóng đôi đông đúng đăng đường được đại đạo đạt đảm đảng đấu đầu đầy đắt đặc đến đề để địa định đọc
    đối đồ đồng đổ đổi độ đội đời đợi đợt đủ ương ảnh ẵm ở ủy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_words_share_a_key() {
        let mut keys: Vec<_> = ALL.iter().map(|(word, key)| (key.get(), *word)).collect();
        keys.sort_unstable();
        for pair in keys.windows(2) {
            assert_ne!(pair[0].0, pair[1].0, "{pair:?}");
        }
    }

    #[test]
    fn a_keyword_of_rust_is_a_word() {
        assert_eq!(r#do, Key::of("do"));
    }
}
