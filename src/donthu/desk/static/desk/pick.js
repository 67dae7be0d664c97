// Choosing many cases of a list: the whole page at once, and how many are chosen.
(() => {
  "use strict";
  const bar = document.querySelector(".bulk-bar");
  if (!bar) return;
  const boxes = [...document.querySelectorAll('input[name="ho-so"]')];
  const page = bar.querySelector("[data-pick-page]");
  const whole = bar.querySelector('input[name="tat-ca"]');
  const said = bar.querySelector("[data-picked]");
  const figure = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");
  const all = page.querySelector("input");
  page.hidden = false;

  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    all.checked = count === boxes.length;
    all.indeterminate = count > 0 && count < boxes.length;
    if (whole && whole.checked) said.textContent = "Đã chọn tất cả theo bộ lọc.";
    else said.textContent = count ? `Đã chọn ${figure(count)} hồ sơ.` : "Đánh dấu hồ sơ ở danh sách, rồi chọn việc.";
    boxes.forEach((box) => { box.disabled = Boolean(whole && whole.checked); });
  };
  all.addEventListener("change", () => {
    boxes.forEach((box) => { box.checked = all.checked; });
    tell();
  });
  boxes.forEach((box) => box.addEventListener("change", tell));
  if (whole) whole.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
})();
