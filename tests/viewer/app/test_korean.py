from __future__ import annotations

import pytest

from viewer.app.i18n import particles


@pytest.mark.parametrize(
    ("both", "one"),
    [
        ("손을(를) 보여 줍니다", "손을 보여 줍니다"),
        ("어깨을(를), 번들이(가)", "어깨를, 번들이"),
        ("3은(는) 4와(과) 5과(와)", "3은 4와 5와"),
        ("가슴(으)로 발(으)로 어깨(으)로", "가슴으로 발로 어깨로"),
        ("“서울”이(가)", "“서울”이"),
        ("ORTHANC이(가) (이) 을(를)", "ORTHANC이(가) (이) 을(를)"),
    ],
)
def test_the_particle_follows_the_last_sound(both: str, one: str) -> None:
    assert particles(both) == one
