//! Words after which a number is a label, not a count: `quận 10`, `lớp 12`.

use crate::lexicon::table_sets;

table_sets! {
    "counts.tsv":
    /// Words whose number is a label: `quận 10`, `thứ 3`, `Điều 5`, `vòng 2`.
    pub(crate) LABELS = "labels";
    /// Words whose number is a label unless it counts people, seats or teams: `lớp 12`, but `lớp 40 học sinh`.
    pub(crate) GROUPS = "groups";
}
