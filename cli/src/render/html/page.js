
"use strict";
(() => {
  const card = document.getElementById("card");
  const narrow = matchMedia("(max-width: 40rem)");
  let pinned = false, timer = 0, touch = false, from = null;

  // What a place in the text is part of, innermost first.
  const names = (element) => {
    const names = [];
    for (let at = element.closest("[data-f]"); at; at = at.parentElement.closest("[data-f]")) {
      if (!names.includes(at.dataset.f)) names.push(at.dataset.f);
    }
    return names;
  };

  const light = (name) => {
    document.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
    if (name) document.querySelectorAll(`[data-f="${name}"]`).forEach((element) => element.classList.add("on"));
  };

  const hide = () => {
    clearTimeout(timer);
    card.hidden = true;
    pinned = false;
    from = null;
    light(null);
  };

  const copy = (entry) => {
    const box = document.createElement("div");
    box.className = entry.className;
    for (const child of entry.children) box.append(child.cloneNode(true));
    box.querySelectorAll("a.num").forEach((link) => link.replaceWith(Object.assign(document.createElement("span"), { className: "num", textContent: link.textContent })));
    return box;
  };

  const place = (element) => {
    if (narrow.matches) return;
    const rect = element.getClientRects()[0];
    if (!rect) return;
    const width = card.offsetWidth, height = card.offsetHeight, page = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(rect.left, page - width - 8));
    const below = rect.bottom + 8 + height <= innerHeight || rect.top < height + 8;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${(below ? rect.bottom + 8 : rect.top - height - 8) + scrollY}px`;
  };

  const show = (element, pin) => {
    clearTimeout(timer);
    const entries = names(element).map((name) => document.getElementById(name)).filter(Boolean);
    if (!entries.length) return;
    const tools = document.createElement("div");
    tools.className = "tools";
    const link = Object.assign(document.createElement("a"), { href: `#${entries[0].id}`, textContent: card.dataset.list });
    const close = Object.assign(document.createElement("button"), { type: "button", textContent: card.dataset.close });
    close.addEventListener("click", hide);
    tools.append(link, close);
    card.replaceChildren(...entries.map(copy), tools);
    card.hidden = false;
    card.scrollTop = 0;
    pinned = pin;
    from = element;
    light(entries[0].id);
    place(element.closest("[data-f]"));
  };

  const later = (work, time) => {
    clearTimeout(timer);
    timer = setTimeout(work, time);
  };

  addEventListener("pointerdown", (event) => { touch = event.pointerType === "touch"; }, true);
  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch" || pinned) return;
    if (card.contains(event.target)) return clearTimeout(timer);
    const element = event.target.closest("[data-f]");
    if (element) later(() => show(event.target, false), 90);
    else if (!card.hidden) later(hide, 300);
  });
  document.addEventListener("focusin", (event) => {
    if (touch) return;
    if (event.target.matches(".ref, a.abbreviation")) show(event.target, false);
    else if (!card.contains(event.target)) hide();
  });
  document.addEventListener("click", (event) => {
    if (card.contains(event.target)) {
      if (event.target.closest("a")) hide();
      return;
    }
    const element = event.target.closest("[data-f]");
    if (!element) return hide();
    const link = event.target.closest("a");
    // With a finger nothing hovers: the card comes first, and leads on to the list.
    if (link && !touch) return hide();
    event.preventDefault();
    show(event.target, true);
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !card.hidden) {
      if (card.contains(document.activeElement) && from && from.focus) from.focus();
      hide();
    }
  });
  addEventListener("resize", () => { if (!card.hidden && from) place(from.closest("[data-f]")); });

  const documents = document.querySelectorAll("section.document");
  if (documents.length > 1) {
    const contents = document.getElementById("contents");
    const name = Object.assign(document.createElement("b"), { textContent: contents.dataset.name });
    const list = document.createElement("ol");
    for (const one of documents) {
      const title = one.querySelector("h1").cloneNode(true);
      title.querySelectorAll(".ref").forEach((ref) => ref.remove());
      const link = Object.assign(document.createElement("a"), { href: `#${one.id}`, textContent: title.textContent });
      link.lang = "vi";
      const file = Object.assign(document.createElement("small"), { textContent: ` ${one.querySelector(".file").textContent}` });
      const item = document.createElement("li");
      item.append(link, file);
      list.append(item);
    }
    contents.append(name, list);
    contents.hidden = false;
  }
})();
