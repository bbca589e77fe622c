#!/usr/bin/env python3
"""Writes charset-everyday.txt, charset-rare.txt and charset-hangul.txt beside this file, from Python's own codecs and charset-sc.txt.
everyday: Big5 level 1, JIS X 0208 level 1, and what is common outside of both; rare: the other Han of GBK, Big5 and JIS X 0208."""
import os
HERE = os.path.dirname(os.path.abspath(__file__))

def codec(name, first, second):
    out = set()
    for a in first:
        for b in second:
            try: text = bytes([a, b]).decode(name)
            except UnicodeDecodeError: continue
            out |= {ord(c) for c in text}
    return out

def is_han(c): return 0x3400 <= c <= 0x9FFF or 0xF900 <= c <= 0xFAFF or c >= 0x20000

trail = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
level_1 = codec('big5', range(0xA4, 0xC7), trail) | codec('euc_jp', range(0xB0, 0xD0), range(0xA1, 0xFF))
rest = codec('gbk', range(0x81, 0xFF), range(0x40, 0xFF)) | codec('big5', range(0xC9, 0xFA), trail) | codec('euc_jp', range(0xD0, 0xF5), range(0xA1, 0xFF))
# Names, elements, and forms that PDFs are copied with: radicals, compatibility forms, upright marks of vertical text.
by_hand = {0x20BB7, 0x3431, *range(0x9FD0, 0x9FF0)}
forms = {*range(0x2E80, 0x2EF4), *range(0x2F00, 0x2FD6), *range(0xF900, 0xFA6E), *range(0xFE10, 0xFE1A), *range(0xFE30, 0xFE50)}
hangul = codec('euc_kr', range(0xB0, 0xC9), range(0xA1, 0xFF)) | {*range(0x3131, 0x318F), *range(0x3200, 0x321F), *range(0x3260, 0x3280)}

core = {int(l[2:], 16) for l in open(os.path.join(HERE, 'charset-sc.txt')).read().split()}
everyday = {c for c in level_1 if is_han(c)} - core
rare = ({c for c in rest if is_han(c)} | by_hand | forms) - core - everyday
for name, chars in (('everyday', everyday), ('rare', rare), ('hangul', hangul)):
    open(os.path.join(HERE, f'charset-{name}.txt'), 'w').write(''.join('U+%04X\n' % c for c in sorted(chars)))
    print(name, len(chars))
