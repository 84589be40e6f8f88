//! Words after which a number is a label, not a count: `quận 10`, `lớp 12`.

use crate::lexicon::word_sets;

word_sets! {
    /// Words whose number is a label: `quận 10`, `thứ 3`, `Điều 5`, `vòng 2`.
    pub(crate) LABELS = [
        "thứ", "điều", "khoản", "quận", "phường", "tập", "phút", "hạng", "top", "tốp", "khóa", "ngày", "tháng",
        "quý", "lộ", "hẻm", "ngõ", "ngách", "trang", "chương", "mục", "phố", "khu", "kênh", "tầng", "lầu", "tuyến",
        "vòng", "tuần", "hiệp", "cấp", "loại", "tiết", "ấp", "thôn", "xóm", "khóm", "mùng", "mồng", "làn", "model",
        "version", "bks", "ql", "lần", "kỳ", "đợt", "giải", "mã", "biển", "nhánh", "hình", "km", "tuổi", "số", "#",
    ];
    /// Words whose number is a label unless it counts people, seats or teams: `lớp 12`, but `lớp 40 học sinh`.
    pub(crate) GROUPS = [
        "lớp", "khối", "tổ", "đội", "đoàn", "phòng", "xe", "bảng", "đường", "bài", "câu", "phần", "dòng",
    ];
}
