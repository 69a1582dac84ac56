// Saves a form a moment after the last key, and says truthfully whether it is saved.
//
// <form data-autosave="/address"> with a field `edition` and an element [data-saved] (macro saved_status).
// The whole form is posted with "Accept: application/json". The server answers one of
//   {"saved_at": "14:02", "edition": 7}    it is saved; `edition` goes into the form for the next save
//   {"stale": true, "url": "/both-texts"}  someone else saved first; the page offers to read both
//   {"errors": "Enter a date"}             it cannot be saved as it is, and why
// Nothing is kept in the browser.

const QUIET_FOR = 1500;
const TRY_AGAIN_AFTER = 10000;

export function startSaving(form) {
  const status = form.querySelector("[data-saved]");
  const edition = form.elements.namedItem("edition");
  let last = "";
  let dirty = false;
  let saving = false;
  let sending = false;
  let stopped = false;
  let timer = 0;

  const say = (words, kind, link) => {
    if (!status) return;
    const text = document.createElement(kind === "bad" ? "strong" : "span");
    text.className = `al-saved__${kind}`;
    text.textContent = words;
    status.replaceChildren(text);
    if (link) {
      const anchor = document.createElement("a");
      anchor.className = "govuk-link";
      anchor.href = link;
      anchor.textContent = "Read both texts";
      status.append(" ", anchor);
    }
  };

  // A picture is sent with the form itself, not again with every few words.
  const words = () => {
    const body = new FormData(form);
    for (const [name, value] of [...body]) if (value instanceof File) body.delete(name);
    return body;
  };

  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };

  const failed = (why) => {
    dirty = true;
    say(`${last ? `Not saved since ${last}.` : "Not saved yet."} ${why}`, "bad");
    later(TRY_AGAIN_AFTER);
  };

  const understood = (reply) => {
    if (reply.stale) {
      stopped = true;
      say("Someone else changed this while you were writing. Your text is still here.", "bad", reply.url);
      return;
    }
    if (reply.errors) {
      dirty = true;
      say(`Not saved. ${reply.errors}`, "bad");
      return;
    }
    if (edition && reply.edition !== undefined) edition.value = reply.edition;
    last = reply.saved_at;
    if (!dirty) say(`Saved at ${last}`, "good");
  };

  async function save() {
    clearTimeout(timer);
    if (!dirty || saving || stopped || sending) return;
    saving = true;
    dirty = false;
    try {
      const response = await fetch(form.dataset.autosave, {
        method: "POST",
        body: words(),
        headers: { Accept: "application/json" },
        credentials: "same-origin",
      });
      const isAnswer = (response.headers.get("Content-Type") || "").includes("json");
      if (response.redirected || response.status === 401 || response.status === 403) {
        failed("You have been signed out. Keep this page open, and sign in again in another window.");
      } else if (isAnswer && (response.ok || response.status === 409 || response.status === 422)) {
        understood(await response.json());
      } else {
        failed("Something went wrong. We keep trying.");
      }
    } catch {
      failed("You are not connected. Keep this page open; we keep trying.");
    } finally {
      saving = false;
      if (dirty && !stopped) later(QUIET_FOR);
    }
  }

  form.addEventListener("input", () => {
    if (!dirty && !stopped) say("Not saved yet", "waiting");
    dirty = true;
    if (!saving) later(QUIET_FOR);
  });
  form.addEventListener("change", () => later(200));
  form.addEventListener("submit", () => {
    sending = true;
    clearTimeout(timer);
  });
  window.addEventListener("online", save);
  window.addEventListener("offline", () => dirty && failed("You are not connected."));
  window.addEventListener("beforeunload", (event) => {
    if ((dirty || saving) && !sending) event.preventDefault();
  });
  document.addEventListener("visibilitychange", () => document.hidden && save());
}
