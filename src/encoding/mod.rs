//! Legacy code pages in and out, their detection, and the repair of mojibake.
