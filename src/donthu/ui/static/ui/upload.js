// Files go ahead of the form, one by one, to the address in data-upload-url; the form then carries
// their tokens. Without an address, or without JavaScript, they go with the form.
(() => {
  "use strict";
  const number = (value) => value.toLocaleString(said("vi-VN", "en"), { maximumFractionDigits: 1 });
  const size = (bytes) => bytes < 1048576 ? `${number(Math.max(1, Math.round(bytes / 1024)))} kB` : `${number(bytes / 1048576)} MB`;

  function element(tag, attributes = {}, text = "") {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.textContent = text;
    return made;
  }

  function setUp(input) {
    const box = input.closest(".upload") || input.parentElement;
    let list = box.nextElementSibling;
    if (!list || !list.matches(".upload-list")) {
      list = element("ul", { class: "upload-list", "aria-live": "polite" });
      box.after(list);
    }
    const form = input.form;
    const most = Number(input.dataset.maxFiles || 5);
    const bytes = Number(input.dataset.maxBytes || 0);
    const pending = new Set();

    box.classList.add("upload", "upload-ready");
    each(box, ".upload-drop", (words) => { words.hidden = false; });

    function row(file) {
      const item = element("li");
      const name = element("span", {}, file.name);
      const state = element("span", { class: "upload-size" }, size(file.size));
      const remove = element("button", { type: "button", class: "btn btn-small", "data-remove": "" }, said("Bỏ tệp", "Remove"));
      remove.append(element("span", { class: "sr-only" }, ` ${file.name}`));
      item.append(name, state, remove);
      list.append(item);
      return { item, state };
    }

    function refuse(item, sentence) {
      item.classList.add("is-failed");
      item.append(element("p", { class: "field-error" }, sentence));
    }

    function take(file) {
      const { item, state } = row(file);
      const kept = list.querySelectorAll("li:not(.is-failed)").length;
      if (kept > most) return refuse(item, said(`Chỉ đính kèm được tối đa ${most} tệp; tệp này không được gửi.`, `At most ${most} files can be attached; this one is not sent.`));
      if (!file.size) return refuse(item, said("Tệp này không có nội dung.", "This file is empty."));
      if (bytes && file.size > bytes) {
        return refuse(item, said(
          `Tệp lớn ${size(file.size)}, vượt mức ${size(bytes)}; hãy chọn tệp nhỏ hơn.`,
          `The file has ${size(file.size)}, more than ${size(bytes)}; choose a smaller one.`,
        ));
      }
      send(file, item, state);
    }

    function send(file, item, state) {
      const progress = element("progress", { max: "100", value: "0", "aria-label": said(`Đang tải ${file.name}`, `Uploading ${file.name}`) });
      item.append(progress);
      const request = new XMLHttpRequest();
      const body = new FormData();
      body.append("file", file, file.name);
      const done = (sentence) => {
        pending.delete(request);
        progress.remove();
        if (sentence) refuse(item, sentence);
      };
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress.value = Math.round((event.loaded / event.total) * 100);
      });
      request.addEventListener("load", () => {
        let answer = {};
        try { answer = JSON.parse(request.responseText); } catch { /* not from us */ }
        if (request.status < 300 && answer.token) {
          item.append(
            element("input", { type: "hidden", name: "staged", value: answer.token }),
            element("input", { type: "hidden", name: "staged_name", value: answer.name || file.name }),
          );
          state.textContent = `${size(answer.size || file.size)} · ${said("đã tải lên", "uploaded")}`;
          done();
        } else {
          done(answer.error || said("Không tải được tệp này; hãy bỏ tệp và chọn lại.", "This file could not be uploaded; remove it and choose it again."));
        }
      });
      request.addEventListener("error", () => done(said("Mất kết nối khi tải tệp; hãy bỏ tệp và chọn lại.", "The connection was lost; remove the file and choose it again.")));
      request.addEventListener("abort", () => done());
      request.open("POST", input.dataset.uploadUrl);
      const token = form && form.querySelector("[name=csrfmiddlewaretoken]");
      if (token) request.setRequestHeader("X-CSRFToken", token.value);
      request.setRequestHeader("Accept", "application/json");
      item.upload = request;
      pending.add(request);
      request.send(body);
    }

    function takeAll(files) {
      [...files].forEach(take);
      input.value = ""; // they have gone ahead; the form must not send them twice
    }

    input.addEventListener("change", () => takeAll(input.files));
    for (const name of ["dragenter", "dragover"]) {
      box.addEventListener(name, (event) => { event.preventDefault(); box.classList.add("is-over"); });
    }
    for (const name of ["dragleave", "drop"]) box.addEventListener(name, () => box.classList.remove("is-over"));
    box.addEventListener("drop", (event) => { event.preventDefault(); takeAll(event.dataTransfer.files); });
    if (form) {
      form.addEventListener("submit", (event) => {
        if (!pending.size) return;
        event.preventDefault();
        event.stopPropagation();
        const waiting = list.querySelector("progress");
        if (waiting) waiting.closest("li").scrollIntoView({ block: "center" });
        let words = list.nextElementSibling;
        if (!words || !words.matches(".upload-wait")) {
          words = element("p", { class: "field-error upload-wait", role: "alert" });
          list.after(words);
        }
        words.textContent = said("Tệp đang được tải lên; hãy gửi khi đã tải xong.", "Files are being uploaded; send when they are done.");
      });
    }
  }

  function each(root, selector, act) { root.querySelectorAll(selector).forEach(act); }

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".upload-list [data-remove]");
    if (!button) return;
    const item = button.closest("li");
    const list = item.parentElement;
    if (item.upload) item.upload.abort();
    item.remove();
    const input = list.previousElementSibling && list.previousElementSibling.querySelector("input[type=file]");
    if (input) input.focus();
  });

  each(document, "input[type=file][data-upload-url]", setUp);
})();
