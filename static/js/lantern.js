// Comforts only: every act on the site works without this file.

/* Leaving: the link, or Shift three times with no more than five seconds between two presses. */
const leave = document.getElementById("leave");
const PAUSE = 5000;
let presses = 0;
let lastPress = 0;

function announce(text) {
  let region = document.getElementById("announcement");
  if (!region) {
    region = document.createElement("p");
    region.id = "announcement";
    region.className = "visually-hidden";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = text;
}

function goAway() {
  // Blank first: the next page may take a while.
  document.title = "";
  for (const icon of document.querySelectorAll('link[rel~="icon"]')) icon.href = leave.dataset.blank;
  const address = leave.href;
  document.body.replaceChildren();
  document.documentElement.classList.add("is-blank");
  location.replace(address);
}

if (leave) {
  leave.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    goAway();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    if (event.repeat) return;
    const now = Date.now();
    presses = now - lastPress <= PAUSE ? presses + 1 : 1;
    lastPress = now;
    if (presses === 1) return;
    if (presses === 2) announce(leave.dataset.almost);
    else goAway();
  });
  // A page kept by the browser must not come back by the Back button after leaving.
  addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("is-blank")) location.reload();
  });
}

/* The colours change at once; the server remembers them. */
const theme = document.getElementById("theme");
if (theme) {
  theme.addEventListener("submit", (event) => {
    const choice = event.submitter && event.submitter.value;
    if (!choice) return;
    event.preventDefault();
    const fields = new FormData(theme);
    fields.set("theme", choice);
    fetch(theme.action, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" })
      .then(() => {
        const root = document.documentElement;
        if (choice === "system") delete root.dataset.theme;
        else root.dataset.theme = choice;
        for (const button of theme.querySelectorAll("button"))
          button.setAttribute("aria-pressed", String(button.value === choice));
      })
      .catch(() => {
        const field = document.createElement("input");
        field.type = "hidden";
        field.name = "theme";
        field.value = choice;
        theme.append(field);
        theme.submit();
      });
  });
}

/* Sharing: the system's own sheet and the clipboard, where the browser has them. */
for (const button of document.querySelectorAll("[data-share]")) {
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.share({ title: document.title, url: button.dataset.share }).catch(() => {});
  });
}
for (const button of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(button.dataset.copy).then(() => announce(button.dataset.done || ""));
  });
}

/* One menu: Escape and a click elsewhere close it. */
const menu = document.querySelector(".menu");
if (menu) {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (menu.open && !menu.contains(event.target)) menu.open = false;
  });
}
