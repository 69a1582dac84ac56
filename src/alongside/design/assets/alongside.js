// The script of every page. All pages work without it.
import { createAll, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs } from "./govuk.js";
import { startSaving } from "./autosave.js";
import { lookAgain } from "./poll.js";
import { offerReading } from "./read-aloud.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Button, { preventDoubleClick: true });
for (const each of [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, SkipLink, Tabs]) {
  createAll(each);
}

document.querySelectorAll("form[data-autosave]").forEach(startSaving);
lookAgain(document.querySelector("[data-poll]"));
offerReading(document.querySelectorAll("[data-read-aloud]"));
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
