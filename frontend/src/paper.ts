// Light or dark: as the system says, unless the person says otherwise. Only this choice is kept in the browser.
const KEY = "tollbook-paper";
const CHOICES = ["", "light", "dark"];

function show(choice: string): void {
  if (choice) document.documentElement.dataset.theme = choice;
  else delete document.documentElement.dataset.theme;
  const button = document.querySelector<HTMLButtonElement>("#paper");
  if (button) button.textContent = choice === "" ? "Paper: as the system" : choice === "light" ? "Paper: light" : "Paper: dark";
}

export function paper(): void {
  const kept = localStorage.getItem(KEY) ?? "";
  show(CHOICES.includes(kept) ? kept : "");
  const button = document.querySelector<HTMLButtonElement>("#paper");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const now = document.documentElement.dataset.theme ?? "";
    const next = CHOICES[(CHOICES.indexOf(now) + 1) % CHOICES.length] ?? "";
    localStorage.setItem(KEY, next);
    show(next);
  });
}
