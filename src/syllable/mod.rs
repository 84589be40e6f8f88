//! Onset, medial, nucleus, coda and tone of a Vietnamese syllable.
