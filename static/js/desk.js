// The moderators' desk: single-letter keys, and decisions without loading the page anew.
// Every act below is a plain form of the page; without this file each of them works all the same.

const desk = document.getElementById("desk");
const said = document.getElementById("said");
const undoPlace = document.getElementById("undo-place");
const keys = document.getElementById("keys");
const keysOn = !("keysOff" in desk.dataset);
const TYPES_LETTERS = 'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="hidden"])';

const cases = () => [...desk.querySelectorAll(".case")];
const current = () => document.activeElement.closest(".case") || cases()[0];

function goTo(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = cases();
  const here = all.indexOf(document.activeElement.closest(".case"));
  goTo(all[here < 0 ? 0 : Math.min(Math.max(here + by, 0), all.length - 1)]);
}

/* Decisions: the form is sent, the card gives way to the next one, a live region says what was done. */

function piece(html) {
  return new DOMParser().parseFromString(html, "text/html").body;
}

function settle(card, answer) {
  const undo = answer.querySelector(".undo");
  undoPlace.replaceChildren(...(undo ? [undo] : []));
  const all = cases();
  const next = all[all.indexOf(card) + 1] || all[all.indexOf(card) - 1];
  card.remove();
  said.replaceChildren(...answer.children);
  label(undoPlace);
  if (next) return goTo(next);
  const empty = document.getElementById("empty");
  if (!empty) return location.assign(desk.querySelector(".lanes__link").href);
  empty.hidden = false;
  empty.focus();
}

function countDown(waiting) {
  const count = desk.querySelector("[data-waiting]");
  if (!count || !waiting) return;
  count.textContent = waiting;
}

async function send(form, card) {
  const buttons = form.querySelectorAll("button");
  for (const button of buttons) button.disabled = true;
  const answer = await fetch(form.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(form)),
    headers: { "X-Desk-Piece": "1" },
  });
  const body = piece(await answer.text());
  if (answer.ok && !answer.redirected) {
    countDown(answer.headers.get("X-Desk-Waiting"));
    settle(card, body);
  } else if (answer.status === 409) {
    card.querySelector(".case__acts").remove();
    card.querySelector(".case__body").replaceWith(...body.children);
    card.querySelector(".changed").focus();
  } else if (answer.status === 422) {
    const again = body.querySelector(".case");
    card.replaceWith(again);
    label(again);
    again.querySelector(".notice--no").focus();
  } else {
    location.reload();
  }
}

desk.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-act]");
  const card = form && form.closest(".case");
  if (!card) return;
  event.preventDefault();
  send(form, card).catch(() => form.submit());
});

/* Claims: a card that has the focus is shown to colleagues as being read, and let go on leaving. */

let claimed = null;

function token() {
  const form = new FormData();
  form.set("csrfmiddlewaretoken", desk.querySelector("[name=csrfmiddlewaretoken]").value);
  return form;
}

function claim(card) {
  if (!card.dataset.claim) return;
  fetch(card.dataset.claim, { method: "POST", body: token(), headers: { "X-Desk-Piece": "1" } })
    .then((answer) => (answer.status === 409 ? answer.text() : ""))
    .then((html) => {
      if (!html || card.querySelector(".case__claim")) return;
      const notice = piece(html).querySelector(".changed");
      notice.classList.add("case__claim");
      card.querySelector(".case__head").append(notice);
    })
    .catch(() => {});
}

function letGo() {
  if (claimed && claimed.dataset.release) navigator.sendBeacon(claimed.dataset.release, token());
  claimed = null;
}

desk.addEventListener("focusin", (event) => {
  const card = event.target.closest(".case");
  if (!card || card === claimed) return;
  letGo();
  claimed = card;
  claim(card);
});
addEventListener("pagehide", letGo);
setInterval(() => {
  if (claimed && claimed.isConnected && document.visibilityState === "visible") claim(claimed);
}, 4 * 60 * 1000);

/* Keys. */

function press(letter) {
  const card = current();
  const place = letter === "u" || letter === "?" ? desk : card || desk;
  const target = place.querySelector(`[data-key="${letter}"]`) || desk.querySelector(`.desk__head [data-key="${letter}"]`);
  if (!target) return false;
  if (target.tagName === "SUMMARY") {
    const details = target.parentElement;
    details.open = letter === "d" ? true : !details.open;
    const field = details.querySelector("[type=radio]:checked") || details.querySelector("[type=radio]");
    if (details.open && field) field.focus();
    details.scrollIntoView({ block: "nearest" });
  } else {
    target.click();
  }
  return true;
}

function chooseRule(number) {
  const open = current() && current().querySelector(".refuse[open]");
  const rule = open && open.querySelector(`[name="rule"][value="${number}"]`);
  if (!rule) return false;
  rule.checked = true;
  rule.focus();
  return true;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  if (event.target.closest(TYPES_LETTERS)) return;
  const letter = event.key.toLowerCase();
  let done = false;
  if (letter === "j" || letter === "k") {
    step(letter === "j" ? 1 : -1);
    done = true;
  } else if (/^[1-9]$/.test(letter)) {
    done = chooseRule(letter);
  } else if (["f", "d", "u", "z", "?"].includes(letter)) {
    done = press(letter);
  } else if (letter === "escape") {
    const open = current() && current().querySelector(".refuse[open]");
    if (open) open.open = false;
    goTo(current());
  }
  if (done) event.preventDefault();
}

function label(place) {
  if (!keysOn) return;
  for (const button of place.querySelectorAll("[data-key]")) {
    if (button.dataset.key === "?" || button.querySelector("kbd")) continue;
    button.setAttribute("aria-keyshortcuts", button.dataset.key);
    if (!button.classList.contains("button")) continue;
    const key = document.createElement("kbd");
    key.setAttribute("aria-hidden", "true");
    key.textContent = button.dataset.key;
    button.append(key);
  }
}

keys.hidden = false;
if (keysOn) {
  document.addEventListener("keydown", onKey);
  label(desk);
}
if (location.hash.startsWith("#c")) goTo(document.getElementById(location.hash.slice(1)));
