// Enhancement only: every page works without it.
"use strict";

// Printing: a button where there is something to press it for.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A lost connection: keep the page with the answer on it, and send it when the connection is back.
const offline = document.querySelector("[data-offline]");
const form = offline?.closest("form");
if (form) {
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    offline.textContent = offline.dataset.offline;
    window.addEventListener("online", () => form.requestSubmit(), { once: true });
  });
}

// The time that is left. At its end what is chosen or typed is sent, as the student would.
const clock = document.querySelector("[data-seconds-left]");
if (clock) {
  const ON_ITS_WAY = 6000; // milliseconds until the server takes no answer any more
  const announcer = document.querySelector("[data-at-60]");
  const end = performance.now() + 1000 * Number(clock.dataset.secondsLeft);
  const two = (number) => String(number).padStart(2, "0");
  const show = () => {
    const left = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    const hours = Math.floor(left / 3600);
    const minutes = Math.floor((left % 3600) / 60);
    clock.textContent = hours
      ? `${hours}:${two(minutes)}:${two(left % 60)}`
      : `${minutes}:${two(left % 60)}`;
    clock.closest(".timer").classList.toggle("soon", left <= 60);
    const words = announcer.getAttribute(`data-at-${left}`);
    if (words) announcer.textContent = words;
    if (left > 0) return;
    clearInterval(ticking);
    setTimeout(() => location.assign(clock.dataset.results), ON_ITS_WAY);
    const answer = form?.querySelector("input[type=text], input[type=radio]:checked");
    if (answer?.value.trim()) form.requestSubmit();
  };
  const ticking = setInterval(show, 1000);
  show();
}
