// Asks "Are you still there?" two minutes before a session ends by itself, and extends it with one button.
// What the person writes is saved on the server as they go, so nothing is lost either way. Without this script
// the page to sign in says what happened and leads back. Source: WCAG 2.2.1.

const TIME = "/my-account/time/";
const WARNING = 120;
const token = document.querySelector("input[name=csrfmiddlewaretoken]")?.value;
let timer;

const wait = (seconds, next) => {
  clearTimeout(timer);
  timer = setTimeout(next, Math.max(seconds, 0) * 1000);
};

async function ask(method) {
  const headers = { Accept: "application/json", ...(method === "POST" ? { "X-CSRFToken": token } : {}) };
  const answer = await fetch(TIME, { method, headers });
  return answer.ok && !answer.redirected ? (await answer.json()).left : 0;
}

// The session may have been used since: by another tab, or by what was saved meanwhile.
async function check() {
  const left = await ask("GET").catch(() => WARNING);
  if (left > WARNING) wait(left - WARNING, check);
  else if (left > 0) warn(left);
  else leave();
}

function leave() {
  location.assign(location.pathname);
}

function warn(left) {
  const dialog = document.createElement("dialog");
  dialog.className = "al-dialog";
  dialog.setAttribute("aria-labelledby", "still-there");
  const title = document.createElement("h2");
  title.id = "still-there";
  title.className = "govuk-heading-m";
  title.textContent = "Are you still there?";
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.textContent =
    "To keep what is written here safe, you will be signed out in two minutes. What was saved is still there when you come back.";
  const stay = document.createElement("button");
  stay.className = "govuk-button";
  stay.type = "button";
  stay.textContent = "Stay signed in";
  dialog.append(title, words, stay);
  document.body.append(dialog);
  const before = document.activeElement;
  const go = async () => {
    const more = await ask("POST").catch(() => 0);
    dialog.remove();
    before?.focus?.();
    if (more > 0) wait(more - WARNING, check);
    else leave();
  };
  stay.addEventListener("click", go);
  dialog.addEventListener("cancel", go);
  dialog.showModal();
  wait(left, () => dialog.isConnected && leave());
}

const left = Number(document.querySelector('meta[name="session-left"]')?.content);
if (left) wait(left - WARNING, check);
