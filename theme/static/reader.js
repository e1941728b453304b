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
    const here = document.querySelector(".menu [aria-current]");
    if (here) here.closest("ul").scrollLeft = here.offsetLeft - 40; // on a narrow screen the menu goes on to the right
    const today = document.querySelector("[data-today]");
    if (today) {
      const form = { weekday: "long", day: "2-digit", month: "2-digit", year: "numeric", timeZone: "Asia/Ho_Chi_Minh" };
      today.textContent = new Date().toLocaleDateString("vi-VN", form);
    }
  });
})();
