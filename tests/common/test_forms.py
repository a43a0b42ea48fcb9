import time

from django import forms

from common.forms import PlainForm


class Sample(PlainForm):
    name = forms.CharField(max_length=10)
    text = forms.CharField(widget=forms.Textarea)
    password = forms.CharField(widget=forms.PasswordInput, required=False)


def test_texts_arrive_tidied_and_passwords_as_typed():
    form = Sample({"name": " A\x00na\u202e ", "text": "one\r\n\r\ntwo\x07", "password": " x "})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Ana"
    assert form.cleaned_data["text"] == "one\n\ntwo"


def test_a_field_in_error_says_so_and_keeps_what_was_typed():
    form = Sample({"name": "x" * 11, "text": "kept"})
    assert not form.is_valid()
    html = str(form["name"])
    assert 'aria-invalid="true"' in html
    assert "x" * 11 in html


def test_a_name_of_invisible_characters_alone_is_empty():
    assert "name" in Sample({"name": "\u200b\u2060", "text": "x"}).errors


def test_a_text_far_beyond_its_bound_is_refused_before_any_work_is_spent_on_it():
    zalgo = "a" + "\u0301\u0323" * 200_000
    began = time.monotonic()
    form = Sample({"name": zalgo, "text": zalgo})
    assert not form.is_valid()
    assert time.monotonic() - began < 1
