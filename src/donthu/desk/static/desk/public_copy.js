// Words chosen with the pointer in what was written are covered too. Without JavaScript they are typed.
(() => {
  "use strict";
  const chosen = () => {
    const selection = document.getSelection();
    const within = selection && selection.anchorNode && selection.anchorNode.parentElement;
    if (!within || !within.closest("[data-selects]")) return "";
    return selection.toString().replace(/\s+/g, " ").trim();
  };

  document.addEventListener("selectionchange", () => {
    const button = document.querySelector("[data-cover-chosen]");
    if (!button) return;
    const words = chosen();
    button.hidden = !words || words.length > 200;
    button.dataset.words = words;
  });

  // pressed before the selection is lost to the button
  document.addEventListener("mousedown", (event) => {
    if (event.target.closest("[data-cover-chosen]")) event.preventDefault();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-cover-chosen]");
    if (!button || !button.dataset.words) return;
    const field = document.querySelector("textarea[name=cover]");
    field.value = `${field.value.trim()}\n${button.dataset.words}`.trim();
    document.querySelector("button[name=preview]").click();
  });
})();
