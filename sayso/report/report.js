// Small comforts: all that the page shows is there without them.
// 1. A link into closed details opens them (for browsers that do not do so themselves).
// 2. Pointing at a number, or at a note beside the text, outlines all parts of that statement.
// 3. The filter box. 4. Everything is opened for print, unless there are many documents.
(function () {
  "use strict";

  function openAround(element) {
    for (let details = element.closest("details"); details; details = details.parentElement.closest("details")) {
      details.open = true;
    }
  }

  // On a large page the browser guesses the height of what it has not drawn yet: aim again once it knows.
  function settle(target, times) {
    requestAnimationFrame(function () {
      const top = target.getBoundingClientRect().top;
      if (top < 0 || top > innerHeight / 2) target.scrollIntoView();
      if (times > 1) settle(target, times - 1);
    });
  }

  function openTarget() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const inner = target.matches(".document") ? target.querySelector(":scope > .text") : target.querySelector(":scope > details");
    const wasHidden = target.closest("details:not([open])");
    openAround(target);
    if (inner && !target.closest(".statement")) inner.open = true;
    if (wasHidden) target.scrollIntoView();
    if (document.body.classList.contains("many")) settle(target, 4);
  }
  addEventListener("hashchange", openTarget);
  openTarget();

  function light(event) {
    const on = event.target.closest && event.target.closest(".running [data-n]");
    for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
    if (!on || event.type === "mouseout" || event.type === "focusout") return;
    for (const part of on.closest(".running").querySelectorAll(`:is(.source, .cue, .content)[data-n="${on.dataset.n}"]`)) {
      part.classList.add("lit");
    }
  }
  for (const type of ["mouseover", "mouseout", "focusin", "focusout"]) document.addEventListener(type, light);

  let opened = [];
  addEventListener("beforeprint", function () {
    if (document.body.classList.contains("many")) return;
    opened = [...document.querySelectorAll("details:not([open]):not(.box)")];
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", function () {
    for (const details of opened) details.open = false;
    opened = [];
  });

  const box = document.getElementById("filter");
  const status = document.getElementById("filter-status");
  const words = new WeakMap();
  function holds(element, wanted) {
    if (!words.has(element)) words.set(element, element.textContent.toLocaleLowerCase());
    return words.get(element).includes(wanted);
  }

  function filterVoice(voice, wanted) {
    const head = voice.querySelector("h3, summary .said");
    const whole = !wanted || holds(head, wanted);
    const statements = [...voice.querySelectorAll(".statement")];
    const found = whole ? statements : statements.filter((statement) => holds(statement, wanted));
    const kept = new Set(found);
    for (const statement of statements) statement.hidden = !kept.has(statement);
    for (const list of voice.querySelectorAll(".statements")) {
      const empty = !list.querySelector(".statement:not([hidden])");
      list.hidden = empty;
      const heading = list.previousElementSibling;
      if (heading && heading.matches(".in")) heading.hidden = empty;
    }
    voice.hidden = !found.length;
    const details = voice.matches("details") ? voice : voice.querySelector("details");
    if (!details) return !voice.hidden;
    if (wanted && !whole && found.length) {
      if (!details.open) details.dataset.opened = "";
      details.open = true;
    } else if (!wanted && "opened" in details.dataset) {
      details.open = false;
      delete details.dataset.opened;
    }
    return !voice.hidden;
  }

  function filter() {
    const wanted = box.value.trim().toLocaleLowerCase();
    const voices = [...document.querySelectorAll(".voice")];
    const shown = voices.filter((voice) => filterVoice(voice, wanted)).length;
    for (const other of document.querySelectorAll(".row-item, .unknown")) filterVoice(other, wanted);
    const documents = [...document.querySelectorAll(".document")];
    for (const one of documents) one.hidden = Boolean(wanted) && !holds(one, wanted);
    const kept = documents.filter((one) => !one.hidden).length;
    status.textContent = wanted ? `${shown} of ${voices.length} voices, ${kept} of ${documents.length} documents` : "";
  }

  let waiting = 0;
  box.addEventListener("input", function () {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });
  box.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    box.value = "";
    filter();
  });
  box.closest(".filter").hidden = false;
})();
