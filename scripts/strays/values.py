"""Values that a request may hold where something else is expected."""

NUL = "\x00"
LONG = "long text " * 20_000
# The greatest number that a column holds is one less.
TOO_LARGE = "9223372036854775808"
MOST_DIGITS = "1" * 5000

NUMBERS = ["0", "1", "-1", "2.5", "1e999", "1e-400", "NaN", "Infinity", "0x10", "1_000"]
NUMBERS += ["+1", "1,2", "²", "٣", TOO_LARGE, "-99999999999999999999", MOST_DIGITS]
NUMBERS += ["0e999999999", "1e-999999999"]
DATES = ["2018-12-07", "2018-12", "../2022", "2018~/..", "1985-XX", "{2018,2019}"]
DATES += ["2018-13-45", "2019-02-30", "0000-00-00", "9999-12-31", "10000-01-01"]
DATES += ["-0001-01-01", "2018-12-07T25:61:61", "Y-17E7", "23:59:60", "25:00"]
WORDS = ["", " ", "x", "on", "true", "null", "change-4", "change-4-lnd", "FR", "XX"]
WORDS += ["camera", "payload", "planned", "ilrs", "published", "嫦娥四號", "Türkiye"]
LETTERS = ["معهد", "\u202egnp", "\u2066", "\u200f", "\ufeff", "\U0010ffff", "🌕"]
LETTERS += ["e\u0301" * 300, "\t", "a\nb", "\x1b[31m", "\r\nSet-Cookie: a=b"]
SIGNS = ["'", '"', "\\", "%", "_", "*", ";", ",", ",,", "&", "#", "?", ".", "..", "[]"]
SIGNS += ["../../etc/passwd", "a/b", "a.b.c", "<script>alert(1)</script>", "%s%n"]
SIGNS += ["' OR 1=1 --", "{{ 7 }}", "{% load x %}", "javascript:alert(1)"]
ADDRESSES = ["http://[::1", "http://a b/", "mailto:x", "//evil.example"]
LONG_WORDS = ["x" * 300, "x" * 3000, "a " * 900, "-" * 200]
VALUES = [*NUMBERS, *DATES, *WORDS, *LETTERS, *SIGNS, *ADDRESSES, *LONG_WORDS]
