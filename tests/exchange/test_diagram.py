from exchange.diagram import BEGIN, END, entity_diagrams, with_diagrams


def test_references_say_whether_there_must_be_one():
    diagrams = entity_diagrams()

    assert "    Payload }o--|| Mission : mission\n" in diagrams
    assert "    Payload }o--o| Spacecraft : host\n" in diagrams
    assert "    Spacecraft }o--o{ Mission : serves\n" in diagrams


def test_rows_and_citations_are_parts_of_their_record():
    diagrams = entity_diagrams()

    assert "    Payload ||--o{ Provision : provisions\n" in diagrams
    assert "    Payload ||--o{ PayloadCitation : citations\n" in diagrams
    assert "    Provision }o--|| Institution : institution\n" in diagrams
    assert " : record\n" not in diagrams


def test_only_what_is_between_the_markers_is_written():
    text = with_diagrams(f"Before.\n{BEGIN}\nOld.\n{END}\nAfter.\n")

    assert text.startswith(f"Before.\n{BEGIN}\n\nRecords that refer to records:")
    assert text.endswith(f"```\n\n{END}\nAfter.\n")
    assert "Old." not in text
    assert with_diagrams(text) == text
