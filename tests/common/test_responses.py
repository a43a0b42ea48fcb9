from common.responses import see_other


def test_an_address_with_a_line_break_is_one_header():
    assert see_other("/a\r\nSet-Cookie: x")["Location"] == "/a%0D%0ASet-Cookie:%20x"
