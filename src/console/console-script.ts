/**
 * All of the console's script, served as a file of its own. Pages work without it; with it, copying takes one click and
 * what is going on is seen without reloading. It is small enough to be read here.
 */
export const CONSOLE_SCRIPT = `"use strict";
// Copy buttons: hidden until there is a script to serve them.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
  const label = button.textContent;
  let timer;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    const text = "value" in source ? source.value : source.textContent;
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // Without permission, or on plain http: the text is at least selected.
      if (source.select) source.select();
      else getSelection().selectAllChildren(source);
      return;
    }
    button.textContent = button.dataset.copied;
    clearTimeout(timer);
    timer = setTimeout(() => { button.textContent = label; }, 2000);
  });
}

// What is going on: a part of the page is fetched anew until it says that it is final.
for (const part of document.querySelectorAll("[data-live]")) {
  const again = () => setTimeout(async () => {
    if (document.hidden) return again();
    try {
      const response = await fetch(part.dataset.live, { headers: { accept: "text/html" }, redirect: "manual" });
      if (!response.ok) return;
      part.innerHTML = await response.text();
      if (response.headers.get("x-live") === "done") return;
    } catch {
      // The network is away: the next turn may find it back.
    }
    again();
  }, Number(part.dataset.every) || 3000);
  again();
}

// On a narrow screen the menu is scrolled to where one is.
const here = document.querySelector(".side [aria-current]");
const strip = here && here.closest("ul");
if (strip && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - 16;

// The debugger's list of endpoints fills in the fields; the fields alone do as well.
const picker = document.querySelector("select[data-fills]");
if (picker) picker.addEventListener("change", () => {
  const { dataset } = picker.selectedOptions[0];
  if (!dataset.path) return;
  const { method, path, body } = picker.form.elements;
  method.value = dataset.method;
  path.value = dataset.path;
  body.value = dataset.body;
});

// A form that takes a while is sent once.
for (const form of document.forms) {
  if (form.method !== "post") continue;
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    if (event.submitter) event.submitter.setAttribute("aria-busy", "true");
    setTimeout(() => { delete form.dataset.sent; if (event.submitter) event.submitter.removeAttribute("aria-busy"); }, 8000);
  });
}
addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.sent; });
`;
