// Reads a part of the page aloud. Only voices that live on the device are used: others send the text away.

let speaking = null;

function voiceFor(language) {
  const near = language.slice(0, 2).toLowerCase();
  const here = speechSynthesis.getVoices().filter((voice) => voice.localService === true);
  return (
    here.find((voice) => voice.lang.replace("_", "-").toLowerCase() === language.toLowerCase()) ||
    here.find((voice) => voice.lang.toLowerCase().startsWith(near))
  );
}

const languageOf = (element) => element.closest("[lang]")?.lang || "en-GB";

function stop() {
  speechSynthesis.cancel();
  if (!speaking) return;
  speaking.setAttribute("aria-pressed", "false");
  speaking.querySelector("[data-words]").textContent = speaking.dataset.words;
  speaking = null;
}

function read(button, target) {
  const voice = voiceFor(languageOf(target));
  if (!voice) return;
  const speech = new SpeechSynthesisUtterance(target.innerText);
  speech.voice = voice;
  speech.lang = voice.lang;
  speech.rate = 0.9;
  speech.onend = speech.onerror = () => speaking === button && stop();
  speaking = button;
  button.setAttribute("aria-pressed", "true");
  button.querySelector("[data-words]").textContent = button.dataset.stopWords;
  speechSynthesis.speak(speech);
}

export function offerReading(buttons) {
  if (!("speechSynthesis" in window) || !buttons.length) return;
  const show = () =>
    buttons.forEach((button) => {
      const target = document.getElementById(button.dataset.readAloud);
      button.hidden = !target || !voiceFor(languageOf(target));
    });
  buttons.forEach((button) => {
    button.dataset.words = button.querySelector("[data-words]").textContent;
    button.addEventListener("click", () => {
      const wasReading = speaking === button;
      stop();
      if (!wasReading) read(button, document.getElementById(button.dataset.readAloud));
    });
  });
  show();
  speechSynthesis.addEventListener?.("voiceschanged", show);
  window.addEventListener("pagehide", stop);
}
