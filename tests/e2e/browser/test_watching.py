"""The instruments: a watch that sees nothing and an audit that finds nothing would prove nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.e2e.browser.conftest import Visit
from tests.e2e.browser.crawl import shape
from tests.e2e.browser.visitor import AUDIT, PHONE

pytestmark = pytest.mark.long

SOUND = """<!doctype html><html lang="zh-CN"><head><title>好</title></head><body>
<a href="#main">跳到正文</a><main id="main"><h1>题</h1><p>文</p>{}</main></body></html>"""
FAULTS = (
    ('<p style="color:#999">灰</p>', "contrast 2.85"),
    ('<div style="background:#222"><p>黑</p></div>', "contrast"),
    ('<p style="opacity:.5">淡</p>', "see-through"),
    ("<h1>又一题</h1>", "2 × h1"),
    ("<h2>二</h2><h4>四</h4>", "heading jumps"),
    ("<input name='x'>", "control without a label"),
    ("<label>x <input style='border:1px solid #ddd'></label>", "too pale"),
    ("<label>x <input type='password'></label>", "no autocomplete"),
    ("<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>", "image without alt"),
    ("<svg></svg>", "chart without a name"),
    ("<a href='/x'></a>", "no name"),
    ("<table><tr><th>a</th></tr></table>", "th without scope"),
    ("<table><tr><td>a</td></tr></table>", "table without a caption"),
    ("<p id='a'></p><p id='a'></p>", "id a twice"),
    ("<p aria-labelledby='gone'></p>", "which is not there"),
    ("<p tabindex='3'>x</p>", "tabindex above 0"),
    ("<nav></nav>", "landmark without a name"),
    ("<ul><p>x</p></ul>", "what is no item"),
    ("<dl><p>x</p></dl>", "may not"),
    ("<div aria-hidden='true'><a href='/x'>x</a></div>", "yet focusable"),
    ("<label><input type='radio'> x</label>", "without a group"),
    ("<fieldset></fieldset>", "without a legend"),
)


def test_the_audit_finds_every_fault_that_it_is_there_for(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(SOUND.format(""))
    assert page.evaluate(AUDIT) == []
    missed = []
    for html, sentence in FAULTS:
        page.set_content(SOUND.format(html))
        if not any(sentence in each for each in page.evaluate(AUDIT)):
            missed.append((html, page.evaluate(AUDIT)))
    page.set_content(SOUND.replace(' lang="zh-CN"', "").replace("#main", "#gone").format(""))
    assert {"lang is not zh-CN", "no skip link first"} <= set(page.evaluate(AUDIT))
    page.close()
    assert missed == []


def test_the_watch_sees_other_hosts_missing_files_policy_breaches_and_errors(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/")
        assert visitor.watch.take() == []
        visitor.page.evaluate("fetch('/static/nothing-there.css')")
        visitor.page.evaluate(
            "document.body.append(Object.assign(new Image(), {src: 'https://else.where/x'}))"
        )
        visitor.page.evaluate("document.body.setAttribute('style', 'color: red')")
        visitor.page.evaluate("setTimeout(() => { throw new Error('broken') })")
        visitor.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<pre>' + '宽'.repeat(200) + '</pre>')"
        )
        visitor.page.wait_for_function("document.querySelector('pre') !== null")
        assert visitor.width_at(PHONE) > PHONE
        visitor.open("/nothing-there")
        found = " ".join(visitor.watch.take())
    for sentence in ("404 from", "nothing-there.css", "else.where", "Content Security Policy", "broken"):
        assert sentence in found, (sentence, found)


def test_the_page_is_set_in_a_font_that_has_chinese(visit: Visit) -> None:
    with visit() as visitor:
        visitor.open("/")
        tools = visitor.page.context.new_cdp_session(visitor.page)
        tools.send("DOM.enable")
        tools.send("CSS.enable")
        root = tools.send("DOM.getDocument")["root"]["nodeId"]
        node = tools.send("DOM.querySelector", {"nodeId": root, "selector": "h1"})["nodeId"]
        fonts = tools.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert any("CJK" in each["familyName"] for each in fonts), fonts


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/t/yuanyang/", "/t/*/"),
        ("/t/beiguan/?year=2024", "/t/*/?year"),
        ("/t/beiguan/papers/8d01e1367634114fc646f600.html", "/t/*/papers/*.html"),
        ("/t/beiguan/rate/bqO52dooqJRzH4B_hgmpfD8_X45L_Is-", "/t/*/rate/*"),
        ("/t/beiguan/papers?kind=notice&after=x", "/t/*/papers?after&kind"),
    ],
)
def test_pages_of_one_kind_have_one_shape(path: str, kind: str) -> None:
    assert shape(path) == kind
