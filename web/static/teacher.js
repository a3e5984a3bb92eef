// Enhancement only: every page works without it.
"use strict";

// Making questions: ask how far it is and say so, without loading the page anew.
const job = document.querySelector("[data-progress]");
if (job) {
  const stage = job.querySelector("[data-stage]");
  const look = async () => {
    try {
      const answer = await fetch(job.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok || !answer.headers.get("Content-Type").startsWith("application/json")) {
        location.assign(job.dataset.then);
        return;
      }
      const found = await answer.json();
      if (!found.active) {
        location.assign(job.dataset.then);
        return;
      }
      const text = `${found.stage} …`;
      if (stage.textContent !== text) stage.textContent = text;
    } catch {
      // The connection is lost for a moment; the work goes on without us.
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
}

// Evidence: what proves a question stands out in the article as soon as the question is looked at.
const marks = [...document.querySelectorAll("mark[data-proves]")];
const show = (number) => {
  for (const mark of marks) {
    mark.classList.toggle("current", mark.dataset.proves.split(" ").includes(number));
  }
};
for (const link of document.querySelectorAll("[data-evidence]")) {
  const card = link.closest("[data-number]");
  link.addEventListener("click", () => show(link.dataset.evidence));
  card.addEventListener("focusin", () => show(link.dataset.evidence));
  card.addEventListener("pointerenter", () => show(link.dataset.evidence));
}
