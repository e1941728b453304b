// The preview's overlay: each finding is marked at its number, and listed in a panel. REVIEW stands in front of this text.
// It works on whatever theme: it looks for the blocks' text, not for names. Text only, never markup.
(() => {
  const BREAKS = new Set(("P DIV DL DT DD OL UL LI FIGURE FIGCAPTION HR BLOCKQUOTE TABLE CAPTION THEAD TBODY TFOOT TR TD TH " +
    "H1 H2 H3 H4 H5 H6 HEADER FOOTER SECTION ARTICLE MAIN ASIDE NAV").split(" "));

  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text) element.textContent = text;
    return element;
  };

  // -- where the blocks stand: runs of text between breaks, each code point with its node and offset

  const segments = root => {
    const found = [];
    let points = [];
    const flush = () => {
      while (points.length && points.at(-1).sign === " ") points.pop();
      if (points.length) found.push({ text: points.map(point => point.sign).join(""), points });
      points = [];
    };
    const space = (node, offset) => {
      if (points.length && points.at(-1).sign !== " ") points.push({ sign: " ", node, offset, size: 1 });
    };
    const walk = node => {
      if (node.nodeType === Node.TEXT_NODE) {
        let offset = 0;
        for (const sign of node.data) {
          if (/\s/.test(sign)) space(node, offset);
          else points.push({ sign, node, offset, size: sign.length });
          offset += sign.length;
        }
      } else if (node.nodeType === Node.ELEMENT_NODE) {
        const breaks = BREAKS.has(node.tagName);
        if (breaks) flush();
        if (node.tagName === "BR") space(null, 0);
        else node.childNodes.forEach(walk);
        if (breaks) flush();
      }
    };
    walk(root);
    flush();
    return found;
  };

  const segmentOf = (spot, found) => {
    const same = found.filter(segment => segment.text === spot.text);
    if (same.length) return { segment: same[Math.min(spot.nth, same.length - 1)], shift: 0 };
    const holder = found.find(segment => segment.text.includes(spot.text));
    return holder && { segment: holder, shift: Array.from(holder.text.slice(0, holder.text.indexOf(spot.text))).length };
  };

  // Wraps from the end to the start, so that what is still to come keeps its offsets.
  const wrap = (points, spot) => {
    const marks = [];
    let rest = points.filter(point => point.node);
    while (rest.length) {
      const node = rest.at(-1).node;
      const run = rest.filter(point => point.node === node);
      rest = rest.filter(point => point.node !== node);
      const first = run[0], last = run.at(-1);
      node.splitText(last.offset + last.size);
      const inner = first.offset ? node.splitText(first.offset) : node;
      const mark = make("mark", `congtin-mark congtin-${worst(spot)}`);
      inner.replaceWith(mark);
      mark.append(inner);
      marks.unshift(mark);
    }
    return marks;
  };

  const worst = spot => ["error", "warning", "note"].find(severity =>
    spot.findings.some(index => REVIEW.findings[index].severity === severity));

  // -- the tip beside a mark, and the panel

  const tip = make("div", "congtin-tip");
  tip.setAttribute("aria-hidden", "true"); // the same words describe the mark from the panel
  tip.hidden = true;
  let closing = 0;

  const show = (mark, spot) => {
    clearTimeout(closing);
    tip.replaceChildren(...spot.findings.map(index => told(REVIEW.findings[index], "p")));
    tip.hidden = false;
    const place = mark.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    tip.style.top = `${place.bottom + window.scrollY + 4}px`;
    tip.style.left = `${Math.max(8, Math.min(place.left + window.scrollX, width - tip.offsetWidth - 8))}px`;
  };
  const hide = () => { clearTimeout(closing); tip.hidden = true; };
  const hideSoon = () => { clearTimeout(closing); closing = setTimeout(hide, 300); };
  tip.addEventListener("mouseenter", () => clearTimeout(closing));
  tip.addEventListener("mouseleave", hideSoon);
  document.addEventListener("keydown", event => { if (event.key === "Escape") hide(); });

  const told = (finding, tag) => {
    const element = make(tag, `congtin-told congtin-${finding.severity}`);
    element.append(make("strong", "", `${finding.verdict}: `), `${finding.message} ${finding.help}`);
    return element;
  };

  const panel = make("aside", "congtin-panel");
  panel.setAttribute("aria-label", "Điểm cần xem của bản xem thử");
  const details = make("details");
  const items = REVIEW.findings.map((finding, index) => {
    const item = make("li");
    const text = told(finding, "p");
    text.id = `congtin-finding-${index}`;
    text.tabIndex = -1;
    item.append(text, ...finding.related.map(line => make("p", "congtin-place", line)));
    item.append(make("p", "congtin-place", finding.place));
    return item;
  });

  const mark = (spot, found) => {
    const place = segmentOf(spot, found);
    if (!place) return;
    const marks = wrap(place.segment.points.slice(place.shift + spot.start, place.shift + spot.end), spot);
    if (!marks.length) return;
    marks[0].tabIndex = 0;
    marks[0].setAttribute("role", "button");
    marks[0].setAttribute("aria-describedby", spot.findings.map(index => `congtin-finding-${index}`).join(" "));
    const open = () => {
      details.open = true;
      document.getElementById(`congtin-finding-${spot.findings[0]}`).focus();
    };
    marks[0].addEventListener("focus", () => show(marks[0], spot));
    marks[0].addEventListener("blur", hide);
    marks[0].addEventListener("keydown", event => {
      if (event.key === "Enter" || event.key === " ") { event.preventDefault(); open(); }
    });
    marks.forEach(part => {
      part.addEventListener("mouseenter", () => show(part, spot));
      part.addEventListener("mouseleave", hideSoon);
      part.addEventListener("click", open);
    });
    spot.findings.forEach(index => link(items[index], marks[0]));
  };

  const link = (item, target) => {
    if (item.querySelector("button")) return;
    const button = make("button", "", "Đến chỗ này trong bài");
    button.type = "button";
    button.addEventListener("click", () => { target.scrollIntoView({ block: "center" }); target.focus(); });
    item.append(button);
  };

  const list = (title, entries) => {
    if (!entries.length) return [];
    const whole = make("ol");
    whole.append(...entries);
    return [make("p", "congtin-title", title), whole];
  };

  const elsewhere = REVIEW.elsewhere.map(file => {
    const item = make("li");
    const name = make(file.url ? "a" : "span", "", file.path);
    if (file.url) name.href = file.url;
    item.append(name, ` ${file.counts}`);
    return item;
  });

  const found = segments(document.querySelector("main article") || document.querySelector("main") || document.body);
  for (const spot of [...REVIEW.spots].reverse()) mark(spot, found);
  details.append(make("summary", "", REVIEW.counts || "Không có lỗi"), make("p", "", REVIEW.closing));
  details.append(...list("Trong bài này", items), ...list("Ở tệp khác", elsewhere));
  panel.append(details);
  document.body.append(tip, panel);
  const key = "congtin-panel";
  details.open = sessionStorage.getItem(key) === "open"; // a reload at a save keeps the panel as it was
  details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "open" : ""));
})();
