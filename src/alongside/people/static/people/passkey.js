// Passkeys: turns the server's challenge into what the browser wants, and the browser's answer into a form.
// A form marked `data-passkey="make"` or `"use"` holds a hidden field `credential`; the challenge stands in
// `data-options`, or is asked for at `data-options-from`. Without this script the form stays hidden and the
// page's other ways in remain.

const fromText = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withIds = (list) => (list || []).map((each) => ({ ...each, id: fromText(each.id) }));

async function make(options) {
  const wanted = options.publicKey;
  const made = await navigator.credentials.create({
    publicKey: {
      ...wanted,
      challenge: fromText(wanted.challenge),
      user: { ...wanted.user, id: fromText(wanted.user.id) },
      excludeCredentials: withIds(wanted.excludeCredentials),
    },
  });
  return answer(made, {
    attestationObject: toText(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function use(options) {
  const wanted = options.publicKey;
  const found = await navigator.credentials.get({
    publicKey: {
      ...wanted,
      challenge: fromText(wanted.challenge),
      allowCredentials: withIds(wanted.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = found.response;
  return answer(found, {
    authenticatorData: toText(authenticatorData),
    signature: toText(signature),
    userHandle: userHandle ? toText(userHandle) : null,
  });
}

function answer(credential, response) {
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: toText(credential.response.clientDataJSON), ...response },
  };
}

async function optionsOf(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const asked = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!asked.ok) throw new Error("no challenge");
  return asked.json();
}

async function go(form) {
  const problem = form.querySelector("[data-passkey-problem]");
  problem.hidden = true;
  try {
    const options = await optionsOf(form);
    const credential = await (form.dataset.passkey === "make" ? make(options) : use(options));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    // Closed, refused or timed out: the browser does not say which, and the person knows.
    problem.hidden = false;
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (!window.PublicKeyCredential) continue;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    go(form);
  });
}
for (const words of document.querySelectorAll("[data-no-passkeys]")) {
  words.hidden = Boolean(window.PublicKeyCredential);
}
