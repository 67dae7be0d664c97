// What is typed into a form marked data-draft="key" stays in this browser for a week, until the form
// has been sent: the page that follows carries data-draft-clear="key". Hidden fields, passwords and
// fields marked data-no-draft are never kept.
(() => {
  "use strict";
  const WEEK = 7 * 24 * 3600 * 1000;
  const place = (key) => `donthu.draft.${key}`;

  function read(key) {
    try {
      const kept = JSON.parse(localStorage.getItem(place(key)));
      return kept && Date.now() - kept.at < WEEK ? kept : null;
    } catch { return null; }
  }
  function write(key, kept) { try { localStorage.setItem(place(key), JSON.stringify(kept)); } catch { /* no room */ } }
  function clear(key) { try { localStorage.removeItem(place(key)); } catch { /* no storage */ } }

  const controls = (form) => [...form.elements].filter((control) =>
    control.name && !control.matches("[type=hidden], [type=password], [type=file], [data-no-draft], [data-no-draft] *, button"));

  const values = (form) => controls(form).map((control) => {
    if (control.type === "checkbox" || control.type === "radio") return [control.name, control.value, control.checked];
    if (control.multiple) return [control.name, [...control.selectedOptions].map((option) => option.value)];
    return [control.name, control.value];
  });

  function fill(form, kept) {
    for (const [name, value, checked] of kept) {
      for (const control of controls(form)) {
        if (control.name !== name) continue;
        if (checked !== undefined) { if (control.value === value) control.checked = checked; }
        else if (Array.isArray(value)) for (const option of control.options) option.selected = value.includes(option.value);
        else control.value = value;
        if (control.tomselect) control.tomselect.sync();
        control.dispatchEvent(new Event("input", { bubbles: true }));
      }
    }
  }

  function note(form, at, forget) {
    const words = document.createElement("div");
    words.className = "notice draft-note";
    words.setAttribute("role", "status");
    const text = document.createElement("div");
    const when = new Date(at).toLocaleString("vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit" }).replace("-", "/");
    text.textContent = said(
      `Đã đưa lại nội dung bạn nhập lúc ${when}. Tệp đính kèm thì cần chọn lại. `,
      `What you typed (${when}) has been put back. Files must be chosen again. `,
    );
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-small";
    button.textContent = said("Xóa và nhập lại", "Clear and start again");
    button.addEventListener("click", () => { forget(); words.remove(); });
    words.append(text, button);
    form.prepend(words);
  }

  document.querySelectorAll("[data-draft-clear]").forEach((mark) => clear(mark.dataset.draftClear));

  document.querySelectorAll("form[data-draft]").forEach((form) => {
    const key = form.dataset.draft;
    const blank = values(form);
    const kept = read(key);
    const answered = form.querySelector(".error-summary, .field-error"); // the server gave back what was sent
    if (kept && !answered && JSON.stringify(kept.values) !== JSON.stringify(blank)) {
      fill(form, kept.values);
      note(form, kept.at, () => { clear(key); fill(form, blank); });
    }
    let timer = 0;
    form.addEventListener("input", (event) => {
      if (!event.isTrusted) return;
      clearTimeout(timer);
      timer = setTimeout(() => write(key, { at: Date.now(), values: values(form) }), 400);
    });
    window.addEventListener("pagehide", () => {
      if (timer && JSON.stringify(values(form)) !== JSON.stringify(blank)) write(key, { at: Date.now(), values: values(form) });
    });
  });
})();
