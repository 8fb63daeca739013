// What every page must keep (WCAG 2.1 AA, as far as a program can tell): returns sentences, none is success.
() => {
  const wrong = [];
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const named = (element) => element.outerHTML.slice(0, 90).replace(/\s+/g, " ");
  const one = (selector, rule) => {
    const number = document.querySelectorAll(selector).length;
    if (number !== 1) wrong.push(`${rule}: ${number}`);
  };
  one("h1", "exactly one h1");
  one("main", "exactly one main");
  if (!/^zh/.test(document.documentElement.lang)) wrong.push("html lang");
  if (!document.title.trim()) wrong.push("title");
  if (!document.querySelector("a.skip[href='#main']")) wrong.push("skip link");

  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at))) wrong.push(`id twice: ${id}`);
  for (const image of document.querySelectorAll("img:not([alt])")) wrong.push(`no alt: ${named(image)}`);
  for (const svg of document.querySelectorAll("svg")) {
    const hidden = svg.closest("[aria-hidden=true]");
    if (!hidden && !svg.getAttribute("aria-label") && !svg.getAttribute("aria-labelledby") && !svg.querySelector("title"))
      wrong.push(`drawing without a name: ${named(svg)}`);
  }
  for (const control of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
    const label = control.labels?.length || control.getAttribute("aria-label") || control.getAttribute("aria-labelledby");
    if (!label) wrong.push(`no label: ${named(control)}`);
  }
  for (const pressed of document.querySelectorAll("a[href], button")) {
    const words = pressed.textContent.trim() || pressed.getAttribute("aria-label") || pressed.querySelector("img[alt]")?.alt;
    if (shown(pressed) && !words) wrong.push(`no words: ${named(pressed)}`);
  }
  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (!shown(heading)) continue;
    const next = Number(heading.tagName[1]);
    if (next > level + 1) wrong.push(`heading level skipped: ${named(heading)}`);
    level = next;
  }
  const width = document.scrollingElement.scrollWidth;
  if (width > window.innerWidth) wrong.push(`scrolls sideways: ${width} > ${window.innerWidth}`);

  const parse = (text) => {
    const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number);
    return { r, g, b, a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
  });
  const ground = (element) => {
    const layers = [];
    for (let each = element; each; each = each.parentElement) layers.push(parse(getComputedStyle(each).backgroundColor));
    return layers.reverse().reduce((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const light = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((each) => (each / 255 <= 0.03928 ? each / 255 / 12.92 : ((each / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = new Set();
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || seen.has(element) || !shown(element)) continue;
    if (element.closest("[aria-hidden=true], script, style")) continue;
    seen.add(element);
    const style = getComputedStyle(element);
    const below = ground(element);
    const [a, b] = [light(over(parse(style.color), below)), light(below)].sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) wrong.push(`contrast ${ratio.toFixed(2)}: ${named(element)}`);
  }
  return wrong;
}
