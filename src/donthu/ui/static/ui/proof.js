// A form marked data-proof solves a proof of work while it is filled in (ui/altcha.py). The worker is
// that of the npm package altcha. Where it can not run, the question for those without JavaScript stays.
(() => {
  "use strict";
  const FRESH = 50 * 60 * 1000; // the server takes a proof for an hour

  async function solve(challengeUrl, workerUrl) {
    const answer = await fetch(challengeUrl, { cache: "no-store" });
    if (!answer.ok) throw new Error("no challenge");
    const challenge = await answer.json();
    const worker = new Worker(workerUrl);
    try {
      const solution = await new Promise((resolve, reject) => {
        worker.onmessage = (message) => (message.data && message.data.derivedKey ? resolve(message.data) : reject(new Error("not solved")));
        worker.onerror = reject;
        worker.postMessage({ type: "work", challenge, counterMode: "uint32", counterStart: 0, counterStep: 1, timeout: 90000 });
      });
      return btoa(JSON.stringify({ challenge, solution }));
    } finally {
      worker.terminate();
    }
  }

  document.querySelectorAll("form[data-proof]").forEach((form) => {
    const payload = form.querySelector("[name=altcha]");
    const question = form.querySelector("[data-question]");
    if (!window.Worker || !window.crypto || !crypto.subtle) return;

    let solvedAt = 0;
    let running = null;
    let failed = false;
    const fresh = () => payload.value && Date.now() - solvedAt < FRESH;

    function start() {
      if (running || fresh()) return running;
      running = solve(form.dataset.proof, form.dataset.proofWorker)
        .then((value) => { payload.value = value; solvedAt = Date.now(); })
        .catch(() => { failed = true; question.hidden = false; })
        .finally(() => { running = null; });
      return running;
    }
    function reset() { payload.value = ""; solvedAt = 0; }

    question.hidden = true;
    form.addEventListener("focusin", () => { if (!failed) start(); }, { once: true });
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented || failed || fresh()) return;
      if (event.submitter && event.submitter.hasAttribute("formaction")) return; // goes elsewhere
      event.preventDefault();
      const button = event.submitter || form.querySelector("button:not([type=button])");
      const label = button.querySelector("[data-label]") || button;
      const words = label.textContent;
      label.textContent = said("Đang chuẩn bị gửi…", "Preparing to send…");
      button.setAttribute("aria-disabled", "true");
      Promise.resolve(start()).then(() => {
        label.textContent = words;
        button.removeAttribute("aria-disabled");
        if (fresh()) form.requestSubmit(button);
        else question.querySelector("input").focus();
      });
    });
    window.addEventListener("pageshow", (event) => { if (event.persisted) reset(); });
  });
})();
