//! Grammar that percentages, money, durations and counts share: ranges, signs, units.
