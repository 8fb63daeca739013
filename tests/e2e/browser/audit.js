// WCAG 2.1 AA as far as it can be computed in a page: returns sentences, none when all is well.
() => {
  const problems = [];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const named = (element) => {
    const text = (element.textContent || "").trim().slice(0, 30);
    const id = element.id ? `#${element.id}` : "";
    return `<${element.tagName.toLowerCase()}${id} class="${element.getAttribute("class") || ""}"> ${text}`;
  };
  const say = (what, element) => problems.push(element ? `${what}: ${named(element)}` : what);
  const shown = (element) => element.checkVisibility({ visibilityProperty: true });
  const decorative = (element) => element.closest("[aria-hidden='true']") !== null;

  // 1.4.3 and 1.4.11: colours
  const colour = (written) => {
    const found = /^rgba?\(([^)]+)\)$/.exec(written);
    if (!found) return null;
    const [r, g, b, a = "1"] = found[1].split(/[\s,/]+/).filter(Boolean);
    return { r: +r, g: +g, b: +b, a: +a };
  };
  const over = (top, below) => ({
    r: top.r * top.a + below.r * (1 - top.a),
    g: top.g * top.a + below.g * (1 - top.a),
    b: top.b * top.a + below.b * (1 - top.a),
    a: 1,
  });
  const behind = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.backgroundImage !== "none") say("text on a picture", at);
      const found = colour(style.backgroundColor);
      if (found === null) say(`colour ${style.backgroundColor} cannot be read`, at);
      else if (found.a > 0) layers.push(found);
      if (found && found.a === 1) break;
    }
    return layers.reduceRight((below, top) => over(top, below), { r: 255, g: 255, b: 255, a: 1 });
  };
  const luminance = ({ r, g, b }) => {
    const [x, y, z] = [r, g, b].map((each) => {
      const part = each / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const legible = (element) => {
    const ground = behind(element);
    const ink = colour(getComputedStyle(element).color);
    if (ink === null) return say("text colour cannot be read", element);
    const ratio = contrast(over(ink, ground), ground);
    if (ratio < 4.5) say(`contrast ${ratio.toFixed(2)}`, element);
    for (let at = element; at; at = at.parentElement) {
      if (getComputedStyle(at).opacity !== "1") return say("text is see-through", element);
    }
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const inked = new Set();
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const plain = ["SCRIPT", "STYLE", "NOSCRIPT", "OPTION"].includes(element.tagName);
    if (texts.currentNode.data.trim() && !plain && !decorative(element) && shown(element)) inked.add(element);
  }
  const controls = all("input:not([type=hidden]), select, textarea");
  for (const each of controls) if (shown(each)) inked.add(each);
  inked.forEach(legible);
  for (const each of controls.filter((one) => shown(one) && !["radio", "checkbox"].includes(one.type))) {
    const border = colour(getComputedStyle(each).borderTopColor);
    if (contrast(border, behind(each.parentElement)) < 3) say("the border of a field is too pale", each);
  }

  // 3.1.1, 2.4.2, 1.4.4: the document
  if (document.documentElement.lang !== "zh-CN") say("lang is not zh-CN");
  if (!document.title.trim() || document.title.trim().startsWith("·")) say("no title");
  const viewport = document.querySelector("meta[name=viewport]")?.content || "";
  if (/user-scalable\s*=\s*no|maximum-scale/.test(viewport)) say("zooming is forbidden");

  // 1.3.1, 2.4.1, 2.4.6: structure
  for (const tag of ["h1", "main"]) {
    if (all(tag).length !== 1) say(`${all(tag).length} × ${tag}`);
  }
  const levels = all("h1, h2, h3, h4, h5, h6").filter(shown);
  levels.reduce((before, each) => {
    const level = Number(each.tagName[1]);
    if (level > before + 1) say(`heading jumps from ${before} to ${level}`, each);
    if (!each.textContent.trim()) say("empty heading", each);
    return level;
  }, 0);
  const first = document.querySelector("a[href], button, input:not([type=hidden])");
  const target = first?.getAttribute("href") || "";
  if (!target.startsWith("#") || !document.getElementById(target.slice(1))) say("no skip link first");
  for (const each of all("table")) {
    if (!each.caption && !each.ariaLabel) say("table without a caption", each);
    for (const cell of each.querySelectorAll("th")) if (!cell.scope) say("th without scope", cell);
  }
  for (const each of all("ul, ol")) {
    for (const child of each.children) if (child.tagName !== "LI") say("list holds what is no item", child);
  }
  for (const each of all("dl, dl > div")) {
    for (const child of each.children) {
      if (!["DT", "DD", "DIV"].includes(child.tagName)) say("dl holds what it may not", child);
    }
  }
  const ids = all("[id]").map((each) => each.id);
  for (const id of new Set(ids.filter((each, at) => ids.indexOf(each) !== at))) say(`id ${id} twice`);
  for (const name of ["aria-labelledby", "aria-describedby", "aria-controls", "for"]) {
    for (const each of all(`[${name}]`)) {
      for (const id of each.getAttribute(name).split(/\s+/)) {
        if (!document.getElementById(id)) say(`${name} names ${id}, which is not there`, each);
      }
    }
  }
  for (const each of all("[tabindex]")) if (each.tabIndex > 0) say("tabindex above 0", each);
  for (const each of all("nav, [role=region]")) {
    if (!each.ariaLabel && !each.getAttribute("aria-labelledby")) say("landmark without a name", each);
  }

  // 1.1.1, 2.4.4, 4.1.2: names
  for (const each of all("img")) if (!each.hasAttribute("alt")) say("image without alt", each);
  for (const each of all("svg")) if (!decorative(each) && !each.ariaLabel) say("chart without a name", each);
  for (const each of all("a, button, summary")) {
    const pictured = [...each.querySelectorAll("img")].map((one) => one.alt).join("");
    if (!(each.textContent.trim() || each.ariaLabel || pictured)) say("no name", each);
    if (each.tagName === "A" && !each.hasAttribute("href")) say("link without an address", each);
  }
  for (const each of controls) {
    const label = [...(each.labels || [])].map((one) => one.textContent.trim()).join("") || each.ariaLabel;
    if (!label) say("control without a label", each);
    if (each.type === "password" && !each.autocomplete.endsWith("password")) say("no autocomplete", each);
  }
  for (const each of all("fieldset")) {
    if (!each.querySelector("legend")?.textContent.trim()) say("fieldset without a legend", each);
  }
  const groups = new Set(all("input[type=radio]").map((each) => each.closest("fieldset, [role=radiogroup]")));
  if (groups.has(null)) say("radio buttons without a group");
  for (const each of all("[aria-hidden=true] a, [aria-hidden=true] button, [aria-hidden=true] input")) {
    say("hidden from readers, yet focusable", each);
  }
  for (const each of all("[style], style")) say("inline style", each);
  return problems;
}
