//! Annual commemoration days in Vietnam, named only by day and month: `lễ 30-4`.

/// Days that Vietnam keeps each year by their numbers.
const FEAST_DAYS: [(u8, u8); 24] = [
    (1, 1),
    (9, 1),
    (3, 2),
    (14, 2),
    (27, 2),
    (8, 3),
    (26, 3),
    (30, 4),
    (1, 5),
    (7, 5),
    (15, 5),
    (19, 5),
    (1, 6),
    (21, 6),
    (28, 6),
    (27, 7),
    (19, 8),
    (2, 9),
    (10, 10),
    (13, 10),
    (20, 10),
    (20, 11),
    (22, 12),
    (25, 12),
];

/// Whether Vietnam keeps the day, given with its month, each year.
pub(super) fn is_feast_day(day: (u8, u8)) -> bool {
    FEAST_DAYS.contains(&day)
}
