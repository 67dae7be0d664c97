// Small helps on every page. All of it is optional: pages work without JavaScript.
(() => {
  "use strict";
  const each = (root, selector, act) => root.querySelectorAll(selector).forEach(act);
  const figure = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, said(".", ","));

  // Counted as the server counts: characters after NFC, a line break as one.
  const length = (text) => [...text.normalize("NFC").trim()].length;

  function countCharacters(control) {
    const max = Number(control.dataset.max);
    const shown = document.createElement("p");
    shown.className = "field-count";
    control.after(shown);
    const spoken = document.createElement("p");
    spoken.className = "sr-only";
    spoken.setAttribute("role", "status");
    shown.after(spoken);
    const update = () => {
      const over = length(control.value) - max;
      const counted = `${figure(over + max)}/${figure(max)}`;
      shown.textContent = said(`${counted} ký tự`, `${counted} characters`);
      shown.classList.toggle("is-over", over > 0);
      spoken.textContent = over > 0 ? said(`Dài hơn mức cho phép ${figure(over)} ký tự`, `${figure(over)} characters too many`) : "";
    };
    control.addEventListener("input", update);
    update();
  }

  // 19112026, 19.11.2026 or 19/11 become 19/11/2026.
  function completeDate(control) {
    control.addEventListener("change", () => {
      const typed = control.value.trim();
      const parts = /^\d{8}$/.test(typed)
        ? [typed.slice(0, 2), typed.slice(2, 4), typed.slice(4)]
        : typed.split(/[\s./-]+/);
      if (parts.length === 2) parts.push(String(new Date().getFullYear()));
      if (parts.length !== 3 || parts[0].length > 2 || !parts.every((part) => /^\d+$/.test(part))) return;
      const [day, month, year] = parts;
      control.value = `${day.padStart(2, "0")}/${month.padStart(2, "0")}/${year.length === 2 ? `20${year}` : year}`;
    });
  }

  const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");
  const COMMITTEE = /^uy ban nhan dan (tinh|thanh pho|xa|phuong|dac khu) /;

  // The whole name first (also "đồng tháp" for its People's Committee), then what begins with what was
  // typed or with its initials ("sxd", "ubnd tỉnh"), then shorter names before longer ones.
  function ranked(typed) {
    const holds = this.getScoreFunction(typed);
    const wanted = fold(typed).split(/\s+/).filter(Boolean).join(" ");
    const initials = wanted.replace(/ /g, "");
    return (item) => {
      if (!holds(item)) return 0;
      const name = fold(item.text).trim();
      const whole = name === wanted || name.replace(COMMITTEE, "") === wanted;
      const begins = name.startsWith(wanted) || (item.initials || "").startsWith(initials);
      return (whole ? 4 : begins ? 3 : name.includes(wanted) ? 2 : 1) + 1 / (1 + name.length);
    };
  }

  function searchIn(select) {
    if (!window.TomSelect || select.tomselect) return;
    for (const option of select.options) {
      const words = fold(option.text).match(/[a-z0-9]+/g) || [];
      if (option.value) option.dataset.initials = words.filter((word) => word !== "va").map((word) => word[0]).join("");
    }
    const made = new window.TomSelect(select, {
      maxOptions: 60,
      searchField: ["text", "initials"], // "ubnd" finds "Ủy ban nhân dân"
      score: ranked,
      placeholder: said("Gõ để tìm và chọn…", "Type to search and choose…"),
      hideSelected: select.multiple,
      closeAfterSelect: !select.multiple,
      render: {
        no_results: () => `<div class="no-results">${said("Không tìm thấy", "Nothing found")}</div>`,
      },
    });
    made.wrapper.classList.toggle("is-invalid", select.hasAttribute("aria-invalid"));
    for (const name of ["aria-describedby", "aria-invalid"]) {
      if (select.hasAttribute(name)) made.control_input.setAttribute(name, select.getAttribute(name));
    }
  }

  function ready(root) {
    each(root, "[data-max]", countCharacters);
    each(root, "[data-date]", completeDate);
    each(root, "select[data-search]", searchIn);
    each(root, "[data-focus]", (target) => target.focus());
    each(root, "[data-print]", (button) => button.addEventListener("click", () => window.print()));
  }

  // A link of the error summary goes into its field, also where a searched list stands for it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".error-summary a");
    const field = link && document.getElementById(link.hash.slice(1));
    if (!field) return;
    event.preventDefault();
    (field.closest(".field") || field).scrollIntoView({ block: "center" });
    (field.tomselect || field).focus();
  });

  // A form is sent once: its buttons wait for the answer, and work again on coming back.
  const label = (button) => button.querySelector("[data-label]") || button;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
    if (form.matches("[hx-post], [data-repeatable]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    const button = event.submitter || form.querySelector("button:not([type=button])");
    setTimeout(() => {
      each(form, "button, input[type=submit]", (other) => { other.disabled = true; other.dataset.waits = "yes"; });
      if (button && button.tagName === "BUTTON") {
        button.dataset.words = label(button).innerHTML;
        label(button).textContent = said("Đang gửi…", "Sending…");
      }
    });
  });
  window.addEventListener("pageshow", () => {
    each(document, "form[data-sent]", (form) => delete form.dataset.sent);
    each(document, "[data-waits]", (button) => {
      button.disabled = false;
      delete button.dataset.waits;
      if (button.dataset.words) label(button).innerHTML = button.dataset.words;
      delete button.dataset.words;
    });
  });

  // "/" goes to the search box; Escape or a click elsewhere closes what was dropped down.
  const closeDrops = (except) => each(document, ".more[open], .who[open]", (drop) => {
    if (!drop.contains(except)) drop.open = false;
  });
  document.addEventListener("click", (event) => closeDrops(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const open = event.target.closest && event.target.closest(".more[open], .who[open]");
      closeDrops(null);
      if (open) open.querySelector("summary").focus();
    }
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const box = document.querySelector("[data-search-box]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey && box) {
      event.preventDefault();
      box.focus();
      box.select();
    }
    if (event.key === "Enter" && event.ctrlKey && typing && typing.form && typing.form.matches("[data-ctrl-enter]")) {
      typing.form.requestSubmit();
    }
  });

  ready(document);
  for (const name of ["htmx:load", "htmx:after:swap"]) {
    document.addEventListener(name, (event) => event.target !== document.body && ready(event.target));
  }
})();
