// Nút “Sao chép” cạnh mỗi địa chỉ RSS. Không có kịch bản này, trang vẫn đủ các địa chỉ.
"use strict";
(() => {
  if (!navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "visually-hidden";
  said.setAttribute("role", "status");
  document.querySelector(".feeds").append(said);
  for (const link of document.querySelectorAll('.feed-links a[type="application/rss+xml"]')) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Sao chép";
    button.setAttribute("aria-label", `Sao chép địa chỉ ${link.getAttribute("aria-label")}`);
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.dataset.copy);
        said.textContent = "Đã chép địa chỉ.";
        button.textContent = "Đã chép";
      } catch {
        said.textContent = `Chưa chép được; địa chỉ là ${link.dataset.copy}`;
        button.textContent = "Chưa chép được";
      }
      setTimeout(() => { button.textContent = "Sao chép"; }, 2000);
    });
    link.after(" ", button);
  }
})();
