// What helps a reader and works here alone: the size of the text, kept on this device, and today's date.
// The page is complete without this file.
(() => {
  "use strict";
  const KEY = "co-chu";
  const SIZES = ["nho", "thuong", "lon", "rat-lon", "lon-nhat"];
  const NORMAL = 1;
  const root = document.documentElement;
  let size = NORMAL;

  const show = () => {
    if (size === NORMAL) delete root.dataset.textSize;
    else root.dataset.textSize = SIZES[size];
  };
  const remember = () => {
    try {
      if (size === NORMAL) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, SIZES[size]);
    } catch { /* a browser that keeps nothing: the size holds for this page */ }
  };

  try {
    const kept = SIZES.indexOf(localStorage.getItem(KEY));
    if (kept >= 0) size = kept;
  } catch { /* as above */ }
  show();
  root.dataset.script = ""; // before anything is painted: what only a script can serve has its room at once

  document.addEventListener("DOMContentLoaded", () => {
    for (const button of document.querySelectorAll("button[data-text-size]")) {
      button.addEventListener("click", () => {
        const step = Number(button.dataset.textSize);
        size = step === 0 ? NORMAL : Math.min(Math.max(size + step, 0), SIZES.length - 1);
        show();
        remember();
      });
    }
    const today = document.querySelector("[data-today]");
    if (today) {
      const now = new Date(Date.now() + 7 * 3600e3); // Vietnam's day; the browser's own names would be slow to load
      const names = ["Chủ nhật", "Thứ hai", "Thứ ba", "Thứ tư", "Thứ năm", "Thứ sáu", "Thứ bảy"];
      today.textContent = `${names[now.getUTCDay()]}, ${now.toISOString().slice(0, 10).split("-").reverse().join("/")}`;
    }
  });
})();
